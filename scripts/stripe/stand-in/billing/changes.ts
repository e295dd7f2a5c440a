import { invalid, missing, StripeFailure } from '../errors';
import type { Cause } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { CustomerRecord, SubscriptionRecord } from '../wire';
import { mergeMetadata } from '../resources/metadata';
import { customerNow, findCustomer } from './customer';
import { applyDiscounts, remainingDiscounts, type DiscountParameter } from './discounts';
import { billItems } from './billing';
import { finalizeAndCollect, paymentMethodFor } from './collection';
import { addItem, changeItem, itemsOf, periodEnd, recurringPrice, type ItemParameter } from './items';
import { cardError, ownPaymentMethod } from './payment-methods';
import { formerItems, isRepriced, isRestarted, prorate, type FormerItem } from './prorations';
import { declineOf } from './test-cards';

export interface SubscriptionParameters {
    customer?: string;
    items?: ItemParameter[];
    trial_end?: number | 'now';
    trial_period_days?: number;
    trial_settings?: { end_behavior: { missing_payment_method: 'cancel' | 'create_invoice' | 'pause' } };
    cancel_at_period_end?: boolean;
    cancel_at?: number | '';
    collection_method?: 'charge_automatically' | 'send_invoice';
    days_until_due?: number;
    description?: string;
    default_payment_method?: string;
    discounts?: DiscountParameter[] | '';
    metadata?: Record<string, string> | '';
    pause_collection?: { behavior: 'keep_as_draft' | 'mark_uncollectible' | 'void'; resumes_at?: number } | '';
    payment_behavior?: 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete';
    proration_behavior?: 'always_invoice' | 'create_prorations' | 'none';
    default_tax_rates?: string[] | '';
}

export function createSubscription(world: World, parameters: SubscriptionParameters, cause: Cause): SubscriptionRecord {
    if (parameters.customer === undefined) throw missing('customer');
    const customer = findCustomer(world, parameters.customer, 'customer');
    if (!parameters.items?.length) throw missing('items');
    const now = customerNow(world, customer);
    const trialEnd = trialEndOf(parameters, now);
    const currency = recurringPrice(world, parameters.items[0]!.price, undefined, 'items[0][price]').currency;
    const beginning = trialEnd === null ? beginningOf(world, customer, parameters, now) : 'trialing';
    const subscription = blankSubscription(customer, currency, now, trialEnd, beginning);
    parameters.items.forEach((item, index) => addItem(world, subscription, item, now, `items[${index}]`, trialEnd ?? undefined));
    world.state.put('subscription', subscription);
    applyPlainFields(world, subscription, parameters, now);
    if (customer.currency === null) {
        world.events.change('customer.updated', asJson(customer), now, cause, () => {
            customer.currency = currency;
        });
    }
    const invoice = billItems(world, subscription, itemsOf(world, subscription.id), 'subscription_create', now, cause);
    world.events.emit('customer.subscription.created', asJson(subscription), now, cause);
    if (parameters.payment_behavior === 'default_incomplete') invoice.auto_advance = false;
    if (subscription.collection_method === 'charge_automatically') finalizeAndCollect(world, invoice, now, cause);
    if (trialEnd === null) takeOnceDiscounts(world, subscription, now, cause);
    return subscription;
}

export function updateSubscription(world: World, subscription: SubscriptionRecord, parameters: SubscriptionParameters, cause: Cause): void {
    if (subscription.status === 'canceled') {
        throw invalid('A canceled subscription can only update its cancellation_details and metadata.', 'id');
    }
    const now = customerNow(world, subscription);
    const before = formerItems(world, subscription);
    const trialed = subscription.status === 'trialing';
    world.events.change('customer.subscription.updated', asJson(subscription), now, cause, () => {
        parameters.items?.forEach((item, index) => {
            if (item.id === undefined) addItem(world, subscription, item, now, `items[${index}]`);
            else changeItem(world, subscription, item, now, `items[${index}]`);
        });
        applyPlainFields(world, subscription, parameters, now);
        if (parameters.trial_end !== undefined) changeTrial(world, subscription, parameters.trial_end, now);
    });
    if (trialed && subscription.status === 'active') billNow(world, subscription, itemsOf(world, subscription.id), now, cause);
    else if (subscription.status === 'active' || subscription.status === 'past_due')
        billChange(world, subscription, before, parameters, now, cause);
}

