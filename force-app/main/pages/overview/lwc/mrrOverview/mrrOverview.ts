import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { refreshApex, type ApexError, type WiredResult } from '@salesforce/apex';
import getOverview from '@salesforce/apex/MrrOverviewController.getOverview';
import { fill, formatDateTime, formatMonth, formatQuantity } from 'c/billingFormat';
import { download, toCsv } from 'c/csvFile';
import { overviewFileName, overviewLines } from 'c/mrrFile';
import { PERIODS, isEmpty, stateOf, viewOf, whole, type Drill, type MonthLine, type Overview, type View } from 'c/mrrModel';
import { closedText, missingText } from 'c/missingWords';
import MrrMovements, { type Opened } from 'c/mrrMovements';
import { errorWords, figureName, labels, partName, periodName } from 'c/mrrWords';
import { isOwnPage } from 'c/ownPage';
import { choiceOf, type Filter, type Filtered, type Option } from 'c/pageFilters';
import type { PageButton, PageState } from 'c/pageFrame';
import { isInSight, later, type Stop } from 'c/timers';

/** What the platform adds to every class of a dialog, and its types leave out. */
interface Dialog {
    open(options: Record<string, unknown>): Promise<Opened | undefined>;
}

const CONTROLLER = 'MrrOverviewController';
/** By then a page that one comes back to is on the screen. */
const SHOWN_AFTER_MS = 500;

/**
 * Recurring revenue of the org, from the figures down to the ledger. The address keeps what is filtered for, and whose
 * movements are open: whoever comes back from a record finds them again.
 */
export default class MrrOverview extends NavigationMixin(LightningElement) {
    labels = labels;
    isRefreshing = false;
    view: View = viewOf(undefined);
    /** The last one that was read: where reading again fails, it stays and says how old it is. */
    overview: Overview | undefined;
    error: ApexError | undefined;

    /** What the overview was asked for. */
    private overviewView: View | undefined;
    private page: PageReference | undefined;
    private isDrilling = false;
    private wiredOverview: WiredResult<Overview> = {};
    private stopWaiting: Stop = () => undefined;

    @wire(CurrentPageReference)
    receivePage(page: PageReference | undefined): void {
        if (!isOwnPage(this.page, page)) return;
        this.page = page;
        this.look(viewOf(page.state));
        this.drillAgain();
    }

    @wire(getOverview, { monthCount: '$view.months', source: '$view.source', currencyCode: '$view.currencyCode' })
    receiveOverview(result: WiredResult<Overview>): void {
        this.wiredOverview = result;
        if (result.data) {
            this.overview = result.data;
            this.overviewView = this.view;
        }
        this.error = result.error;
        this.drillAgain();
    }

    override disconnectedCallback(): void {
        this.stopWaiting();
    }

    get isLoading(): boolean {
        return !this.overview && !this.error;
    }

    get isBusy(): boolean {
        return this.isLoading || this.isRefreshing || (!this.isOfView && !this.error);
    }

    /** What stands in the place of the overview. */
    get state(): PageState | undefined {
        const { error } = this;
        if (this.isLoading) return { name: 'loading', heading: labels.loading };
        if (this.isForbidden || this.overview?.hasAccess === false) {
            return {
                name: 'no-access',
                icon: 'utility:lock',
                heading: labels.noAccessTitle,
                text: closedText(this.overview?.missing, labels.noAccessText)
            };
        }
        if (error && !this.isOfView) return { name: 'error', heading: labels.errorTitle, text: errorWords(error), action: labels.retry };
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
        const { content: overview, error } = this;
        if (!overview) return [];
        return [
            error ? fill(labels.stale, formatDateTime(overview.readAt), errorWords(error)) : '',
            overview.isBehind ? labels.isBehind : '',
            overview.unconverted ? fill(labels.unconverted, formatQuantity(overview.unconverted), overview.currencyCode) : '',
            missingText(overview.missing, partName)
        ].filter(Boolean);
    }

