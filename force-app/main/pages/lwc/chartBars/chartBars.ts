import { LightningElement, api } from 'lwc';
import { niceScale, place, tenth, type Scale } from 'c/chartScale';
import type { Mark } from 'c/chartFrame';

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
const AXIS = 36;
const SHARE_OF_BAR = 0.7;
const WIDEST_BAR = 40;
const ROOM_OF_A_NAME = 64;

/** How many there were at each time, and how many of them were bad. */
export default class ChartBars extends LightningElement {
    @api bars: Bar[] = [];
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';
    @api badHeading = '';

    width = 560;
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

    get ticks(): { key: string; textY: number; path: string; text: string }[] {
        const { scale, width } = this;
        return scale.ticks.map((tick) => {
            const y = place(tick, scale, BOTTOM, TOP);
            return { key: String(tick), textY: y + 4, path: `M${AXIS} ${y}H${width}`, text: String(tick) };
        });
    }

    get drawn(): DrawnBar[] {
        const { bars, scale, width } = this;
        const step = (width - AXIS) / Math.max(bars.length, 1);
        const barWidth = tenth(Math.min(step * SHARE_OF_BAR, WIDEST_BAR));
        const current = Math.min(this.current ?? bars.length - 1, bars.length - 1);
        return bars.map((bar, index) => {
            const start = AXIS + index * step;
            const x = tenth(start + (step - barWidth) / 2);
            const top = place(bar.value, scale, BOTTOM, TOP);
            const poorTop = place(bar.bad, scale, BOTTOM, TOP);
            return {
                ...bar,
                index: String(index),
                place: { x: tenth(start), y: TOP, width: tenth(step), height: PLOT },
                good: { x, y: top, width: barWidth, height: tenth(poorTop - top) },
                poor: { x, y: poorTop, width: barWidth, height: tenth(BOTTOM - poorTop) },
                middle: tenth(start + step / 2),
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

    /** As many names as fit, the last one always. */
    get names(): { key: string; x: number; y: number; text: string; anchor: string }[] {
        const { drawn, width } = this;
        const every = Math.max(1, Math.ceil((drawn.length * ROOM_OF_A_NAME) / (width - AXIS)));
        const last = drawn.length - 1;
        return drawn
            .map(({ key, middle, label }, index) => ({ key, x: middle, y: HEIGHT - 6, text: label, index }))
            .filter(({ index }) => (last - index) % every === 0)
            .map(({ index, x, ...name }) => {
                const isAtEnd = index === last && width - x < ROOM_OF_A_NAME / 2;
                return { ...name, x: isAtEnd ? width : x, anchor: isAtEnd ? 'end' : 'middle' };
            });
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleCurrent(event: CustomEvent<{ index: number }>): void {
        this.current = event.detail.index;
    }
}
