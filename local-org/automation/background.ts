import type { OrgRuntime } from '../org.ts';
import { pathJob } from './flow-paths.ts';
import type { FlowPathWork } from './flow/flows.ts';
import { JobQueue } from './job-queue.ts';
import { Schedules } from './schedule.ts';

const WAITING_PATHS = 'waiting paths of flows';

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
        for (const work of previous.queue.paths()) this.addPath(work);
    }

    /** Before the process ends: scheduled paths of flows are records and instants, which a database file keeps. */
    suspend(): void {
        const paths = this.queue.paths().flatMap((work) => {
            const records = work.records.map(({ id }) => ({ id, old: null }));
            return work.due === null ? [] : [{ ...work, records }];
        });
        if (paths.length > 0) this.org.store.remember(WAITING_PATHS, JSON.stringify(paths));
    }

    resume(): void {
        for (const work of JSON.parse(this.org.store.recall(WAITING_PATHS) ?? '[]') as FlowPathWork[]) this.addPath(work);
    }

    private addPath(work: FlowPathWork): void {
        if (this.org.flows.hasPath(work.flow, work.path)) this.queue.add(pathJob(this.org, work, this.org.clock.now()));
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
