import { place, tenth, type Scale } from 'c/chartScale';

/** Something that stands at a place in time. */
export interface Named {
    key: string;
    label: string;
    /** Below the axis, such as a month, where it is shorter than the label. */
    name?: string;
    /** Of which several are part, such as a year: stands below the first of them. */
    group?: string;
}

export interface Tick {
    key: string;
    y: number;
    textY: number;
    path: string;
    text: string;
}

export interface Name {
    key: string;
    x: number;
    text: string;
    group: string;
}

/** Where the drawing of values is, in pixels. */
export interface Plot {
    start: number;
    end: number;
    top: number;
    bottom: number;
}

/** Of a digit, and beside words. */
const DIGIT = 7;
const GAP = 16;
const LONGEST_TICK = 12;
const NAMES_BELOW = 20;
const GROUPS_BELOW = 35;
const BELOW_WORDS = 6;

export const TOP = 12;
export const BOTTOM = 202;
export const NAME_Y = BOTTOM + NAMES_BELOW;
export const GROUP_Y = BOTTOM + GROUPS_BELOW;

/** How much the values of the axis need beside it: amounts of some currencies take more than those of others. */
export function roomOfTicks(scale: Scale, formatTick: (value: number) => string): number {
    const longest = Math.max(...scale.ticks.map((tick) => formatTick(tick).length));
    return Math.min(longest, LONGEST_TICK) * DIGIT + GAP;
}

/** Where words of the axis end. */
export function endOfTicks(room: number): number {
    return room - GAP / 2;
}

export function ticksOf(scale: Scale, { start, end, top, bottom }: Plot, formatTick: (value: number) => string): Tick[] {
    return scale.ticks.map((tick) => {
        const y = place(tick, scale, bottom, top);
        return { key: String(tick), y, textY: y + 4, path: `M${start} ${y}H${end}`, text: formatTick(tick) };
    });
}

/** As many names as fit, the last one always; a group is named by the first of its names. */
export function namesOf(items: readonly Named[], room: number, xOf: (index: number) => number): Name[] {
    const longest = Math.max(0, ...items.map((item) => nameOf(item).length));
    const every = Math.max(1, Math.ceil((items.length * (longest * DIGIT + GAP)) / room));
    const last = items.length - 1;
    const names = items
        .map((item, index) => ({ key: item.key, x: xOf(index), text: nameOf(item), group: item.group ?? '', index }))
        .filter(({ index }) => (last - index) % every === 0);
    return names.map(({ key, x, text, group }, index) => ({ key, x, text, group: names[index - 1]?.group === group ? '' : group }));
}

/** Between the last of a group and the first of the next. */
export function bordersOf(items: readonly Named[], xOf: (index: number) => number): { key: string; path: string }[] {
    return items.flatMap(({ key, group }, index) => {
        const before = items[index - 1];
        if (!before || before.group === group) return [];
        const x = tenth((xOf(index - 1) + xOf(index)) / 2);
        return [{ key, path: `M${x} ${TOP}V${GROUP_Y}` }];
    });
}

export function heightOf(items: readonly Named[]): number {
    return (items.some(({ group }) => group) ? GROUP_Y : NAME_Y) + BELOW_WORDS;
}

function nameOf({ name, label }: Named): string {
    return name ?? label;
}
