import { niceScale, place, tenth } from 'c/chartScale';

/** One bar. Totals stand on zero; the others begin where the one before ended. */
export interface Step {
    key: string;
    label: string;
    amount: number;
    isTotal: boolean;
    /** The amount in full, and as short as it is written beside the bar. */
    text: string;
    shortText: string;
    /** What it is, for those who stop at it. */
    about: string;
}

export interface Bar {
    key: string;
    x: number;
    y: number;
    width: number;
    height: number;
    direction: 'total' | 'up' | 'down';
}

export interface Words {
    x: number;
    y: number;
    anchor: 'start' | 'middle' | 'end';
}

export interface Shape {
    height: number;
    bars: Bar[];
    /** The whole place of a bar, to point at. */
    places: { x: number; y: number; width: number; height: number }[];
    names: Words[];
    amounts: Words[];
    connectors: string[];
    zero: string;
}

const MARGIN = 22;
const PLOT = 190;
const WIDEST_BAR = 76;
const ROW = 30;
const BAR_OF_ROW = 18;
const NAME_COLUMN = 116;
const AMOUNT_COLUMN = 84;
/** Narrower than this for a bar, names run into each other: the bars lie down then. */
const ROOM_OF_A_NAME = 88;

export function lies(width: number, count: number): boolean {
    return width < count * ROOM_OF_A_NAME;
}

/** Where everything of a waterfall stands in a drawing of that width. */
export function waterfallShape(steps: readonly Step[], width: number): Shape {
    const spans = spansOf(steps);
    const scale = niceScale(spans.flatMap(({ from, to }) => [from, to]));
    return lies(width, steps.length) ? lying(steps, spans, width, scale) : standing(steps, spans, width, scale);
}

interface Span {
    from: number;
    to: number;
}

function spansOf(steps: readonly Step[]): Span[] {
    let level = 0;
    return steps.map(({ amount, isTotal }) => {
        const from = isTotal ? 0 : level;
        level = isTotal ? amount : level + amount;
        return { from, to: level };
    });
}

function direction({ isTotal, amount }: Step): Bar['direction'] {
    if (isTotal) return 'total';
    return amount < 0 ? 'down' : 'up';
}

function standing(steps: readonly Step[], spans: readonly Span[], width: number, scale: ReturnType<typeof niceScale>): Shape {
    const band = width / Math.max(steps.length, 1);
    const barWidth = Math.min(WIDEST_BAR, band * 0.64);
    const bottom = MARGIN + PLOT;
    const y = (value: number): number => place(value, scale, bottom, MARGIN);
    const middle = (index: number): number => tenth((index + 0.5) * band);
    const bars = spans.map(({ from, to }, index) => ({
        key: steps[index]!.key,
        direction: direction(steps[index]!),
        x: tenth(middle(index) - barWidth / 2),
        width: tenth(barWidth),
        y: Math.min(y(from), y(to)),
        height: Math.max(tenth(Math.abs(y(from) - y(to))), 1)
    }));
    return {
        height: bottom + MARGIN,
        bars,
        places: bars.map((_bar, index) => ({ x: tenth(index * band) + 2, y: 2, width: tenth(band) - 4, height: bottom + MARGIN - 4 })),
        names: bars.map((_bar, index) => ({ x: middle(index), y: bottom + 16, anchor: 'middle' })),
        amounts: bars.map((bar, index) => ({ x: middle(index), y: bar.y - 6, anchor: 'middle' })),
        connectors: spans.slice(0, -1).map(({ to }, index) => `M${bars[index]!.x + bars[index]!.width} ${y(to)}H${bars[index + 1]!.x}`),
        zero: `M0 ${y(0)}H${width}`
    };
}

function lying(steps: readonly Step[], spans: readonly Span[], width: number, scale: ReturnType<typeof niceScale>): Shape {
    const end = width - AMOUNT_COLUMN;
    const x = (value: number): number => place(value, scale, NAME_COLUMN, end);
    const top = (index: number): number => index * ROW + (ROW - BAR_OF_ROW) / 2;
    const bars = spans.map(({ from, to }, index) => ({
        key: steps[index]!.key,
        direction: direction(steps[index]!),
        x: Math.min(x(from), x(to)),
        width: Math.max(tenth(Math.abs(x(from) - x(to))), 1),
        y: top(index),
        height: BAR_OF_ROW
    }));
    const base = (index: number): number => index * ROW + ROW / 2 + 4;
    return {
        height: steps.length * ROW,
        bars,
        places: bars.map((_bar, index) => ({ x: 1, y: index * ROW + 1, width: width - 2, height: ROW - 2 })),
        names: bars.map((_bar, index) => ({ x: 4, y: base(index), anchor: 'start' })),
        amounts: bars.map((_bar, index) => ({ x: width - 4, y: base(index), anchor: 'end' })),
        connectors: spans.slice(0, -1).map(({ to }, index) => `M${x(to)} ${top(index) + BAR_OF_ROW}V${top(index + 1)}`),
        zero: `M${x(0)} 0V${steps.length * ROW}`
    };
}
