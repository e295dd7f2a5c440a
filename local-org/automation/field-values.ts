import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../apex/runtime/values/double.ts';
import type { FieldInfo } from '../schema/model.ts';

const NUMBERS: ReadonlySet<string> = new Set(['int', 'long', 'double', 'currency', 'percent']);

export function isNumberField(field: FieldInfo): boolean {
    return NUMBERS.has(field.type);
}

/** Any of Apex's numbers as an exact decimal. */
export function decimalOf(value: unknown): ApexDecimal {
    if (value instanceof ApexDecimal) return value;
    if (value instanceof ApexDouble) return ApexDecimal.fromDouble(value.value);
    return ApexDecimal.fromInteger(value as number | bigint);
}

/**
 * The value as the database keeps it: no empty texts, no fractions of a second (Salesforce stores instants to the
 * second), numbers rounded half up to the scale of the field.
 */
export function storedValue(field: FieldInfo, value: unknown): unknown {
    if (value === null || value === undefined || value === '') return null;
    if (value instanceof ApexDatetime) {
        const rest = value.milliseconds % 1000;
        return rest === 0 ? value : new ApexDatetime(value.milliseconds - (rest < 0 ? rest + 1000 : rest));
    }
    if (field.type === 'int') return typeof value === 'number' ? value : Number(decimalOf(value).round('HALF_UP'));
    if (field.type === 'long') return typeof value === 'bigint' ? value : decimalOf(value).round('HALF_UP');
    if (!isNumberField(field)) return value;
    const decimal = decimalOf(value);
    return field.scale === undefined ? decimal : decimal.setScale(field.scale, 'HALF_UP');
}
