/** Stripe's objects, as far as MRR depends on them (API 2026-10-28.endive). Instants are seconds since the epoch. */

export interface Price {
    readonly id: string;
    readonly object: 'price';
    readonly product: string;
    readonly currency: string;
    readonly billing_scheme: 'per_unit';
    /** In minor units, with up to twelve decimals. */
    readonly unit_amount_decimal: string;
    readonly recurring: { readonly interval: Interval; readonly interval_count: number; readonly usage_type: 'licensed' | 'metered' };
}

export type Interval = 'day' | 'week' | 'month' | 'year';

export interface Item {
    readonly id: string;
    readonly object: 'subscription_item';
    readonly price: Price;
    readonly quantity: number;
    readonly discounts: readonly never[];
    readonly current_period_start: number;
    readonly current_period_end: number;
}

export interface Discount {
    readonly id: string;
    readonly object: 'discount';
    readonly start: number;
    readonly end: number | null;
    readonly source: { readonly type: 'coupon'; readonly coupon: Coupon };
}

export interface Coupon {
    readonly id: string;
    readonly object: 'coupon';
    readonly percent_off: number | null;
    readonly amount_off: number | null;
    readonly currency: string | null;
    readonly duration: 'forever' | 'repeating';
}

export type Status = 'trialing' | 'active' | 'past_due' | 'unpaid' | 'canceled';
export type PauseBehavior = 'void' | 'mark_uncollectible' | 'keep_as_draft';

export interface Subscription {
    readonly id: string;
    readonly object: 'subscription';
    readonly customer: string;
    readonly created: number;
    readonly start_date: number;
    readonly currency: string;
    readonly status: Status;
    readonly items: { readonly object: 'list'; readonly has_more: false; readonly data: readonly Item[] };
    readonly discounts: readonly Discount[];
    readonly collection_method: 'charge_automatically';
    readonly cancel_at_period_end: boolean;
    readonly cancel_at: number | null;
    readonly canceled_at: number | null;
    readonly ended_at: number | null;
    readonly trial_end: number | null;
    readonly pause_collection: { readonly behavior: PauseBehavior; readonly resumes_at: null } | null;
    readonly livemode: false;
}

export interface Customer {
    readonly id: string;
    readonly object: 'customer';
    readonly created: number;
    readonly name: string;
    readonly email: string;
    readonly metadata: Readonly<Record<string, string>>;
    readonly discount: null;
    readonly livemode: false;
    readonly deleted?: true;
}

export interface StripeEvent {
    readonly id: string;
    readonly object: 'event';
    readonly type: string;
    readonly created: number;
    readonly livemode: false;
    readonly api_version: string;
    readonly data: { readonly object: Subscription | Customer };
}
