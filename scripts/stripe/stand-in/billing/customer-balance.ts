import type { Cause } from '../events';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { CustomerBalanceTransactionRecord, CustomerRecord, InvoiceRecord } from '../wire';
import { settle } from './totals';

type Type = 'applied_to_invoice' | 'credit_note' | 'unapplied_from_invoice';

/** Changes what the customer owes (positive) or has in credit (negative), and keeps the entry. */
export function moveBalance(
    world: World,
    customer: CustomerRecord,
    entry: { amount: number; currency: string; type: Type; invoice?: string; creditNote?: string },
    now: number,
    cause: Cause
): CustomerBalanceTransactionRecord {
    world.events.change('customer.updated', asJson(customer), now, cause, () => {
        customer.balance += entry.amount;
    });
    return world.state.put('customer_balance_transaction', {
        id: newId('cbtxn', 24),
        object: 'customer_balance_transaction',
        amount: entry.amount,
        checkout_session: null,
        created: now,
        credit_note: entry.creditNote ?? null,
        currency: entry.currency,
        customer: customer.id,
        customer_account: null,
        description: null,
        ending_balance: customer.balance,
        invoice: entry.invoice ?? null,
        livemode: false,
        metadata: {},
        type: entry.type
    });
}

/** Lets a credit pay for an invoice, or a debt fall due with it; an invoice below zero becomes credit. */
export function applyBalance(world: World, customer: CustomerRecord, invoice: InvoiceRecord, now: number, cause: Cause): void {
    invoice.starting_balance = customer.balance;
    const ofOtherCurrency = customer.currency !== null && customer.currency !== invoice.currency;
    const amount = ofOtherCurrency ? 0 : invoice.total < 0 ? invoice.total : Math.min(invoice.total, -customer.balance);
    if (amount !== 0)
        moveBalance(world, customer, { amount, currency: invoice.currency, type: 'applied_to_invoice', invoice: invoice.id }, now, cause);
    invoice.ending_balance = customer.balance;
    settle(invoice);
}
