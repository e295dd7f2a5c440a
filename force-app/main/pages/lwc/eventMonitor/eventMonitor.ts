import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex, type ApexError, type WiredResult } from '@salesforce/apex';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import replayFailed from '@salesforce/apex/EventMonitorController.replayFailed';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';
import { fill, formatDateTime, formatQuantity } from 'c/billingFormat';
import {
    NO_FILTER,
    STATES,
    formatAgo,
    formatTime,
    isFiltered,
    stateOf,
    viewOf,
    type Chosen,
    type EventFilter,
    type EventView,
    type Lane,
    type Monitor
} from 'c/eventModel';
import { errorWords, labels, stateName } from 'c/eventWords';
import { choiceOf, type Filter, type Filtered } from 'c/pageFilters';
import type { PageButton, PageState } from 'c/pageFrame';
import { later, type Stop } from 'c/timers';
import { Pulse } from './pulse';

interface SourceLine {
    name: string;
    label: string;
    lastId: string | null;
    lastType: string;
    ago: string;
    instant: string;
}

interface ShapesLine {
    objectName: string;
    text: string;
}

interface Cursor {
    before: string | null;
    beforeId: string | null;
}

const CONTROLLER = 'EventMonitorController';
const TYPING_MS = 400;
const FIRST_PAGE: Cursor = { before: null, beforeId: null };

/** What arrives from Stripe, and what becomes of it. Refreshes by itself; the address keeps what is filtered for. */
export default class EventMonitor extends NavigationMixin(LightningElement) {
    labels = labels;
    receivedHeading = stateName('Received');
    claimedHeading = stateName('Claimed');
    view: EventView = NO_FILTER;
    filter: EventFilter = { ...NO_FILTER, ...FIRST_PAGE };
    monitor: Monitor | undefined;
    errorMessage = '';
    /** While a person waits for an answer; what happens by itself is not told. */
    isBusy = true;
    isLive = true;
    newIds: string[] = [];

    private page: PageReference | undefined;
    private wiredMonitor: WiredResult<Monitor> = {};
    /** Where the pages before this one begin. */
    private earlier: Cursor[] = [];
    private stopTyping: Stop = () => undefined;
    private readonly pulse = new Pulse(
        () => this.refresh(),
        () => {
            this.isLive = false;
        }
    );

    @wire(CurrentPageReference)
    receivePage(page: PageReference | undefined): void {
        this.page = page;
        this.look(viewOf(page?.state));
    }

    @wire(getMonitor, { filter: '$filter' })
    receiveMonitor(result: WiredResult<Monitor>): void {
        this.wiredMonitor = result;
        const { data, error } = result;
        if (data) {
            this.newIds = this.newIdsOf(data);
            this.monitor = data;
            this.errorMessage = '';
        } else if (error) {
            this.errorMessage = errorWords(error);
            if (this.isBusy) this.monitor = undefined;
        }
        if (data ?? error) this.isBusy = false;
    }

    override connectedCallback(): void {
        this.pulse.start();
    }

    override disconnectedCallback(): void {
        this.pulse.stop();
        this.stopTyping();
    }

    /** What stands in the place of the monitor. */
    get state(): PageState | undefined {
        const { monitor } = this;
        if (this.isBusy && !monitor) return { name: 'loading', heading: labels.loading };
        if (this.isForbidden || monitor?.hasAccess === false) {
            return { name: 'no-access', icon: 'utility:lock', heading: labels.noAccessTitle, text: labels.noAccessText };
        }
        if (!monitor) return { name: 'error', heading: labels.errorTitle, text: this.errorMessage, action: labels.retry };
        const isEmpty = monitor.events.length === 0 && !isFiltered(this.view) && this.earlier.length === 0;
        return isEmpty ? { name: 'empty', heading: labels.emptyTitle, text: labels.emptyText } : undefined;
    }

    /** The monitor that is shown may be older than the error. */
    get warnings(): string[] {
        return this.monitor && this.errorMessage ? [fill(labels.notRefreshed, this.errorMessage)] : [];
    }

    get content(): Monitor | undefined {
        return this.monitor?.hasAccess ? this.monitor : undefined;
    }

