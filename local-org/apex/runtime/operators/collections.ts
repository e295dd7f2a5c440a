import { enumValueOf as findEnumValue } from '../../platform/enum-members.ts';
import { typeName } from '../../types.ts';
import type { ApexType } from '../../types.ts';
import { apexException } from '../exceptions.ts';
import type { SObject } from '../sobject.ts';
import type { ApexEnumValue } from '../values/enum.ts';
import { ApexList } from '../values/list.ts';
import { ApexMap } from '../values/map.ts';
import { ApexSet } from '../values/set.ts';
import { nn } from './numbers.ts';
import type { Maybe } from './numbers.ts';

/** Literals, initialisers and indexes of collections, and enums. */

export function getAt(list: Maybe<ApexList>, index: Maybe<number>): unknown {
    return nn(list).get(nn(index));
}

export function setAt<T>(list: Maybe<ApexList>, index: Maybe<number>, value: T): T {
    nn(list).set(nn(index), value);
    return value;
}

export function listOf(element: ApexType, values: unknown[]): ApexList {
    return new ApexList(element, values);
}

export function setOf(element: ApexType, values: unknown[]): ApexSet {
    return new ApexSet(element, values);
}

export function mapOf(key: ApexType, value: ApexType, entries: [unknown, unknown][]): ApexMap {
    return new ApexMap(key, value, entries);
}

export function sizedList(element: ApexType, size: Maybe<number>): ApexList {
    return new ApexList(element, Array<unknown>(nn(size)).fill(null));
}

export function listFrom(element: ApexType, source: Maybe<Iterable<unknown>>): ApexList {
    return new ApexList(element, [...nn(source)]);
}

export function setFrom(element: ApexType, source: Maybe<Iterable<unknown>>): ApexSet {
    return new ApexSet(element, nn(source));
}

/** From another map, or from records by their ids. */
export function mapFrom(key: ApexType, value: ApexType, source: ApexMap | ApexList | null): ApexMap {
    if (source instanceof ApexMap) return new ApexMap(key, value, source);
    const map = new ApexMap(key, value);
    for (const [index, row] of [...(source?.items ?? [])].entries()) {
        const { id } = nn(row as SObject | null);
        if (id === null) throw apexException('System.ListException', `Row with null Id at index: ${index}`);
        if (map.has(id)) throw apexException('System.ListException', `Row with duplicate Id at index: ${index}`);
        map.put(id, row);
    }
    return map;
}

/** Batches of 200 rows, as a query loop over lists gets them. */
export function* chunks(rows: Maybe<ApexList>): Generator<ApexList> {
    const { items, elementType } = nn(rows);
    for (let start = 0; start < items.length; start += 200) yield new ApexList(elementType, items.slice(start, start + 200));
}

export function enumValues(type: ApexType, constants: readonly ApexEnumValue[]): ApexList {
    return ApexList.of(type, constants);
}

export function enumValueOf(type: ApexType, constants: readonly ApexEnumValue[], value: Maybe<string>): ApexEnumValue {
    return findEnumValue(typeName(type), constants, value);
}
