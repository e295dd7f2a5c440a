import type { ApexDecimal } from '../values/decimal.ts';
import { ApexDouble } from '../values/double.ts';
import { mathException, nullPointer } from '../values/raise.ts';

export type Maybe<T> = T | null;
export type Numeric = number | bigint | ApexDouble | ApexDecimal;

/** Arithmetic of Integer, Long, Double and Decimal. A null operand is refused, as Apex does. */

/** The value, which must not be null. */
export function nn<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) throw nullPointer();
    return value;
}

// Integers are 32 bits wide and wrap.

export function addInteger(left: Maybe<number>, right: Maybe<number>): number {
    return (nn(left) + nn(right)) | 0;
}

export function subtractInteger(left: Maybe<number>, right: Maybe<number>): number {
    return (nn(left) - nn(right)) | 0;
}

export function multiplyInteger(left: Maybe<number>, right: Maybe<number>): number {
    return Math.imul(nn(left), nn(right));
}

export function divideInteger(left: Maybe<number>, right: Maybe<number>): number {
    if (nn(right) === 0) throw mathException('Divide by 0');
    return (nn(left) / right!) | 0;
}

export function negateInteger(value: Maybe<number>): number {
    return -nn(value) | 0;
}

export function andInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) & nn(right);
}

export function orInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) | nn(right);
}

export function xorInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) ^ nn(right);
}

export function shiftLeftInteger(left: Maybe<number>, by: number): number {
    return nn(left) << by;
}

export function shiftRightInteger(left: Maybe<number>, by: number): number {
    return nn(left) >> by;
}

export function shiftRightUnsignedInteger(left: Maybe<number>, by: number): number {
    return (nn(left) >>> by) | 0;
}

// Longs are 64 bits wide and wrap.

export function addLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) + nn(right));
}

export function subtractLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) - nn(right));
}

export function multiplyLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) * nn(right));
}

export function divideLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    if (nn(right) === 0n) throw mathException('Divide by 0');
    return BigInt.asIntN(64, nn(left) / right!);
}

export function negateLong(value: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, -nn(value));
}

export function andLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) & nn(right);
}

export function orLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) | nn(right);
}

export function xorLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) ^ nn(right);
}

export function shiftLeftLong(left: Maybe<bigint>, by: number): bigint {
    return BigInt.asIntN(64, nn(left) << BigInt(by & 63));
}

export function shiftRightLong(left: Maybe<bigint>, by: number): bigint {
    return nn(left) >> BigInt(by & 63);
}

export function shiftRightUnsignedLong(left: Maybe<bigint>, by: number): bigint {
    return BigInt.asIntN(64, BigInt.asUintN(64, nn(left)) >> BigInt(by & 63));
}

export function addDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value + nn(right).value);
}

export function subtractDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value - nn(right).value);
}

export function multiplyDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value * nn(right).value);
}

export function divideDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    if (nn(right).value === 0) throw mathException('Divide by 0');
    return new ApexDouble(nn(left).value / right!.value);
}

export function negateDouble(value: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(-nn(value).value);
}

export function addDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).plus(nn(right));
}

export function subtractDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).minus(nn(right));
}

export function multiplyDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).times(nn(right));
}

export function divideDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).dividedBy(nn(right));
}

export function negateDecimal(value: Maybe<ApexDecimal>): ApexDecimal {
    return nn(value).negated();
}
