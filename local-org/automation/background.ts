import type { OrgRuntime } from '../org.ts';
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
