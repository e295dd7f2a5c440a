/** An exact number. The denominator is above zero. */
export interface Fraction {
    readonly top: bigint;
    readonly bottom: bigint;
}

export function fraction(top: bigint | number, bottom: bigint | number = 1n): Fraction {
    const [up, down] = [BigInt(top), BigInt(bottom)];
    return down < 0n ? { top: -up, bottom: -down } : { top: up, bottom: down };
}

export function plus(one: Fraction, other: Fraction): Fraction {
    return { top: one.top * other.bottom + other.top * one.bottom, bottom: one.bottom * other.bottom };
}

export function minus(one: Fraction, other: Fraction): Fraction {
    return plus(one, { top: -other.top, bottom: other.bottom });
}

export function times(one: Fraction, other: Fraction): Fraction {
    return { top: one.top * other.top, bottom: one.bottom * other.bottom };
}

/** Null where there is nothing, or less, to have a share of. */
export function over(one: Fraction, other: Fraction): Fraction | null {
    return other.top > 0n ? { top: one.top * other.bottom, bottom: one.bottom * other.top } : null;
}

/** Of a number with at most twelve digits behind the point, as JSON has it. */
export function fromNumber(value: number): Fraction {
    return { top: BigInt(Math.round(value * 1e6)), bottom: 1_000_000n };
}

/** Whether they are the same but for so many millionths. */
export function isNear(one: Fraction, other: Fraction, millionths: number): boolean {
    const difference = minus(one, other);
    const size = difference.top < 0n ? -difference.top : difference.top;
    return size * 1_000_000n <= BigInt(millionths) * difference.bottom;
}

export function show({ top, bottom }: Fraction): string {
    return `${top}/${bottom} (${Number((top * 1_000_000n) / bottom) / 1e6})`;
}
