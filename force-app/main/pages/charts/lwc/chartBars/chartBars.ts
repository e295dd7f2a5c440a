import { LightningElement, api } from 'lwc';
import { formatQuantity } from 'c/billingFormat';
import { endOfTicks, namesOf, roomOfTicks, ticksOf, type Name, type Tick } from 'c/chartAxis';
import type { Mark } from 'c/chartFrame';
import { niceScale, place, tenth, type Scale } from 'c/chartScale';

export interface Bar {
    key: string;
    label: string;
    value: number;
    /** How much of the value is bad. */
    bad: number;
    text: string;
    badText: string;
}

interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

interface DrawnBar extends Bar {
    index: string;
    place: Box;
    good: Box;
    poor: Box;
    middle: number;
    title: string;
    tabIndex: '0' | '-1';
}

const TOP = 8;
const PLOT = 96;
const BOTTOM = TOP + PLOT;
const HEIGHT = BOTTOM + 24;
const END = 24;
const SHARE_OF_BAR = 0.7;
const WIDEST_BAR = 40;

/** How many there were at each time, and how many of them were bad. */
export default class ChartBars extends LightningElement {
    @api bars: Bar[] = [];
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';
    @api badHeading = '';

    width = 560;
    nameY = HEIGHT - 6;
    /** Undefined: the last one. */
    current: number | undefined;

    get scale(): Scale {
        const { min, max, ticks } = niceScale(
            this.bars.map(({ value }) => value),
            { count: 2 }
        );
        return { min, max, ticks: ticks.filter(Number.isInteger) };
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${HEIGHT}`;
    }

    get axis(): number {
        return roomOfTicks(this.scale, formatQuantity);
    }

    get tickX(): number {
        return endOfTicks(this.axis);
    }

    get ticks(): Tick[] {
        return ticksOf(this.scale, { start: this.axis, end: this.width, top: TOP, bottom: BOTTOM }, formatQuantity);
    }

    get headings(): string[] {
        return [this.nameHeading, this.amountHeading, this.badHeading];
    }

    get lines(): string[][] {
        return this.bars.map(({ label, value, bad }) => [label, formatQuantity(value), formatQuantity(bad)]);
    }

    get drawn(): DrawnBar[] {
        const { bars, scale, step } = this;
        const barWidth = tenth(Math.min(step * SHARE_OF_BAR, WIDEST_BAR));
        const current = Math.min(this.current ?? bars.length - 1, bars.length - 1);
        return bars.map((bar, index) => {
            const middle = this.middleOf(index);
            const x = tenth(middle - barWidth / 2);
            const top = place(bar.value, scale, BOTTOM, TOP);
            const poorTop = place(bar.bad, scale, BOTTOM, TOP);
            return {
                ...bar,
                index: String(index),
                place: { x: tenth(middle - step / 2), y: TOP, width: tenth(step), height: PLOT },
                good: { x, y: top, width: barWidth, height: tenth(poorTop - top) },
                poor: { x, y: poorTop, width: barWidth, height: tenth(BOTTOM - poorTop) },
                middle,
                title: `${bar.label}: ${bar.text}${bar.bad > 0 ? `, ${bar.badText}` : ''}`,
                tabIndex: index === current ? '0' : '-1'
            };
        });
    }

    get marks(): Mark[] {
        return this.drawn.map(({ middle, good, text, bad, badText, label }) => ({
            x: middle,
            y: good.y,
            title: bad > 0 ? `${text}, ${badText}` : text,
            text: label
        }));
    }

    get names(): Name[] {
        return namesOf(this.bars, this.width - this.axis, (index) => this.middleOf(index));
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleCurrent(event: CustomEvent<{ index: number }>): void {
        this.current = event.detail.index;
    }

    private get step(): number {
        return (this.width - this.axis - END) / Math.max(this.bars.length, 1);
    }

    private middleOf(index: number): number {
        return tenth(this.axis + (index + 0.5) * this.step);
    }
}
