import { LightningElement, wire } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';
import { refreshApex, type WiredResult } from '@salesforce/apex';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import maySeeEvents from '@salesforce/customPermission/Recurrent_Event_Monitor';
import open from '@salesforce/label/c.Home_Intake_Open';
import title from '@salesforce/label/c.Home_Intake_Title';
import { NO_FILTER, stateOf, type EventFilter, type Monitor } from 'c/eventModel';
import { errorWords, labels as eventLabels } from 'c/eventWords';
import type { PageState } from 'c/pageFrame';
import { whileInSight, type Stop } from 'c/timers';

const CONTROLLER = 'EventMonitorController';
const SHOWN = ['queue', 'failed', 'waiting', 'delay'];
const READ_AGAIN_MS = 60_000;
const EVERYTHING: EventFilter = { ...NO_FILTER, before: null, beforeId: null };

/**
 * Whether every event of Stripe came through, in the figures of the event monitor, which opens from it. Who has no business
 * with events sees nothing of it, and nothing is asked.
 */
export default class HomeIntake extends NavigationMixin(LightningElement) {
    labels = { ...eventLabels, title, open };
    names = SHOWN;
    /** Undefined keeps the wire from asking. */
    filter = maySeeEvents ? EVERYTHING : undefined;
    page = monitorPage({});
    monitor: Monitor | undefined;
    isBusy = true;

    private errorMessage = '';
    private wiredMonitor: WiredResult<Monitor> = {};
    private stopReading: Stop = () => undefined;

    @wire(getMonitor, { filter: '$filter' })
    receiveMonitor(result: WiredResult<Monitor>): void {
        this.wiredMonitor = result;
        if (result.data) this.monitor = result.data;
        this.errorMessage = result.error ? errorWords(result.error) : '';
        if (result.data ?? result.error) this.isBusy = false;
    }

    override connectedCallback(): void {
        if (!maySeeEvents) return;
        this.stopReading = whileInSight(
            this.template?.host,
            () => {
                this.refresh();
            },
            READ_AGAIN_MS
        );
    }

    override disconnectedCallback(): void {
        this.stopReading();
    }

    get isShown(): boolean {
        if (!maySeeEvents) return false;
        return this.monitor ? this.monitor.hasAccess : !this.errorMessage.includes(CONTROLLER);
    }

    get state(): PageState | undefined {
        const { monitor, errorMessage } = this;
        if (!monitor && errorMessage) {
            return { name: 'error', heading: eventLabels.errorTitle, text: errorMessage, action: eventLabels.retry };
        }
        if (!monitor) return { name: 'loading', heading: eventLabels.loading };
        return monitor.events?.length === 0 ? { name: 'empty', heading: eventLabels.emptyTitle, text: eventLabels.emptyText } : undefined;
    }

    handleChoose(event: CustomEvent<{ state: string }>): void {
        this[NavigationMixin.Navigate](monitorPage({ ...NO_FILTER, state: event.detail.state }));
    }

    handleRetry(): void {
        this.isBusy = true;
        this.refresh();
    }

    /** Whether it went well or not, the answer comes through the wire. */
    private refresh(): void {
        const done = (): void => {
            this.isBusy = false;
        };
        refreshApex(this.wiredMonitor).then(done, done);
    }
}

function monitorPage(view: Partial<typeof NO_FILTER>): PageReference {
    return { type: 'standard__navItemPage', attributes: { apiName: 'Event_Monitor' }, state: stateOf({ ...NO_FILTER, ...view }) };
}
