import { LightningElement, api } from 'lwc';
import { fill, formatMonth } from 'c/billingFormat';
import type { Step } from 'c/chartWaterfall';
import { filterOf, whole, type Drill, type MonthLine } from 'c/mrrModel';
import { waterfallSteps } from 'c/mrrWaterfall';
import { labels } from 'c/mrrWords';
import { choiceOf, type Filter, type Filtered } from 'c/pageFilters';

const WHOLE_PERIOD = '';

/** What turned the opening MRR of the period, or of one of its months, into the closing one. Fires `drill` with what is behind a bar. */
export default class MrrBridge extends LightningElement {
    /** Oldest first. */
    @api months: MonthLine[] = [];
    @api currencyCode = '';
    /** What the period is called. */
    @api period = '';

    labels = labels;
    chosen = WHOLE_PERIOD;

    get steps(): Step[] {
        const line = this.month ?? whole(this.months);
        return line ? waterfallSteps(line, this.currencyCode) : [];
    }

    get filter(): Filter {
        const months = [...this.months].reverse().map(({ month }) => ({ value: month ?? '', label: formatMonth(month ?? '') }));
        return choiceOf('month', labels.waterfallMonth, this.period, months, this.month?.month ?? WHOLE_PERIOD);
    }

    handleFilter(event: CustomEvent<Filtered>): void {
        this.chosen = event.detail.value;
    }

    handleStep(event: CustomEvent<{ key: string }>): void {
        const { key } = event.detail;
        const { month, months } = this;
        const from = (month ?? months[0])?.month ?? '';
        const to = (month ?? months[months.length - 1])?.month ?? '';
        const name = this.steps.find((step) => step.key === key)?.label ?? '';
        const time = month ? formatMonth(from) : this.period;
        const detail: Drill = { heading: fill(labels.drillHeading, name, time), filter: filterOf(key, from, to) };
        this.dispatchEvent(new CustomEvent('drill', { detail }));
    }

    /** The chosen one, as long as the period has it. */
    private get month(): MonthLine | undefined {
        return this.months.find(({ month }) => month === this.chosen);
    }
}
