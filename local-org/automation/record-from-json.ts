import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { SObject } from '../apex/runtime/sobject.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';

/** What a client or a configuration sent and cannot be taken, with the code of the platform's REST API. */
export class BadValue extends Error {
    readonly errorCode: string;
    readonly fields: readonly string[];

    constructor(errorCode: string, message: string, fields: readonly string[] = []) {
        super(message);
        this.errorCode = errorCode;
        this.fields = fields;
    }
}

/** Builds the row that a JSON object describes. Unknown fields and values of the wrong type are refused in the platform's words. */
export function recordFromJson(object: ObjectInfo, body: Readonly<Record<string, unknown>>, schema: Schema): SObject {
    const record = new SObject(object.name);
    for (const [name, value] of Object.entries(body)) {
        if (name === 'attributes') continue;
        const field = object.field(name);
        if (field) record.set(field.name, valueFromJson(field, value));
        else if (!setParentByExternalId(record, object, name, value, schema)) {
            throw new BadValue('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [name]);
        }
    }
    return record;
}

/** `"Account__r": {"Key__c": "x"}`: the parent is found by its external id during the save. */
function setParentByExternalId(record: SObject, object: ObjectInfo, name: string, value: unknown, schema: Schema): boolean {
    const reference = object.parentField(name);
    const parent = reference?.referenceTo[0] ? schema.object(reference.referenceTo[0]) : undefined;
    if (!parent || typeof value !== 'object' || value === null) return false;
    record.parents.set(reference!.relationshipName!, recordFromJson(parent, value as Record<string, unknown>, schema));
    return true;
}

function valueFromJson(field: FieldInfo, value: unknown): unknown {
    if (value === null) return null;
    const wrong = (): BadValue =>
        new BadValue('JSON_PARSER_ERROR', `Cannot deserialize instance of ${field.type} from value ${shown(value)}`, [field.name]);
    switch (field.type) {
        case 'boolean':
            if (typeof value === 'boolean') return value;
            throw wrong();
        case 'int':
            if (typeof value === 'number' && Number.isInteger(value)) return value;
            throw wrong();
        case 'double':
        case 'currency':
        case 'percent':
            return decimalOf(value) ?? fail(wrong());
        case 'date': {
            const text = /^(\d{4}-\d{2}-\d{2})/.exec(String(value))?.[1];
            if (text) return ApexDate.parse(text);
            throw wrong();
        }
        case 'datetime': {
            const instant = Date.parse(String(value).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
            if (!Number.isNaN(instant)) return new ApexDatetime(instant);
            throw wrong();
        }
        case 'base64':
            return new ApexBlob(Buffer.from(String(value), 'base64'));
        default:
            if (typeof value === 'string') return value;
            if (typeof value === 'number' || typeof value === 'boolean') return String(value);
            throw wrong();
    }
}

/** A structure may be too deep to be written out. */
function shown(value: unknown): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
}

function decimalOf(value: unknown): ApexDecimal | undefined {
    return typeof value === 'number' || typeof value === 'string' ? ApexDecimal.tryParse(String(value)) : undefined;
}

function fail(error: Error): never {
    throw error;
}
