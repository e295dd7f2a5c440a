import { typeName } from '../../types.ts';
import type { ApexType, PrimitiveName } from '../../types.ts';
import { apexException } from '../exceptions.ts';
import type { ApexException } from '../exceptions.ts';
import { instanceOf } from '../instances.ts';
import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { ApexDecimal } from '../values/decimal.ts';
import { ApexDouble } from '../values/double.ts';
import { toId } from '../values/id.ts';
import { stringOf } from '../values/text.ts';
import { ApexTime } from '../values/time.ts';
import { runtimeTypeOf } from '../values/type-of.ts';
import { nn } from './numbers.ts';
import type { Maybe, Numeric } from './numbers.ts';

/** From one type to another. Conversions that the compiler puts in let null through. */

export function toLong(value: Maybe<Numeric>): Maybe<bigint> {
    return value === null ? null : typeof value === 'number' ? BigInt(value) : truncateToLong(value);
}

export function toDecimal(value: Maybe<Numeric>): Maybe<ApexDecimal> {
    if (value === null || value instanceof ApexDecimal) return value;
    return value instanceof ApexDouble ? ApexDecimal.fromDouble(value.value) : ApexDecimal.fromInteger(value);
}

export function toDouble(value: Maybe<Numeric>): Maybe<ApexDouble> {
    if (value === null || value instanceof ApexDouble) return value;
    return new ApexDouble(value instanceof ApexDecimal ? value.toNumber() : Number(value));
}

export function truncateToLong(value: Maybe<Numeric>): Maybe<bigint> {
    if (value === null || typeof value === 'bigint') return value;
    if (value instanceof ApexDecimal) return BigInt.asIntN(64, value.toBigInt());
    return BigInt(Math.trunc(typeof value === 'number' ? value : value.value));
}

export function truncateToInteger(value: Maybe<Numeric>): Maybe<number> {
    if (value === null || typeof value === 'number') return value;
    return Number(BigInt.asIntN(32, truncateToLong(value)!));
}

export function toIdValue(value: Maybe<string>): Maybe<string> {
    return value === null ? null : toId(value);
}

/** Midnight in GMT of the day. */
export function toDatetime(value: Maybe<ApexDate>): Maybe<ApexDatetime> {
    return value === null ? null : new ApexDatetime(value.epochDay * 86_400_000);
}

export function toDate(value: Maybe<ApexDatetime>): Maybe<ApexDate> {
    return value === null ? null : value.date('GMT');
}

/** A number of days or milliseconds as JavaScript has it. */
export function plainNumber(value: Maybe<Numeric>): number {
    const given = nn(value);
    return typeof given === 'object' ? given.toNumber() : Number(given);
}

export function moveDate(date: Maybe<ApexDate>, days: number): ApexDate {
    return nn(date).addDays(days);
}

export function moveDatetime(datetime: Maybe<ApexDatetime>, days: number): ApexDatetime {
    return nn(datetime).add(Math.round(days * 86_400_000));
}

export function moveTime(time: Maybe<ApexTime>, milliseconds: number): ApexTime {
    const day = 86_400_000;
    return new ApexTime((((nn(time).milliseconds + milliseconds) % day) + day) % day);
}

export function text(value: unknown): string {
    return stringOf(value);
}

export function cast(value: unknown, type: ApexType): unknown {
    if (value === null || value === undefined) return null;
    if (instanceOf(value, type)) return type.kind === 'primitive' ? widen(value, type.name) : value;
    throw invalidConversion(value, type);
}

/** What is an instance of a wider type becomes a value of it. */
export function widen(value: unknown, name: PrimitiveName): unknown {
    switch (name) {
        case 'Id':
            return toId(value as string);
        case 'Decimal':
            return toDecimal(value as Numeric);
        case 'Double':
            return toDouble(value as Numeric);
        case 'Long':
            return toLong(value as Numeric);
        case 'Datetime':
            return value instanceof ApexDate ? toDatetime(value) : value;
        default:
            return value;
    }
}

export function castTo(value: unknown, shell: abstract new () => object, type: ApexType): unknown {
    if (value === null || value === undefined || value instanceof shell) return value ?? null;
    throw invalidConversion(value, type);
}

export function invalidConversion(value: unknown, type: ApexType): ApexException {
    const [from, to] = [anyName(runtimeTypeOf(value)), anyName(type)];
    return apexException('System.TypeException', `Invalid conversion from runtime type ${from} to ${to}`);
}

/** The platform says ANY for Object here. */
export function anyName(type: ApexType): string {
    return typeName(type).replace(/\bObject\b/g, 'ANY');
}
