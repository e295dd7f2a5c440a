/** A float of 64 bits. Boxed, so that a Double is told from an Integer wherever its static type is lost. */
export class ApexDouble {
    readonly value: number;

    constructor(value: number) {
        this.value = value;
    }

    toNumber(): number {
        return this.value;
    }

    toString(): string {
        return doubleText(this.value);
    }
}

/** Java's Double.toString: at least one decimal, scientific from 10^7 on and below 10^-3. */
export function doubleText(value: number): string {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
    if (Object.is(value, -0)) return '-0.0';
    const magnitude = Math.abs(value);
    if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) {
        const text = String(value);
        return text.includes('.') ? text : `${text}.0`;
    }
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
