import type { State } from '../stripe/stand-in/state';
import type {
    ChargeRecord,
    CouponRecord,
    CustomerRecord,
    DiscountRecord,
    InvoiceRecord,
    ItemRecord,
    PriceRecord,
    ProductRecord,
    SubscriptionRecord
} from '../stripe/stand-in/wire';
import type { Json, VectorDiscount, VectorState } from './model';

const ID = /^(cus|sub|si|price|prod|di|co)_/;

/** Ids of one run get an ending of their own, so that all runs share one org without meeting. */
export function withOwnIds<T>(value: T, ending: string): T {
    if (typeof value === 'string') return (ID.test(value) ? `${value}_${ending}` : value) as T;
    if (Array.isArray(value)) return value.map((element: unknown) => withOwnIds(element, ending)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withOwnIds(part, ending)])) as T;
}

/**
 * Puts the state of one step into the API, in the API's own way: references as ids, discounts and coupons apart, so that the
 * package has to read them as it would from Stripe.
 * @param now seconds since the epoch: `created` of what has none
 */
export function putState(state: State, vector: VectorState, now: number): void {
    putCustomer(state, vector, now);
    for (const given of vector.subscriptions) {
        const { items, discounts, ...plain } = given;
        state.put('subscription', {
            created: now,
            start_date: now,
            collection_method: 'charge_automatically',
            livemode: false,
            metadata: {},
            latest_invoice: null,
            test_clock: null,
            ...withoutHelpers(plain),
            discounts: putDiscounts(state, discounts, now)
        } as unknown as SubscriptionRecord);
        for (const known of state.all('subscription_item').filter((item) => item.subscription === given.id))
            state.remove('subscription_item', known.id);
        for (const item of items.data) {
            putPrice(state, item.price, now);
            state.put('subscription_item', {
                created: now,
                metadata: {},
                ...withoutHelpers(item),
                price: item.price.id,
                subscription: given.id,
                discounts: putDiscounts(state, item.discounts, now)
            } as unknown as ItemRecord);
        }
    }
}

function putCustomer(state: State, vector: VectorState, now: number): void {
    const [discount] = putDiscounts(state, vector.customer_discount ? [vector.customer_discount] : [], now);
    const customer = {
        id: vector.customer,
        object: 'customer',
        created: now,
        email: null,
        name: vector.customer,
        livemode: false,
        metadata: {}
    };
    state.put('customer', { ...customer, discount: discount ?? null, test_clock: null } as unknown as CustomerRecord);
}

function putPrice(state: State, price: Json & { id: string }, now: number): void {
    state.put('price', { active: true, created: now, livemode: false, metadata: {}, nickname: null, ...price } as unknown as PriceRecord);
    const product = price['product'];
    if (typeof product === 'string')
        state.put('product', { id: product, object: 'product', active: true, created: now, name: product } as unknown as ProductRecord);
}

function putDiscounts(state: State, discounts: readonly VectorDiscount[] | undefined, now: number): string[] {
    return (discounts ?? []).map((discount) => {
        const { coupon } = discount.source;
        state.put('coupon', { created: now, livemode: false, valid: true, ...coupon } as unknown as CouponRecord);
        state.put('discount', { ...discount, source: { ...discount.source, coupon: coupon.id } } as unknown as DiscountRecord);
        return discount.id;
    });
}

/** A charge or an invoice of the customer, over an amount that no example speaks of. */
export function putPayment(state: State, given: { object: string; id: string; customer: string; now: number }): Json {
    const { object, id, customer, now } = given;
    const common = { id, object, customer, currency: 'usd', created: now, livemode: false, metadata: {}, payment_intent: null };
    if (object === 'charge')
        state.put('charge', { ...common, status: 'succeeded', amount: 1000, amount_refunded: 500 } as unknown as ChargeRecord);
    else if (object === 'invoice')
        state.put('invoice', {
            ...common,
            status: 'paid',
            total: 1000,
            amount_due: 1000,
            amount_paid: 1000,
            amount_remaining: 0,
            status_transitions: { finalized_at: now, paid_at: now }
        } as unknown as InvoiceRecord);
    else throw new Error(`an example has an event of a ${object}, which is not known here`);
    return common;
}

/** Helper fields of the examples begin with an underscore; Stripe has none such. */
function withoutHelpers(object: Json): Json {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !name.startsWith('_')));
}
