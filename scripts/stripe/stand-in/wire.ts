import type Stripe from 'stripe';

/**
 * A Stripe object as the stand-in keeps it and as JSON carries it: decimals are strings, references are ids.
 * (The SDK's types describe what the SDK hands out: decimals as objects, references as id or expanded object.)
 */
export type Wire<T> = T extends string
    ? T
    : T extends Stripe.Decimal
      ? string
      : T extends (infer Element)[]
        ? WireField<Element>[]
        : T extends object
          ? { [Key in keyof T]: WireField<T[Key]> }
          : T;

type Resource = { id: string; object: string };

type WireField<T> = [Extract<T, Resource>] extends [never] ? Wire<T> : string extends T ? Exclude<T, Resource> : Wire<T>;

export type CustomerRecord = Wire<Omit<Stripe.Customer, 'sources' | 'subscriptions' | 'tax_ids' | 'cash_balance' | 'discount' | 'tax'>> & {
    discount: string | null;
    deleted_at?: number;
};
export type ProductRecord = Wire<Stripe.Product>;
export type PriceRecord = Wire<Stripe.Price>;
export type CouponRecord = Wire<Stripe.Coupon>;
export type DiscountRecord = Wire<Stripe.Discount>;
export type MeterRecord = Wire<Stripe.Billing.Meter>;
export type TestClockRecord = Wire<Stripe.TestHelpers.TestClock>;
export type WebhookEndpointRecord = Wire<Stripe.WebhookEndpoint>;
export type TaxRateRecord = Wire<Stripe.TaxRate>;
/** Items stand beside their subscription; price, plan and tax rates are filled in when the item is shown. */
export type ItemRecord = Omit<Wire<Stripe.SubscriptionItem>, 'price' | 'plan' | 'tax_rates'> & { price: string; tax_rates: string[] };
export type SubscriptionRecord = Omit<Wire<Stripe.Subscription>, 'items' | 'default_tax_rates'> & { default_tax_rates: string[] };
export type PaymentMethodRecord = Wire<
    Pick<
        Stripe.PaymentMethod,
        | 'id'
        | 'object'
        | 'allow_redisplay'
        | 'billing_details'
        | 'card'
        | 'created'
        | 'customer'
        | 'customer_account'
        | 'livemode'
        | 'metadata'
        | 'type'
    >
>;
/** Lines and payments stand beside their invoice and are filled in when it is shown. */
export type InvoiceRecord = Omit<Wire<Stripe.Invoice>, 'lines' | 'payments' | 'default_tax_rates' | 'customer'> & {
    customer: string;
    default_tax_rates: string[];
};
export type LineRecord = Wire<Stripe.InvoiceLineItem>;
export type InvoiceItemRecord = Omit<Wire<Stripe.InvoiceItem>, 'tax_rates' | 'customer'> & { customer: string; tax_rates: string[] };
export type InvoicePaymentRecord = Wire<Stripe.InvoicePayment>;
export type PaymentIntentRecord = Wire<Stripe.PaymentIntent>;
/** Refunds stand beside their charge. */
export type ChargeRecord = Omit<Wire<Stripe.Charge>, 'refunds' | 'payment_method_details'> & {
    payment_method_details: { type: 'card'; card: Record<string, unknown> };
};
export type RefundRecord = Wire<Stripe.Refund>;
export type DisputeRecord = Omit<Wire<Stripe.Dispute>, 'balance_transactions'> & { balance_transactions: string[] };
export type CreditNoteRecord = Omit<Wire<Stripe.CreditNote>, 'lines'>;
/** Knows its credit note; Stripe shows the lines in the note alone. */
export type CreditNoteLineRecord = Wire<Stripe.CreditNoteLineItem> & { credit_note: string };
/** Knows the payout that took it to the bank; Stripe lists by payout and does not show it. */
export type BalanceTransactionRecord = Omit<Wire<Stripe.BalanceTransaction>, 'source'> & { source: string | null; payout: string | null };
export type PayoutRecord = Wire<Stripe.Payout>;
export type CustomerBalanceTransactionRecord = Wire<Stripe.CustomerBalanceTransaction>;
/** The one record of the account's own settings. */
export type BalanceSettingsRecord = Wire<Stripe.BalanceSettings> & { id: string };
export type EventRecord = Omit<Wire<Stripe.EventBase>, 'data'> & {
    data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
};

export interface RecordTypes {
    customer: CustomerRecord;
    product: ProductRecord;
    price: PriceRecord;
    coupon: CouponRecord;
    discount: DiscountRecord;
    subscription: SubscriptionRecord;
    subscription_item: ItemRecord;
    tax_rate: TaxRateRecord;
    payment_method: PaymentMethodRecord;
    invoice: InvoiceRecord;
    line_item: LineRecord;
    invoiceitem: InvoiceItemRecord;
    invoice_payment: InvoicePaymentRecord;
    payment_intent: PaymentIntentRecord;
    charge: ChargeRecord;
    refund: RefundRecord;
    dispute: DisputeRecord;
    credit_note: CreditNoteRecord;
    credit_note_line_item: CreditNoteLineRecord;
    balance_transaction: BalanceTransactionRecord;
    customer_balance_transaction: CustomerBalanceTransactionRecord;
    payout: PayoutRecord;
    balance_settings: BalanceSettingsRecord;
    'billing.meter': MeterRecord;
    'test_helpers.test_clock': TestClockRecord;
    webhook_endpoint: WebhookEndpointRecord;
    event: EventRecord;
}

export type RecordName = keyof RecordTypes;
