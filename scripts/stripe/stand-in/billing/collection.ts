import { invalid } from '../errors';
import type { Cause } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import type { CustomerRecord, InvoiceRecord, PaymentMethodRecord, SubscriptionRecord } from '../wire';
import { afterCharge, chargeCard, type ChargeOutcome } from './charges';
import { cancelPayment, openPaymentOf } from './invoice-payments';
import { finalizeInvoice } from './invoices';
import { moveBalance } from './customer-balance';
import { balanceApplied } from './totals';
import { endSubscription } from './ending';

/** Days from one failed attempt to the next. After the last one the subscription is cancelled. */
export const RETRY_DAYS = [3, 5, 7];

/** Finalizes a draft and, where it is to be collected by itself, tries to collect it. */
export function finalizeAndCollect(world: World, invoice: InvoiceRecord, now: number, cause: Cause): ChargeOutcome | undefined {
    finalizeInvoice(world, invoice, now, cause);
    const pause = subscriptionOf(world, invoice)?.pause_collection;
    if (pause?.behavior === 'void') {
        voidInvoice(world, invoice, now, cause);
        return undefined;
    }
    if (pause?.behavior === 'mark_uncollectible') {
        markUncollectible(world, invoice, now, cause);
        return undefined;
    }
    if (invoice.amount_due === 0) {
        markPaid(world, invoice, now, cause);
        return undefined;
    }
    return invoice.collection_method === 'charge_automatically' && invoice.auto_advance ? collect(world, invoice, now, cause) : undefined;
}

/** One attempt of the schedule. */
export function collect(
    world: World,
    invoice: InvoiceRecord,
    now: number,
    cause: Cause,
    chosen?: PaymentMethodRecord
): ChargeOutcome | undefined {
    const open = openPaymentOf(world, invoice);
    if (!open) return undefined;
    const method = chosen ?? paymentMethodOf(world, invoice);
    const outcome = method && chargeCard(world, open.intent, method, invoice, now, cause);
    const scheduled = chosen === undefined || invoice.attempt_count === 0;
    if (outcome && !outcome.decline) {
        if (scheduled) invoice.attempt_count += 1;
        open.payment.amount_paid = outcome.charge.amount;
        open.payment.status = 'paid';
        open.payment.status_transitions.paid_at = now;
        markPaid(world, invoice, now, cause, () => world.events.emit('invoice_payment.paid', asJson(open.payment), now, cause));
        afterCharge(world, outcome.charge, now);
        return outcome;
    }
    fail(world, invoice, now, cause, scheduled);
    return outcome;
}

/** Paid by other means than Stripe: a bank transfer, a cheque. */
export function payOutOfBand(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    cancelPayment(world, invoice, now, cause);
    invoice.amount_paid_off_stripe = invoice.amount_remaining;
    markPaid(world, invoice, now, cause);
}

/** An invoice that was sent is not paid on its day: its subscription falls behind. */
export function fallOverdue(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    world.events.emit('invoice.overdue', asJson(invoice), now, cause);
    const subscription = subscriptionOf(world, invoice);
    if (subscription?.status === 'active') setStatus(world, subscription, 'past_due', now, cause);
}

export function markPaid(world: World, invoice: InvoiceRecord, now: number, cause: Cause, between: () => void = () => undefined): void {
    const offStripe = invoice.amount_paid_off_stripe !== undefined;
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.status = 'paid';
        invoice.attempted = true;
        invoice.amount_paid = invoice.amount_due;
        invoice.amount_remaining = 0;
        invoice.next_payment_attempt = null;
        invoice.status_transitions.paid_at = now;
    });
    between();
    world.events.emit('invoice.paid', asJson(invoice), now, cause);
    if (!offStripe) world.events.emit('invoice.payment_succeeded', asJson(invoice), now, cause);
    const subscription = subscriptionOf(world, invoice);
    if (subscription && ['past_due', 'unpaid', 'incomplete'].includes(subscription.status) && owed(world, subscription, now).length === 0)
        setStatus(world, subscription, 'active', now, cause);
    updateDelinquency(world, invoice, now, cause);
}

