import type { ApexType } from '../../types.ts';
import { setOf } from '../../types.ts';
import { apexException } from '../exceptions.ts';
import { HashTable } from './hash-table.ts';

/** An Apex Set. Values compare as in Java's equals: strings with their case, records by their fields. */
export class ApexSet implements Iterable<unknown> {
    readonly elementType: ApexType;
    private readonly table: HashTable<unknown>;
    private readonly takesValues: boolean;

    constructor(elementType: ApexType, values: Iterable<unknown> = [], table?: HashTable<unknown>) {
        this.elementType = elementType;
        this.table = table ?? new HashTable();
        this.takesValues = table === undefined;
        for (const value of values) this.add(value);
    }

    /** The keys of a map, as its keySet() shows them: what is removed here is removed there, and nothing can be added. */
    static ofKeys(keyType: ApexType, table: HashTable<unknown>): ApexSet {
        return new ApexSet(keyType, [], table);
    }

    get type(): ApexType {
        return setOf(this.elementType);
    }

    get size(): number {
        return this.table.size;
    }

    has(value: unknown): boolean {
        return this.table.has(value);
    }

    /** True where the set changed. */
    add(value: unknown): boolean {
        if (!this.takesValues) throw apexException('System.FinalException', 'Collection is read-only');
        return this.table.set(value, true);
    }

    delete(value: unknown): boolean {
        return this.table.delete(value);
    }

    clear(): void {
        this.table.clear();
    }

    /** The values without holding the iteration lock. */
    values(): unknown[] {
        return [...this.table.each((entry) => entry.key)];
    }

    [Symbol.iterator](): Iterator<unknown> {
        return this.table.keys();
    }
}
