import { invalid, missing } from '../errors';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { either, emptyable, flag, integer, listOf, metadata, oneOf, range, required, shape, text, type Shape } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import type { SubscriptionRecord } from '../wire';
import { createSubscription, startPeriods, updateSubscription, type SubscriptionParameters } from '../billing/changes';
import { billItems } from '../billing/billing';
import { finalizeAndCollect } from '../billing/collection';
import { endSubscription } from '../billing/ending';
import { customerNow } from '../billing/customer';
import { itemsOf, type ItemParameter } from '../billing/items';

const DISCOUNTS = emptyable(listOf(shape({ coupon: text, discount: text })));
const PRORATION = oneOf('always_invoice', 'create_prorations', 'none');

const FIELDS: Shape = {
    cancel_at: emptyable(integer),
    cancel_at_period_end: flag,
    collection_method: oneOf('charge_automatically', 'send_invoice'),
    days_until_due: integer,
    default_payment_method: text,
    default_tax_rates: emptyable(listOf(text)),
    description: text,
    discounts: DISCOUNTS,
    metadata,
    off_session: flag,
    payment_behavior: oneOf('allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'),
    proration_behavior: PRORATION,
    trial_end: either('now', integer),
    trial_settings: shape({
        end_behavior: required(shape({ missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) }))
    })
};

const NEW_ITEM: Shape = { price: text, quantity: integer, metadata, discounts: DISCOUNTS };
const CHANGED_ITEM: Shape = { ...NEW_ITEM, id: text, deleted: flag };
const STATUSES = ['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'];

type ListParameters = PageParameters & {
    customer?: string;
    price?: string;
    status?: string;
    test_clock?: string;
    created?: RangeParameter;
    collection_method?: string;
};

export const subscriptionRoutes: Route[] = [
    route<SubscriptionParameters>(
        'POST',
        '/v1/subscriptions',
        { ...FIELDS, customer: required(text), items: required(listOf(shape(NEW_ITEM))), trial_period_days: integer },
        (call) => createSubscription(call, call.parameters, call.cause)
    ),
    route<ListParameters>(
        'GET',
        '/v1/subscriptions',
        {
            ...PAGE,
            customer: text,
            price: text,
            status: oneOf(...STATUSES),
            test_clock: text,
            created: range,
            collection_method: oneOf('charge_automatically', 'send_invoice')
        },
        list
    ),
    route('GET', '/v1/subscriptions/:id', {}, ({ state, path }) => state.find('subscription', path['id']!)),
    route<SubscriptionParameters>(
        'POST',
        '/v1/subscriptions/:id',
        {
            ...FIELDS,
            items: listOf(shape(CHANGED_ITEM)),
            pause_collection: emptyable(
                shape({ behavior: required(oneOf('keep_as_draft', 'mark_uncollectible', 'void')), resumes_at: integer })
            )
        },
        update
    ),
    route<{ cancellation_details?: { comment?: string } }>(
        'DELETE',
        '/v1/subscriptions/:id',
        { invoice_now: flag, prorate: flag, cancellation_details: shape({ comment: text, feedback: text }) },
        cancel
    ),
    route('POST', '/v1/subscriptions/:id/pause', { type: oneOf('subscription') }, pause),
    route(
        'POST',
        '/v1/subscriptions/:id/resume',
        { billing_cycle_anchor: oneOf('now', 'unchanged'), proration_behavior: PRORATION },
        resume
    ),
    route<PageParameters & { subscription?: string }>('GET', '/v1/subscription_items', { ...PAGE, subscription: text }, listItems),
    route('GET', '/v1/subscription_items/:id', {}, ({ state, path }) => state.find('subscription_item', path['id']!)),
    route<ItemParameter & Pick<SubscriptionParameters, 'proration_behavior'>>(
        'POST',
        '/v1/subscription_items/:id',
        { price: text, quantity: integer, metadata, discounts: DISCOUNTS, proration_behavior: PRORATION },
        changeOneItem
    )
];

