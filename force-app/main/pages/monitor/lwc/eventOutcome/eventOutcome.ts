import { LightningElement, api, wire } from 'lwc';
import type { ApexError, WiredResult } from '@salesforce/apex';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable, type RecordResult } from 'lightning/uiRecordApi';
import canReprocess from '@salesforce/apex/EventReprocess.canReprocess';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';
import STATE from '@salesforce/schema/Stripe_Event__c.State__c';
import REASON from '@salesforce/schema/Stripe_Event__c.Reason__c';
import ERROR from '@salesforce/schema/Stripe_Event__c.Error__c';
import ATTEMPTS from '@salesforce/schema/Stripe_Event__c.Attempts__c';
import NEXT_TRY_AT from '@salesforce/schema/Stripe_Event__c.Next_Try_At__c';
import CREATED_DATE from '@salesforce/schema/Stripe_Event__c.CreatedDate';
import EVENT_ID from '@salesforce/schema/Stripe_Event__c.Event_Id__c';
import LIVE_MODE from '@salesforce/schema/Stripe_Event__c.Live_Mode__c';
import TYPE from '@salesforce/schema/Stripe_Event__c.Type__c';
import STRIPE_CREATED_AT from '@salesforce/schema/Stripe_Event__c.Stripe_Created_At__c';
import PROCESSED_AT from '@salesforce/schema/Stripe_Event__c.Processed_At__c';
import { fill, formatDateTime } from 'c/billingFormat';
import { formatDuration, formatWithin, secondsBetween } from 'c/eventModel';
import { typeName } from 'c/eventTypes';
import { eventUrl } from './dashboard';
import { labels, outcomes } from './words';

const FIELDS = [STATE, REASON, ERROR, ATTEMPTS, NEXT_TRY_AT, PROCESSED_AT, CREATED_DATE, STRIPE_CREATED_AT, EVENT_ID, LIVE_MODE, TYPE];

/** What became of a Stripe event, in words, and the way to have it processed once more. */
export default class EventOutcome extends LightningElement {
    /** Id of the event; the record page sets it. */
    @api recordId?: string;

    labels = labels;
    isSending = false;

    @wire(getRecord, { recordId: '$recordId', optionalFields: FIELDS })
    event: RecordResult = {};

    /** Whoever may not run the class gets an error here, and no button. */
    @wire(canReprocess, {})
    permission: WiredResult<boolean> = {};

    get isLoading(): boolean {
        return !this.event.data && !this.event.error;
    }

    get errorMessage(): string | undefined {
        return this.event.error ? (this.event.error.body?.message ?? labels.unknownError) : undefined;
    }

    /** What happened, in people's words where there are some. */
    get heading(): string {
        const type = this.text(TYPE);
        return typeName(type) ?? type ?? labels.title;
    }

    get state(): string | undefined {
        return this.text(STATE);
    }

    get outcome(): string {
        return outcomes[this.state ?? ''] ?? this.state ?? '';
    }

    /** Of a failure the error, of everything else the reason. */
    get explanation(): string | undefined {
        return this.text(ERROR) ?? this.text(REASON);
    }

    get hasFailed(): boolean {
        return this.state === 'Failed';
    }

    get icon(): string {
        if (this.hasFailed) return 'utility:error';
        return this.state === 'Processed' || this.state === 'Ignored' ? 'utility:success' : 'utility:clock';
    }

    get iconVariant(): string {
        if (this.hasFailed) return 'error';
        return this.state === 'Processed' ? 'success' : '';
    }

    /** How it went, and of a failure how often it was tried and when it is tried next. */
    get times(): string[] {
        return [...(this.hasFailed ? this.tries : []), ...this.journey];
    }

    get stripeUrl(): string | undefined {
        return eventUrl(this.text(EVENT_ID), getFieldValue(this.event.data, LIVE_MODE) === true);
    }

    get canSend(): boolean {
        return this.permission.data === true;
    }

    async handleReprocess(): Promise<void> {
        const recordId = this.recordId ?? '';
        this.isSending = true;
        try {
            await reprocessOne({ eventId: recordId });
            this.dispatchEvent(new ShowToastEvent({ title: labels.queued, message: labels.queuedText, variant: 'success' }));
        } catch (error) {
            const message = reason(error as ApexError);
            this.dispatchEvent(new ShowToastEvent({ title: labels.notQueued, message, variant: 'error', mode: 'sticky' }));
        }
        await this.handleRefresh();
        this.isSending = false;
    }

    async handleRefresh(): Promise<void> {
        await notifyRecordUpdateAvailable([{ recordId: this.recordId ?? '' }]);
    }

    private get tries(): string[] {
        const [nextTryAt, attempts] = [this.text(NEXT_TRY_AT), this.text(ATTEMPTS)];
        const next = nextTryAt ? fill(labels.nextTry, formatDateTime(nextTryAt)) : labels.noNextTry;
        return attempts ? [fill(labels.attempts, attempts), next] : [next];
    }

    /** From Stripe to the end; clocks differ by a second or two. */
    private get journey(): string[] {
        const [madeAt, arrivedAt, processedAt] = [this.text(STRIPE_CREATED_AT), this.text(CREATED_DATE), this.text(PROCESSED_AT)];
        if (!madeAt || !arrivedAt) return processedAt ? [fill(labels.processedAt, formatDateTime(processedAt))] : [];
        const arrived = formatWithin(secondsBetween(madeAt, arrivedAt));
        if (!processedAt || this.hasFailed) return [fill(labels.arrived, formatDateTime(madeAt), arrived)];
        const processed = formatDuration(Math.max(0, secondsBetween(arrivedAt, processedAt)));
        return [fill(labels.wholeWay, formatDateTime(madeAt), arrived, processed)];
    }

    private text(field: typeof STATE): string | undefined {
        const value = getFieldValue(this.event.data, field);
        return value === undefined || value === null || value === '' ? undefined : String(value);
    }
}

function reason(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? labels.unknownError;
}
