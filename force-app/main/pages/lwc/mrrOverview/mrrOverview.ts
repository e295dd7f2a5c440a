import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { refreshApex, type WiredResult } from '@salesforce/apex';
import getOverview from '@salesforce/apex/MrrOverviewController.getOverview';
import { fill, formatCompact, formatDateTime, formatMoney, formatMonth, formatQuantity, formatShare } from 'c/billingFormat';
import type { HeatRow } from 'c/chartHeat';
import type { Point } from 'c/chartLine';
import type { Step } from 'c/chartWaterfall';
import { download, toCsv } from 'c/csvFile';
import {
    CHANGES,
    PERIODS,
    TYPES_OF,
    isEmpty,
    stateOf,
    viewOf,
    whole,
    type ChangeName,
    type Drill,
    type LedgerFilter,
    type MonthLine,
    type Overview,
    type View
} from 'c/mrrModel';
import MrrMovements, { type Opened } from 'c/mrrMovements';
import { choiceOf, type Filter, type Filtered, type Option } from 'c/pageFilters';
import type { PageButton, PageState } from 'c/pageFrame';
import { changeName, errorWords, figureName, labels, periodName } from 'c/mrrWords';
import { waterfallSteps } from 'c/mrrWaterfall';

/** What the platform adds to every class of a dialog, and its types leave out. */
interface Dialog {
    open(options: Record<string, unknown>): Promise<Opened | undefined>;
}

const CONTROLLER = 'MrrOverviewController';

/** Of the month that the waterfall shows: all of them. */
const WHOLE_PERIOD = '';

/** Recurring revenue of the org, from the figures down to the ledger. The address keeps what is filtered for. */
export default class MrrOverview extends NavigationMixin(LightningElement) {
    labels = labels;
    isRefreshing = false;
    /** The month that the waterfall shows. */
    shownMonth = WHOLE_PERIOD;
    /** What the grid of cohorts shows the rest of. */
    retained: 'mrr' | 'customers' = 'mrr';
    view: View = viewOf(undefined);

    formatTick = (value: number): string => formatCompact(value, this.currencyCode);

    private page: PageReference | undefined;
    private wiredOverview: WiredResult<Overview> = {};

    @wire(CurrentPageReference)
    receivePage(page: PageReference | undefined): void {
        this.page = page;
        this.view = viewOf(page?.state);
    }

    @wire(getOverview, { monthCount: '$view.months', source: '$view.source', currencyCode: '$view.currencyCode' })
    receiveOverview(result: WiredResult<Overview>): void {
        this.wiredOverview = result;
        if (!result.data?.hasAccess || !result.data.months.some(({ month }) => month === this.shownMonth)) this.shownMonth = WHOLE_PERIOD;
    }

    get overview(): Overview | undefined {
        return this.wiredOverview.data;
    }

    get isLoading(): boolean {
        return !this.wiredOverview.data && !this.wiredOverview.error;
    }

    get isBusy(): boolean {
        return this.isLoading || this.isRefreshing;
    }

    /** What stands in the place of the overview. */
    get state(): PageState | undefined {
        const { error } = this.wiredOverview;
        if (this.isLoading) return { name: 'loading', heading: labels.loading };
        if (this.isForbidden || this.overview?.hasAccess === false) {
            return { name: 'no-access', icon: 'utility:lock', heading: labels.noAccessTitle, text: labels.noAccessText };
        }
        if (error) return { name: 'error', heading: labels.errorTitle, text: errorWords(error), action: labels.retry };
        if (!this.overview || !isEmpty(this.overview)) return undefined;
        return { name: 'empty', heading: labels.emptyTitle, text: labels.emptyText };
    }

    /** Filters stay even where they leave nothing, so that one can take them back. */
    get filters(): Filter[] {
        if (!this.overview?.hasAccess) return [];
        const { months, source, currencyCode } = this.view;
        const periods = PERIODS.map((count) => ({ value: String(count), label: periodName(count) }));
        const currencies = this.overview.currencies.map((code) => ({ value: code, label: code }));
        return [
            { name: 'period', label: labels.period, options: periods, value: String(months) },
            choiceOf('source', labels.source, labels.allSources, this.sourceOptions, source),
            choiceOf('currency', labels.currency, labels.orgCurrency, currencies, currencyCode)
        ];
    }

