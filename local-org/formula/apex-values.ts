import type { Decimal } from 'decimal.js';
import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../apex/runtime/values/double.ts';
import { ApexTime } from '../apex/runtime/values/time.ts';
import type { FieldInfo } from '../schema/model.ts';
import { roundTo } from './functions/numbers.ts';
import type { FormulaType } from './types.ts';
import { Day, Exact, Instant, TimeOfDay } from './values.ts';
import type { FormulaValue } from './values.ts';

const HALF_UP = Exact.ROUND_HALF_UP;

/** From a run-time value of Apex. Percentages of a record count as fractions: 50 % is 0.5. */
export function fromApex(value: unknown, field?: FieldInfo): FormulaValue {
    if (value === null || value === undefined || value === '') return field?.type === 'boolean' ? false : null;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    const number = toExact(value);
    if (number) return field?.type === 'percent' ? number.div(100) : number;
    if (value instanceof ApexDate) return new Day(value.epochDay);
    if (value instanceof ApexDatetime) return new Instant(value.milliseconds);
    if (value instanceof ApexTime) return new TimeOfDay(value.milliseconds);
    throw new TypeError(`A formula cannot hold ${String(value)}.`);
}

function toExact(value: unknown): Decimal | undefined {
    if (typeof value === 'number' || typeof value === 'bigint') return new Exact(String(value));
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return new Exact(value.toString());
    return undefined;
}

export function toApex(value: FormulaValue): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value instanceof Day) return new ApexDate(value.number);
    if (value instanceof Instant) return new ApexDatetime(value.milliseconds);
    if (value instanceof TimeOfDay) return new ApexTime(value.milliseconds);
    return ApexDecimal.parse(value.toFixed());
}

/** What a formula's value is once it stands in a field: rounded half up to the field's scale, percent as 50 and not 0.5. */
export function toFieldValue(value: FormulaValue, type: FormulaType, field: FieldInfo): unknown {
    if (type === 'Boolean') return value === true;
    if (!(value instanceof Exact) && !isDecimal(value)) return toApex(value);
    const shown = field.type === 'percent' ? value.mul(100) : value;
    const scale = field.scale ?? 0;
    const rounded = roundTo(shown, scale, HALF_UP);
    if (field.type === 'int') return rounded.toNumber();
    return ApexDecimal.parse(rounded.toFixed(scale));
}

function isDecimal(value: FormulaValue): value is Decimal {
    return value !== null && typeof value === 'object' && 'toDecimalPlaces' in value;
}
