import { LightningElement, api } from 'lwc';
import { fill, formatDateTime, formatMoney, formatQuantity } from 'c/billingFormat';
import { delayOf, formatAgo, formatDuration, type Candidate, type StripeEvent } from 'c/eventModel';
import { labels, stateName } from 'c/eventWords';

interface Choice extends Candidate {
    label: string;
}

interface Row extends StripeEvent {
    typeText: string;
    stateText: string;
    icon: string;
    iconVariant: string;
    rowClass: string;
    details: string;
    /** Account, else name of the customer, else its id. */
    who: string;
    openRecordId: string | null;
    openObject: string;
    ago: string;
    instant: string;
    took: string;
    tookClass: string;
    lines: string[];
    mayReplay: boolean;
    choices: Choice[];
    mayOpenCustomer: boolean;
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
/** More Accounts than these are chosen from on the customer's page. */
const MOST_CHOICES = 4;

/** Events, the newest first. Fires `open` and `replay` with the record, `match` with customer and Account. */
export default class EventStream extends LightningElement {
    @api events: StripeEvent[] = [];
    /** When the events were read: times are told from there. */
    @api readAt = '';
    @api sourceNames: Readonly<Record<string, string>> = {};
    @api mayReplay = false;
    @api mayMatch = false;
    /** While something is done, nothing else can be asked for. */
    @api isBusy = false;
    /** Events that were not there a moment ago. */
    @api newIds: readonly string[] = [];

    labels = labels;

    get rows(): Row[] {
        return this.events.map((event) => {
            const delay = delayOf(event);
            const look = LOOKS[event.state] ?? QUIET;
            const choices = this.choicesOf(event);
            const mayReplay = this.mayReplay && event.state === 'Failed';
            const mayOpenCustomer = event.state === 'Waiting' && !event.accountId && Boolean(event.customerRecordId);
            return {
                ...event,
                ...whoOf(event),
                typeText: event.type ?? '–',
                stateText: stateName(event.state),
                icon: look.icon,
                iconVariant: look.variant,
                rowClass: this.newIds.includes(event.recordId) ? 'row row_new' : 'row',
                details: this.detailsOf(event),
                ago: formatAgo(event.receivedAt, this.readAt),
                instant: formatDateTime(event.receivedAt),
                tookClass: delay === undefined ? 'took took_none' : 'took',
                took: delay === undefined ? '–' : formatDuration(delay),
                lines: linesOf(event),
                mayReplay,
                choices,
                mayOpenCustomer,
                hasActions: mayReplay || mayOpenCustomer || choices.length > 0
            };
        });
    }

    handleOpen(event: Event): void {
        const { record, object } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('open', { detail: { recordId: record, objectApiName: object } }));
    }

    handleReplay(event: Event): void {
        const { record } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('replay', { detail: { recordId: record, objectApiName: 'Stripe_Event__c' } }));
    }

    handleMatch(event: Event): void {
        const { customer, account, name } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('match', { detail: { customerId: customer, accountId: account, name } }));
    }

    private choicesOf({ state, candidates }: StripeEvent): Choice[] {
        if (!this.mayMatch || state !== 'Waiting') return [];
        return candidates.slice(0, MOST_CHOICES).map((candidate) => ({ ...candidate, label: fill(labels.match, candidate.name) }));
    }

    private detailsOf({ objectId, source, amount, currencyCode }: StripeEvent): string {
        const money = typeof amount === 'number' && currencyCode ? moneyText(amount, currencyCode) : '';
        return [objectId, money, this.sourceNames[source] ?? source].filter(Boolean).join(' · ');
    }
}

function whoOf(event: StripeEvent): Pick<Row, 'who' | 'openRecordId' | 'openObject'> {
    const { accountId, accountName, customerRecordId, customerName, customerId } = event;
    if (accountId) return { who: accountName ?? accountId, openRecordId: accountId, openObject: 'Account' };
    return { who: customerName ?? customerId ?? '', openRecordId: customerRecordId ?? null, openObject: 'Stripe_Customer__c' };
}

/** Why it stands where it stands, and what comes next. */
function linesOf({ state, explanation, attempts, nextTryAt }: StripeEvent): string[] {
    const why = explanation ? [explanation] : [];
    if (state !== 'Failed') return why;
    const next = nextTryAt ? fill(labels.nextTry, formatDateTime(nextTryAt)) : labels.noNextTry;
    const tries = attempts ? [fill(labels.attemptCount, formatQuantity(attempts)), next] : [next];
    return [...why, tries.join(' ')];
}

/** Stripe's three letters are no currency to some browsers. */
function moneyText(amount: number, currencyCode: string): string {
    try {
        return formatMoney(amount, currencyCode);
    } catch {
        return `${formatQuantity(amount)} ${currencyCode}`;
    }
}