/** Prorations wait for the next invoice; a new rhythm, or the wish for it, bills at once. */
function billChange(
    world: World,
    subscription: SubscriptionRecord,
    before: readonly FormerItem[],
    { proration_behavior: behaviour = 'create_prorations' }: SubscriptionParameters,
    now: number,
    cause: Cause
): void {
    if (behaviour !== 'none') prorate(world, subscription, before, now, cause);
    const items = itemsOf(world, subscription.id);
    const formerOf = (id: string): FormerItem['item'] | undefined => before.find(({ item }) => item.id === id)?.item;
    const restarted = items.filter((item) => isRestarted(item, formerOf(item.id)));
    const changed = before.some(({ item }) => isRepriced(item, world.state.get('subscription_item', item.id) ?? { ...item, price: '' }));
    const added = items.length > before.length;
    if (restarted.length > 0 || (behaviour === 'always_invoice' && (changed || added))) billNow(world, subscription, restarted, now, cause);
}

function billNow(world: World, subscription: SubscriptionRecord, items: ReturnType<typeof itemsOf>, now: number, cause: Cause): void {
    const invoice = billItems(world, subscription, items, 'subscription_update', now, cause);
    if (subscription.collection_method === 'charge_automatically' && invoice.auto_advance) finalizeAndCollect(world, invoice, now, cause);
}

/** A discount of duration `once` is used up by the first invoice, and the subscription no longer shows it. */
export function takeOnceDiscounts(world: World, subscription: SubscriptionRecord, now: number, cause: Cause): void {
    world.events.change('customer.subscription.updated', asJson(subscription), now, cause, () => {
        subscription.discounts = remainingDiscounts(world, subscription.discounts, now);
        for (const item of itemsOf(world, subscription.id)) item.discounts = remainingDiscounts(world, item.discounts, now);
    });
}

/** Begins the paid life of a subscription: its periods start now. */
export function startPeriods(world: World, subscription: SubscriptionRecord, now: number): void {
    subscription.billing_cycle_anchor = now;
    for (const item of itemsOf(world, subscription.id)) {
        item.current_period_start = now;
        item.current_period_end = periodEnd(world.state.find('price', item.price), now, now);
    }
}

function changeTrial(world: World, subscription: SubscriptionRecord, trialEnd: number | 'now', now: number): void {
    if (trialEnd === 'now') {
        if (subscription.status !== 'trialing') return;
        subscription.trial_end = now;
        subscription.status = 'active';
        startPeriods(world, subscription, now);
        return;
    }
    if (trialEnd <= now) throw invalid('`trial_end` must be a timestamp in the future.', 'trial_end');
    subscription.trial_start ??= now;
    subscription.trial_end = trialEnd;
    subscription.status = 'trialing';
    for (const item of itemsOf(world, subscription.id)) item.current_period_end = trialEnd;
}

function applyPlainFields(world: World, subscription: SubscriptionRecord, parameters: SubscriptionParameters, now: number): void {
    if (parameters.metadata !== undefined) subscription.metadata = mergeMetadata(subscription.metadata, parameters.metadata);
    if (parameters.description !== undefined) subscription.description = parameters.description === '' ? null : parameters.description;
    if (parameters.trial_settings !== undefined) {
        subscription.trial_settings = { end_behavior: { billing_cycle_anchor: null, ...parameters.trial_settings.end_behavior } };
    }
    if (parameters.default_payment_method !== undefined) {
        const customer = world.state.find('customer', subscription.customer as string);
        subscription.default_payment_method = ownPaymentMethod(
            world,
            customer,
            parameters.default_payment_method,
            'default_payment_method'
        ).id;
    }
    if (parameters.default_tax_rates !== undefined) {
        const rates = parameters.default_tax_rates === '' ? [] : parameters.default_tax_rates;
        subscription.default_tax_rates = rates.map((id, index) => world.state.find('tax_rate', id, `default_tax_rates[${index}]`).id);
    }
    if (parameters.collection_method !== undefined) subscription.collection_method = parameters.collection_method;
    if (parameters.days_until_due !== undefined) subscription.days_until_due = parameters.days_until_due;
    if (subscription.collection_method === 'send_invoice' && subscription.days_until_due === null) throw missing('days_until_due');
    if (parameters.discounts !== undefined) {
        const owner = { customer: subscription.customer as string, subscription: subscription.id, item: null };
        subscription.discounts = applyDiscounts(world, parameters.discounts, owner, now, 'discounts');
    }
    if (parameters.pause_collection !== undefined) {
        const pause = parameters.pause_collection;
        subscription.pause_collection = pause === '' ? null : { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null };
    }
    applyCancellation(world, subscription, parameters, now);
}

