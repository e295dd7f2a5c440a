import { LightningElement, api } from 'lwc';
import { fill, formatDate, formatMoney } from 'c/billingFormat';
import type { TrendPoint } from 'c/billingFigures';
import { labels } from 'c/billingWords';

/** Size of the drawing in its own units; the template's viewBox says the same. */
const WIDTH = 160;
const HEIGHT = 36;
/** Keeps the line's stroke inside the drawing. */
const MARGIN = 2;

/** MRR as steps from zero: it stays until a movement changes it. */
export default class BillingTrend extends LightningElement {
    @api points: TrendPoint[] = [];
    @api currencyCode = '';

    get line(): string {
        const { points } = this;
        return points
            .map((point, index) => {
                const previous = points[index - 1];
                return previous ? `H${this.x(point.at)}V${this.y(point.mrr)}` : `M${this.x(point.at)} ${this.y(point.mrr)}`;
            })
            .join('');
    }

    get area(): string {
        const first = this.points[0];
        return first ? `${this.line}V${HEIGHT}H${this.x(first.at)}Z` : '';
    }

    get description(): string {
        const first = this.points[0];
        const last = this.points[this.points.length - 1];
        if (!first || !last) return '';
        const day = (at: number): string => formatDate(new Date(at).toISOString());
        return fill(
            labels.trendText,
            formatMoney(first.mrr, this.currencyCode),
            formatMoney(last.mrr, this.currencyCode),
            day(first.at),
            day(last.at)
        );
    }

    private x(at: number): number {
        const first = this.points[0]?.at ?? 0;
        const span = (this.points[this.points.length - 1]?.at ?? 0) - first;
        return round(span > 0 ? ((at - first) / span) * WIDTH : 0);
    }

    private y(mrr: number): number {
        const top = Math.max(...this.points.map((point) => point.mrr), 1);
        return round(HEIGHT - MARGIN - (Math.max(mrr, 0) / top) * (HEIGHT - 2 * MARGIN));
    }
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}