export function voidInvoice(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
        throw invalid(
            `You can only pass in open or uncollectible invoices. This invoice is ${invoice.status}.`,
            undefined,
            'invoice_not_editable'
        );
    cancelPayment(world, invoice, now, cause);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.status = 'void';
        invoice.auto_advance = false;
        invoice.next_payment_attempt = null;
        invoice.status_transitions.voided_at = now;
    });
    giveBalanceBack(world, invoice, now, cause);
    world.events.emit('invoice.voided', asJson(invoice), now, cause);
    updateDelinquency(world, invoice, now, cause);
}

/** Written off; it may still be paid. */
export function markUncollectible(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    if (invoice.status !== 'open') throw invalid(`You can only mark open invoices as uncollectible. This invoice is ${invoice.status}.`);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.status = 'uncollectible';
        invoice.auto_advance = false;
        invoice.next_payment_attempt = null;
        invoice.status_transitions.marked_uncollectible_at = now;
    });
    world.events.emit('invoice.marked_uncollectible', asJson(invoice), now, cause);
    updateDelinquency(world, invoice, now, cause);
}

/** The invoice's own payment method, else the subscription's, else the customer's. */
export function paymentMethodOf(world: World, invoice: InvoiceRecord): PaymentMethodRecord | undefined {
    const customer = world.state.find('customer', invoice.customer);
    return paymentMethodFor(world, customer, subscriptionOf(world, invoice), invoice.default_payment_method);
}

export function paymentMethodFor(
    world: World,
    customer: CustomerRecord,
    subscription: { default_payment_method: unknown } | undefined,
    own?: string | null
): PaymentMethodRecord | undefined {
    const id = own ?? subscription?.default_payment_method ?? customer.invoice_settings.default_payment_method;
    return typeof id === 'string' ? world.state.get('payment_method', id) : undefined;
}

export function subscriptionOf(world: World, invoice: InvoiceRecord): SubscriptionRecord | undefined {
    const id = invoice.parent?.subscription_details?.subscription;
    return id === undefined ? undefined : world.state.get('subscription', id as string);
}

function fail(world: World, invoice: InvoiceRecord, now: number, cause: Cause, scheduled: boolean): void {
    const subscription = subscriptionOf(world, invoice);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.attempted = true;
        if (!scheduled) return;
        invoice.attempt_count += 1;
        const days = RETRY_DAYS[invoice.attempt_count - 1];
        const isRetried = days !== undefined && invoice.auto_advance && subscription?.status !== 'incomplete';
        invoice.next_payment_attempt = isRetried ? now + days * DAY : null;
    });
    world.events.emit('invoice.payment_failed', asJson(invoice), now, cause);
    if (subscription?.status === 'active') setStatus(world, subscription, 'past_due', now, cause);
    updateDelinquency(world, invoice, now, cause);
    const exhausted = scheduled && invoice.attempt_count > RETRY_DAYS.length;
    if (exhausted && subscription?.status === 'past_due') endSubscription(world, subscription, now, cause, 'payment_failed');
}

/** Invoices by which a subscription is behind: a collection that failed, or a due date that passed. */
function owed(world: World, subscription: SubscriptionRecord, now: number): InvoiceRecord[] {
    return world.state
        .where('invoice', 'subscription', subscription.id)
        .filter((invoice) => invoice.status === 'open')
        .filter((invoice) => (invoice.collection_method === 'send_invoice' ? invoice.due_date! <= now : invoice.attempted));
}

function setStatus(world: World, subscription: SubscriptionRecord, status: 'active' | 'past_due', now: number, cause: Cause): void {
    world.events.change('customer.subscription.updated', asJson(subscription), now, cause, () => {
        subscription.status = status;
    });
}

/** A customer is delinquent while an automatic collection has failed and not been made good. */
function updateDelinquency(world: World, { customer: id }: InvoiceRecord, now: number, cause: Cause): void {
    const customer = world.state.find('customer', id);
    const delinquent = world.state
        .where('invoice', 'customer', id)
        .some((invoice) => invoice.status === 'open' && invoice.attempted && invoice.collection_method === 'charge_automatically');
    if (customer.deleted || customer.delinquent === delinquent) return;
    world.events.change('customer.updated', asJson(customer), now, cause, () => {
        customer.delinquent = delinquent;
    });
}

function giveBalanceBack(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    const applied = balanceApplied(invoice);
    if (applied === 0) return;
    const customer = world.state.find('customer', invoice.customer);
    const { currency, id } = invoice;
    moveBalance(world, customer, { amount: -applied, currency, type: 'unapplied_from_invoice', invoice: id }, now, cause);
}
