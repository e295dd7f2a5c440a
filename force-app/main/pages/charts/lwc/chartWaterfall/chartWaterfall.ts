import { LightningElement, api } from 'lwc';
import type { Mark } from 'c/chartFrame';
import { tenth } from 'c/chartScale';
import { fits, waterfallShape, type Placed, type Shape, type Step } from './waterfallShape';

export type { Step } from './waterfallShape';

interface DrawnStep extends Omit<Placed, 'step'> {
    key: string;
    index: string;
    label: string;
    shortText: string;
    title: string;
    className: string;
    tabIndex: '0' | '-1';
}

/** How an amount became another one. Fires `choose` with the key of a bar. */
export default class ChartWaterfall extends LightningElement {
    @api steps: Step[] = [];
    /** What the whole drawing shows. */
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';

    width = 760;
    current = 0;

    get shape(): Shape {
        return waterfallShape(this.steps, this.width);
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${this.shape.height}`;
    }

    get headings(): string[] {
        return [this.nameHeading, this.amountHeading];
    }

    get lines(): string[][] {
        return this.steps.map(({ label, text }) => [label, text]);
    }

    get drawn(): DrawnStep[] {
        const { shape, steps, width } = this;
        const current = Math.min(this.current, steps.length - 1);
        return shape.placed.map(({ step, ...placed }, index) => ({
            ...placed,
            key: step.key,
            index: String(index),
            label: step.label,
            shortText: fits(step.text, width, steps.length) ? step.text : step.shortText,
            title: `${step.label}: ${step.text}`,
            className: `bar bar_${placed.direction}`,
            tabIndex: index === current ? '0' : '-1'
        }));
    }

    get marks(): Mark[] {
        return this.shape.placed.map(({ step, bar }) => ({
            x: tenth(bar.x + bar.width / 2),
            y: bar.y,
            title: `${step.label} ${step.text}`,
            text: step.about
        }));
    }

    get connectors(): { key: string; path: string }[] {
        return this.shape.placed
            .filter(({ connector }) => connector !== '')
            .map(({ step, connector }) => ({ key: step.key, path: connector }));
    }

    handleMeasure(event: CustomEvent<{ width: number }>): void {
        this.width = event.detail.width;
    }

    handleCurrent(event: CustomEvent<{ index: number }>): void {
        this.current = event.detail.index;
    }

    handleChoose(event: CustomEvent<{ index: number }>): void {
        const step = this.steps[event.detail.index];
        if (step) this.dispatchEvent(new CustomEvent('choose', { detail: { key: step.key } }));
    }
}
