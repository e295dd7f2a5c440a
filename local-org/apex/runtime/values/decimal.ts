import { Decimal as BigNumber } from 'decimal.js';
import { mathException, typeException } from './raise.ts';

/** Names of `System.RoundingMode`. */
export type RoundingMode = 'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

/** Significant digits of a quotient that does not end (IEEE 754 decimal128, as Java's MathContext.DECIMAL128). */
const DIVISION_DIGITS = 34;

const LITERAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/;

export function powerOfTen(exponent: number): bigint {
    return 10n ** BigInt(exponent);
}

/** An exact decimal: `unscaled × 10^-scale`. Immutable. The scale is part of the value: 1.50 keeps its zero. */
export class ApexDecimal {
    readonly unscaled: bigint;
    /** Digits behind the point; negative where trailing zeros in front of it were stripped. */
    readonly scale: number;

    constructor(unscaled: bigint, scale = 0) {
        this.unscaled = unscaled;
        this.scale = scale;
    }

    static readonly ZERO = new ApexDecimal(0n);

    /** '12.50' has scale 2. Exponents are read; anything else is refused as `Decimal.valueOf` does. */
    static parse(text: string): ApexDecimal {
        const found = ApexDecimal.tryParse(text);
        if (!found) throw typeException(`Invalid decimal: ${text}`);
        return found;
    }

    static tryParse(text: string): ApexDecimal | undefined {
        const match = LITERAL.exec(text);
        if (!match) return undefined;
        const [, sign, whole = '', fraction = '', exponent] = match;
        if (whole === '' && fraction === '') return undefined;
        const digits = BigInt(whole + fraction);
        return new ApexDecimal(sign === '-' ? -digits : digits, fraction.length - (exponent ? Number(exponent) : 0));
    }

    static fromInteger(value: number | bigint): ApexDecimal {
        return new ApexDecimal(BigInt(value), 0);
    }

    /** By the shortest text that names the float, as Java's BigDecimal.valueOf(double): 0.1 is 0.1, 5 is 5.0. */
    static fromDouble(value: number): ApexDecimal {
        if (!Number.isFinite(value)) throw typeException(`Invalid decimal: ${value}`);
        const text = String(value);
        return ApexDecimal.parse(Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text);
    }

    /** From a number of JavaScript's where no trailing zero is wanted: 5 has scale 0, 0.25 has scale 2. */
    static fromNumber(value: number): ApexDecimal {
        return Number.isSafeInteger(value) ? ApexDecimal.fromInteger(value) : ApexDecimal.fromDouble(value);
    }

    static fromBigNumber(value: BigNumber): ApexDecimal {
        return ApexDecimal.parse(value.toFixed());
    }

    get sign(): -1 | 0 | 1 {
        return this.unscaled === 0n ? 0 : this.unscaled < 0n ? -1 : 1;
    }

    isZero(): boolean {
        return this.unscaled === 0n;
    }

    negated(): ApexDecimal {
        return new ApexDecimal(-this.unscaled, this.scale);
    }

    abs(): ApexDecimal {
        return this.unscaled < 0n ? this.negated() : this;
    }

    plus(other: ApexDecimal): ApexDecimal {
        const scale = Math.max(this.scale, other.scale);
        return new ApexDecimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
    }

    minus(other: ApexDecimal): ApexDecimal {
        return this.plus(other.negated());
    }

    times(other: ApexDecimal): ApexDecimal {
        return new ApexDecimal(this.unscaled * other.unscaled, this.scale + other.scale);
    }

    /**
     * The `/` operator: the exact quotient in its shortest form but with at least the difference of the scales,
     * otherwise 34 significant digits, half even.
     */
    dividedBy(divisor: ApexDecimal): ApexDecimal {
        if (divisor.unscaled === 0n) throw mathException('Divide by 0');
        const preferredScale = this.scale - divisor.scale;
        if (this.unscaled === 0n) return new ApexDecimal(0n, Math.max(preferredScale, 0));
        const digits = digitCount(this.unscaled) - digitCount(divisor.unscaled);
        let scale = preferredScale + Math.max(0, DIVISION_DIGITS + 1 - digits);
        let quotient = this.divide(divisor, scale, 'HALF_EVEN');
        const excess = digitCount(quotient.unscaled) - DIVISION_DIGITS;
        if (excess > 0) {
            scale -= excess;
            quotient = this.divide(divisor, scale, 'HALF_EVEN');
        }
        return quotient.stripZerosDownTo(Math.max(preferredScale, 0));
    }

