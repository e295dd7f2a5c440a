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
    run(): void;
}

/** First in, first out, among those that are due. */
export class JobQueue {
    private waiting: Job[] = [];
    private running: Job[] = [];

    get size(): number {
        return this.waiting.length;
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
