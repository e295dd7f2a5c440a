import type { ApexType } from '../../types.ts';
import { listOf } from '../../types.ts';
import { SObject } from '../sobject.ts';
import { IterationLock } from './iteration.ts';
import { listException, typeException } from './raise.ts';

/** An Apex List, or array. Loops over it with `for … of` hold its iteration lock. */
export class ApexList implements Iterable<unknown> {
    readonly elementType: ApexType;
    /** The values themselves. Only for reading, and for filling a list that Apex has not seen yet. */
    readonly items: unknown[];
    private readonly lock = new IterationLock();

    constructor(elementType: ApexType, items: unknown[] = []) {
        this.elementType = elementType;
        this.items = items;
    }

    static of(elementType: ApexType, values: Iterable<unknown>): ApexList {
        return new ApexList(elementType, [...values]);
    }

    get type(): ApexType {
        return listOf(this.elementType);
    }

    get size(): number {
        return this.items.length;
    }

    get(index: number): unknown {
        return this.items[this.checked(index)];
    }

    set(index: number, value: unknown): void {
        this.items[this.checked(index)] = this.storable(value);
    }

    add(value: unknown): void {
        this.lock.checkUnlocked();
        this.items.push(this.storable(value));
    }

    /** Moves what stands at the index, and all behind it, one place on. */
    insert(index: number, value: unknown): void {
        this.lock.checkUnlocked();
        if (index !== this.items.length) this.checked(index);
        this.items.splice(index, 0, this.storable(value));
    }

    addAll(values: Iterable<unknown>): void {
        this.lock.checkUnlocked();
        const added = values === this ? [...this.items] : values;
        for (const value of added) this.items.push(this.storable(value));
    }

    remove(index: number): unknown {
        this.lock.checkUnlocked();
        return this.items.splice(this.checked(index), 1)[0];
    }

    clear(): void {
        this.lock.checkUnlocked();
        this.items.length = 0;
    }

    [Symbol.iterator](): Iterator<unknown> {
        return this.lock.hold(this.items[Symbol.iterator]());
    }

    /** A list of one object, seen as a List<SObject>, still takes only records of that object. */
    private storable(value: unknown): unknown {
        const { elementType } = this;
        if (elementType.kind !== 'sobject' || !(value instanceof SObject)) return value;
        if (elementType.name === value.typeName || elementType.name === 'SObject') return value;
        throw typeException(`Collection store exception adding ${value.typeName} to List<${elementType.name}>`);
    }

    private checked(index: number): number {
        if (index < 0 || index >= this.items.length) throw listException(`List index out of bounds: ${index}`);
        return index;
    }
}
