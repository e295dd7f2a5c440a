/** What an axis needs: where it begins and ends, and the round values between. */
export interface Scale {
    min: number;
    max: number;
    ticks: number[];
}

/** Steps that people count in, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];

/** An axis that holds every value, with about `count` round ticks; with zero on it unless it is not to begin there. */
export function niceScale(values: readonly number[], { count = 4, fromZero = true }: { count?: number; fromZero?: boolean } = {}): Scale {
    const ends = fromZero || values.length === 0 ? [0, ...values] : values;
    const low = Math.min(...ends);
    const high = Math.max(...ends);
    if (low === high) return level(low);
    const rough = exact((high - low) / count);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = (STEPS.find((candidate) => candidate * power >= rough) ?? 10) * power;
    const first = Math.floor(exact(low / step));
    const last = Math.ceil(exact(high / step));
    const ticks = Array.from({ length: last - first + 1 }, (_unused, index) => exact((first + index) * step));
    return { min: exact(first * step), max: exact(last * step), ticks };
}

/** Of nothing, or of one and the same value. */
function level(value: number): Scale {
    if (value === 0) return { min: 0, max: 1, ticks: [0] };
    const room = Math.abs(value) / 2;
    return { min: value - room, max: value + room, ticks: [value] };
}

/** Without what binary fractions leave behind, such as 0.30000000000000004. */
function exact(value: number): number {
    return Number(value.toPrecision(12));
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
