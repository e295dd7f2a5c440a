/** What an axis needs: where it begins and ends, and the round values between. */
export interface Scale {
    min: number;
    max: number;
    ticks: number[];
}

/** Steps that people count in, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];

/** An axis with zero on it that holds every value, with about `count` round ticks. */
export function niceScale(values: readonly number[], count = 4): Scale {
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    if (low === high) return { min: 0, max: 1, ticks: [0] };
    const rough = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = (STEPS.find((candidate) => candidate * power >= rough) ?? 10) * power;
    const first = Math.floor(low / step);
    const last = Math.ceil(high / step);
    const ticks = Array.from({ length: last - first + 1 }, (_unused, index) => (first + index) * step);
    return { min: first * step, max: last * step, ticks };
}

/** Where a value stands between two places. */
export function place(value: number, { min, max }: Scale, from: number, to: number): number {
    return tenth(from + ((value - min) / (max - min)) * (to - from));
}

/** A tenth of a pixel is fine enough, and keeps what is drawn short. */
export function tenth(value: number): number {
    return Math.round(value * 10) / 10;
}

/** Which of the items an arrow key leads to; undefined for other keys. */
export function neighbour(key: string, index: number, count: number): number | undefined {
    switch (key) {
        case 'ArrowRight':
        case 'ArrowDown':
            return Math.min(index + 1, count - 1);
        case 'ArrowLeft':
        case 'ArrowUp':
            return Math.max(index - 1, 0);
        case 'Home':
            return 0;
        case 'End':
            return count - 1;
        default:
            return undefined;
    }
}
