import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex, type WiredResult } from '@salesforce/apex';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import { fill } from 'c/billingFormat';
import {
    NO_FILTER,
    formatTime,
    isFiltered,
    isSameNews,
    isSameView,
    stateOf,
    viewOf,
    type Candidate,
    type Customer,
    type EventFilter,
    type EventView,
    type Monitor,
    type Shapes
} from 'c/eventModel';
import { errorWords, labels, partName } from 'c/eventWords';
import { closedText, missingText } from 'c/missingWords';
import { isOwnPage } from 'c/ownPage';
import type { Filter, Filtered } from 'c/pageFilters';
import type { PageButton, PageState } from 'c/pageFrame';
import { isInSight, later, type Stop } from 'c/timers';
import { chooseAccount, replayAll, replayEvent, type Told } from './actions';
import { Pulse, type Beat } from './pulse';
import { buttonsOf, filtersOf } from './tools';

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
    view: EventView = NO_FILTER;
    filter: EventFilter = { ...NO_FILTER, ...FIRST_PAGE };
    monitor: Monitor | undefined;
    errorMessage = '';
    /** While a person waits for an answer; what happens by itself is not told. */
    isBusy = true;
    /** While a dialog is open or something is done, however often the page reads again meanwhile. */
    isActing = false;
    isLive = true;
    newIds: string[] = [];
    /** The same ones until they say something else: a list that somebody has opened stays as it is. */
    filters: Filter[] = [];
    /** Read aloud; only what a person asked for. */
    announcement = '';

    private page: PageReference | undefined;
    private wiredMonitor: WiredResult<Monitor> = {};
    /** Where the pages before this one begin. */
    private earlier: Cursor[] = [];
    private stopTyping: Stop = () => undefined;
    /** What stands in the search box and is not asked for yet. */
    private typed: string | undefined;
    private readonly pulse = new Pulse(
        () => this.beat(),
        () => {
            this.isLive = false;
        },
        () => isInSight(this.template?.host)
    );

    @wire(CurrentPageReference)
    receivePage(page: PageReference | undefined): void {
        if (!isOwnPage(this.page, page)) return;
        this.page = page;
        this.look(viewOf(page.state));
    }

    @wire(getMonitor, { filter: '$filter' })
    receiveMonitor(result: WiredResult<Monitor>): void {
        this.wiredMonitor = result;
        const { data, error } = result;
        if (data) {
            this.newIds = this.newIdsOf(data);
            this.announcement = this.isBusy && data.events ? fill(labels.results, data.events.length) : '';
            this.monitor = data;
            this.errorMessage = '';
        } else if (error) {
            this.errorMessage = errorWords(error);
            if (this.isBusy) this.monitor = undefined;
        }
        if (data ?? error) this.isBusy = false;
        this.writeFilters();
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
            return {
                name: 'no-access',
                icon: 'utility:lock',
                heading: labels.noAccessTitle,
                text: closedText(monitor?.missing, labels.noAccessText)
            };
        }
        if (!monitor) return { name: 'error', heading: labels.errorTitle, text: this.errorMessage, action: labels.retry };
        const isEmpty = monitor.events?.length === 0 && !isFiltered(this.view) && this.earlier.length === 0;
        return isEmpty ? { name: 'empty', heading: labels.emptyTitle, text: labels.emptyText } : undefined;
    }

    /** The monitor that is shown may be older than the error. */
    get warnings(): string[] {
        if (!this.monitor) return [];
        const stale = this.errorMessage ? fill(labels.notRefreshed, this.errorMessage) : '';
        return [stale, missingText(this.content?.missing ?? [], partName)].filter(Boolean);
    }

    get content(): Monitor | undefined {
        return this.monitor?.hasAccess ? this.monitor : undefined;
    }

    get liveText(): string {
        const { content } = this;
        return content ? fill(this.isLive ? labels.live : labels.stopped, formatTime(content.readAt)) : '';
    }

    get liveClass(): string {
        return this.isLive && !this.errorMessage ? 'dot dot_live' : 'dot';
    }

    get buttons(): PageButton[] {
        return this.content ? buttonsOf(this.isLive) : [];
    }

    get isOccupied(): boolean {
        return this.isBusy || this.isActing;
    }

    get sourceNames(): Record<string, string> {
        return Object.fromEntries((this.content?.sources ?? []).map(({ name, label }) => [name, label]));
    }

    get hasWaiting(): boolean {
        return (this.content?.customers ?? []).length > 0;
    }

    /** Events that are only to be tried again some time make no queue. */
    get hasLanes(): boolean {
        return (this.content?.received?.total ?? 0) + (this.content?.claimed?.total ?? 0) > 0;
    }

    get hasShapes(): boolean {
        return this.shapes.length > 0;
    }

    /** What was not counted is named beside the figure. */
    get shapes(): Shapes[] {
        return (this.content?.unknownShapes ?? []).filter(({ records }) => records);
    }

    get mayReplayAll(): boolean {
        const { content } = this;
        return content !== undefined && content.mayReplay && (content.retrying?.total ?? 0) + (content.givenUp?.total ?? 0) > 0;
    }

    get isNothingFound(): boolean {
        return this.content?.events?.length === 0;
    }

    /** People search for names, too. */
    get nothingFoundText(): string {
        return this.view.text ? labels.nothingFoundSearch : labels.nothingFoundText;
    }

    /** A filter asks for what somebody may not read. */
    get isStreamClosed(): boolean {
        return this.content !== undefined && !this.content.events;
    }

    get knowsNextTry(): boolean {
        return this.content !== undefined && !this.content.missing.includes('failures');
    }

    get isPaged(): boolean {
        return this.earlier.length > 0 || this.content?.hasMore === true;
    }

    get isFirstPage(): boolean {
        return this.isBusy || this.earlier.length === 0;
    }

    get isLastPage(): boolean {
        return this.isBusy || !this.content?.hasMore;
    }

    get pageText(): string {
        return fill(labels.page, this.earlier.length + 1);
    }

    handleFilter({ detail: { name, value } }: CustomEvent<Filtered>): void {
        if (name !== 'text') {
            this.show({ ...this.typedView, [name]: value.trim() });
            return;
        }
        this.stopTyping();
        this.typed = value;
        this.writeFilters();
        this.stopTyping = later(() => {
            this.show(this.typedView);
        }, TYPING_MS);
    }

    /** Everything of one customer or object, whatever else was filtered for. */
    handleOnly({ detail: { value } }: CustomEvent<Filtered>): void {
        this.show({ ...NO_FILTER, text: value });
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

    handlePress(event: CustomEvent<{ name: string }>): void {
        if (event.detail.name === 'live') this.isLive = !this.isLive;
        if (this.isLive) this.pulse.start();
        else this.pulse.stop();
        if (this.isLive || event.detail.name === 'refresh') this.handleRefresh();
    }

    handleRefresh(): void {
        this.refresh().catch(() => undefined);
    }

    handleRetry(): void {
        this.isBusy = true;
        this.handleRefresh();
    }

    handleReplay(event: CustomEvent<{ recordId: string }>): void {
        this.act(() => replayEvent(event.detail.recordId));
    }

    handleReplayAll(): void {
        this.act(() => replayAll({ ...this.view, state: 'Failed', ...FIRST_PAGE }));
    }

    handleMatch({ detail: { customer, candidate } }: CustomEvent<{ customer: Customer; candidate?: Candidate }>): void {
        this.act(() => chooseAccount(customer, candidate, this.sourceNames));
    }

    /** Whoever may not run the controller is told so by its name, in whatever language. */
    private get isForbidden(): boolean {
        return !this.monitor && this.errorMessage.includes(CONTROLLER);
    }

    /** Once it is done, says what became of it and reads everything again. */
    private act(doing: () => Promise<Told | undefined>): void {
        if (this.isActing) return;
        const finish = (told: Told | undefined): void => {
            this.isActing = false;
            if (!told) return;
            this.dispatchEvent(new ShowToastEvent(told));
            this.handleRefresh();
        };
        this.isActing = true;
        doing().then(finish, (error: unknown) => {
            finish(undefined);
            throw error;
        });
    }

    /** The answer comes through the wire. */
    private async refresh(): Promise<void> {
        await refreshApex(this.wiredMonitor);
    }

    private async beat(): Promise<Beat> {
        const before = this.monitor;
        await this.refresh();
        if (this.wiredMonitor.error) return 'failed';
        return before && this.monitor && isSameNews(before, this.monitor) ? 'calm' : 'news';
    }

    private get typedView(): EventView {
        return this.typed === undefined ? this.view : { ...this.view, text: this.typed.trim() };
    }

    private show(view: EventView): void {
        this.forgetTyped();
        this.look(view);
        this.writeFilters();
        if (this.page) this[NavigationMixin.Navigate]({ ...this.page, state: stateOf(view) }, true);
    }

    private look(view: EventView): void {
        if (isSameView(view, this.view)) return;
        this.forgetTyped();
        this.view = view;
        this.writeFilters();
        this.earlier = [];
        this.ask(FIRST_PAGE);
    }

    /** Whatever is asked for now, it is not overtaken a moment later by what was typed before. */
    private forgetTyped(): void {
        this.stopTyping();
        this.typed = undefined;
    }

    private writeFilters(): void {
        const filters = this.content ? filtersOf(this.content, { ...this.view, text: this.typed ?? this.view.text }) : [];
        if (JSON.stringify(filters) !== JSON.stringify(this.filters)) this.filters = filters;
    }

    private ask(cursor: Cursor): void {
        this.isBusy = true;
        this.filter = { ...this.view, ...cursor };
    }

    /** Of a refresh, not of another view: there everything is new. */
    private newIdsOf(read: Monitor): string[] {
        if (this.isBusy || !this.monitor?.hasAccess || !read.hasAccess) return [];
        const known = new Set(this.monitor.events?.map(({ recordId }) => recordId));
        return (read.events ?? []).map(({ recordId }) => recordId).filter((recordId) => !known.has(recordId));
    }
}