function applyCancellation(world: World, subscription: SubscriptionRecord, parameters: SubscriptionParameters, now: number): void {
    const { cancel_at: cancelAt, cancel_at_period_end: atPeriodEnd } = parameters;
    if (cancelAt !== undefined && atPeriodEnd)
        throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', 'cancel_at');
    if (typeof cancelAt === 'number' && cancelAt <= now) throw invalid('`cancel_at` must be a timestamp in the future.', 'cancel_at');
    if (atPeriodEnd !== undefined) {
        subscription.cancel_at_period_end = atPeriodEnd;
        subscription.cancel_at = atPeriodEnd ? Math.max(...itemsOf(world, subscription.id).map((item) => item.current_period_end)) : null;
    }
    if (cancelAt !== undefined) subscription.cancel_at = cancelAt === '' ? null : cancelAt;
    const asked = subscription.cancel_at !== null;
    if (asked && subscription.canceled_at === null) {
        subscription.canceled_at = now;
        subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: 'cancellation_requested' };
    }
    if (!asked && subscription.canceled_at !== null) {
        subscription.canceled_at = null;
        subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: null };
    }
}

function trialEndOf(parameters: SubscriptionParameters, now: number): number | null {
    const { trial_end: end, trial_period_days: days } = parameters;
    if (end !== undefined && days !== undefined)
        throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.', 'trial_end');
    if (days !== undefined) return days > 0 ? now + days * DAY : null;
    if (end === undefined || end === 'now') return null;
    if (end <= now) throw invalid('`trial_end` must be a timestamp in the future.', 'trial_end');
    return end;
}

/** Whether a subscription that is paid for by card can begin as active: its first payment will tell. */
function beginningOf(world: World, customer: CustomerRecord, parameters: SubscriptionParameters, now: number): 'active' | 'incomplete' {
    if (parameters.collection_method === 'send_invoice') return 'active';
    if (parameters.payment_behavior === 'default_incomplete') return 'incomplete';
    const method = paymentMethodFor(world, customer, { default_payment_method: parameters.default_payment_method });
    if (method === undefined) {
        throw new StripeFailure(400, {
            message:
                'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
            code: 'resource_missing'
        });
    }
    const decline = declineOf(method, now);
    if (decline && parameters.payment_behavior === 'error_if_incomplete') throw cardError(decline);
    return decline ? 'incomplete' : 'active';
}

function blankSubscription(
    customer: CustomerRecord,
    currency: string,
    now: number,
    trialEnd: number | null,
    status: 'active' | 'incomplete' | 'trialing'
): SubscriptionRecord {
    return {
        id: newId('sub', 24),
        object: 'subscription',
        application: null,
        application_fee_percent: null,
        automatic_tax: { disabled_reason: null, enabled: false, liability: null },
        billing_cycle_anchor: trialEnd ?? now,
        billing_cycle_anchor_config: null,
        billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
        billing_schedules: [],
        billing_thresholds: null,
        cancel_at: null,
        cancel_at_period_end: false,
        canceled_at: null,
        cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
        collection_method: 'charge_automatically',
        created: now,
        currency,
        customer: customer.id,
        customer_account: null,
        days_until_due: null,
        default_payment_method: null,
        default_source: null,
        default_tax_rates: [],
        description: null,
        discounts: [],
        ended_at: null,
        invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
        latest_invoice: null,
        livemode: false,
        managed_payments: { enabled: false },
        metadata: {},
        next_pending_invoice_item_invoice: null,
        on_behalf_of: null,
        pause_collection: null,
        payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
        pending_invoice_item_interval: null,
        pending_setup_intent: null,
        pending_update: null,
        schedule: null,
        start_date: now,
        status,
        test_clock: customer.test_clock ?? null,
        transfer_data: null,
        trial_end: trialEnd,
        trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
        trial_start: trialEnd === null ? null : now
    };
}
