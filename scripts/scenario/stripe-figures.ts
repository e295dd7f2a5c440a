import type Stripe from 'stripe';
import { addUp, type Entry, type Figure } from './figures';
import type { Biller } from './cast';

/** A Stripe account that took part, to compare the org with. */
export interface Ledger {
    biller: Biller;
    /** The package's name for it. */
    source: string;
    stripe: Stripe;
    /** Nobody but the story used the account, so that its payouts are the story's. */
    isOwn: boolean;
}

/** What the API itself says about the customers of the story, added up apart from the org. */
export async function stripeFigures(ledger: Ledger, customers: readonly string[]): Promise<Figure[]> {
    const entries: Entry[] = [];
    for (const customer of customers) {
        entries.push(...(await invoiceEntries(ledger, customer)));
        entries.push(...(await chargeEntries(ledger, customer)));
        for await (const note of ledger.stripe.creditNotes.list({ customer, limit: 100 }))
            entries.push(entryOf(ledger, 'Credit notes', note.status, note.currency, note.total));
    }
    if (ledger.isOwn) entries.push(...(await payoutEntries(ledger)));
    return addUp(entries);
}

/** Drafts are left out: they bind nobody yet. */
async function invoiceEntries(ledger: Ledger, customer: string): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const invoice of ledger.stripe.invoices.list({ customer, limit: 100 })) {
        if (invoice.status === 'draft') continue;
        entries.push(entryOf(ledger, 'Invoices', invoice.status ?? '', invoice.currency, invoice.total));
        const lines = invoice.lines.has_more ? ledger.stripe.invoices.listLineItems(invoice.id, { limit: 100 }) : invoice.lines.data;
        for await (const line of lines) entries.push(entryOf(ledger, 'Invoice lines', 'all', line.currency, line.amount));
    }
    return entries;
}

async function chargeEntries(ledger: Ledger, customer: string): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const charge of ledger.stripe.charges.list({ customer, limit: 100, expand: ['data.refunds'] })) {
        entries.push(entryOf(ledger, 'Charges', charge.status, charge.currency, charge.amount));
        for (const refund of charge.refunds?.data ?? [])
            entries.push(entryOf(ledger, 'Refunds', refund.status ?? '', refund.currency, refund.amount));
        if (!charge.disputed) continue;
        for await (const dispute of ledger.stripe.disputes.list({ charge: charge.id, limit: 100 }))
            entries.push(entryOf(ledger, 'Disputes', dispute.status, dispute.currency, dispute.amount));
    }
    return entries;
}

async function payoutEntries(ledger: Ledger): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const payout of ledger.stripe.payouts.list({ limit: 100 })) {
        entries.push(entryOf(ledger, 'Payouts', payout.status, payout.currency, payout.amount));
        if (!payout.automatic) continue;
        let fees = 0;
        for await (const { fee } of ledger.stripe.balanceTransactions.list({ payout: payout.id, limit: 100 })) fees += fee;
        entries.push(entryOf(ledger, 'Payout fees', payout.status, payout.currency, fees));
    }
    return entries;
}

function entryOf({ biller }: Ledger, what: Figure['what'], state: string, currency: string, amount: number): Entry {
    return { biller, what, state, currency: currency.toUpperCase(), amount };
}
