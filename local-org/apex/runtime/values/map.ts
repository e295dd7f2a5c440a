import type { ApexType } from '../../types.ts';
import { mapOf } from '../../types.ts';
import { HashTable } from './hash-table.ts';
import { ApexSet } from './set.ts';

/** An Apex Map. Keys compare as the values of a Set do. */
export class ApexMap implements Iterable<[unknown, unknown]> {
    readonly keyType: ApexType;
    readonly valueType: ApexType;
    private readonly table = new HashTable<unknown>();

    constructor(keyType: ApexType, valueType: ApexType, entries: Iterable<readonly [unknown, unknown]> = []) {
        this.keyType = keyType;
        this.valueType = valueType;
        for (const [key, value] of entries) this.table.set(key, value);
    }

    get type(): ApexType {
        return mapOf(this.keyType, this.valueType);
    }

    get size(): number {
        return this.table.size;
    }

    has(key: unknown): boolean {
        return this.table.has(key);
    }

    /** The value, or null where there is none. */
    get(key: unknown): unknown {
        return this.table.get(key) ?? null;
    }

    /** Returns the value before, or null. */
    put(key: unknown, value: unknown): unknown {
        const before = this.get(key);
        this.table.set(key, value);
        return before;
    }

    remove(key: unknown): unknown {
        const before = this.get(key);
        this.table.delete(key);
        return before;
    }

    clear(): void {
        this.table.clear();
    }

    keySet(): ApexSet {
        return ApexSet.ofKeys(this.keyType, this.table);
    }

    keys(): unknown[] {
        return [...this.table.each((entry) => entry.key)];
    }

    values(): unknown[] {
        return [...this.table.each((entry) => entry.value)];
    }

    [Symbol.iterator](): Iterator<[unknown, unknown]> {
        return this.table.each((entry): [unknown, unknown] => [entry.key, entry.value]);
    }
}
