import { SObject } from '../sobject.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexEnumValue } from './enum.ts';
import { compareNumbers, isNumeric } from './equality.ts';
import { listException } from './raise.ts';
import { ApexTime } from './time.ts';
import { hasUserMethod, invokeUserMethod } from './user-objects.ts';

/** By UTF-16 code units, as Java's compareTo: the difference of the first unlike units, else of the lengths. */
export function compareTexts(left: string, right: string): number {
    const length = Math.min(left.length, right.length);
    for (let index = 0; index < length; index++) {
        const difference = left.charCodeAt(index) - right.charCodeAt(index);
        if (difference !== 0) return difference;
    }
    return left.length - right.length;
}

/** The natural order of List.sort(): nulls first, then ascending. */
export function compareValues(left: unknown, right: unknown): number {
    if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
    if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
    if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
    if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
    if (left instanceof ApexDate && right instanceof ApexDate) return left.epochDay - right.epochDay;
    if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.milliseconds - right.milliseconds;
    if (left instanceof ApexTime && right instanceof ApexTime) return left.milliseconds - right.milliseconds;
    if (left instanceof ApexEnumValue && right instanceof ApexEnumValue) return left.ordinal - right.ordinal;
    if (left instanceof SObject && right instanceof SObject) return compareRecords(left, right);
    if (hasUserMethod(left, 'compareTo', 1)) return invokeUserMethod(left, 'compareTo', [right]) as number;
    throw listException('One or more of the items in this list is not Comparable.');
}

/**
 * Records by object, then Name, then standard fields in alphabetical order, then custom ones
 * (Apex Developer Guide, "Default Sort Order of SObjects").
 */
function compareRecords(left: SObject, right: SObject): number {
    if (left.typeName !== right.typeName) return compareTexts(left.typeName, right.typeName);
    const fields = [...new Set([...left.fields.keys(), ...right.fields.keys()])].filter((field) => field !== 'Id').sort(byFieldRank);
    for (const field of fields) {
        const order = compareValues(left.fields.get(field) ?? null, right.fields.get(field) ?? null);
        if (order !== 0) return order;
    }
    return 0;
}

function byFieldRank(left: string, right: string): number {
    return fieldRank(left) - fieldRank(right) || compareTexts(left.toLowerCase(), right.toLowerCase());
}

function fieldRank(field: string): number {
    return field === 'Name' ? 0 : field.endsWith('__c') ? 2 : 1;
}
