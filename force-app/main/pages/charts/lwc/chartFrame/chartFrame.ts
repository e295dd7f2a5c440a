import { LightningElement, api } from 'lwc';
import { neighbour } from 'c/chartScale';

const NARROWEST = 240;

/** A place of the chart that one can point at and choose, in pixels from its start and top, with the words beside it. */
export interface Mark {
    x: number;
    y: number;
    title: string;
    text: string;
}

interface Cell {
    key: string;
    text: string;
}

/**
 * The space that a chart fills, the way to its marks, and the same as a table for who does not see it. What is drawn for a mark says its number as `data-index`, and is
 * one tab stop together with the others: arrow keys go from mark to mark. Fires `measure` with the width in pixels, at
 * first and whenever it changes; `current` with the number of the mark that has the focus; `choose` with that of a chosen one.
 */
export default class ChartFrame extends LightningElement {
    @api marks: Mark[] = [];
    /** What the chart shows, its columns as a table, and its lines, which begin with what they are about. */
    @api label = '';
    @api headings: string[] = [];
    @api lines: string[][] = [];

    shown: number | undefined;

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

    get heads(): Cell[] {
        return cellsOf(this.headings);
    }

    get rows(): { key: string; name: string; cells: Cell[] }[] {
        return this.lines.map(([name = '', ...texts], index) => ({ key: String(index), name, cells: cellsOf(texts) }));
    }

    get tip(): Mark | undefined {
        return this.shown === undefined ? undefined : this.marks[this.shown];
    }

    /** Keeps the words inside the frame. A drawing does not turn round where one reads from right to left. */
    get tipStyle(): string {
        const { tip } = this;
        if (!tip) return '';
        const share = this.width > 0 ? Math.min(Math.max(tip.x / this.width, 0), 1) : 0;
        return `left: ${tip.x}px; top: ${tip.y}px; transform: translate(${-Math.round(share * 100)}%, calc(-100% - 0.5rem))`;
    }

    handlePoint(event: Event): void {
        this.shown = indexOf(event);
    }

    handleLeave(): void {
        this.shown = undefined;
    }

    handleFocus(event: Event): void {
        const index = indexOf(event);
        this.shown = index;
        if (index !== undefined) this.dispatchEvent(new CustomEvent('current', { detail: { index } }));
    }

    handleClick(event: Event): void {
        this.choose(indexOf(event));
    }

    handleKey(event: KeyboardEvent): void {
        const index = indexOf(event);
        if (index === undefined) return;
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            this.choose(index);
            return;
        }
        if (event.key === 'Escape') this.shown = undefined;
        const next = neighbour(event.key, index, this.marks.length);
        if (next === undefined) return;
        event.preventDefault();
        this.querySelector<SVGElement>(`[data-index="${next}"]`)?.focus();
    }

    private choose(index: number | undefined): void {
        if (index !== undefined) this.dispatchEvent(new CustomEvent('choose', { detail: { index } }));
    }

    private measure(width: number): void {
        const rounded = Math.max(Math.round(width), NARROWEST);
        if (rounded === this.width) return;
        this.width = rounded;
        this.dispatchEvent(new CustomEvent('measure', { detail: { width: rounded } }));
    }
}

function cellsOf(texts: readonly string[]): Cell[] {
    return texts.map((text, index) => ({ key: String(index), text }));
}

/** Of the mark that an event happened on. */
function indexOf(event: Event): number | undefined {
    const mark = (event.target as Element | null)?.closest<SVGElement>('[data-index]');
    return mark ? Number(mark.dataset.index) : undefined;
}
