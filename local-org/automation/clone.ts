import { SObject } from '../apex/runtime/sobject.ts';
import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../apex/runtime/values/double.ts';
import { ApexEnumValue } from '../apex/runtime/values/enum.ts';
import { ApexTime } from '../apex/runtime/values/time.ts';

/** Values that never change, and can be shared. */
const IMMUTABLE = [ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexEnumValue, ApexTime];

/**
 * A copy of a value and of everything it holds, as the platform makes by serialising the state of an asynchronous
 * job. What is reached twice stays one object.
 */
export function cloneObjects<T>(value: T): T {
    return copyOf(value, new Map()) as T;
}

function copyOf(value: unknown, copies: Map<object, object>): unknown {
    if (typeof value !== 'object' || value === null || IMMUTABLE.some((kind) => value instanceof kind)) return value;
    const known = copies.get(value);
    if (known) return known;
    if (value instanceof Map)
        return fill(value, new Map<unknown, unknown>(), copies, (copy, [key, item]) => copy.set(copyOf(key, copies), copyOf(item, copies)));
    if (value instanceof Set) return fill(value, new Set<unknown>(), copies, (copy, item) => copy.add(copyOf(item, copies)));
    if (Array.isArray(value)) return fill(value, [] as unknown[], copies, (copy, item) => copy.push(copyOf(item, copies)));
    if (isShared(value)) return value;
    const copy = Object.create(Object.getPrototypeOf(value) as object) as Record<PropertyKey, unknown>;
    copies.set(value, copy);
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
        if ('value' in descriptor) Object.defineProperty(copy, key, { ...descriptor, value: copyOf(descriptor.value, copies) });
        else Object.defineProperty(copy, key, descriptor);
    }
    return copy;
}

/** Plain data is what Apex types are made of: it is shared by every value that carries it. */
function isShared(value: object): boolean {
    return !(value instanceof SObject) && Object.getPrototypeOf(value) === Object.prototype && 'kind' in value;
}

function fill<T extends object, I>(source: Iterable<I>, copy: T, copies: Map<object, object>, add: (copy: T, item: I) => void): T {
    copies.set(source as unknown as object, copy);
    for (const item of source) add(copy, item);
    return copy;
}