function list({ state, parameters }: Call<ListParameters>): object {
    const { status, customer, price, test_clock: clock, collection_method: method, created } = parameters;
    const wanted = (subscription: SubscriptionRecord): boolean => {
        if (status === 'all') return true;
        if (status === undefined) return !['canceled', 'incomplete_expired'].includes(subscription.status);
        return status === 'ended' ? subscription.ended_at !== null : subscription.status === status;
    };
    const hasPrice = (subscription: SubscriptionRecord): boolean =>
        price === undefined || state.all('subscription_item').some((item) => item.subscription === subscription.id && item.price === price);
    const records = state
        .all('subscription')
        .filter(wanted)
        .filter((subscription) => customer === undefined || subscription.customer === customer)
        .filter((subscription) => clock === undefined || subscription.test_clock === clock)
        .filter((subscription) => method === undefined || subscription.collection_method === method)
        .filter((subscription) => hasPrice(subscription) && inRange(subscription.created, created));
    return page('/v1/subscriptions', records, parameters);
}

function listItems(call: Call<PageParameters & { subscription?: string }>): object {
    const { subscription } = call.parameters;
    if (subscription === undefined) throw missing('subscription');
    call.state.find('subscription', subscription, 'subscription');
    return page('/v1/subscription_items', itemsOf(call, subscription), call.parameters);
}

function update(call: Call<SubscriptionParameters>): SubscriptionRecord {
    const subscription = call.state.find('subscription', call.path['id']!);
    updateSubscription(call, subscription, call.parameters, call.cause);
    return subscription;
}

function changeOneItem(call: Call<ItemParameter & Pick<SubscriptionParameters, 'proration_behavior'>>): object {
    const item = call.state.find('subscription_item', call.path['id']!);
    const subscription = call.state.find('subscription', item.subscription);
    const { proration_behavior: behaviour, ...change } = call.parameters;
    const proration = behaviour === undefined ? {} : { proration_behavior: behaviour };
    updateSubscription(call, subscription, { items: [{ ...change, id: item.id }], ...proration }, call.cause);
    return item;
}

function cancel(call: Call<{ cancellation_details?: { comment?: string } }>): SubscriptionRecord {
    const subscription = call.state.find('subscription', call.path['id']!);
    if (subscription.status === 'canceled') throw invalid(`No such subscription: '${subscription.id}'`, 'id', 'resource_missing');
    const comment = call.parameters.cancellation_details?.comment;
    endSubscription(call, subscription, customerNow(call, subscription), call.cause, 'cancellation_requested', comment);
    return subscription;
}

function pause(call: Call<unknown>): SubscriptionRecord {
    const subscription = call.state.find('subscription', call.path['id']!);
    if (subscription.status !== 'active') throw invalid('Only an active subscription can be paused.', 'id');
    return changeStatus(call, subscription, 'paused', 'customer.subscription.paused');
}

function resume(call: Call<unknown>): SubscriptionRecord {
    const subscription = call.state.find('subscription', call.path['id']!);
    if (subscription.status !== 'paused') throw invalid('Only a paused subscription can be resumed.', 'id');
    const resumed = changeStatus(call, subscription, 'active', 'customer.subscription.resumed');
    const now = customerNow(call, subscription);
    const invoice = billItems(call, subscription, itemsOf(call, subscription.id), 'subscription_update', now, call.cause);
    if (subscription.collection_method === 'charge_automatically') finalizeAndCollect(call, invoice, now, call.cause);
    return resumed;
}

function changeStatus(
    call: Call<unknown>,
    subscription: SubscriptionRecord,
    status: 'active' | 'paused',
    type: string
): SubscriptionRecord {
    const now = customerNow(call, subscription);
    call.events.change('customer.subscription.updated', asJson(subscription), now, call.cause, () => {
        subscription.status = status;
        if (status === 'active') startPeriods(call, subscription, now);
    });
    call.events.emit(type, asJson(subscription), now, call.cause);
    return subscription;
}
