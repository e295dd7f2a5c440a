import type { Cause } from '../events';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { InvoicePaymentRecord, InvoiceRecord, PaymentIntentRecord } from '../wire';

/** What a finalized invoice is waiting for: a payment intent over what is due. */
export function openPayment(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    const intent = world.state.put('payment_intent', blankIntent(invoice, now));
    world.state.put('invoice_payment', {
        id: newId('inpay', 24),
        object: 'invoice_payment',
        amount_paid: null,
        amount_requested: invoice.amount_due,
        created: now,
        currency: invoice.currency,
        invoice: invoice.id,
        is_default: true,
        livemode: false,
        payment: { payment_intent: intent.id, type: 'payment_intent' },
        status: 'open',
        status_transitions: { canceled_at: null, paid_at: null }
    });
    world.events.emit('payment_intent.created', asJson(intent), now, cause);
}

/** The payment that an invoice still waits for. */
export function openPaymentOf(
    world: World,
    invoice: InvoiceRecord
): { payment: InvoicePaymentRecord; intent: PaymentIntentRecord } | undefined {
    const payment = world.state.where('invoice_payment', 'invoice', invoice.id).find(({ status }) => status === 'open');
    return payment && { payment, intent: world.state.find('payment_intent', payment.payment.payment_intent!) };
}

export function invoiceOfIntent(world: World, intent: string): InvoiceRecord | undefined {
    const [payment] = world.state.where('invoice_payment', 'intent', intent);
    return payment && world.state.get('invoice', payment.invoice);
}

/** A credit note on an open invoice lowers what the payment asks for. */
export function lowerPayment(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    const open = openPaymentOf(world, invoice);
    if (!open) return;
    if (invoice.amount_due === 0) return cancelPayment(world, invoice, now, cause);
    open.payment.amount_requested = invoice.amount_due;
    open.intent.amount = invoice.amount_due;
}

/** Nothing is to be paid this way any more: the invoice was voided, written off, or paid outside of Stripe. */
export function cancelPayment(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    const open = openPaymentOf(world, invoice);
    if (!open) return;
    open.payment.status = 'canceled';
    open.payment.status_transitions.canceled_at = now;
    open.intent.status = 'canceled';
    open.intent.canceled_at = now;
    open.intent.cancellation_reason = 'void_invoice';
    world.events.emit('payment_intent.canceled', asJson(open.intent), now, cause);
}

function blankIntent(invoice: InvoiceRecord, now: number): PaymentIntentRecord {
    const id = newId('pi', 24);
    return {
        id,
        object: 'payment_intent',
        allowed_payment_method_types: null,
        amount: invoice.amount_due,
        amount_capturable: 0,
        amount_details: { tip: {} },
        amount_received: 0,
        application: null,
        application_fee_amount: null,
        automatic_payment_methods: null,
        canceled_at: null,
        cancellation_reason: null,
        capture_method: 'automatic',
        client_secret: `${id}_secret_${newId('s', 24).slice(2)}`,
        confirmation_method: 'automatic',
        created: now,
        currency: invoice.currency,
        customer: invoice.customer,
        customer_account: null,
        description: describe(invoice),
        excluded_payment_method_types: null,
        last_payment_error: null,
        latest_charge: null,
        livemode: false,
        managed_payments: null,
        metadata: {},
        next_action: null,
        on_behalf_of: null,
        payment_method: null,
        payment_method_configuration_details: null,
        payment_method_options: null,
        payment_method_types: ['card'],
        payment_record: null,
        processing: null,
        receipt_email: null,
        review: null,
        setup_future_usage: 'off_session',
        shipping: null,
        source: null,
        statement_descriptor: null,
        statement_descriptor_suffix: null,
        status: 'requires_payment_method',
        transfer_group: null
    };
}

function describe(invoice: InvoiceRecord): string {
    if (invoice.billing_reason === 'subscription_create') return 'Subscription creation';
    if (invoice.billing_reason === 'manual') return `Payment for Invoice ${invoice.number}`;
    return 'Subscription update';
}
