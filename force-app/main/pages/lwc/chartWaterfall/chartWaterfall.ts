import { LightningElement, api } from 'lwc';
import { neighbour } from 'c/chartScale';
import type { Tip } from 'c/chartFrame';
import { fits, waterfallShape, type Placed, type Shape, type Step } from './waterfallShape';

export type { Step } from './waterfallShape';

interface DrawnStep extends Omit<Placed, 'step'> {
    key: string;
    index: string;
    label: string;
    shortText: string;
    text: string;
    title: string;
    className: string;
    tabIndex: '0' | '-1';
}

/** How an amount became another one. One tab stop; arrow keys go from bar to bar, Enter fires `choose` with its key. */
export default class ChartWaterfall extends LightningElement {
    @api steps: Step[] = [];
    /** What the whole drawing shows. */
    @api label = '';
    @api nameHeading = '';
    @api amountHeading = '';

    width = 760;
    current = 0;
    tip: Tip | undefined;

    get shape(): Shape {
        return waterfallShape(this.steps, this.width);
    }

    get viewBox(): string {
        return `0 0 ${this.width} ${this.shape.height}`;
    }

    get drawn(): DrawnStep[] {
        const { shape, steps, width } = this;
        const current = Math.min(this.current, steps.length - 1);
        return shape.placed.map(({ step, ...placed }, index) => ({
            ...placed,
            key: step.key,
            index: String(index),
            label: step.label,
            text: step.text,
            shortText: fits(step.text, width, steps.length) ? step.text : step.shortText,
            title: `${step.label}: ${step.text}`,
            className: `bar bar_${placed.direction}`,
            tabIndex: index === current ? '0' : '-1'
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
        const next = neighbour(event.key, index, this.steps.length);
        if (next === undefined) return;
        event.preventDefault();
        this.current = next;
        this.template?.querySelector<SVGElement>(`[data-index="${next}"]`)?.focus();
    }

    private showTip(index: number): void {
        const placed = this.shape.placed[index];
        if (!placed) return;
        const { step, bar } = placed;
        this.tip = { x: bar.x + bar.width / 2, y: bar.y, title: `${step.label} ${step.text}`, text: step.about };
    }

    private choose(index: number): void {
        const step = this.steps[index];
        if (step) this.dispatchEvent(new CustomEvent('choose', { detail: { key: step.key } }));
    }
}

function indexOf(event: Event): number {
    return Number((event.currentTarget as SVGElement).dataset.index);
}
