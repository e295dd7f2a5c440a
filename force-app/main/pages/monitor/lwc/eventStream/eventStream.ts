import { LightningElement, api } from 'lwc';
import type { PageReference } from 'lightning/navigation';
import { fill, formatDateTime, formatMoney, formatQuantity } from 'c/billingFormat';
import { delayOf, formatAgo, formatDuration, recordPage, type Customer, type StripeEvent } from 'c/eventModel';
import { typeName } from 'c/eventTypes';
import { labels, stateName } from 'c/eventWords';

interface Row extends StripeEvent {
    page: PageReference;
    name: string;
    /** Stripe's word for it, beside ours. */
    stripeName: string;
    stateText: string;
    stateClass: string;
    icon: string;
    iconVariant: string;
    rowClass: string;
    money: string;
    sourceName: string;
    onlyObject: string;
    onlyCustomer: string;
    /** Account, else name of the customer, else its id. */
    who: string;
    whoPage: PageReference | undefined;
    ago: string;
    instant: string;
    took: string;
    tookClass: string;
    lines: string[];
    mayReplay: boolean;
    mayChoose: boolean;
    hasActions: boolean;
}

interface Look {
    icon: string;
    variant: string;
}

const QUIET: Look = { icon: 'utility:clock', variant: '' };
const LOOKS: Readonly<Record<string, Look>> = {
    Received: QUIET,
    Claimed: { icon: 'utility:sync', variant: '' },
    Processed: { icon: 'utility:success', variant: 'success' },
    Waiting: { icon: 'utility:warning', variant: 'warning' },
    Ignored: { icon: 'utility:ban', variant: '' },
    Failed: { icon: 'utility:error', variant: 'error' }
};

/** Events, the newest first. Fires `replay` with the record, `match` with the customer, `filter` with an id of Stripe. */
export default class EventStream extends LightningElement {
    @api events: StripeEvent[] = [];
    /** When the events were read: times are told from there. */
    @api readAt = '';
    @api sourceNames: Readonly<Record<string, string>> = {};
    @api mayReplay = false;
    @api mayMatch = false;
    /** While something is done, nothing else can be asked for. */
    @api isBusy = false;
    /** Somebody may read when a failed event is tried again. */
    @api knowsNextTry = false;
    /** Events that were not there a moment ago. */
    @api newIds: readonly string[] = [];

    labels = labels;

    get rows(): Row[] {
        return this.events.map((event) => {
            const look = LOOKS[event.state] ?? QUIET;
            const mayReplay = this.mayReplay && event.state === 'Failed';
            const mayChoose = this.mayMatch && customerOf(event) !== undefined;
            return {
                ...event,
                ...nameOf(event),
                ...whoOf(event),
                ...this.timesOf(event),
                page: recordPage(event.recordId, 'Stripe_Event__c'),
                stateText: stateName(event.state),
                stateClass: event.state === 'Processed' ? 'slds-assistive-text' : 'state',
                icon: look.icon,
                iconVariant: look.variant,
                rowClass: this.newIds.includes(event.recordId) ? 'row row_new' : 'row',
                money: moneyOf(event),
                sourceName: this.sourceNames[event.source ?? ''] ?? event.source ?? '',
                onlyObject: fill(labels.onlyThis, event.objectId ?? ''),
                onlyCustomer: fill(labels.onlyThis, event.customerId ?? ''),
                lines: linesOf(event, this.knowsNextTry),
                mayReplay,
                mayChoose,
                hasActions: mayReplay || mayChoose
            };
        });
    }

    handleReplay(event: Event): void {
        const { record } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('replay', { detail: { recordId: record } }));
    }

    handleChoose(event: Event): void {
        const { record } = (event.currentTarget as HTMLElement).dataset;
        const waiting = this.events.find(({ recordId }) => recordId === record);
        this.dispatchEvent(new CustomEvent('match', { detail: { customer: waiting && customerOf(waiting) } }));
    }

    handleFilter(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('filter', { detail: { name: 'text', value: id } }));
    }

    private timesOf(event: StripeEvent): Pick<Row, 'ago' | 'instant' | 'took' | 'tookClass'> {
        const delay = delayOf(event);
        return {
            ago: formatAgo(event.receivedAt, this.readAt),
            instant: formatDateTime(event.receivedAt),
            took: delay === undefined ? '–' : formatDuration(delay),
            tookClass: delay === undefined ? 'took took_none' : 'took'
        };
    }
}

function nameOf({ type }: StripeEvent): Pick<Row, 'name' | 'stripeName'> {
    const name = typeName(type);
    return name ? { name, stripeName: type ?? '' } : { name: type ?? '–', stripeName: '' };
}

function moneyOf({ amount, currencyCode }: StripeEvent): string {
    return typeof amount === 'number' && currencyCode ? moneyText(amount, currencyCode) : '';
}

function whoOf(event: StripeEvent): Pick<Row, 'who' | 'whoPage'> {
    const { accountId, accountName, customerRecordId, customerName, customerId } = event;
    if (accountId) return { who: accountName ?? accountId, whoPage: recordPage(accountId, 'Account') };
    const whoPage = customerRecordId ? recordPage(customerRecordId, 'Stripe_Customer__c') : undefined;
    return { who: customerName ?? (customerRecordId ? (customerId ?? '') : ''), whoPage };
}

/** Whoever waits for an Account. */
function customerOf(event: StripeEvent): Customer | undefined {
    const { state, accountId, customerRecordId, customerId, customerName, source, candidates } = event;
    if (state !== 'Waiting' || accountId || !customerRecordId) return undefined;
    return { recordId: customerRecordId, customerId: customerId ?? '', name: customerName ?? null, source, candidates };
}

/** Why it stands where it stands, and what comes next. */
function linesOf({ state, explanation, attempts, nextTryAt }: StripeEvent, knowsNextTry: boolean): string[] {
    const why = explanation ? [explanation] : [];
    if (state !== 'Failed') return why;
    const next = nextTryAt ? fill(labels.nextTry, formatDateTime(nextTryAt)) : knowsNextTry ? labels.noNextTry : '';
    const tries = [attempts ? fill(labels.attemptCount, formatQuantity(attempts)) : '', next].filter(Boolean);
    return [...why, tries.join(' ')].filter(Boolean);
}

/** Stripe's three letters are no currency to some browsers. */
function moneyText(amount: number, currencyCode: string): string {
    try {
        return formatMoney(amount, currencyCode);
    } catch {
        return `${formatQuantity(amount)} ${currencyCode}`;
    }
}