    get liveText(): string {
        const { content } = this;
        return content ? fill(this.isLive ? labels.live : labels.stopped, formatTime(content.readAt)) : '';
    }

    get liveClass(): string {
        return this.isLive && this.warnings.length === 0 ? 'dot dot_live' : 'dot';
    }

    get buttons(): PageButton[] {
        if (!this.content) return [];
        return [
            this.isLive
                ? { name: 'live', icon: 'utility:pause', label: labels.pause }
                : { name: 'live', icon: 'utility:play', label: labels.resume },
            { name: 'refresh', icon: 'utility:refresh', label: labels.refresh }
        ];
    }

    get filters(): Filter[] {
        const { content, view } = this;
        if (!content) return [];
        const states = STATES.map((state) => ({ value: state, label: stateName(state) }));
        const sources = content.sources.map(({ name, label }) => ({ value: name, label }));
        return [
            choiceOf('state', labels.filterState, labels.allStates, states, view.state),
            choiceOf('source', labels.filterSource, labels.allSources, sources, view.source),
            { name: 'type', label: labels.filterType, placeholder: labels.typeExample, value: view.type }
        ];
    }

    get sourceNames(): Record<string, string> {
        return Object.fromEntries((this.content?.sources ?? []).map(({ name, label }) => [name, label]));
    }

    get sourceLines(): SourceLine[] {
        const readAt = this.content?.readAt ?? '';
        return (this.content?.sources ?? []).map(({ name, label, lastAt, lastId, lastType }) => ({
            name,
            label,
            lastId: lastId ?? null,
            lastType: lastType ?? '',
            ago: lastAt ? formatAgo(lastAt, readAt) : labels.never,
            instant: lastAt ? formatDateTime(lastAt) : ''
        }));
    }

    get lanes(): Lane[] {
        return this.content?.lanes ?? [];
    }

    get hasLanes(): boolean {
        return this.lanes.length > 0;
    }

    get shapesLines(): ShapesLine[] {
        return (this.content?.unknownShapes ?? []).map(({ objectName, label, records: { total, isMore } }) => {
            const count = isMore ? fill(labels.moreThan, formatQuantity(total)) : formatQuantity(total);
            return { objectName, text: `${label}: ${count}` };
        });
    }

    get hasShapes(): boolean {
        return this.shapesLines.length > 0;
    }

    get mayReplayAll(): boolean {
        const { content } = this;
        return content !== undefined && content.mayReplay && content.retrying.total + content.givenUp.total > 0;
    }

    get isNothingFound(): boolean {
        return this.content?.events.length === 0;
    }

    get isPaged(): boolean {
        return this.earlier.length > 0 || this.content?.hasMore === true;
    }

    get isFirstPage(): boolean {
        return this.earlier.length === 0;
    }

    get isLastPage(): boolean {
        return this.content?.hasMore !== true;
    }

    get pageText(): string {
        return fill(labels.page, formatQuantity(this.earlier.length + 1));
    }

    handleFilter({ detail: { name, value } }: CustomEvent<Filtered>): void {
        if (name === 'type') this.searchFor(value.trim());
        else if (name === 'state') this.show({ ...this.view, state: value });
        else this.show({ ...this.view, source: value });
    }

    handlePress(event: CustomEvent<{ name: string }>): void {
        if (event.detail.name === 'live') this.handleLive();
        else this.handleRefresh();
    }

    handleFigure(event: CustomEvent<{ state: string }>): void {
        this.show({ ...NO_FILTER, state: event.detail.state });
    }

    handleClear(): void {
        this.show(NO_FILTER);
    }

    handleOlder(): void {
        const { nextBefore, nextBeforeId } = this.content ?? {};
        this.earlier = [...this.earlier, { before: this.filter.before, beforeId: this.filter.beforeId }];
        this.ask({ before: nextBefore ?? null, beforeId: nextBeforeId ?? null });
    }

    handleNewer(): void {
        const cursor = this.earlier[this.earlier.length - 1] ?? FIRST_PAGE;
        this.earlier = this.earlier.slice(0, -1);
        this.ask(cursor);
    }

