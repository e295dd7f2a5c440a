import { niceScale, place, tenth, type Scale } from 'c/chartScale';

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

export interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

export interface Words {
    x: number;
    y: number;
    anchor: 'start' | 'middle' | 'end';
}

export interface Placed {
    step: Step;
    direction: 'total' | 'up' | 'down';
    bar: Box;
    /** All that belongs to the bar, to point at. */
    place: Box;
    name: Words;
    amount: Words;
    /** To the next bar; blank for the last one. */
    connector: string;
}

export interface Shape {
    height: number;
    placed: Placed[];
    zero: string;
}

const MARGIN = 22;
const PLOT = 190;
const WIDEST_BAR = 76;
const ROW = 30;
const BAR_OF_ROW = 18;
/** Bars that lie leave each of the columns beside them at the most this share of the width. */
const WIDEST_COLUMN = 0.4;
const COLUMN_GAP = 12;
/** Narrower than this for a bar, names run into each other: the bars lie down then. */
const ROOM_OF_A_NAME = 88;

/** Width of a digit beside a bar, so that long amounts are shortened where they would meet. */
const DIGIT = 7.6;

/** Whether an amount has room beside its bar when written in full. */
export function fits(text: string, width: number, count: number): boolean {
    const room = lies(width, count) ? width * WIDEST_COLUMN - COLUMN_GAP : width / count;
    return text.length * DIGIT < room;
}

export function lies(width: number, count: number): boolean {
    return width < count * ROOM_OF_A_NAME;
}

/** Where everything of a waterfall stands in a drawing of that width. */
export function waterfallShape(steps: readonly Step[], width: number): Shape {
    const spans = spansOf(steps);
    const scale = niceScale(spans.flatMap(({ from, to }) => [from, to]));
    return lies(width, steps.length) ? lying(spans, width, scale) : standing(spans, width, scale);
}

interface Span {
    step: Step;
    from: number;
    to: number;
    isLast: boolean;
}

function spansOf(steps: readonly Step[]): Span[] {
    let level = 0;
    return steps.map((step, index) => {
        const from = step.isTotal ? 0 : level;
        level = step.isTotal ? step.amount : level + step.amount;
        return { step, from, to: level, isLast: index === steps.length - 1 };
    });
}

function direction({ isTotal, amount }: Step): Placed['direction'] {
    if (isTotal) return 'total';
    return amount < 0 ? 'down' : 'up';
}

function standing(spans: readonly Span[], width: number, scale: Scale): Shape {
    const band = width / Math.max(spans.length, 1);
    const barWidth = tenth(Math.min(WIDEST_BAR, band * 0.64));
    const bottom = MARGIN + PLOT;
    const y = (value: number): number => place(value, scale, bottom, MARGIN);
    const placed = spans.map(({ step, from, to, isLast }, index): Placed => {
        const middle = tenth((index + 0.5) * band);
        const top = Math.min(y(from), y(to));
        const end = tenth(middle + barWidth / 2);
        return {
            step,
            direction: direction(step),
            bar: { x: tenth(middle - barWidth / 2), y: top, width: barWidth, height: Math.max(tenth(Math.abs(y(from) - y(to))), 1) },
            place: { x: tenth(index * band) + 2, y: 2, width: tenth(band) - 4, height: bottom + MARGIN - 4 },
            name: { x: middle, y: bottom + 16, anchor: 'middle' },
            amount: { x: middle, y: top - 6, anchor: 'middle' },
            connector: isLast ? '' : `M${end} ${y(to)}H${tenth(end + band - barWidth)}`
        };
    });
    return { height: bottom + MARGIN, placed, zero: `M0 ${y(0)}H${width}` };
}

function lying(spans: readonly Span[], width: number, scale: Scale): Shape {
    const column = (texts: string[]): number =>
        Math.min(Math.max(...texts.map((text) => text.length)) * DIGIT + COLUMN_GAP, width * WIDEST_COLUMN);
    const names = column(spans.map(({ step }) => step.label));
    const amounts = column(spans.map(({ step }) => (fits(step.text, width, spans.length) ? step.text : step.shortText)));
    const x = (value: number): number => place(value, scale, names, width - amounts);
    const gap = (ROW - BAR_OF_ROW) / 2;
    const height = spans.length * ROW;
    const placed = spans.map(({ step, from, to, isLast }, index): Placed => {
        const top = index * ROW;
        const base = top + ROW / 2 + 4;
        return {
            step,
            direction: direction(step),
            bar: { x: Math.min(x(from), x(to)), y: top + gap, width: Math.max(tenth(Math.abs(x(from) - x(to))), 1), height: BAR_OF_ROW },
            place: { x: 1, y: top + 1, width: width - 2, height: ROW - 2 },
            name: { x: 4, y: base, anchor: 'start' },
            amount: { x: width - 4, y: base, anchor: 'end' },
            connector: isLast ? '' : `M${x(to)} ${top + gap + BAR_OF_ROW}V${top + ROW + gap}`
        };
    });
    return { height, placed, zero: `M${x(0)} 0V${height}` };
}
