import { Decimal } from 'decimal.js';
import { DateTime } from 'luxon';
import { FormulaEvaluationError } from './errors.ts';

/** Formulas calculate with 39 significant digits, rounding half up, as Salesforce's formula engine does. */
export const Exact = Decimal.clone({ precision: 39, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });

export const MILLISECONDS_A_DAY = 86_400_000;

/** A calendar day, counted from 1970-01-01. */
export class Day {
    readonly number: number;

    constructor(number: number) {
        this.number = number;
    }

    /** Undefined where there is no such day. Months count from 1. */
    static of(year: number, month: number, day: number): Day | undefined {
        const moment = DateTime.utc(year, month, day);
        return moment.isValid ? new Day(Math.round(moment.toMillis() / MILLISECONDS_A_DAY)) : undefined;
    }

    get calendar(): DateTime {
        return DateTime.fromMillis(this.number * MILLISECONDS_A_DAY, { zone: 'utc' });
    }

    toString(): string {
        return this.calendar.toISODate() ?? '';
    }
}

/** A moment, in milliseconds since 1970. */
export class Instant {
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = milliseconds;
    }

    toString(): string {
        return DateTime.fromMillis(this.milliseconds, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm:ss'Z'");
    }
}

/** A time of day, in milliseconds since midnight. */
export class TimeOfDay {
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = ((milliseconds % MILLISECONDS_A_DAY) + MILLISECONDS_A_DAY) % MILLISECONDS_A_DAY;
    }

    toString(): string {
        return DateTime.fromMillis(this.milliseconds, { zone: 'utc' }).toFormat('HH:mm:ss.SSS');
    }
}

/** A blank is null; an empty text is a blank. */
export type FormulaValue = null | boolean | string | Decimal | Day | Instant | TimeOfDay;

export function isBlank(value: FormulaValue): boolean {
    return value === null || value === '';
}

export function textOf(value: FormulaValue): string {
    return value === null ? '' : typeof value === 'string' ? value : formatValue(value);
}

export function numberOf(value: FormulaValue): Decimal | null {
    return value instanceof Exact || value instanceof Decimal ? value : null;
}

/** What TEXT() gives: numbers without trailing zeros, days and moments in ISO order. */
export function formatValue(value: FormulaValue): string {
    if (value === null) return '';
    if (value instanceof Decimal) return value.isZero() ? '0' : value.toFixed();
    return String(value);
}

/** -1, 0 or 1 for two values of one type, neither blank. Text is compared with regard to case. */
export function compareValues(left: FormulaValue, right: FormulaValue): number {
    if (left instanceof Decimal && right instanceof Decimal) return left.comparedTo(right);
    const leftKey = sortKey(left);
    const rightKey = sortKey(right);
    return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

function sortKey(value: FormulaValue): string | number {
    if (value instanceof Day) return value.number;
    if (value instanceof Instant || value instanceof TimeOfDay) return value.milliseconds;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'string') return value;
    throw new FormulaEvaluationError('Values of different types were compared.');
}

/** The calendar day of a moment in a time zone. */
export function dayIn(zone: string, milliseconds: number): Day {
    const local = DateTime.fromMillis(milliseconds, { zone });
    return Day.of(local.year, local.month, local.day)!;
}
