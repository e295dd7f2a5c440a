import type { ApexProgram } from '../apex/program.ts';
import { SObject } from '../apex/runtime/sobject.ts';
import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../apex/runtime/values/double.ts';
import { ApexEnumValue } from '../apex/runtime/values/enum.ts';
import { ApexList } from '../apex/runtime/values/list.ts';
import { ApexMap } from '../apex/runtime/values/map.ts';
import { ApexSet } from '../apex/runtime/values/set.ts';
import { stringOf } from '../apex/runtime/values/text.ts';
import { ApexTime } from '../apex/runtime/values/time.ts';
import { userObjects, userTypeOf } from '../apex/runtime/values/user-objects.ts';
import { UnsupportedError } from '../errors.ts';

/** A value as a Lightning page gets it: plain data; of an object of the project, what is `@AuraEnabled` in its class or one above. */
export function toPlain(value: unknown, program: ApexProgram): unknown {
    if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') {
        return value ?? null;
    }
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return value.toNumber();
    if (value instanceof ApexDatetime) return new Date(value.milliseconds).toISOString();
    if (value instanceof ApexDate) return value.toString().slice(0, 10);
    if (value instanceof ApexTime) return value.milliseconds;
    if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
    if (value instanceof ApexEnumValue) return value.name;
    if (value instanceof ApexList || value instanceof ApexSet) return [...value].map((item) => toPlain(item, program));
    if (value instanceof ApexMap) return Object.fromEntries([...value].map(([key, item]) => [stringOf(key), toPlain(item, program)]));
    if (value instanceof SObject) return recordToPlain(value, program);
    return objectToPlain(value as object, program);
}

function recordToPlain(record: SObject, program: ApexProgram): Record<string, unknown> {
    const plain: Record<string, unknown> = {};
    for (const [field, value] of record.fields) if (value !== null) plain[field] = toPlain(value, program);
    for (const [name, parent] of record.parents) if (parent) plain[name] = recordToPlain(parent, program);
    for (const [name, rows] of record.children) if (rows.length > 0) plain[name] = rows.map((row) => recordToPlain(row, program));
    return plain;
}

function objectToPlain(value: object, program: ApexProgram): Record<string, unknown> {
    const type = userTypeOf(value);
    const declaration = type?.kind === 'class' ? program.findClass(type.name) : undefined;
    if (!declaration) throw new UnsupportedError(`${stringOf(value)} as the result of an @AuraEnabled method`);
    const plain: Record<string, unknown> = {};
    for (const variable of userObjects().variables(value)) {
        const visible = variable.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled');
        if (!visible || variable.static) continue;
        const item = toPlain(variable.get(value), program);
        if (item !== null) plain[variable.name] = item;
    }
    return plain;
}
