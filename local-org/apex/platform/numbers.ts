import { ApexDecimal } from '../runtime/values/decimal.ts';
import type { RoundingMode } from '../runtime/values/decimal.ts';
import { ApexDouble } from '../runtime/values/double.ts';
import type { ApexEnumValue } from '../runtime/values/enum.ts';
import { formatNumber } from '../runtime/values/locale-format.ts';
import { mathException, nullArgument, typeException } from '../runtime/values/raise.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

const MIN_INTEGER = -2147483648n;
const MAX_INTEGER = 2147483647n;
const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

function parseWhole(text: string, kind: 'integer' | 'long', lowest: bigint, highest: bigint): bigint {
    const trimmed = text.trim();
    const value = /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')) : undefined;
    if (value === undefined || value < lowest || value > highest) throw typeException(`Invalid ${kind}: ${text}`);
    return value;
}

export function parseInteger(text: string): number {
    return Number(parseWhole(text, 'integer', MIN_INTEGER, MAX_INTEGER));
}

export function parseLong(text: string): bigint {
    return parseWhole(text, 'long', MIN_LONG, MAX_LONG);
}

export function parseDouble(text: string): ApexDouble {
    const trimmed = text.trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)) throw typeException(`Invalid double: ${text}`);
    return new ApexDouble(parseFloat(trimmed));
}

/** Keeps the low 32 bits, as Java's intValue(). */
export function toInteger(value: bigint): number {
    return Number(BigInt.asIntN(32, value));
}

export function toLong(value: bigint): bigint {
    return BigInt.asIntN(64, value);
}

/** Towards zero; what does not fit becomes the nearest bound, as in Java's casts. */
export function floatToLong(value: number): bigint {
    if (Number.isNaN(value)) return 0n;
    if (!Number.isFinite(value)) return value > 0 ? MAX_LONG : MIN_LONG;
    const whole = BigInt(Math.trunc(value));
    return whole > MAX_LONG ? MAX_LONG : whole < MIN_LONG ? MIN_LONG : whole;
}

export function floatToInteger(value: number): number {
    return Math.max(-2147483648, Math.min(2147483647, Number(floatToLong(value))));
}

/** A rounded value as an Integer, refused where it does not fit. */
export function exactInteger(value: bigint): number {
    if (value < MIN_INTEGER || value > MAX_INTEGER) throw mathException('Integer overflow');
    return Number(value);
}

export function roundingMode(value: ApexEnumValue): RoundingMode {
    return value.name as RoundingMode;
}

/** `valueOf(Object)`: the value of a field fetched dynamically; anything but its own type is refused. */
function fromObject(value: unknown, typeName: string, convert: (value: unknown) => unknown): unknown {
    if (value === null) return null;
    const converted = convert(value);
    if (converted === undefined) throw typeException(`Invalid conversion from runtime type ${value?.constructor.name} to ${typeName}`);
    return converted;
}

definePlatformClass({
    name: 'System.Integer',
    methods: { 'String format()': (value: number) => formatNumber(ApexDecimal.fromInteger(value)) },
    statics: {
        'Integer valueOf(String text)': (text: string | null) => {
            if (text === null) throw nullArgument(1);
            return parseInteger(text);
        },
        'Integer valueOf(Object value)': (value: unknown) =>
            fromObject(value, 'Integer', (given) => {
                if (typeof given === 'number') return given;
                if (typeof given === 'bigint') return toInteger(given);
                if (typeof given === 'string') return parseInteger(given);
                if (given instanceof ApexDecimal) return toInteger(given.toBigInt());
                return given instanceof ApexDouble ? floatToInteger(given.value) : undefined;
            })
    }
});

definePlatformClass({
    name: 'System.Long',
    methods: {
        'String format()': (value: bigint) => formatNumber(ApexDecimal.fromInteger(value)),
        'Integer intValue()': (value: bigint) => toInteger(value)
    },
    statics: strictStatics({ 'Long valueOf(String text)': (text: string) => parseLong(text) })
});

