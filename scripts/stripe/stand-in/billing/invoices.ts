import type { Cause } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { CustomerRecord, InvoiceRecord, LineRecord, SubscriptionRecord } from '../wire';
import { applyBalance } from './customer-balance';
import { openPayment } from './invoice-payments';
import { total } from './totals';

/** A draft of a renewal waits this long before it is finalized, in seconds. */
const DRAFT_HOUR = 3_600;

export interface InvoiceOrigin {
    customer: CustomerRecord;
    subscription?: SubscriptionRecord;
    reason: 'manual' | 'subscription_create' | 'subscription_cycle' | 'subscription_update';
    currency: string;
    lines: readonly LineRecord[];
    discounts?: readonly string[];
    collection: 'charge_automatically' | 'send_invoice';
    daysUntilDue?: number | null;
    autoAdvance: boolean;
    description?: string;
    metadata?: Record<string, string>;
    defaultPaymentMethod?: string | null;
    period?: { start: number; end: number };
}

/** Puts a draft and its lines into the books. */
export function draftInvoice(world: World, origin: InvoiceOrigin, now: number, cause: Cause): InvoiceRecord {
    const invoice = blankInvoice(origin, now);
    world.state.put('invoice', invoice);
    addLines(world, invoice, origin.lines);
    if (origin.subscription) origin.subscription.latest_invoice = invoice.id;
    world.events.emit('invoice.created', asJson(invoice), now, cause);
    return invoice;
}

export function addLines(world: World, invoice: InvoiceRecord, lines: readonly LineRecord[]): void {
    for (const line of lines) {
        line.invoice = invoice.id;
        world.state.put('line_item', line);
    }
    total(world, invoice);
}

/** Makes a draft binding: a number, the customer's balance applied, a payment to wait for. */
export function finalizeInvoice(world: World, invoice: InvoiceRecord, now: number, cause: Cause): void {
    const customer = world.state.find('customer', invoice.customer);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.status = 'open';
        invoice.number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence ?? 1).padStart(4, '0')}`;
        customer.next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1;
        invoice.status_transitions.finalized_at = now;
        invoice.effective_at = now;
        invoice.automatically_finalizes_at = null;
        invoice.hosted_invoice_url = `https://invoice.stripe.com/i/acct_standin/test_${invoice.id}`;
        invoice.invoice_pdf = `https://pay.stripe.com/invoice/acct_standin/test_${invoice.id}/pdf`;
        applyBalance(world, customer, invoice, now, cause);
    });
    world.events.emit('invoice.finalized', asJson(invoice), now, cause);
    if (invoice.amount_due > 0) openPayment(world, invoice, now, cause);
    if (invoice.collection_method === 'send_invoice') world.events.emit('invoice.sent', asJson(invoice), now, cause);
}

function blankInvoice(origin: InvoiceOrigin, now: number): InvoiceRecord {
    const { customer, subscription } = origin;
    const automatic = origin.collection === 'charge_automatically';
    return {
        id: newId('in', 24),
        object: 'invoice',
        account_country: 'US',
        account_name: 'Stand-in',
        account_tax_ids: null,
        amount_due: 0,
        amount_overpaid: 0,
        amount_paid: 0,
        amount_remaining: 0,
        amount_shipping: 0,
        application: null,
        attempt_count: 0,
        attempted: false,
        auto_advance: origin.autoAdvance,
        automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
        automatically_finalizes_at: origin.autoAdvance ? now + DRAFT_HOUR : null,
        billing_reason: origin.reason,
        collection_method: origin.collection,
        created: now,
        currency: origin.currency,
        custom_fields: null,
        customer: customer.id,
        customer_account: null,
        customer_address: customer.address ?? null,
        customer_email: customer.email,
        customer_name: customer.name ?? null,
        customer_phone: customer.phone ?? null,
        customer_shipping: null,
        customer_tax_exempt: customer.tax_exempt ?? 'none',
        customer_tax_ids: [],
        default_payment_method: origin.defaultPaymentMethod ?? null,
        default_source: null,
        default_tax_rates: [],
        description: origin.description ?? null,
        discounts: [...(origin.discounts ?? [])],
        due_date: automatic ? null : now + (origin.daysUntilDue ?? 30) * DAY,
        effective_at: null,
        ending_balance: null,
        footer: null,
        from_invoice: null,
        hosted_invoice_url: null,
        invoice_pdf: null,
        issuer: { type: 'self' },
        last_finalization_error: null,
        latest_revision: null,
        livemode: false,
        metadata: origin.metadata ?? {},
        next_payment_attempt: automatic && origin.autoAdvance ? now + DRAFT_HOUR : null,
        number: null,
        on_behalf_of: null,
        parent: subscription
            ? {
                  quote_details: null,
                  subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
                  type: 'subscription_details'
              }
            : null,
        payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
        period_end: origin.period?.end ?? now,
        period_start: origin.period?.start ?? now,
        post_payment_credit_notes_amount: 0,
        pre_payment_credit_notes_amount: 0,
        receipt_number: null,
        rendering: null,
        shipping_cost: null,
        shipping_details: null,
        starting_balance: customer.balance,
        statement_descriptor: null,
        status: 'draft',
        status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
        subtotal: 0,
        subtotal_excluding_tax: 0,
        test_clock: (customer.test_clock as string | null | undefined) ?? null,
        total: 0,
        total_discount_amounts: [],
        total_excluding_tax: 0,
        total_pretax_credit_amounts: [],
        total_taxes: [],
        webhooks_delivered_at: now
    };
}
