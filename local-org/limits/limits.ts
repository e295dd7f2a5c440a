import { getHeapStatistics } from 'node:v8';
import { LimitExceeded } from '../apex/runtime/exceptions.ts';

/** Governor limits of one transaction (Apex Developer Guide, "Per-Transaction Apex Limits"). */
const SYNCHRONOUS = {
    queries: 100,
    queryRows: 50_000,
    aggregateQueries: 300,
    queryLocatorRows: 10_000,
    soslQueries: 20,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    futureCalls: 50,
    queueableJobs: 50,
    emailInvocations: 10,
    publishImmediate: 150,
    /** Milliseconds. */
    cpuTime: 10_000,
    /** Bytes. */
    heapSize: 6_000_000
};

export type LimitName = keyof typeof SYNCHRONOUS;

const ASYNCHRONOUS: Record<LimitName, number> = { ...SYNCHRONOUS, queries: 200, queueableJobs: 1, cpuTime: 60_000, heapSize: 12_000_000 };

const MESSAGES: Partial<Record<LimitName, string>> = {
    queries: 'Too many SOQL queries',
    queryRows: 'Too many query rows',
    aggregateQueries: 'Too many Aggregate queries',
    queryLocatorRows: 'Too many query locator rows',
    soslQueries: 'Too many SOSL queries',
    dmlStatements: 'Too many DML statements',
    dmlRows: 'Too many DML rows',
    callouts: 'Too many callouts',
    futureCalls: 'Too many future calls',
    queueableJobs: 'Too many queueable jobs added to the queue',
    emailInvocations: 'Too many Email Invocations',
    publishImmediate: 'Too many immediate platform event publishes',
    cpuTime: 'Apex CPU time limit exceeded',
    heapSize: 'Apex heap size too large'
};

/**
 * Counts always, enforces every count. CPU time is that of the org's thread outside queries and DML; loops look at it
 * now and then. The heap is not measured; what would fill the memory of the process ends by its limit.
 */
export class Limits {
    private readonly used: Record<LimitName, number>;
    private readonly maximum: Record<LimitName, number>;
    private readonly startedAt = cpuClock();
    private database = 0;

    constructor(asynchronous: boolean, overrides: Partial<Record<LimitName, number>> = {}) {
        this.maximum = { ...(asynchronous ? ASYNCHRONOUS : SYNCHRONOUS), ...overrides };
        this.used = Object.fromEntries(Object.keys(SYNCHRONOUS).map((name) => [name, 0])) as Record<LimitName, number>;
    }

    get(name: LimitName): number {
        return name === 'cpuTime' ? this.cpuTime() : this.used[name];
    }

    max(name: LimitName): number {
        return this.maximum[name];
    }

    count(name: LimitName, amount = 1): void {
        this.used[name] += amount;
        if (this.used[name] <= this.maximum[name]) return;
        const message = MESSAGES[name] ?? `Too many ${name}`;
        throw new LimitExceeded(`${message}: ${this.used[name]}`);
    }

    /** Milliseconds of the thread that the database took: they do not count. */
    addDatabaseTime(milliseconds: number): void {
        this.database += milliseconds;
    }

    /** Stops what has used up its CPU time, or the memory of this process. */
    checkTime(): void {
        if (this.cpuTime() > this.maximum.cpuTime) throw new LimitExceeded(MESSAGES.cpuTime!);
        const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
        if (used > limit * MOST_MEMORY) throw heapExceeded();
    }

    snapshot(): Record<LimitName, number> {
        return { ...this.used, cpuTime: this.cpuTime() };
    }

    /** Back to an earlier snapshot, as when the rows of a partly failed save are tried again. */
    restore(snapshot: Record<LimitName, number>): void {
        Object.assign(this.used, snapshot);
    }

    private cpuTime(): number {
        return Math.max(0, Math.round(cpuClock() - this.startedAt - this.database));
    }
}

/** Share of the memory that the process may have which no transaction gets beyond. */
const MOST_MEMORY = 0.75;

export function heapExceeded(): LimitExceeded {
    return new LimitExceeded(MESSAGES.heapSize!);
}

/** Milliseconds of CPU time that this thread has used; waiting for a callout takes none. */
export function cpuClock(): number {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
}
