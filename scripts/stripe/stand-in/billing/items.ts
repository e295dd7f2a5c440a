import { invalid, missing } from '../errors';
import { nextBoundary, type Interval } from '../period';
import type { World } from '../router';
import { newId } from '../state';
import type { ItemRecord, PriceRecord, SubscriptionRecord } from '../wire';
import { mergeMetadata } from '../resources/metadata';
import { applyDiscounts, type DiscountParameter } from './discounts';

export interface ItemParameter {
    id?: string;
    price?: string;
    quantity?: number;
    deleted?: boolean;
    metadata?: Record<string, string> | '';
    discounts?: DiscountParameter[] | '';
}

/** The price of a subscription's item: recurring, in use, in the subscription's currency. */
export function recurringPrice(world: World, id: string | undefined, currency: string | undefined, param: string): PriceRecord {
    if (id === undefined) throw missing(param);
    const price = world.state.find('price', id, param);
    if (!price.active) throw invalid('The price specified is inactive. This field only accepts active prices.', param);
    if (price.type !== 'recurring') {
        throw invalid('The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.', param);
    }
    if (currency !== undefined && price.currency !== currency) {
        throw invalid(
            `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
            param
        );
    }
    return price;
}

export function itemsOf(world: World, subscription: string): ItemRecord[] {
    return world.state.where('subscription_item', 'subscription', subscription);
}

/** @param firstEnd where the first period ends otherwise than by the price's rhythm: the end of a trial */
export function addItem(
    world: World,
    subscription: SubscriptionRecord,
    parameter: ItemParameter,
    now: number,
    param: string,
    firstEnd?: number
): ItemRecord {
    const price = recurringPrice(world, parameter.price, subscription.currency, `${param}[price]`);
    const items = itemsOf(world, subscription.id);
    if (items.some((item) => item.price === price.id)) {
        throw invalid(`Cannot add multiple subscription items with the same plan: ${price.id}`, param);
    }
    const metered = price.recurring!.usage_type === 'metered';
    if (metered && parameter.quantity !== undefined) throw invalid('You cannot set a quantity for metered plans.', `${param}[quantity]`);
    const id = newId('si');
    const item: ItemRecord = {
        id,
        object: 'subscription_item',
        billing_thresholds: null,
        created: now,
        current_period_end: firstEnd ?? periodEnd(price, subscription.billing_cycle_anchor, now),
        current_period_start: now,
        current_trial: null,
        discounts: [],
        metadata: mergeMetadata({}, parameter.metadata),
        price: price.id,
        ...(metered ? {} : { quantity: quantityOf(parameter.quantity ?? 1, param) }),
        subscription: subscription.id,
        tax_rates: []
    };
    world.state.put('subscription_item', item);
    setDiscounts(world, subscription, item, parameter, now, param);
    return item;
}

export function changeItem(world: World, subscription: SubscriptionRecord, parameter: ItemParameter, now: number, param: string): void {
    const item = world.state.find('subscription_item', parameter.id!, `${param}[id]`);
    if (item.subscription !== subscription.id) throw invalid(`No such subscription item: '${item.id}'`, `${param}[id]`, 'resource_missing');
    if (parameter.deleted) {
        if (itemsOf(world, subscription.id).length === 1)
            throw invalid('A subscription must have at least one active plan. Cancel it to end it.', param);
        world.state.remove('subscription_item', item.id);
        return;
    }
    if (parameter.quantity !== undefined) item.quantity = quantityOf(parameter.quantity, param);
    if (parameter.metadata !== undefined) item.metadata = mergeMetadata(item.metadata, parameter.metadata);
    if (parameter.price !== undefined && parameter.price !== item.price) swapPrice(world, subscription, item, parameter.price, now, param);
    setDiscounts(world, subscription, item, parameter, now, param);
}

/** The end of the period that holds at `now`, in the rhythm that began at `anchor`. */
export function periodEnd(price: PriceRecord, anchor: number, now: number): number {
    return nextBoundary(anchor, price.recurring!.interval as Interval, price.recurring!.interval_count, now);
}

function swapPrice(world: World, subscription: SubscriptionRecord, item: ItemRecord, priceId: string, now: number, param: string): void {
    const former = world.state.find('price', item.price);
    const price = recurringPrice(world, priceId, subscription.currency, `${param}[price]`);
    item.price = price.id;
    const rhythm = (of: PriceRecord): string => `${of.recurring!.interval_count} ${of.recurring!.interval}`;
    if (rhythm(former) === rhythm(price) || subscription.status === 'trialing') return;
    subscription.billing_cycle_anchor = now;
    item.current_period_start = now;
    item.current_period_end = periodEnd(price, now, now);
}

function setDiscounts(
    world: World,
    subscription: SubscriptionRecord,
    item: ItemRecord,
    parameter: ItemParameter,
    now: number,
    param: string
): void {
    if (parameter.discounts === undefined) return;
    const owner = { customer: subscription.customer as string, subscription: subscription.id, item: item.id };
    item.discounts = applyDiscounts(world, parameter.discounts, owner, now, `${param}[discounts]`);
}

function quantityOf(quantity: number, param: string): number {
    if (quantity < 0) throw invalid('This value must be greater than or equal to 0.', `${param}[quantity]`, 'parameter_invalid_integer');
    return quantity;
}
