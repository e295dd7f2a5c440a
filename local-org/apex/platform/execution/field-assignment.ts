import { decimalOf, isNumberField } from '../../../automation/field-values.ts';
import { isDefinition } from '../../../schema/definitions.ts';
import { toId18 } from '../../../schema/ids.ts';
import type { FieldInfo } from '../../../schema/model.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { ApexBlob } from '../../runtime/values/blob.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { isNumeric } from '../../runtime/values/equality.ts';
import { ApexTime } from '../../runtime/values/time.ts';
import { runtimeTypeOf } from '../../runtime/values/type-of.ts';
import { typeName } from '../../types.ts';

/** The value as a field of the type holds it; what the field cannot hold is refused, as `put` does. */
export function assigned(field: FieldInfo, value: unknown): unknown {
    if (value === null) return null;
    if ((field.type === 'id' || field.type === 'reference') && !isDefinition(field.referenceTo[0])) return idValue(field, value);
    if (field.type === 'boolean') return typeof value === 'boolean' ? value : refuse(field, value);
    if (field.type === 'int') return typeof value === 'number' ? value : refuse(field, value);
    if (field.type === 'long') return typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : refuse(field, value);
    if (isNumberField(field)) return isNumeric(value) ? decimalOf(value) : refuse(field, value);
    if (field.type === 'date') return value instanceof ApexDate ? value : refuse(field, value);
    if (field.type === 'datetime') {
        if (value instanceof ApexDate) return ApexDatetime.of('UTC', value.year, value.month, value.day);
        return value instanceof ApexDatetime ? value : refuse(field, value);
    }
    if (field.type === 'time') return value instanceof ApexTime ? value : refuse(field, value);
    if (field.type === 'base64') return value instanceof ApexBlob ? value : refuse(field, value);
    return typeof value === 'string' ? value : refuse(field, value);
}

function idValue(field: FieldInfo, value: unknown): string {
    if (typeof value !== 'string') return refuse(field, value);
    const id = toId18(value);
    if (id === undefined) throw apexException('System.StringException', `Invalid id: ${value}`);
    return id;
}

function refuse(field: FieldInfo, value: unknown): never {
    const text = `Illegal assignment from ${typeName(runtimeTypeOf(value))} to ${typeName(field.apexType)}`;
    throw apexException('System.SObjectException', text);
}
