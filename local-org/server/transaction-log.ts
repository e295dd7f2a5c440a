import type { LimitName } from '../limits/limits.ts';

/** What one finished transaction cost. CPU time is indicative, the counts are exact. */
export interface TransactionRecord {
    readonly kind: string;
    readonly name: string;
    readonly user: string;
    readonly limits: Readonly<Record<LimitName, number>>;
    /** Wall time in milliseconds. */
    readonly ms: number;
    readonly error: string | null;
}

/** The latest transactions, the oldest dropped first. */
export class TransactionLog {
    private readonly capacity: number;
    private records: TransactionRecord[] = [];

    constructor(capacity = 20_000) {
        this.capacity = capacity;
    }

    add(record: TransactionRecord): void {
        this.records.push(record);
        if (this.records.length > this.capacity) this.records = this.records.slice(-this.capacity / 2);
    }

    read(clear: boolean): readonly TransactionRecord[] {
        const records = this.records;
        if (clear) this.records = [];
        return records;
    }
}
