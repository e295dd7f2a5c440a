import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../apex/runtime/values/double.ts';
import { ApexTime } from '../apex/runtime/values/time.ts';
import { isDefinition } from '../schema/definitions.ts';
import { toId18 } from '../schema/ids.ts';
import type { FieldInfo } from '../schema/model.ts';

/** What SQLite takes and gives. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** How values of a field stand in the database. */
export type Storage =
    /** As text, '' being null. */
    | 'text'
    /** 18-character id. */
    | 'id'
    | 'boolean'
    | 'integer'
    | 'long'
    /** Integer of 10^-scale. */
    | 'scaled'
    /** 'YYYY-MM-DD' */
    | 'date'
    /** Milliseconds since the epoch, whole seconds. */
    | 'datetime'
    /** Milliseconds of the day. */
    | 'time'
    | 'blob'
    /** Made of other fields, or worked out: nothing is stored. */
    | 'none';

export function storageOf(field: FieldInfo): Storage {
    switch (field.type) {
        case 'id':
            return 'id';
        case 'reference':
            return isDefinition(field.referenceTo[0]) ? 'text' : 'id';
        case 'boolean':
            return 'boolean';
        case 'int':
            return 'integer';
        case 'long':
            return 'long';
        case 'double':
        case 'currency':
        case 'percent':
            return 'scaled';
        case 'date':
            return 'date';
        case 'datetime':
            return 'datetime';
        case 'time':
            return 'time';
        case 'base64':
            return 'blob';
        case 'address':
        case 'location':
            return 'none';
        default:
            return 'text';
    }
}

export function isStored(field: FieldInfo): boolean {
    return field.formula === undefined && storageOf(field) !== 'none';
}

/** Decimals of more digits than a JavaScript number holds are read as BigInt. */
export function needsBigInt(field: FieldInfo): boolean {
    const storage = storageOf(field);
    return storage === 'long' || (storage === 'scaled' && (field.precision ?? 18) > 15);
}

/** Any of Apex's numbers as an exact decimal. */
export function toDecimal(value: unknown): ApexDecimal {
    if (value instanceof ApexDecimal) return value;
    if (value instanceof ApexDouble) return ApexDecimal.fromDouble(value.value);
    if (typeof value === 'number' || typeof value === 'bigint') return ApexDecimal.fromInteger(value);
    throw new TypeError(`${String(value)} is not a number.`);
}

/** From the run-time value of Apex to the stored one. Numbers are rounded half up to the scale of the field. */
export function encode(field: FieldInfo, value: unknown): SqlValue {
    if (value === null || value === undefined || value === '') return null;
    switch (storageOf(field)) {
        case 'text':
            return String(value);
        case 'id':
            return typeof value === 'string' ? (toId18(value) ?? value) : String(value);
        case 'boolean':
            return value === true ? 1 : 0;
        case 'integer':
            return typeof value === 'number' ? value : Number(toDecimal(value).round('HALF_UP'));
        case 'long':
            return typeof value === 'bigint' ? value : toDecimal(value).round('HALF_UP');
        case 'scaled':
            return toDecimal(value).setScale(field.scale ?? 0, 'HALF_UP').unscaled;
        case 'date':
            return (value instanceof ApexDatetime ? value.date('UTC') : (value as ApexDate)).toString().slice(0, 10);
        case 'datetime':
            return wholeSeconds(millisecondsOf(value));
        case 'time':
            return (value as ApexTime).milliseconds;
        case 'blob':
            return (value as ApexBlob).bytes;
        case 'none':
            throw new TypeError(`${field.object}.${field.name} holds no value of its own.`);
    }
}

/** From the stored value to that of Apex. */
export function decode(field: FieldInfo, value: SqlValue | undefined): unknown {
    if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
    switch (storageOf(field)) {
        case 'boolean':
            return Number(value) !== 0;
        case 'integer':
            return Number(value);
        case 'long':
            return BigInt(value as bigint);
        case 'scaled':
            return new ApexDecimal(BigInt(value as bigint), field.scale ?? 0);
        case 'date':
            return ApexDate.parse(value as string);
        case 'datetime':
            return new ApexDatetime(Number(value));
        case 'time':
            return new ApexTime(Number(value));
        case 'blob':
            return new ApexBlob(value as Uint8Array);
        default:
            return value;
    }
}

export function millisecondsOf(value: unknown): number {
    if (value instanceof ApexDatetime) return value.milliseconds;
    if (value instanceof ApexDate) return value.epochDay * 86_400_000;
    throw new TypeError(`${String(value)} is not an instant.`);
}

/** Salesforce keeps instants to the second. */
function wholeSeconds(milliseconds: number): number {
    return Math.floor(milliseconds / 1000) * 1000;
}

/** Values as a JSON array for `json_each`. BigInts become numbers, exactly: SQLite reads them as 64-bit integers. */
export function sqlList(values: readonly SqlValue[]): string {
    return `[${values.map((value) => (typeof value === 'bigint' ? value.toString() : JSON.stringify(value))).join(',')}]`;
}
