import { SObject } from '../sobject.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexEnumValue } from './enum.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { ApexTime } from './time.ts';
import { hasUserMethod, invokeUserMethod } from './user-objects.ts';

/** A platform value with an equality and a hash of its own (a Type, an SObjectType, a Url …). */
export interface ByValue {
    /** Equal texts mean equal values of one class. */
    readonly valueKey: string;
}

function hasValueKey(value: object): value is ByValue {
    return 'valueKey' in value && typeof value.valueKey === 'string';
}

/** The `==` operator. Strings compare without case, numbers across their types, collections and records by content. */
export function equalValues(left: unknown, right: unknown): boolean {
    if (left === right) return true;
    if (left === null || right === null) return false;
    if (typeof left === 'string' && typeof right === 'string') return equalTexts(left, right);
    if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
    return sameValue(left, right);
}

/** Without case, as Java's equalsIgnoreCase. */
export function equalTexts(left: string, right: string): boolean {
    return left === right || (left.length === right.length && left.toLowerCase() === right.toLowerCase());
}

/** Ids in their 15- and 18-character forms; null equals null alone. */
export function equalIds(left: string | null, right: string | null): boolean {
    if (left === right) return true;
    if (left === null || right === null) return false;
    if (left.length === right.length) return left.length === 18 ? left.slice(0, 15) === right.slice(0, 15) : false;
    return left.slice(0, 15) === right.slice(0, 15) && Math.min(left.length, right.length) === 15;
}

/** The `===` operator: the same object, or the same primitive value. */
export function identicalValues(left: unknown, right: unknown): boolean {
    if (left === right) return true;
    if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return equalValues(left, right);
    return isPrimitiveObject(left) && isPrimitiveObject(right) && equalValues(left, right);
}

function isPrimitiveObject(value: object): boolean {
    return (
        value instanceof ApexDecimal ||
        value instanceof ApexDouble ||
        value instanceof ApexDate ||
        value instanceof ApexDatetime ||
        value instanceof ApexTime ||
        hasValueKey(value)
    );
}

/** Equality inside collections, and of `equals`: strings with their case, one numeric type never equals another. */
export function sameValue(left: unknown, right: unknown): boolean {
    if (left === right) return true;
    if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
    if (left instanceof ApexDecimal) return right instanceof ApexDecimal && left.equals(right);
    if (left instanceof ApexDouble) return right instanceof ApexDouble && Object.is(left.value, right.value);
    if (left instanceof ApexDate) return right instanceof ApexDate && left.equals(right);
    if (left instanceof ApexDatetime) return right instanceof ApexDatetime && left.equals(right);
    if (left instanceof ApexTime) return right instanceof ApexTime && left.equals(right);
    if (left instanceof ApexBlob) return right instanceof ApexBlob && left.equals(right);
    if (left instanceof ApexList) return right instanceof ApexList && sameLists(left.items, right.items);
    if (left instanceof ApexSet)
        return right instanceof ApexSet && left.size === right.size && left.values().every((value) => right.has(value));
    if (left instanceof ApexMap) return right instanceof ApexMap && sameMaps(left, right);
    if (left instanceof SObject) return right instanceof SObject && sameRecords(left, right);
    if (hasValueKey(left)) return hasValueKey(right) && left.constructor === right.constructor && left.valueKey === right.valueKey;
    return hasUserMethod(left, 'equals', 1) && invokeUserMethod(left, 'equals', [right]) === true;
}

function sameLists(left: readonly unknown[], right: readonly unknown[]): boolean {
    return left.length === right.length && left.every((value, index) => sameValue(value, right[index]));
}

function sameMaps(left: ApexMap, right: ApexMap): boolean {
    return left.size === right.size && left.keys().every((key) => right.has(key) && sameValue(left.get(key), right.get(key)));
}

function sameRecords(left: SObject, right: SObject): boolean {
    if (left.typeName !== right.typeName || left.fields.size !== right.fields.size) return false;
    for (const [field, value] of left.fields) {
        if (!right.fields.has(field) || !sameValue(value, right.fields.get(field))) return false;
    }
    return true;
}

export type Numeric = number | bigint | ApexDecimal | ApexDouble;

export function isNumeric(value: unknown): value is Numeric {
    return typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDecimal || value instanceof ApexDouble;
}

/** Negative, zero or positive; exact unless a Double takes part, which compares as a float. */
export function compareNumbers(left: Numeric, right: Numeric): number {
    if (left instanceof ApexDouble || right instanceof ApexDouble) {
        const [first, second] = [toFloat(left), toFloat(right)];
        return first < second ? -1 : first > second ? 1 : first === second ? 0 : NaN;
    }
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return toDecimal(left).compare(toDecimal(right));
}

