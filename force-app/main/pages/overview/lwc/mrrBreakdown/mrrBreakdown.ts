import { LightningElement, api } from 'lwc';
import { whole, type Drill, type MonthLine } from 'c/mrrModel';
import { labels } from 'c/mrrWords';
import type { Filter, Filtered } from 'c/pageFilters';

/** What moved MRR in the whole period, by source or by currency. Fires `drill` with what is behind a number. */
export default class MrrBreakdown extends LightningElement {
    @api bySource: MonthLine[] = [];
    @api byCurrency: MonthLine[] = [];
    /** All of it, month by month. */
    @api months: MonthLine[] = [];
    @api currencyCode = '';
    /** Labels of sources by name. */
    @api sourceNames: Record<string, string> = {};

    labels = labels;
    isByCurrency = false;

    get lines(): MonthLine[] {
        return this.isByCurrency ? this.byCurrency : this.bySource;
    }

    /** One line is all of it. */
    get total(): MonthLine | undefined {
        return this.lines.length > 1 ? whole(this.months) : undefined;
    }

    get heading(): string {
        return this.isByCurrency ? labels.currenciesTitle : labels.sourcesTitle;
    }

    get about(): string {
        return this.isByCurrency ? labels.currenciesAbout : labels.sourcesAbout;
    }

    get lineHeading(): string {
        return this.isByCurrency ? labels.currency : labels.source;
    }

    /** With one currency there is nothing to choose. */
    get filter(): Filter | undefined {
        if (this.byCurrency.length < 2) return undefined;
        const options = [
            { value: 'source', label: labels.source },
            { value: 'currency', label: labels.currency }
        ];
        return { name: 'breakdown', label: labels.breakdownShow, options, value: this.isByCurrency ? 'currency' : 'source' };
    }

    get fromMonth(): string {
        return this.months[0]?.month ?? '';
    }

    get toMonth(): string {
        return this.months[this.months.length - 1]?.month ?? '';
    }

    handleFilter(event: CustomEvent<Filtered>): void {
        this.isByCurrency = event.detail.value === 'currency';
    }

    handleDrill(event: CustomEvent<Drill>): void {
        this.dispatchEvent(new CustomEvent('drill', { detail: event.detail }));
    }
}
