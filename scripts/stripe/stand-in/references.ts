import type { RecordName } from './wire';

/** What a field that holds an id points to; `none` is an object that the stand-in does not have: the id stays. */
export type Target = RecordName | 'none' | 'by prefix';

/** Which fields of an object hold the id of another and may be expanded. Nested fields are written with a dot. */
const REFERENCES: Partial<Record<string, Record<string, Target>>> = {
    customer: {
        test_clock: 'test_helpers.test_clock',
        default_source: 'none',
        'invoice_settings.default_payment_method': 'payment_method'
    },
    subscription: {
        customer: 'customer',
        discounts: 'discount',
        test_clock: 'test_helpers.test_clock',
        latest_invoice: 'invoice',
        default_payment_method: 'payment_method',
        default_source: 'none',
        pending_setup_intent: 'none',
        schedule: 'none',
        application: 'none',
        on_behalf_of: 'none'
    },
    subscription_item: { discounts: 'discount' },
    price: { product: 'product' },
    plan: { product: 'product' },
    product: { default_price: 'price', tax_code: 'none' },
    discount: { customer: 'customer', 'source.coupon': 'coupon', promotion_code: 'none' },
    payment_method: { customer: 'customer' },
    invoice: {
        customer: 'customer',
        discounts: 'discount',
        default_payment_method: 'payment_method',
        test_clock: 'test_helpers.test_clock',
        'parent.subscription_details.subscription': 'subscription',
        'total_discount_amounts.discount': 'discount',
        latest_revision: 'invoice'
    },
    line_item: {
        discounts: 'discount',
        'discount_amounts.discount': 'discount',
        subscription: 'subscription',
        'pricing.price_details.price': 'price'
    },
    invoiceitem: { customer: 'customer', invoice: 'invoice', test_clock: 'test_helpers.test_clock' },
    invoice_payment: { invoice: 'invoice', 'payment.payment_intent': 'payment_intent', 'payment.charge': 'charge' },
    payment_intent: { customer: 'customer', latest_charge: 'charge', payment_method: 'payment_method' },
    charge: { customer: 'customer', payment_intent: 'payment_intent', balance_transaction: 'balance_transaction' },
    refund: {
        charge: 'charge',
        payment_intent: 'payment_intent',
        customer: 'customer',
        balance_transaction: 'balance_transaction',
        failure_balance_transaction: 'balance_transaction'
    },
    credit_note: {
        customer: 'customer',
        invoice: 'invoice',
        customer_balance_transaction: 'customer_balance_transaction',
        'discount_amounts.discount': 'discount',
        'refunds.refund': 'refund'
    },
    dispute: { charge: 'charge', payment_intent: 'payment_intent' },
    balance_transaction: { source: 'by prefix' },
    customer_balance_transaction: { customer: 'customer', invoice: 'invoice', credit_note: 'credit_note' },
    payout: {
        balance_transaction: 'balance_transaction',
        failure_balance_transaction: 'balance_transaction',
        destination: 'none',
        original_payout: 'payout',
        reversed_by: 'payout'
    }
};

/** Fields that are there only when they are asked for. */
const INCLUDABLE: Partial<Record<string, readonly string[]>> = {
    price: ['tiers', 'currency_options'],
    coupon: ['applies_to', 'currency_options'],
    invoice: ['payments'],
    charge: ['refunds']
};

const BY_PREFIX: Readonly<Record<string, RecordName>> = { ch: 'charge', re: 'refund', du: 'dispute', po: 'payout' };

/** @param field the path inside the owner, nested fields with a dot */
export function targetOf(owner: string, field: string): Target | undefined {
    return REFERENCES[owner]?.[field];
}

export function includableOf(owner: string): readonly string[] {
    return INCLUDABLE[owner] ?? [];
}

export function tableOf(target: Target, id: string): RecordName | undefined {
    if (target === 'by prefix') return BY_PREFIX[id.split('_')[0]!];
    return target === 'none' ? undefined : target;
}
