import type { OrgRuntime } from '../org.ts';
import { pathJob } from './flow-paths.ts';
import { JobQueue } from './job-queue.ts';
import { Schedules } from './schedule.ts';

/** Everything that runs without a caller: event subscribers, asynchronous Apex, schedules, paths of flows. */
export class Background {
    readonly queue = new JobQueue();
    readonly schedules: Schedules;
    private readonly org: OrgRuntime;

    constructor(org: OrgRuntime) {
        this.org = org;
        this.schedules = new Schedules(org);
    }

    /** Goes on with what waits in an org whose place this one takes: schedules, and paths of the flows that are still there. */
    goOn(previous: Background): void {
        this.schedules.goOn(previous.schedules);
        for (const work of previous.queue.paths()) {
            if (this.org.flows.hasPath(work.flow, work.path)) this.queue.add(pathJob(this.org, work, this.org.clock.now()));
        }
    }

    /** Does one piece of work that is due; false when there is none. */
    runNext(): boolean {
        const now = this.org.clock.now();
        return this.org.events.deliverNext(now) || this.queue.runNext(now) || this.schedules.runNext(now);
    }

    /** Works until nothing is due, at the most so many pieces; gives how many they were. */
    runUntilIdle(maximum: number): number {
        let done = 0;
        while (done < maximum && this.runNext()) done += 1;
        return done;
    }
}
