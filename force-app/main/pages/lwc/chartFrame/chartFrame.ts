import { LightningElement, api } from 'lwc';

const NARROWEST = 240;

/** Words beside a place of the chart, in pixels from its start and top. */
export interface Tip {
    x: number;
    y: number;
    title: string;
    text: string;
}

/** The space that a chart fills. Fires `measure` with the width in pixels, at first and whenever it changes. */
export default class ChartFrame extends LightningElement {
    @api tip?: Tip;

    private observer: ResizeObserver | undefined;
    private width = 0;

    override renderedCallback(): void {
        const frame = this.template?.querySelector('.frame');
        if (this.observer ?? (!frame || typeof ResizeObserver === 'undefined')) return;
        this.observer = new ResizeObserver(() => {
            this.measure(frame.getBoundingClientRect().width);
        });
        this.observer.observe(frame);
    }

    override disconnectedCallback(): void {
        this.observer?.disconnect();
        this.observer = undefined;
    }

    /** Keeps the words inside the frame. */
    get tipStyle(): string {
        if (!this.tip) return '';
        const share = this.width > 0 ? Math.min(Math.max(this.tip.x / this.width, 0), 1) : 0;
        return `inset-inline-start: ${this.tip.x}px; inset-block-start: ${this.tip.y}px; transform: translate(${-Math.round(share * 100)}%, calc(-100% - 0.5rem))`;
    }

    private measure(width: number): void {
        const rounded = Math.max(Math.round(width), NARROWEST);
        if (rounded === this.width) return;
        this.width = rounded;
        this.dispatchEvent(new CustomEvent('measure', { detail: { width: rounded } }));
    }
}