    handleLive(): void {
        this.isLive = !this.isLive;
        if (this.isLive) {
            this.pulse.start();
            this.handleRefresh();
        } else {
            this.pulse.stop();
        }
    }

    handleRefresh(): void {
        this.refresh().catch(() => undefined);
    }

    handleRetry(): void {
        this.isBusy = true;
        this.handleRefresh();
    }

    handleOpen(event: CustomEvent<Chosen>): void {
        this.open(event.detail);
    }

    handleOpenSource(event: Event): void {
        const { record = '' } = (event.currentTarget as HTMLElement).dataset;
        this.open({ recordId: record, objectApiName: 'Stripe_Event__c' });
    }

    handleShapes(event: Event): void {
        const { object = '' } = (event.currentTarget as HTMLElement).dataset;
        this[NavigationMixin.Navigate]({
            type: 'standard__objectPage',
            attributes: { objectApiName: object, actionName: 'list' },
            state: { filterName: 'Unknown_Shapes' }
        });
    }

    handleReplay(event: CustomEvent<Chosen>): void {
        this.act(
            reprocessOne({ eventId: event.detail.recordId }).then(() => 1),
            replayedWords,
            labels.notReplayed
        );
    }

    handleReplayAll(): void {
        this.act(replayFailed({ filter: { ...this.view, state: 'Failed', ...FIRST_PAGE } }), replayedWords, labels.notReplayed);
    }

    handleMatch(event: CustomEvent<{ customerId: string; accountId: string; name: string }>): void {
        const { customerId, accountId, name } = event.detail;
        this.act(
            matchCustomer({ customerId, accountId }),
            () => ({ title: fill(labels.matched, name), message: labels.matchedText }),
            labels.notMatched
        );
    }

    /** Whoever may not run the controller is told so by its name, in whatever language. */
    private get isForbidden(): boolean {
        return !this.monitor && this.errorMessage.includes(CONTROLLER);
    }

    /** Does what somebody asked for, says what became of it, and reads everything again. */
    private act<T>(doing: Promise<T>, words: (result: T) => { title: string; message?: string }, failed: string): void {
        const finish = (toast: ShowToastEvent): void => {
            this.dispatchEvent(toast);
            this.handleRetry();
        };
        this.isBusy = true;
        doing.then(
            (result) => {
                finish(new ShowToastEvent({ ...words(result), variant: 'success' }));
            },
            (error: unknown) => {
                const message = errorWords(error as ApexError);
                finish(new ShowToastEvent({ title: failed, message, variant: 'error', mode: 'sticky' }));
            }
        );
    }

    /** Whether it went well; the answer comes through the wire. */
    private async refresh(): Promise<boolean> {
        await refreshApex(this.wiredMonitor);
        return !this.wiredMonitor.error;
    }

    /** Once somebody has stopped typing. */
    private searchFor(type: string): void {
        this.stopTyping();
        this.stopTyping = later(() => {
            this.show({ ...this.view, type });
        }, TYPING_MS);
    }

    private show(view: EventView): void {
        this.look(view);
        if (this.page) this[NavigationMixin.Navigate]({ ...this.page, state: stateOf(view) }, true);
    }

    private look(view: EventView): void {
        const { state, source, type } = this.view;
        if (view.state === state && view.source === source && view.type === type) return;
        this.view = view;
        this.earlier = [];
        this.ask(FIRST_PAGE);
    }

    private ask(cursor: Cursor): void {
        this.isBusy = true;
        this.filter = { ...this.view, ...cursor };
    }

    /** Of a refresh, not of another view: there everything is new. */
    private newIdsOf(read: Monitor): string[] {
        if (this.isBusy || !this.monitor?.hasAccess || !read.hasAccess) return [];
        const known = new Set(this.monitor.events.map(({ recordId }) => recordId));
        return read.events.map(({ recordId }) => recordId).filter((recordId) => !known.has(recordId));
    }

    private open({ recordId, objectApiName }: Chosen): void {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName, actionName: 'view' }
        });
    }
}

function replayedWords(count: number): { title: string; message?: string } {
    return count === 0
        ? { title: labels.nothingReplayed }
        : { title: fill(labels.replayed, formatQuantity(count)), message: labels.replayedText };
}
