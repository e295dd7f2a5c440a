import { LightningElement, api } from 'lwc';
import type { PageReference } from 'lightning/navigation';
import { fill, formatDateTime, formatQuantity } from 'c/billingFormat';
import { formatAgo, recordPage, type Candidate, type Count, type WaitingCustomer } from 'c/eventModel';
import { countText, customerWords, labels } from 'c/eventWords';

interface Choice extends Candidate {
    label: string;
}

interface Row {
    recordId: string;
    title: string;
    details: string;
    page: PageReference;
    waits: string;
    instant: string;
    choices: Choice[];
    chooseLabel: string;
}

const MOST_CHOICES = 2;
const UNMATCHED: PageReference = {
    type: 'standard__objectPage',
    attributes: { objectApiName: 'Stripe_Customer__c', actionName: 'list' },
    state: { filterName: 'Unmatched' }
};

/**
 * Stripe customers who wait for an Account. Fires `filter` for the events of one, and `match` with the customer and, where
 * somebody pressed one, the Account.
 */
export default class EventWaiting extends LightningElement {
    @api customers: WaitingCustomer[] = [];
    /** How many wait in all. */
    @api count?: Count;
    @api readAt = '';
    @api sourceNames: Readonly<Record<string, string>> = {};
    @api mayMatch = false;
    /** While something is done, nothing else can be asked for. */
    @api isBusy = false;

    labels = labels;
    allPage = UNMATCHED;

    get rows(): Row[] {
        return this.customers.map((customer) => {
            const words = customerWords(customer, this.sourceNames);
            return {
                recordId: customer.recordId,
                ...words,
                page: recordPage(customer.recordId, 'Stripe_Customer__c'),
                waits: fill(labels.waitsSince, formatQuantity(customer.events), formatAgo(customer.since, this.readAt)),
                instant: formatDateTime(customer.since),
                choices: customer.candidates.slice(0, MOST_CHOICES).map(choiceOf),
                chooseLabel: fill(labels.chooseAccountFor, words.title)
            };
        });
    }

    /** Where not all of them are shown. */
    get moreText(): string {
        const { count, customers } = this;
        return count && count.total > customers.length ? fill(labels.waitingInAll, countText(count)) : '';
    }

    handleFilter(event: Event): void {
        const customer = this.customerOf(event);
        if (customer?.customerId) this.dispatchEvent(new CustomEvent('filter', { detail: { name: 'text', value: customer.customerId } }));
    }

    handleMatch(event: Event): void {
        const { account } = (event.currentTarget as HTMLElement).dataset;
        const customer = this.customerOf(event);
        const candidate = customer?.candidates.find(({ accountId }) => accountId === account);
        if (customer) this.dispatchEvent(new CustomEvent('match', { detail: { customer, candidate } }));
    }

    private customerOf(event: Event): WaitingCustomer | undefined {
        const { record } = (event.currentTarget as HTMLElement).dataset;
        return this.customers.find(({ recordId }) => recordId === record);
    }
}

function choiceOf(candidate: Candidate): Choice {
    return { ...candidate, label: fill(labels.match, candidate.name) };
}
