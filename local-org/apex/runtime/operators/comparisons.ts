import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { ApexDouble } from '../values/double.ts';
import { equalTexts } from '../values/equality.ts';
import { toId } from '../values/id.ts';
import { ApexTime } from '../values/time.ts';
import { plainNumber, toDatetime, toDecimal } from './conversions.ts';
import type { Maybe, Numeric } from './numbers.ts';

/** `==`, `<` and their kin. */

export function equalStrings(left: Maybe<string>, right: Maybe<string>): boolean {
    return left === right || (left !== null && right !== null && equalTexts(left, right));
}

/** An id against a text, which may hold it in its form of 15 characters. */
export function equalIds(left: Maybe<string>, right: Maybe<string>): boolean {
    if (left === right) return true;
    if (left === null || right === null || left === '' || right === '') return false;
    return toId(left) === toId(right);
}

/**
 * The order of `<` and its kin; undefined where a null takes part that nothing compares with. A text is greater than
 * null (Apex Developer Guide, "Expression Operators").
 */
export function order(left: unknown, right: unknown): number | undefined {
    if (typeof left === 'string' || typeof right === 'string') {
        if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
        return collate(left as string, right as string);
    }
    if (left === null || right === null) return undefined;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (left instanceof ApexDate && right instanceof ApexDate) return left.epochDay - right.epochDay;
    if (left instanceof ApexTime && right instanceof ApexTime) return left.milliseconds - right.milliseconds;
    if (left instanceof ApexDate || left instanceof ApexDatetime) return instant(left) - instant(right);
    if (left instanceof ApexDouble || right instanceof ApexDouble) return plainNumber(left as Numeric) - plainNumber(right as Numeric);
    return toDecimal(left as Numeric)!.compare(toDecimal(right as Numeric)!);
}

export function instant(value: unknown): number {
    return (value instanceof ApexDate ? toDatetime(value)! : (value as ApexDatetime)).milliseconds;
}

const collator = new Intl.Collator('en', { sensitivity: 'accent' });
/** By the locale, without regard to case, as `==` compares. */
export function collate(left: string, right: string): number {
    return equalTexts(left, right) ? 0 : collator.compare(left, right);
}

export function less(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found < 0;
}

export function lessOrEqual(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found <= 0;
}

export function greater(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found > 0;
}

export function greaterOrEqual(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found >= 0;
}

export function lessInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left < right;
}

export function lessOrEqualInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left <= right;
}

export function greaterInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left > right;
}

export function greaterOrEqualInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left >= right;
}
