import { LightningElement, api } from 'lwc';
import { niceScale, place, tenth, type Scale } from 'c/chartScale';
import type { Mark } from 'c/chartFrame';

export interface Point {
    key: string;
    label: string;
    /** Below the axis, such as a month, where it is shorter than the label. */
    name?: string;
    /** Of which several points are part, such as a year: stands below the first of them. */
    group?: string;
    /** Nothing is drawn where there is none. */
    value: number | null;
    text: string;
}

interface DrawnPoint extends Point {
    value: number;
    index: string;
    x: number;
    y: number;
    title: string;
    tabIndex: '0' | '-1';
}

interface Name {
    key: string;
    x: number;
    text: string;
    group: string;
}

const TOP = 12;
const PLOT = 190;
const BOTTOM = TOP + PLOT;
const NAME_Y = BOTTOM + 20;
const GROUP_Y = NAME_Y + 15;
const END = 32;
/** Of a digit, and beside words. */
const DIGIT = 7;
const GAP = 16;
const LONGEST_TICK = 12;

/** An amount over time. Fires `choose` with the key of a point. */
export default class ChartLine extends LightningElement {
    @api points: Point[] = [];
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';
    /** How an amount is written beside the axis. */
    @api formatTick: (value: number) => string = String;
    /** The axis needs no zero: what matters of a rate is how it moves. */
    @api isRate = false;
    /** The last point is not final yet. */
    @api isOpen = false;

    width = 560;
    groupY = GROUP_Y;
    nameY = NAME_Y;
    /** Undefined: the last one. */
    current: number | undefined;

    get scale(): Scale {
        return niceScale(
            this.known.map(({ value }) => value),
            { fromZero: !this.isRate }
        );
    }

    get hasGroups(): boolean {
        return this.points.some(({ group }) => group);
    }

    get height(): number {
        return (this.hasGroups ? GROUP_Y : NAME_Y) + 6;
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${this.height}`;
    }

    /** Where the axis stands: amounts of some currencies take more room than those of others. */
    get axis(): number {
        const longest = Math.max(...this.scale.ticks.map((tick) => this.formatTick(tick).length));
        return Math.min(longest, LONGEST_TICK) * DIGIT + GAP;
    }

    get tickX(): number {
        return this.axis - GAP / 2;
    }

    get ticks(): { key: string; y: number; textY: number; path: string; text: string }[] {
        const { axis, scale, width } = this;
        return scale.ticks.map((tick) => {
            const y = place(tick, scale, BOTTOM, TOP);
            return { key: String(tick), y, textY: y + 4, path: `M${axis} ${y}H${width - END + 8}`, text: this.formatTick(tick) };
        });
    }

    get drawn(): DrawnPoint[] {
        const { scale, known } = this;
        const current = Math.min(this.current ?? known.length - 1, known.length - 1);
        return known.map(({ place: at, ...point }, index) => ({
            ...point,
            index: String(index),
            x: this.xOf(at),
            y: place(point.value, scale, BOTTOM, TOP),
            title: `${point.label}: ${point.text}`,
            tabIndex: index === current ? '0' : '-1'
        }));
    }

    get marks(): Mark[] {
        return this.drawn.map(({ x, y, text, label }) => ({ x, y, title: text, text: label }));
    }

    /** As many names as fit, the last one always; a group is named by the first of its names. */
    get names(): Name[] {
        const { points, width } = this;
        const longest = Math.max(0, ...points.map((point) => (point.name ?? point.label).length));
        const every = Math.max(1, Math.ceil((points.length * (longest * DIGIT + GAP)) / (width - this.axis - END)));
        const last = points.length - 1;
        const names = points
            .map((point, index) => ({ point, index }))
            .filter(({ index }) => (last - index) % every === 0)
            .map(({ point, index }) => ({
                key: point.key,
                x: this.xOf(index),
                text: point.name ?? point.label,
                group: point.group ?? ''
            }));
        return names.map((name, index) => ({ ...name, group: names[index - 1]?.group === name.group ? '' : name.group }));
    }

    /** Between the last point of a group and the first of the next. */
    get borders(): { key: string; path: string }[] {
        const { points } = this;
        return points.flatMap(({ key, group }, index) => {
            const before = points[index - 1];
            if (!before || before.group === group) return [];
            const x = tenth((this.xOf(index - 1) + this.xOf(index)) / 2);
            return [{ key, path: `M${x} ${TOP}V${GROUP_Y}` }];
        });
    }

    /** Interrupted where there is no value. */
    get line(): string {
        return this.pathOf((index) => !this.isOpen || index < this.points.length - 1);
    }

    /** To the point that is not final. */
    get openLine(): string {
        const [before, last] = this.drawn.slice(-2);
        if (!this.isOpen || !before || !last || typeof this.points[this.points.length - 1]?.value !== 'number') return '';
        return typeof this.points[this.points.length - 2]?.value === 'number' ? `M${before.x} ${before.y}L${last.x} ${last.y}` : '';
    }

    get area(): string {
        const { drawn, scale, points } = this;
        const first = drawn[0];
        const last = drawn[drawn.length - 1];
        if (this.isRate || !first || !last || drawn.length < points.length) return '';
        const zero = place(0, scale, BOTTOM, TOP);
        return `${this.pathOf(() => true)}V${zero}H${first.x}Z`;
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleCurrent(event: CustomEvent<{ index: number }>): void {
        this.current = event.detail.index;
    }

    handleChoose(event: CustomEvent<{ index: number }>): void {
        const point = this.drawn[event.detail.index];
        if (point) this.dispatchEvent(new CustomEvent('choose', { detail: { key: point.key } }));
    }

    private get known(): (Point & { value: number; place: number })[] {
        return this.points.flatMap((point, place) => (point.value === null ? [] : [{ ...point, value: point.value, place }]));
    }

    private xOf(index: number): number {
        const { axis, points, width } = this;
        const step = (width - axis - END) / Math.max(points.length - 1, 1);
        return tenth(points.length > 1 ? axis + index * step : (width + axis) / 2);
    }

    private pathOf(isDrawn: (index: number) => boolean): string {
        const { points, scale } = this;
        const isKnown = (index: number): boolean => typeof points[index]?.value === 'number' && isDrawn(index);
        return points
            .map(({ value }, index) => {
                if (value === null || !isDrawn(index)) return '';
                return `${isKnown(index - 1) ? 'L' : 'M'}${this.xOf(index)} ${place(value, scale, BOTTOM, TOP)}`;
            })
            .join('');
    }
}
