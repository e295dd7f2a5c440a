import { ApexBlob } from '../../apex/runtime/values/blob.ts';
import { ApexLocation } from '../../apex/runtime/values/compound.ts';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../../apex/runtime/values/double.ts';
import { ApexTime } from '../../apex/runtime/values/time.ts';
import type { SObject } from '../../apex/runtime/sobject.ts';
import type { Selection } from './selection.ts';

/** A record as the REST API gives it: `attributes`, the selected fields, parents nested, subqueries as query results. */
export type JsonRecord = { attributes: { type: string; url?: string } } & Record<string, unknown>;

/** `selection` leaves out what the query did not name; without one, everything that the record bears is given. */
export function recordToJson(record: SObject, basePath: string, selection?: Selection): JsonRecord {
    const isRow = record.id !== null && record.typeName !== 'AggregateResult';
    const url = isRow ? `${basePath}/sobjects/${record.typeName}/${record.id}` : undefined;
    const json: JsonRecord = { attributes: url ? { type: record.typeName, url } : { type: record.typeName } };
    const wanted = selection && !selection.everything && record.typeName !== 'AggregateResult' ? selection : undefined;
    for (const [field, value] of record.fields) if (!wanted || wanted.fields.has(field.toLowerCase())) json[field] = valueToJson(value);
    for (const [name, parent] of record.parents) {
        const inner = wanted?.parents.get(name.toLowerCase());
        if (wanted && !inner) continue;
        json[name] = parent ? recordToJson(parent, basePath, inner) : null;
    }
    for (const [name, rows] of record.children) {
        const records = rows.map((row) => recordToJson(row, basePath, wanted?.children.get(name.toLowerCase())));
        json[name] = rows.length === 0 ? null : { totalSize: rows.length, done: true, records };
    }
    return json;
}

export function valueToJson(value: unknown): unknown {
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return value.toNumber();
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof ApexDatetime) return new Date(value.milliseconds).toISOString().replace('Z', '+0000');
    if (value instanceof ApexDate) return value.toString().slice(0, 10);
    if (value instanceof ApexTime) return value.toString();
    if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
    if (value instanceof ApexLocation) return Object.fromEntries(value.jsonFields().map(([name, part]) => [name, valueToJson(part)]));
    return value ?? null;
}