function toFloat(value: Numeric): number {
    return typeof value === 'object' ? value.toNumber() : Number(value);
}

function toDecimal(value: number | bigint | ApexDecimal): ApexDecimal {
    return value instanceof ApexDecimal ? value : ApexDecimal.fromInteger(value);
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identityOf(value: object): number {
    let identity = identities.get(value);
    if (identity === undefined) identities.set(value, (identity = ++lastIdentity));
    return identity;
}

function hasOwnEquality(value: object): boolean {
    return hasUserMethod(value, 'equals', 1) && hasUserMethod(value, 'hashCode', 0);
}

/** Marks texts that stand for other values, so that no string of a program equals one of them. */
const MARK = '\u0000';

/**
 * A JavaScript value that is equal (as a Map key) for equal Apex values and for no others. Undefined where the
 * equality of a project class has a say: such values are compared through `hashOf` and `sameValue`.
 */
export function keyOf(value: unknown): unknown {
    if (typeof value === 'string') return value.startsWith(MARK) ? MARK + value : value;
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof ApexEnumValue) return value;
    const text = encode(value);
    return text === undefined ? undefined : `${MARK}#${text}`;
}

function encode(value: unknown): string | undefined {
    if (value === null || value === undefined) return 'n';
    if (typeof value === 'string') return `s${value.length}:${value}`;
    if (typeof value === 'number') return `i${value}`;
    if (typeof value === 'bigint') return `l${value}`;
    if (typeof value === 'boolean') return value ? 't' : 'f';
    if (value instanceof ApexDecimal) return `d${value.stripTrailingZeros()}`;
    if (value instanceof ApexDouble) return `x${value}`;
    if (value instanceof ApexDate) return `a${value.epochDay}`;
    if (value instanceof ApexDatetime) return `m${value.milliseconds}`;
    if (value instanceof ApexTime) return `h${value.milliseconds}`;
    if (value instanceof ApexBlob) return `b${Buffer.from(value.bytes).toString('base64')}`;
    if (value instanceof ApexList) return encodeAll('L', value.items);
    if (value instanceof ApexSet) return encodeAll('S', value.values(), true);
    if (value instanceof ApexMap)
        return encodeAll(
            'M',
            [...value].map(([key, item]) => new ApexList(value.keyType, [key, item])),
            true
        );
    if (value instanceof SObject) return encodeRecord(value);
    if (hasValueKey(value as object)) return `v${(value as object).constructor.name}:${(value as ByValue).valueKey}`;
    return hasOwnEquality(value as object) ? undefined : `@${identityOf(value as object)}`;
}

function encodeAll(mark: string, values: readonly unknown[], anyOrder = false): string | undefined {
    const parts: string[] = [];
    for (const value of values) {
        const part = encode(value);
        if (part === undefined) return undefined;
        parts.push(`${part.length}:${part}`);
    }
    if (anyOrder) parts.sort();
    return `${mark}${parts.length}[${parts.join('')}]`;
}

function encodeRecord(record: SObject): string | undefined {
    const values: unknown[] = [];
    for (const field of [...record.fields.keys()].sort()) values.push(field, record.fields.get(field));
    const fields = encodeAll('', values);
    return fields === undefined ? undefined : `r${record.typeName}${fields}`;
}

/** Java's hash codes for strings, numbers and collections; consistent with `sameValue` for everything. */
export function hashOf(value: unknown): number {
    if (value === null || value === undefined) return 0;
    if (typeof value === 'string') return hashText(value);
    if (typeof value === 'number') return value | 0;
    if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
    if (typeof value === 'boolean') return value ? 1231 : 1237;
    if (value instanceof ApexDouble) return hashFloat(value.value);
    if (value instanceof ApexList) return value.items.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1);
    if (value instanceof ApexSet) return value.values().reduce<number>((hash, item) => (hash + hashOf(item)) | 0, 0);
    if (value instanceof ApexMap) return [...value].reduce((hash, [key, item]) => (hash + (hashOf(key) ^ hashOf(item))) | 0, 0);
    if (hasUserMethod(value, 'hashCode', 0)) return invokeUserMethod(value, 'hashCode') as number;
    if (value instanceof SObject) return hashRecord(value);
    return hashText(encode(value) ?? '');
}

export function hashText(text: string): number {
    let hash = 0;
    for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
    return hash;
}

function hashRecord(record: SObject): number {
    let hash = hashText(record.typeName);
    for (const [field, value] of record.fields) hash = (hash + (hashText(field) ^ hashOf(value))) | 0;
    return hash;
}

function hashFloat(value: number): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return view.getInt32(0) ^ view.getInt32(4);
}