    get buttons(): PageButton[] {
        if (!this.overview?.hasAccess) return [];
        return [
            { name: 'export', icon: 'utility:download', label: labels.exportCsv },
            { name: 'refresh', icon: 'utility:refresh', label: labels.refresh, isDisabled: this.isBusy }
        ];
    }

    get content(): Overview | undefined {
        return this.state ? undefined : this.overview;
    }

    get readAt(): string {
        const { overview } = this;
        return overview?.hasAccess ? fill(labels.readAt, formatDateTime(overview.readAt)) : '';
    }

    get warnings(): string[] {
        const { overview } = this;
        if (!overview) return [];
        return [
            overview.isBehind ? labels.isBehind : '',
            overview.unconverted > 0 ? fill(labels.unconverted, formatQuantity(overview.unconverted), overview.currencyCode) : ''
        ].filter(Boolean);
    }

    get currencyCode(): string {
        return this.overview?.currencyCode ?? '';
    }

    get convertedCurrency(): string | undefined {
        return this.overview?.isConverted ? this.currencyCode : undefined;
    }

    get sourceOptions(): Option[] {
        return (this.overview?.sources ?? []).map(({ name, label }) => ({ value: name, label }));
    }

    get sourceNames(): Record<string, string> {
        return Object.fromEntries((this.overview?.sources ?? []).map(({ name, label }) => [name, label]));
    }

    get months(): MonthLine[] {
        return this.overview?.months ?? [];
    }

    /** The newest first, as one reads a table. */
    get monthLines(): MonthLine[] {
        return [...this.months].reverse();
    }

    get firstMonth(): string {
        return this.months[0]?.month ?? '';
    }

    get lastMonth(): string {
        return this.months[this.months.length - 1]?.month ?? '';
    }

    get monthFilter(): Filter {
        const months = this.monthLines.map(({ month }) => ({ value: month ?? '', label: formatMonth(month ?? '') }));
        return choiceOf('month', labels.waterfallMonth, periodName(this.view.months), months, this.shownMonth);
    }

    get steps(): Step[] {
        const line = this.shownLine;
        return line ? waterfallSteps(line, this.currencyCode) : [];
    }

    get points(): Point[] {
        return this.months.map(({ month, closing }) => ({
            key: month ?? '',
            label: formatMonth(month ?? ''),
            value: closing,
            text: this.money(closing)
        }));
    }

    get cohortRows(): HeatRow[] {
        const byMrr = this.retained === 'mrr';
        return (this.overview?.cohorts ?? []).map((cohort) => ({
            key: cohort.month,
            label: formatMonth(cohort.month),
            note: byMrr ? this.money(cohort.mrr) : formatQuantity(cohort.customers),
            cells: (byMrr ? cohort.mrrShares : cohort.customerShares).map((share, age) => {
                const text = typeof share === 'number' ? formatShare(share) : '';
                return {
                    text,
                    share: share ?? 0,
                    title: fill(labels.cohortCell, formatMonth(cohort.month), age, text || labels.none)
                };
            })
        }));
    }

    get cohortColumns(): string[] {
        const most = Math.max(0, ...(this.overview?.cohorts ?? []).map(({ mrrShares }) => mrrShares.length));
        return Array.from({ length: most }, (_unused, age) => fill(labels.monthAge, age));
    }

    get hasCohorts(): boolean {
        return this.cohortRows.length > 0;
    }

    get cohortNote(): string {
        return this.retained === 'mrr' ? labels.cohortMrr : labels.customers;
    }

    get retainedFilter(): Filter {
        const options = [
            { value: 'mrr', label: labels.mrr },
            { value: 'customers', label: labels.customers }
        ];
        return { name: 'retained', label: labels.cohortShow, options, value: this.retained };
    }

    handleFilter({ detail: { name, value } }: CustomEvent<Filtered>): void {
        if (name === 'period') this.show({ ...this.view, months: Number(value) });
        else if (name === 'source') this.show({ ...this.view, source: value });
        else this.show({ ...this.view, currencyCode: value });
    }

    handleMonth(event: CustomEvent<Filtered>): void {
        this.shownMonth = event.detail.value;
    }

    handleRetained(event: CustomEvent<Filtered>): void {
        this.retained = event.detail.value === 'customers' ? 'customers' : 'mrr';
    }

    handlePress(event: CustomEvent<{ name: string }>): void {
        if (event.detail.name === 'export') this.handleExport();
        else this.handleRefresh();
    }