    get periodLabel(): string {
        return periodName(this.shownView.months);
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

    get total(): MonthLine | undefined {
        return this.months.length > 1 ? whole(this.months) : undefined;
    }

    get firstMonth(): string {
        return this.months[0]?.month ?? '';
    }

    get lastMonth(): string {
        return this.months[this.months.length - 1]?.month ?? '';
    }

    handleFilter({ detail: { name, value } }: CustomEvent<Filtered>): void {
        if (name === 'period') this.show({ ...this.view, months: Number(value) });
        else if (name === 'source') this.show({ ...this.view, source: value });
        else this.show({ ...this.view, currencyCode: value });
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
            heading: fill(
                labels.drillHeading,
                figureName(figure.name),
                figure.sinceBeginning ? formatMonth(this.lastMonth) : this.periodLabel
            ),
            filter: {
                fromMonth: figure.sinceBeginning ? null : this.firstMonth,
                toMonth: this.lastMonth,
                movementTypes: figure.movementTypes
            }
        });
    }

    handleDrill(event: CustomEvent<Drill>): void {
        this.drill(event.detail);
    }

    handleExport(): void {
        const { overview, shownView } = this;
        if (overview) download(overviewFileName(overview, shownView), toCsv(overviewLines(overview)));
    }

    /** Whoever may not run the controller is told so by its name, in whatever language. */
    private get isForbidden(): boolean {
        const { error } = this;
        return error !== undefined && errorWords(error).includes(CONTROLLER);
    }

    /** The overview that is known is the one that is asked for. */
    private get isOfView(): boolean {
        return asksTheSame(this.overviewView, this.view);
    }

    /** What stands there until another answer comes is named for what it is. */
    private get shownView(): View {
        return this.overviewView ?? this.view;
    }

    /** Why something else could not be read is no matter of what is asked for now. */
    private look(view: View): void {
        if (!asksTheSame(view, this.view)) this.error = undefined;
        this.view = view;
    }

    private show(view: View): void {
        this.look(view);
        if (this.page) this[NavigationMixin.Navigate]({ ...this.page, state: stateOf(view) }, true);
    }

    private drill(drill: Drill): void {
        this.show({ ...this.view, drill });
        this.drillAgain();
    }

    /** A dialog cannot open a record: it says which one, and the page does. */
    private drillAgain(mayWait = true): void {
        const { overview, view } = this;
        if (!view.drill || this.isDrilling || !this.isOfView || !overview?.hasAccess) return;
        if (!isInSight(this.template?.host)) {
            if (mayWait) this.drillOnceShown();
            return;
        }
        const { heading, filter } = view.drill;
        const options = {
            label: heading,
            size: 'large',
            heading,
            convertedCurrency: overview.isConverted ? overview.currencyCode : undefined,
            filter: { source: view.source, currencyCode: view.currencyCode, ...filter }
        };
        this.isDrilling = true;
        (MrrMovements as unknown as Dialog).open(options).then(
            (opened) => {
                this.leave(opened);
            },
            (error: unknown) => {
                this.leave(undefined);
                throw error;
            }
        );
    }

    /** Of two such pages that Lightning Experience keeps, the one that is shown opens a dialog; it may be told before it is shown. */
    private drillOnceShown(): void {
        this.stopWaiting();
        this.stopWaiting = later(() => {
            this.drillAgain(false);
        }, SHOWN_AFTER_MS);
    }

    /** The address keeps the movements of which a record was opened, for whoever comes back. */
    private leave(opened: Opened | undefined): void {
        const view = { ...this.view };
        delete view.drill;
        this.isDrilling = false;
        if (!opened) {
            // Who went elsewhere while the dialog was open is not brought back by closing it.
            if (isInSight(this.template?.host)) this.show(view);
            else this.look(view);
            return;
        }
        this.view = view;
        this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { ...opened, actionName: 'view' } });
    }
}

function asksTheSame(one: View | undefined, other: View): boolean {
    return one?.months === other.months && one.source === other.source && one.currencyCode === other.currencyCode;
}
