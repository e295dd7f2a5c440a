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
/** Items stand beside their subscription; price and plan are filled in when the item is shown. */
export type ItemRecord = Omit<Wire<Stripe.SubscriptionItem>, 'price' | 'plan'> & { price: string };
export type SubscriptionRecord = Omit<Wire<Stripe.Subscription>, 'items'>;
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
    'billing.meter': MeterRecord;
    'test_helpers.test_clock': TestClockRecord;
    webhook_endpoint: WebhookEndpointRecord;
    event: EventRecord;
}

export type RecordName = keyof RecordTypes;