    /** Whether it went well or not, the answer comes through the wire. */
    handleRefresh(): void {
        const done = (): void => {
            this.isRefreshing = false;
        };
        this.isRefreshing = true;
        refreshApex(this.wiredOverview).then(done, done);
    }

    handleFigure(event: CustomEvent<{ key: string }>): void {
        const figure = this.overview?.figures.find(({ name }) => name === event.detail.key);
        if (!figure) return;
        this.drill({
            heading: fill(labels.drillHeading, figureName(figure.name), periodName(this.view.months)),
            filter: {
                fromMonth: figure.sinceBeginning ? null : this.firstMonth,
                toMonth: this.lastMonth,
                movementTypes: figure.movementTypes
            }
        });
    }

    handleStep(event: CustomEvent<{ key: string }>): void {
        const { key } = event.detail;
        const all = this.shownMonth === WHOLE_PERIOD;
        const from = all ? this.firstMonth : this.shownMonth;
        const to = all ? this.lastMonth : this.shownMonth;
        const time = all ? periodName(this.view.months) : formatMonth(this.shownMonth);
        const name = this.steps.find((step) => step.key === key)?.label ?? '';
        this.drill({ heading: fill(labels.drillHeading, name, time), filter: stepFilter(key, from, to) });
    }

    handlePoint(event: CustomEvent<{ key: string }>): void {
        const { key } = event.detail;
        this.drill({ heading: fill(labels.drillHeading, labels.mrr, formatMonth(key)), filter: { toMonth: key } });
    }

    handleDrill(event: CustomEvent<Drill>): void {
        this.drill(event.detail);
    }

    handleCohort(event: CustomEvent<{ key: string; column: number }>): void {
        const { key, column } = event.detail;
        this.drill({
            heading: fill(labels.cohortHeading, formatMonth(key), column),
            filter: { cohortMonth: key, toMonth: monthAfter(key, column) }
        });
    }

    handleExport(): void {
        const { overview } = this;
        if (!overview) return;
        const head = [
            labels.month,
            labels.currency,
            labels.opening,
            ...CHANGES.map(changeName),
            labels.closing,
            labels.customers,
            ...overview.figures.map(({ name }) => figureName(name))
        ];
        const lines = overview.months.map((line, index) => [
            line.month,
            overview.currencyCode,
            line.opening,
            ...CHANGES.map((name) => line[name]),
            line.closing,
            line.customersClosing,
            ...overview.figures.map(({ series }) => series[index])
        ]);
        download(labels.overviewFile, toCsv([head, ...lines]));
    }

    /** Whoever may not run the controller is told so by its name, in whatever language. */
    private get isForbidden(): boolean {
        const { error } = this.wiredOverview;
        return error !== undefined && errorWords(error).includes(CONTROLLER);
    }

    private get shownLine(): MonthLine | undefined {
        return this.shownMonth === WHOLE_PERIOD ? whole(this.months) : this.months.find(({ month }) => month === this.shownMonth);
    }

    private money(amount: number): string {
        return formatMoney(amount, this.currencyCode);
    }

    private show(view: View): void {
        this.view = view;
        if (this.page) this[NavigationMixin.Navigate]({ ...this.page, state: stateOf(view) }, true);
    }

    /** A dialog cannot open a record: it says which one, and the page does. */
    private drill({ heading, filter }: Drill): void {
        const { source, currencyCode } = this.view;
        const options = {
            label: heading,
            size: 'large',
            heading,
            convertedCurrency: this.convertedCurrency,
            filter: { source, currencyCode, ...filter }
        };
        const open = (opened: Opened | undefined): void => {
            if (opened) this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { ...opened, actionName: 'view' } });
        };
        (MrrMovements as unknown as Dialog).open(options).then(open, (error: unknown) => {
            throw error;
        });
    }
}

function stepFilter(key: string, from: string, to: string): LedgerFilter {
    if (key === 'opening') return { toMonth: monthAfter(from, -1) };
    if (key === 'closing') return { toMonth: to };
    return { fromMonth: from, toMonth: to, movementTypes: TYPES_OF[key as ChangeName] };
}

function monthAfter(day: string, months: number): string {
    const date = new Date(day);
    date.setUTCMonth(date.getUTCMonth() + months);
    return date.toISOString().slice(0, 10);
}
