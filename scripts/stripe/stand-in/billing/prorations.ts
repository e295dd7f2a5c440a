import { share } from '../exact';
import type { Cause } from '../events';
import { addIntervals, type Interval } from '../period';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { InvoiceItemRecord, ItemRecord, LineRecord, SubscriptionRecord } from '../wire';
import { discounted } from './line-discounts';
import { itemLines, type Period } from './lines';

/** What an item was before a change: itself and what its whole period cost. */
export interface FormerItem {
    item: ItemRecord;
    cost: number;
}

export function formerItems(world: World, subscription: SubscriptionRecord): FormerItem[] {
    return itemsOfSubscription(world, subscription).map((item) => ({ item: { ...item }, cost: costOf(world, subscription, item) }));
}

/** Writes down what a change in the middle of a period gives back and takes, for the next invoice. */
export function prorate(world: World, subscription: SubscriptionRecord, before: readonly FormerItem[], now: number, cause: Cause): void {
    const after = itemsOfSubscription(world, subscription);
    for (const former of before) {
        const item = after.find(({ id }) => id === former.item.id);
        if (item && !isRepriced(former.item, item)) continue;
        credit(world, subscription, former, now, cause);
        if (item && !isRestarted(item, former.item)) debit(world, subscription, item, now, cause);
    }
    for (const item of after) if (!before.some((former) => former.item.id === item.id)) debit(world, subscription, item, now, cause);
}

/** Whether an item's period begins anew because its rhythm changed. */
export function isRestarted(item: ItemRecord, former: ItemRecord | undefined): boolean {
    return former !== undefined && item.current_period_start !== former.current_period_start;
}

export function isRepriced(former: ItemRecord, item: ItemRecord): boolean {
    return former.price !== item.price || former.quantity !== item.quantity;
}

/** Invoice items of a subscription that wait for its next invoice. */
export function pendingOf(world: World, subscription: SubscriptionRecord): InvoiceItemRecord[] {
    return world.state
        .where('invoiceitem', 'customer', subscription.customer as string)
        .filter((item) => item.invoice === null && item.parent?.subscription_details?.subscription === subscription.id);
}

function credit(world: World, subscription: SubscriptionRecord, { item, cost }: FormerItem, now: number, cause: Cause): void {
    const period = { start: now, end: item.current_period_end };
    const amount = -share(cost, item.current_period_end - now, item.current_period_end - item.current_period_start);
    const lines = world.state
        .where('line_item', 'item', item.id)
        .filter((line) => line.period.end === item.current_period_end && line.amount > 0);
    add(world, subscription, item, { amount, period, words: 'Unused time on', credited: lines }, now, cause);
}

function debit(world: World, subscription: SubscriptionRecord, item: ItemRecord, now: number, cause: Cause): void {
    const { interval, interval_count: count } = world.state.find('price', item.price).recurring!;
    const whole = item.current_period_end - addIntervals(item.current_period_end, interval as Interval, -count);
    const amount = share(costOf(world, subscription, item), item.current_period_end - now, whole);
    add(
        world,
        subscription,
        item,
        { amount, period: { start: now, end: item.current_period_end }, words: 'Remaining time on', credited: [] },
        now,
        cause
    );
}

interface Part {
    amount: number;
    period: Period;
    words: string;
    credited: readonly LineRecord[];
}

function add(world: World, subscription: SubscriptionRecord, item: ItemRecord, part: Part, now: number, cause: Cause): void {
    if (part.amount === 0) return;
    const price = world.state.find('price', item.price);
    const product = world.state.get('product', price.product as string)?.name ?? 'Subscription';
    const [first] = part.credited;
    const quantity = item.quantity ?? 1;
    const record = world.state.put('invoiceitem', {
        id: newId('ii', 24),
        object: 'invoiceitem',
        amount: part.amount,
        currency: subscription.currency,
        customer: subscription.customer as string,
        customer_account: null,
        date: now,
        description: `${part.words} ${quantity} × ${product} after ${new Date(now * 1000).toISOString().slice(0, 10)}`,
        discountable: false,
        discounts: [],
        invoice: null,
        livemode: false,
        metadata: {},
        net_amount: part.amount,
        parent: { subscription_details: { subscription: subscription.id, subscription_item: item.id }, type: 'subscription_details' },
        period: part.period,
        pricing: { price_details: { price: price.id, product: price.product as string }, type: 'price_details', unit_amount_decimal: null },
        proration: true,
        proration_details: {
            credited_items: first
                ? {
                      invoice_line_item_details: {
                          invoice: first.invoice!,
                          invoice_line_items: part.credited.filter((line) => line.invoice === first.invoice).map((line) => line.id)
                      },
                      type: 'invoice_line_items'
                  }
                : null,
            discount_amounts: []
        },
        quantity,
        quantity_decimal: String(quantity),
        tax_rates: [...(item.tax_rates.length > 0 ? item.tax_rates : subscription.default_tax_rates)],
        test_clock: (subscription.test_clock as string | null | undefined) ?? null
    });
    world.events.emit('invoiceitem.created', asJson(record), now, cause);
}

/** What a whole period of an item costs after discounts. */
function costOf(world: World, subscription: SubscriptionRecord, item: ItemRecord): number {
    const lines = itemLines(world, subscription, [item], {
        ofSubscription: subscription.discounts as string[],
        ofItem: (of) => of.discounts as string[]
    });
    return lines.reduce((sum, line) => sum + line.amount - discounted(line), 0);
}

function itemsOfSubscription(world: World, subscription: SubscriptionRecord): ItemRecord[] {
    return world.state.where('subscription_item', 'subscription', subscription.id);
}
