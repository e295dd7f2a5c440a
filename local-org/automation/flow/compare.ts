import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../../apex/runtime/values/double.ts';
import { ApexTime } from '../../apex/runtime/values/time.ts';
import { SObject } from '../../apex/runtime/sobject.ts';
import { plainText, toDecimal } from './convert.ts';

/** Operators of conditions and filters. IsChanged is not here: it needs the record before. */
export const OPERATORS: Record<string, (left: unknown, right: unknown) => boolean> = {
    EqualTo: equal,
    NotEqualTo: (left, right) => !equal(left, right),
    GreaterThan: ordered((order) => order > 0),
    GreaterThanOrEqualTo: ordered((order) => order >= 0),
    LessThan: ordered((order) => order < 0),
    LessThanOrEqualTo: ordered((order) => order <= 0),
    StartsWith: textual((text, part) => text.startsWith(part)),
    EndsWith: textual((text, part) => text.endsWith(part)),
    Contains: (left, right) =>
        Array.isArray(left) ? left.some((item) => equal(item, right)) : textual((text, part) => text.includes(part))(left, right),
    IsNull: (left, right) => isNothing(left) === (right === true),
    IsBlank: (left, right) => (isNothing(left) || left === '') === (right === true),
    IsEmpty: (left, right) => (isNothing(left) || left === '') === (right === true),
    WasSet: (left, right) => !isNothing(left) === (right === true),
    In: (left, right) => Array.isArray(right) && right.some((item) => equal(left, item)),
    NotIn: (left, right) => !(Array.isArray(right) && right.some((item) => equal(left, item)))
};

/** A collection without items counts as null: so a flow asks whether Get Records found any. */
function isNothing(value: unknown): boolean {
    return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Texts without regard to case, ids in both their forms, numbers by value. */
export function equal(left: unknown, right: unknown): boolean {
    if (left === null || left === undefined || right === null || right === undefined) return (left ?? null) === (right ?? null);
    if (typeof left === 'string' && typeof right === 'string') return sameText(left, right);
    if (left instanceof SObject || right instanceof SObject) return left === right || sameRecord(left, right);
    return compare(left, right) === 0;
}

function sameText(left: string, right: string): boolean {
    if (left.length + right.length === 33 && Math.abs(left.length - right.length) === 3) {
        const [short, long] = left.length === 15 ? [left, right] : [right, left];
        if (/^[A-Za-z0-9]{18}$/.test(long)) return long.startsWith(short);
    }
    return left.toLowerCase() === right.toLowerCase();
}

function sameRecord(left: unknown, right: unknown): boolean {
    return left instanceof SObject && right instanceof SObject && left.id !== null && left.id === right.id;
}

/** Negative, zero or positive; NaN for values that have no order. */
export function compare(left: unknown, right: unknown): number {
    if (isNumber(left) && isNumber(right)) return toDecimal(left).compare(toDecimal(right));
    const [first, second] = [sortKey(left), sortKey(right)];
    if (typeof first !== typeof second) return NaN;
    return first < second ? -1 : first > second ? 1 : 0;
}

function isNumber(value: unknown): boolean {
    return typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDecimal || value instanceof ApexDouble;
}

function sortKey(value: unknown): string | number {
    if (value instanceof ApexDate) return value.epochDay * 86_400_000;
    if (value instanceof ApexDatetime || value instanceof ApexTime) return value.milliseconds;
    if (typeof value === 'boolean') return value ? 1 : 0;
    return plainText(value).toLowerCase();
}

function ordered(test: (order: number) => boolean): (left: unknown, right: unknown) => boolean {
    return (left, right) => left !== null && left !== undefined && right !== null && right !== undefined && test(compare(left, right));
}

function textual(test: (text: string, part: string) => boolean): (left: unknown, right: unknown) => boolean {
    return (left, right) => {
        if (left === null || left === undefined) return false;
        return test(plainText(left).toLowerCase(), plainText(right).toLowerCase());
    };
}
