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
import { changeName, errorWords, figureName, labels, periodName } from 'c/mrrWords';
import { waterfallSteps } from 'c/mrrWaterfall';

interface Option {
    value: string;
    label: string;
}

interface Notice {
    name: string;
    icon: string;
    heading: string;
    text: string;
}

/** What the platform adds to every class of a dialog, and its types leave out. */
interface Dialog {
    open(options: Record<string, unknown>): Promise<Opened | undefined>;
}

const CONTROLLER = 'MrrOverviewController';

/** What a filter's choice of everything is called: an empty value would be no choice. */
const EVERYTHING = '*';

/** Recurring revenue of the org, from the figures down to the ledger. The address keeps what is filtered for. */
export default class MrrOverview extends NavigationMixin(LightningElement) {
    labels = labels;
    isRefreshing = false;
    /** The month that the waterfall shows; empty for all of them. */
    shownMonth = EVERYTHING;
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
        if (!result.data?.hasAccess || !result.data.months.some(({ month }) => month === this.shownMonth)) this.shownMonth = EVERYTHING;
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

    get busyText(): string {
        return String(this.isBusy);
    }

    get errorMessage(): string | undefined {
        return this.wiredOverview.error && !this.isForbidden ? errorWords(this.wiredOverview.error) : undefined;
    }

    get notice(): Notice | undefined {
        const { overview } = this;
        if (this.isForbidden || overview?.hasAccess === false) {
            return { name: 'no-access', icon: 'utility:lock', heading: labels.noAccessTitle, text: labels.noAccessText };
        }
        if (!overview || !isEmpty(overview)) return undefined;
        return { name: 'empty', icon: 'utility:info', heading: labels.emptyTitle, text: labels.emptyText };
    }

    /** Filters stay even where they leave nothing, so that one can take them back. */
    get hasFilters(): boolean {
        return this.overview?.hasAccess === true;
    }

    get content(): Overview | undefined {
        return this.notice ? undefined : this.overview;
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

    get periodOptions(): Option[] {
        return PERIODS.map((months) => ({ value: String(months), label: periodName(months) }));
    }

    get sourceOptions(): Option[] {
        const sources = (this.overview?.sources ?? []).map(({ name, label }) => ({ value: name, label }));
        const known = sources.some(({ value }) => value === this.view.source);
        const unknown = this.view.source && !known ? [{ value: this.view.source, label: this.view.source }] : [];
        return [{ value: EVERYTHING, label: labels.allSources }, ...sources, ...unknown];
    }

    get currencyOptions(): Option[] {
        const codes = new Set([...(this.overview?.currencies ?? []), ...(this.view.currencyCode ? [this.view.currencyCode] : [])]);
        return [{ value: EVERYTHING, label: labels.orgCurrency }, ...[...codes].sort().map((code) => ({ value: code, label: code }))];
    }

    get chosenPeriod(): string {
        return String(this.view.months);
    }

    get chosenSource(): string {
        return this.view.source || EVERYTHING;
    }

    get chosenCurrency(): string {
        return this.view.currencyCode || EVERYTHING;
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

    get monthOptions(): Option[] {
        return [
            { value: EVERYTHING, label: periodName(this.view.months) },
            ...this.monthLines.map(({ month }) => ({ value: month ?? '', label: formatMonth(month ?? '') }))
        ];
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

    get retainedOptions(): Option[] {
        return [
            { value: 'mrr', label: labels.mrr },
            { value: 'customers', label: labels.customers }
        ];
    }

    handlePeriod(event: CustomEvent<{ value: string }>): void {
        this.show({ ...this.view, months: Number(event.detail.value) });
    }

    handleSource(event: CustomEvent<{ value: string }>): void {
        this.show({ ...this.view, source: event.detail.value === EVERYTHING ? '' : event.detail.value });
    }

    handleCurrency(event: CustomEvent<{ value: string }>): void {
        this.show({ ...this.view, currencyCode: event.detail.value === EVERYTHING ? '' : event.detail.value });
    }

    handleMonth(event: CustomEvent<{ value: string }>): void {
        this.shownMonth = event.detail.value;
    }

    handleRetained(event: CustomEvent<{ value: string }>): void {
        this.retained = event.detail.value === 'customers' ? 'customers' : 'mrr';
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
        const all = this.shownMonth === EVERYTHING;
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
        return this.shownMonth === EVERYTHING ? whole(this.months) : this.months.find(({ month }) => month === this.shownMonth);
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
