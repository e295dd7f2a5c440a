import { LightningElement, api } from 'lwc';
import { neighbour, niceScale, place, tenth, type Scale } from 'c/chartScale';
import type { Tip } from 'c/chartFrame';

export interface Point {
    key: string;
    label: string;
    value: number;
    text: string;
}

interface DrawnPoint extends Point {
    index: string;
    x: number;
    y: number;
    title: string;
    tabIndex: '0' | '-1';
}

const TOP = 12;
const PLOT = 190;
const BOTTOM = TOP + PLOT;
const HEIGHT = BOTTOM + 26;
const AXIS = 56;
const END = 32;
const ROOM_OF_A_NAME = 76;

/** An amount over time. One tab stop; arrow keys go from point to point, Enter fires `choose` with its key. */
export default class ChartLine extends LightningElement {
    @api points: Point[] = [];
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';
    /** How an amount is written beside the axis. */
    @api formatTick: (value: number) => string = String;

    width = 560;
    /** Undefined: the last one. */
    current: number | undefined;
    tip: Tip | undefined;

    get scale(): Scale {
        return niceScale(this.points.map(({ value }) => value));
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${HEIGHT}`;
    }

    get ticks(): { key: string; y: number; textY: number; path: string; text: string }[] {
        const { scale, width } = this;
        return scale.ticks.map((tick) => {
            const y = place(tick, scale, BOTTOM, TOP);
            return { key: String(tick), y, textY: y + 4, path: `M${AXIS} ${y}H${width - END + 8}`, text: this.formatTick(tick) };
        });
    }

    get drawn(): DrawnPoint[] {
        const { scale, points, width } = this;
        const step = (width - AXIS - END) / Math.max(points.length - 1, 1);
        const current = Math.min(this.current ?? points.length - 1, points.length - 1);
        return points.map((point, index) => ({
            ...point,
            index: String(index),
            x: tenth(points.length > 1 ? AXIS + index * step : (width + AXIS) / 2),
            y: place(point.value, scale, BOTTOM, TOP),
            title: `${point.label}: ${point.text}`,
            tabIndex: index === current ? '0' : '-1'
        }));
    }

    /** As many names as fit, the last one always. */
    get names(): { key: string; x: number; y: number; text: string }[] {
        const { drawn, width } = this;
        const every = Math.max(1, Math.ceil((drawn.length * ROOM_OF_A_NAME) / (width - AXIS - END)));
        const last = drawn.length - 1;
        return drawn
            .filter((_point, index) => (last - index) % every === 0)
            .map(({ key, x, label }) => ({
                key,
                x,
                y: HEIGHT - 6,
                text: label
            }));
    }

    get line(): string {
        return this.drawn.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    }

    get area(): string {
        const { drawn, scale } = this;
        const first = drawn[0];
        const last = drawn[drawn.length - 1];
        if (!first || !last) return '';
        const zero = place(0, scale, BOTTOM, TOP);
        return `${this.line}V${zero}H${first.x}Z`;
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleEnter(event: Event): void {
        this.showTip(indexOf(event));
    }

    handleFocus(event: Event): void {
        this.current = indexOf(event);
        this.showTip(this.current);
    }

    handleLeave(): void {
        this.tip = undefined;
    }

    handleClick(event: Event): void {
        this.choose(indexOf(event));
    }

    handleKey(event: KeyboardEvent): void {
        const index = indexOf(event);
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            this.choose(index);
            return;
        }
        if (event.key === 'Escape') this.tip = undefined;
        const next = neighbour(event.key, index, this.points.length);
        if (next === undefined) return;
        event.preventDefault();
        this.current = next;
        this.template?.querySelector<SVGElement>(`[data-index="${next}"]`)?.focus();
    }

    private showTip(index: number): void {
        const point = this.drawn[index];
        if (point) this.tip = { x: point.x, y: point.y, title: point.text, text: point.label };
    }

    private choose(index: number): void {
        const point = this.points[index];
        if (point) this.dispatchEvent(new CustomEvent('choose', { detail: { key: point.key } }));
    }
}

function indexOf(event: Event): number {
    return Number((event.currentTarget as SVGElement).dataset.index);
}
