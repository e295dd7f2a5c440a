import { LightningElement, api } from 'lwc';
import { fill, formatQuantity } from 'c/billingFormat';
import type { Bar } from 'c/chartBars';
import { formatSince, type Arrivals } from 'c/eventModel';
import { arrivalsWords, labels } from 'c/eventWords';

/** How many events arrived lately, and how many of them failed. */
export default class EventArrivals extends LightningElement {
    @api arrivals?: Arrivals;

    labels = labels;

    get bars(): Bar[] {
        const { unit, bars } = this.arrivals ?? { unit: 'Day' as const, bars: [] };
        return bars.map(({ since, arrived, failed }) => ({
            key: since,
            label: formatSince(since, unit),
            value: arrived,
            bad: failed,
            text: this.arrivedText(arrived),
            badText: fill(labels.failedCount, formatQuantity(failed))
        }));
    }

    get label(): string {
        return arrivalsWords(this.arrivals?.unit ?? 'Day');
    }

    get sums(): string {
        const bars = this.arrivals?.bars ?? [];
        const arrived = bars.reduce((sum, bar) => sum + bar.arrived, 0);
        const failed = bars.reduce((sum, bar) => sum + bar.failed, 0);
        const all = this.arrivedText(arrived);
        return failed > 0 ? `${all}, ${fill(labels.failedCount, formatQuantity(failed))}` : all;
    }

    private arrivedText(arrived: number): string {
        return fill(this.arrivals?.isMore ? labels.arrivedAtLeast : labels.arrivedCount, formatQuantity(arrived));
    }
}