definePlatformClass({
    name: 'System.Double',
    methods: {
        'String format()': (value: ApexDouble) => formatNumber(ApexDecimal.fromDouble(value.value)),
        'Integer intValue()': (value: ApexDouble) => floatToInteger(value.value),
        'Long longValue()': (value: ApexDouble) => floatToLong(value.value),
        'Long round()': (value: ApexDouble) => roundHalfUp(value.value)
    },
    statics: {
        ...strictStatics({ 'Double valueOf(String text)': (text: string) => parseDouble(text) }),
        'Double valueOf(Object value)': (value: unknown) =>
            fromObject(value, 'Double', (given) => {
                if (given instanceof ApexDouble) return given;
                if (typeof given === 'number' || typeof given === 'bigint') return new ApexDouble(Number(given));
                if (typeof given === 'string') return parseDouble(given);
                return given instanceof ApexDecimal ? new ApexDouble(given.toNumber()) : undefined;
            })
    }
});

/** Java's Math.round: halves go up. */
export function roundHalfUp(value: number): bigint {
    return floatToLong(Math.floor(value + 0.5));
}

definePlatformClass({
    name: 'System.Boolean',
    statics: {
        'Boolean valueOf(String text)': (text: string | null) => {
            if (text === null) throw nullArgument(1);
            return text.toLowerCase() === 'true';
        },
        'Boolean valueOf(Object value)': (value: unknown) =>
            fromObject(value, 'Boolean', (given) => {
                if (typeof given === 'boolean') return given;
                return typeof given === 'string' ? given.toLowerCase() === 'true' : undefined;
            })
    }
});

function checkedScale(scale: number): number {
    if (scale < -33 || scale > 33) throw mathException(`Scale must be between -33 and 33: ${scale}`);
    return scale;
}

definePlatformClass({
    name: 'System.Decimal',
    methods: strictMethods({
        'Decimal abs()': (value: ApexDecimal) => value.abs(),
        'Decimal divide(Decimal divisor, Integer scale)': (value: ApexDecimal, divisor: ApexDecimal, scale: number) =>
            value.divide(divisor, checkedScale(scale)),
        'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)': (
            value: ApexDecimal,
            divisor: ApexDecimal,
            scale: number,
            mode: ApexEnumValue
        ) => value.divide(divisor, checkedScale(scale), roundingMode(mode)),
        'Double doubleValue()': (value: ApexDecimal) => new ApexDouble(value.toNumber()),
        'String format()': (value: ApexDecimal) => formatNumber(value),
        'Integer intValue()': (value: ApexDecimal) => toInteger(value.toBigInt()),
        'Long longValue()': (value: ApexDecimal) => toLong(value.toBigInt()),
        'Decimal pow(Integer exponent)': (value: ApexDecimal, exponent: number) => value.pow(exponent),
        'Integer precision()': (value: ApexDecimal) => value.precision(),
        'Long round()': (value: ApexDecimal) => toLong(value.round()),
        'Long round(RoundingMode mode)': (value: ApexDecimal, mode: ApexEnumValue) => toLong(value.round(roundingMode(mode))),
        'Integer scale()': (value: ApexDecimal) => value.scale,
        'Decimal setScale(Integer scale)': (value: ApexDecimal, scale: number) => value.setScale(checkedScale(scale)),
        'Decimal setScale(Integer scale, RoundingMode mode)': (value: ApexDecimal, scale: number, mode: ApexEnumValue) =>
            value.setScale(checkedScale(scale), roundingMode(mode)),
        'Decimal stripTrailingZeros()': (value: ApexDecimal) => value.stripTrailingZeros(),
        'String toPlainString()': (value: ApexDecimal) => value.toPlainString()
    }),
    statics: strictStatics({
        'Decimal valueOf(Double value)': (value: ApexDouble) => ApexDecimal.fromDouble(value.value),
        'Decimal valueOf(Long value)': (value: bigint) => ApexDecimal.fromInteger(value),
        'Decimal valueOf(String text)': (text: string) => ApexDecimal.parse(text)
    })
});
