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

/** A time, and what came and went in it. */
export interface Column extends Named {
    /** In the order of the series; what went is negative. */
    amounts: number[];
    /** What it is as a whole, and in parts. */
    text: string;
    parts: string;
}

/** What one colour stands for. */
export interface Series {
    key: string;
    label: string;
}

interface Segment {
    key: string;
    className: string;
    x: number;
    y: number;
    width: number;
    height: number;
}

interface DrawnColumn {
    key: string;
    index: string;
    label: string;
    text: string;
    parts: string;
    title: string;
    tabIndex: '0' | '-1';
    place: { x: number; y: number; width: number; height: number };
    segments: Segment[];
    top: number;
    middle: number;
}

const END = 8;
const WIDEST_BAR = 40;
const BAR_OF_BAND = 0.64;

/** What came stands above zero, what went below it. Fires `choose` with the key of a column. */
export default class ChartStack extends LightningElement {
    @api columns: Column[] = [];
    @api series: Series[] = [];
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';
    @api partsHeading = '';
    /** How an amount is written beside the axis. */
    @api formatTick: (value: number) => string = String;

    width = 760;
    groupY = GROUP_Y;
    nameY = NAME_Y;
    /** Undefined: the last one. */
    current: number | undefined;

    get scale(): Scale {
        const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
        return niceScale(
            this.columns.flatMap(({ amounts }) => [
                sum(amounts.filter((amount) => amount > 0)),
                sum(amounts.filter((amount) => amount < 0))
            ])
        );
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${heightOf(this.columns)}`;
    }

    get axis(): number {
        return roomOfTicks(this.scale, this.formatTick);
    }

    get tickX(): number {
        return endOfTicks(this.axis);
    }

    get ticks(): Tick[] {
        return ticksOf(this.scale, { start: this.axis, end: this.width - END, top: TOP, bottom: BOTTOM }, this.formatTick);
    }

    get names(): Name[] {
        return namesOf(this.columns, this.width - this.axis - END, (index) => this.xOf(index));
    }

    get borders(): { key: string; path: string }[] {
        return bordersOf(this.columns, (index) => this.xOf(index));
    }

    get zero(): string {
        return `M${this.axis} ${place(0, this.scale, BOTTOM, TOP)}H${this.width - END}`;
    }

    get headings(): string[] {
        return [this.nameHeading, this.amountHeading, this.partsHeading];
    }

    get lines(): string[][] {
        return this.columns.map(({ label, text, parts }) => [label, text, parts]);
    }

    get drawn(): DrawnColumn[] {
        const { columns } = this;
        const current = Math.min(this.current ?? columns.length - 1, columns.length - 1);
        return columns.map(({ key, label, text, parts, amounts }, index) => {
            const segments = this.segmentsOf(amounts, index);
            const middle = this.xOf(index);
            return {
                key,
                index: String(index),
                label,
                text,
                parts,
                title: `${label}: ${text}. ${parts}`,
                tabIndex: index === current ? '0' : '-1',
                place: { x: tenth(middle - this.band / 2), y: TOP - 4, width: tenth(this.band), height: BOTTOM - TOP + 8 },
                segments,
                top: Math.min(place(0, this.scale, BOTTOM, TOP), ...segments.map(({ y }) => y)),
                middle
            };
        });
    }

    get marks(): Mark[] {
        return this.drawn.map(({ middle, top, label, text, parts }) => ({ x: middle, y: top, title: `${label}: ${text}`, text: parts }));
    }

    get legend(): { key: string; label: string; className: string }[] {
        return this.series.map(({ key, label }) => ({ key, label, className: `swatch swatch_${key}` }));
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleCurrent(event: CustomEvent<{ index: number }>): void {
        this.current = event.detail.index;
    }

    handleChoose(event: CustomEvent<{ index: number }>): void {
        const column = this.columns[event.detail.index];
        if (column) this.dispatchEvent(new CustomEvent('choose', { detail: { key: column.key } }));
    }

    private get band(): number {
        return (this.width - this.axis - END) / Math.max(this.columns.length, 1);
    }

    private xOf(index: number): number {
        return tenth(this.axis + (index + 0.5) * this.band);
    }

    private segmentsOf(amounts: readonly number[], index: number): Segment[] {
        const width = tenth(Math.min(WIDEST_BAR, this.band * BAR_OF_BAND));
        const x = tenth(this.xOf(index) - width / 2);
        let [above, below] = [0, 0];
        return this.series.flatMap(({ key }, part) => {
            const amount = amounts[part] ?? 0;
            if (amount === 0) return [];
            const from = amount > 0 ? above : below;
            if (amount > 0) above += amount;
            else below += amount;
            const [one, other] = [from, from + amount].map((value) => place(value, this.scale, BOTTOM, TOP)) as [number, number];
            return [
                {
                    key,
                    className: `segment segment_${key}`,
                    x,
                    y: Math.min(one, other),
                    width,
                    height: Math.max(tenth(Math.abs(one - other)), 1)
                }
            ];
        });
    }
}
