const DECIMALS = 12;
const ONE = 10n ** BigInt(DECIMALS);

/** A decimal of at most twelve places as a whole number of 10^-12, so that nothing is lost in between. */
export function scaled(decimal: string | number): bigint {
    const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(decimal)) ?? [];
    if (whole === undefined) throw new Error(`"${decimal}" is not a plain decimal.`);
    const value = BigInt(whole) * ONE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
    return sign === '-' ? -value : value;
}

/** A scaled number as minor units, half away from zero. */
export function rounded(value: bigint): number {
    return Number(divide(value, ONE));
}

/** `amount` times `part` over `whole`, half away from zero. */
export function share(amount: number, part: number | bigint, whole: number | bigint): number {
    return Number(divide(BigInt(amount) * BigInt(part), BigInt(whole)));
}

/** Percent of an amount, half away from zero. */
export function percentOf(amount: number, percent: string | number): number {
    return Number(divide(BigInt(amount) * scaled(percent), 100n * ONE));
}

/** Splits an amount in proportion to weights; the odd units go to the largest remainders. Weights of nothing get nothing. */
export function spread(amount: number, weights: readonly number[]): number[] {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    if (whole === 0) return weights.map(() => 0);
    const parts = weights.map((weight) => Math.floor((amount * weight) / whole));
    const remainders = weights.map((weight, index) => ({ index, remainder: (amount * weight) % whole }));
    const left = amount - parts.reduce((sum, part) => sum + part, 0);
    remainders.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
    remainders.slice(0, left).forEach(({ index }) => (parts[index]! += 1));
    return parts;
}

function divide(numerator: bigint, denominator: bigint): bigint {
    const negative = numerator < 0n;
    const absolute = negative ? -numerator : numerator;
    const quotient = (2n * absolute + denominator) / (2n * denominator);
    return negative ? -quotient : quotient;
}