    divide(divisor: ApexDecimal, scale: number, mode: RoundingMode = 'HALF_EVEN'): ApexDecimal {
        if (divisor.unscaled === 0n) throw mathException('Divide by 0');
        const shift = scale - this.scale + divisor.scale;
        const numerator = shift >= 0 ? this.unscaled * powerOfTen(shift) : this.unscaled;
        const denominator = shift >= 0 ? divisor.unscaled : divisor.unscaled * powerOfTen(-shift);
        return new ApexDecimal(divideRounded(numerator, denominator, mode), scale);
    }

    /** Non-negative whole exponents keep the value exact. */
    pow(exponent: number): ApexDecimal {
        if (exponent < 0 || exponent > 32767) throw mathException('Invalid exponent');
        return new ApexDecimal(this.unscaled ** BigInt(exponent), this.scale * exponent);
    }

    setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): ApexDecimal {
        if (scale === this.scale) return this;
        if (scale > this.scale) return new ApexDecimal(this.unscaledAt(scale), scale);
        return new ApexDecimal(divideRounded(this.unscaled, powerOfTen(this.scale - scale), mode), scale);
    }

    /** To a whole number. */
    round(mode: RoundingMode = 'HALF_EVEN'): bigint {
        return this.setScale(0, mode).unscaled;
    }

    /** Towards zero. */
    toBigInt(): bigint {
        return this.setScale(0, 'DOWN').unscaled;
    }

    toNumber(): number {
        return Number(`${this.unscaled}e${-this.scale}`);
    }

    toBigNumber(): BigNumber {
        return new BigNumber(`${this.unscaled}e${-this.scale}`);
    }

    /** Digits of the unscaled value. */
    precision(): number {
        return digitCount(this.unscaled);
    }

    stripTrailingZeros(): ApexDecimal {
        return this.unscaled === 0n ? ApexDecimal.ZERO : this.stripZerosDownTo(-Infinity);
    }

    compare(other: ApexDecimal): -1 | 0 | 1 {
        const scale = Math.max(this.scale, other.scale);
        const left = this.unscaledAt(scale);
        const right = other.unscaledAt(scale);
        return left < right ? -1 : left > right ? 1 : 0;
    }

    /** By amount: 1.5 equals 1.50. */
    equals(other: ApexDecimal): boolean {
        return this.compare(other) === 0;
    }

    toPlainString(): string {
        const negative = this.unscaled < 0n;
        let digits = (negative ? -this.unscaled : this.unscaled).toString();
        if (this.scale < 0) digits = this.unscaled === 0n ? '0' : digits + '0'.repeat(-this.scale);
        if (this.scale > 0) {
            digits = digits.padStart(this.scale + 1, '0');
            digits = `${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
        }
        return negative ? `-${digits}` : digits;
    }

    /** As Java's BigDecimal: scientific for negative scales and for very small values. */
    toString(): string {
        const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString();
        const exponent = digits.length - 1 - this.scale;
        if (this.scale >= 0 && exponent >= -6) return this.toPlainString();
        const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
        return `${this.unscaled < 0n ? '-' : ''}${mantissa}E${exponent > 0 ? '+' : ''}${exponent}`;
    }

    private unscaledAt(scale: number): bigint {
        return scale === this.scale ? this.unscaled : this.unscaled * powerOfTen(scale - this.scale);
    }

    private stripZerosDownTo(lowest: number): ApexDecimal {
        let { unscaled, scale } = this;
        while (scale > lowest && unscaled % 10n === 0n) {
            unscaled /= 10n;
            scale--;
        }
        return scale === this.scale ? this : new ApexDecimal(unscaled, scale);
    }
}

function digitCount(value: bigint): number {
    return (value < 0n ? -value : value).toString().length;
}

/** The quotient as a whole number. The denominator is not zero. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
    const quotient = numerator / denominator;
    const remainder = numerator % denominator;
    if (remainder === 0n) return quotient;
    const away = numerator < 0n === denominator < 0n ? 1n : -1n;
    return roundsAway(quotient, remainder, denominator, away, mode) ? quotient + away : quotient;
}

function roundsAway(quotient: bigint, remainder: bigint, denominator: bigint, away: 1n | -1n, mode: RoundingMode): boolean {
    switch (mode) {
        case 'UP':
            return true;
        case 'DOWN':
            return false;
        case 'CEILING':
            return away > 0n;
        case 'FLOOR':
            return away < 0n;
        case 'UNNECESSARY':
            throw mathException('Rounding necessary');
    }
    const twice = magnitude(remainder) * 2n;
    const whole = magnitude(denominator);
    if (twice !== whole) return twice > whole;
    return mode === 'HALF_UP' || (mode === 'HALF_EVEN' && quotient % 2n !== 0n);
}

function magnitude(value: bigint): bigint {
    return value < 0n ? -value : value;
}
