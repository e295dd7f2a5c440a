import { LightningElement, api } from 'lwc';
import { fill, formatMoney, formatMonth, formatQuantity, formatShare, formatWholeShare } from 'c/billingFormat';
import type { HeatCell, HeatRow } from 'c/chartHeat';
import { allCohorts, monthAfter, type Cohort, type Drill } from 'c/mrrModel';
import { notReadable } from 'c/missingWords';
import { labels } from 'c/mrrWords';
import type { Filter, Filtered } from 'c/pageFilters';

/** What a cell says of those who are left: which of them, and how. */
type Mode = 'mrrShare' | 'mrrAmount' | 'customerShare' | 'customerCount';

const MODES: Readonly<Record<Mode, string>> = {
    mrrShare: labels.cohortMrrShare,
    mrrAmount: labels.cohortMrrAmount,
    customerShare: labels.cohortCustomerShare,
    customerCount: labels.cohortCustomerCount
};

/** What is left of customers who first paid in the same month. Fires `drill` with what is behind a cell. */
export default class MrrCohorts extends LightningElement {
    /** Oldest first; none for who may not read who belongs to which. */
    @api cohorts?: Cohort[] | null;
    @api currencyCode = '';

    labels = labels;
    mode: Mode = 'mrrShare';
    formatLegend = (share: number): string => formatWholeShare(share);

    get hasCohorts(): boolean {
        return this.known.length > 0;
    }

    get noneText(): string {
        return this.cohorts ? labels.noCohorts : notReadable;
    }

    get filter(): Filter | undefined {
        if (!this.cohorts) return undefined;
        const options = Object.entries(MODES).map(([value, label]) => ({ value, label }));
        return { name: 'cohorts', label: labels.cohortShow, options, value: this.mode };
    }

    get rows(): HeatRow[] {
        return this.known.map((cohort) => {
            const month = formatMonth(cohort.month);
            return this.row(cohort.month, month, cohort, (age, text) => fill(labels.cohortCell, month, age, text));
        });
    }

    /** One cohort needs no sum. */
    get summary(): HeatRow | undefined {
        if (this.known.length < 2) return undefined;
        return this.row('all', labels.cohortAll, allCohorts(this.known), (age, text) => fill(labels.cohortAllCell, age, text));
    }

    get columns(): string[] {
        const most = Math.max(0, ...this.known.map(({ mrrShares }) => mrrShares.length));
        return Array.from({ length: most }, (_unused, age) => fill(labels.monthAge, age));
    }

    get noteHeading(): string {
        return this.isOfMrr ? labels.cohortMrr : labels.customers;
    }

    handleFilter(event: CustomEvent<Filtered>): void {
        const { value } = event.detail;
        if (Object.keys(MODES).includes(value)) this.mode = value as Mode;
    }

    handleCell(event: CustomEvent<{ key: string; column: number }>): void {
        const { key, column } = event.detail;
        const detail: Drill = {
            heading: fill(labels.cohortHeading, formatMonth(key), column),
            filter: { cohortMonth: key, toMonth: monthAfter(key, column) }
        };
        this.dispatchEvent(new CustomEvent('drill', { detail }));
    }

    private get known(): readonly Cohort[] {
        return this.cohorts ?? [];
    }

    private get isOfMrr(): boolean {
        return this.mode === 'mrrShare' || this.mode === 'mrrAmount';
    }

    private row(key: string, label: string, cohort: Omit<Cohort, 'month'>, titleOf: (age: number, text: string) => string): HeatRow {
        const shares = this.isOfMrr ? cohort.mrrShares : cohort.customerShares;
        const cells = shares.map((share, age): HeatCell => {
            const text = this.textOf(cohort, share, age);
            return { text, share, title: titleOf(age, text || labels.none) };
        });
        return { key, label, note: this.isOfMrr ? this.money(cohort.mrr) : formatQuantity(cohort.customers), cells };
    }

    private textOf({ mrrLeft, customersLeft }: Omit<Cohort, 'month'>, share: number | null, age: number): string {
        if (share === null) return '';
        if (this.mode === 'mrrAmount') return this.money(mrrLeft[age] ?? 0);
        return this.mode === 'customerCount' ? formatQuantity(customersLeft[age] ?? 0) : formatShare(share);
    }

    private money(amount: number): string {
        return formatMoney(amount, this.currencyCode);
    }
}
