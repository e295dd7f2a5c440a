import type { FlowPathChange, FlowPathWork } from './flow/flows.ts';
import type { TransactionKind } from './transaction.ts';

/** Work that runs in transactions of its own, later. */
export interface Job {
    /** Of its AsyncApexJob row, '' where it has none. */
    readonly id: string;
    readonly kind: TransactionKind;
    readonly name: string;
    /** Not before this instant (milliseconds since the epoch, by the org's clock). */
    readonly dueAt: number;
    /** A second job of the same signature is refused while this one waits or runs. */
    readonly signature?: string;
    /** Of a path of a flow: its records, and the job for some of them at another time. */
    readonly path?: { readonly work: FlowPathWork; again(work: FlowPathWork): Job };
    run(): void;
}

/** First in, first out, among those that are due. */
export class JobQueue {
    private waiting: Job[] = [];
    private running: Job[] = [];

    get size(): number {
        return this.waiting.length;
    }

    /** Jobs that belong to the program as it is: paths of flows know nothing but records. */
    get bound(): number {
        return this.waiting.filter((job) => !job.path).length;
    }

    paths(): FlowPathWork[] {
        return this.waiting.flatMap((job) => job.path?.work ?? []);
    }

    add(job: Job): void {
        this.waiting.push(job);
    }

    hasSignature(signature: string): boolean {
        return [...this.waiting, ...this.running].some((job) => job.signature === signature);
    }

    /** Takes a waiting job out. */
    remove(id: string): boolean {
        const count = this.waiting.length;
        this.waiting = this.waiting.filter((job) => job.id !== id);
        return this.waiting.length < count;
    }

    reschedule(change: FlowPathChange): void {
        this.waiting = rescheduled(this.waiting, change);
    }

    /** Forgets what was added after the queue had this size: its transaction was rolled back. */
    truncate(size: number): void {
        this.waiting.length = Math.min(this.waiting.length, size);
    }

    /** Runs the first job that is due; false when there is none. */
    runNext(now: number): boolean {
        const index = this.waiting.findIndex((job) => job.dueAt <= now);
        const job = this.waiting[index];
        if (!job) return false;
        this.waiting.splice(index, 1);
        this.running.push(job);
        try {
            job.run();
        } finally {
            this.running.splice(this.running.indexOf(job), 1);
        }
        return true;
    }

    /** Takes every waiting job, in order. */
    drain(): Job[] {
        const jobs = this.waiting;
        this.waiting = [];
        return jobs;
    }
}

/** The jobs where a scheduled path that waits for a record moves to another time, or ends. */
export function rescheduled(jobs: readonly Job[], { flow, path, recordId, due }: FlowPathChange): Job[] {
    return jobs.flatMap((job) => {
        const work = job.path?.work;
        if (!work || work.due === null || work.flow !== flow || (path !== null && work.path !== path)) return [job];
        const own = work.records.filter(({ id }) => id === recordId);
        if (own.length === 0) return [job];
        const others = { ...work, records: work.records.filter(({ id }) => id !== recordId) };
        const parts = due === null ? [others] : [others, { ...work, records: own, due }];
        return parts.filter(({ records }) => records.length > 0).map((part) => job.path!.again(part));
    });
}
