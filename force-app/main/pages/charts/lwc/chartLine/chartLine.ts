import { LightningElement, api } from 'lwc';
import {
    BOTTOM,
    GROUP_Y,
    NAME_Y,
    TOP,
    bordersOf,
    endOfTicks,
    heightOf,
    namesOf,
    roomOfTicks,
    ticksOf,
    type Name,
    type Named,
    type Tick
} from 'c/chartAxis';
import type { Mark } from 'c/chartFrame';
import { niceScale, place, tenth, type Scale } from 'c/chartScale';

export interface Point extends Named {
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

/** Right of the last point. */
const END = 32;
const BEYOND_LAST = 8;

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

    get viewBox(): string {
        return `0 0 ${this.width} ${heightOf(this.points)}`;
    }

    get axis(): number {
        return roomOfTicks(this.scale, this.formatTick);
    }

    get tickX(): number {
        return endOfTicks(this.axis);
    }

    get ticks(): Tick[] {
        const plot = { start: this.axis, end: this.width - END + BEYOND_LAST, top: TOP, bottom: BOTTOM };
        return ticksOf(this.scale, plot, this.formatTick);
    }

    get headings(): string[] {
        return [this.nameHeading, this.amountHeading];
    }

    get lines(): string[][] {
        return this.points.map(({ label, text }) => [label, text]);
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

    get names(): Name[] {
        return namesOf(this.points, this.width - this.axis - END, (index) => this.xOf(index));
    }

    get borders(): { key: string; path: string }[] {
        return bordersOf(this.points, (index) => this.xOf(index));
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
