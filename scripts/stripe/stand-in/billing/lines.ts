import type { World } from '../router';
import { newId } from '../state';
import type { InvoiceItemRecord, ItemRecord, LineRecord, PriceRecord, SubscriptionRecord } from '../wire';
import { discountLines } from './line-discounts';
import { taxLine } from './line-taxes';
import { pricedParts } from './pricing';

export interface Period {
    start: number;
    end: number;
}

/** Lines of items that are billed for their present period, with item discounts taken off. Nothing is stored yet. */
export function itemLines(
    world: World,
    subscription: SubscriptionRecord,
    items: readonly ItemRecord[],
    discounts: LineDiscounts
): LineRecord[] {
    const trial = subscription.status === 'trialing';
    const lines = items.flatMap((item) => {
        const own = linesOfItem(world, subscription, item, trial);
        discountLines(world, own, discounts.ofItem(item));
        return own;
    });
    discountLines(world, lines, discounts.ofSubscription);
    lines.forEach((line) => taxLine(world, line, taxRatesOf(world, subscription, line)));
    return lines;
}

/** The discounts that hold when the lines are made. */
export interface LineDiscounts {
    ofSubscription: readonly string[];
    ofItem(item: ItemRecord): readonly string[];
}

/** The line of a pending invoice item, such as a proration. */
export function pendingLine(world: World, pending: InvoiceItemRecord): LineRecord {
    const details = pending.parent?.subscription_details;
    const line: LineRecord = {
        ...blankLine(pending.currency),
        amount: pending.amount,
        subtotal: pending.amount,
        description: pending.description,
        discountable: pending.discountable,
        metadata: pending.metadata ?? {},
        parent: details
            ? {
                  invoice_item_details: null,
                  subscription_item_details: {
                      invoice_item: pending.id,
                      proration: pending.proration,
                      proration_details: { credited_items: creditedLines(pending) },
                      subscription: details.subscription as string,
                      subscription_item: details.subscription_item ?? ''
                  },
                  type: 'subscription_item_details'
              }
            : {
                  invoice_item_details: {
                      invoice_item: pending.id,
                      proration: false,
                      proration_details: { credited_items: null },
                      subscription: null
                  },
                  subscription_item_details: null,
                  type: 'invoice_item_details'
              },
        period: { ...pending.period },
        pricing: pending.pricing as LineRecord['pricing'],
        quantity: pending.quantity,
        quantity_decimal: String(pending.quantity),
        subscription: details ? (details.subscription as string) : null
    };
    taxLine(world, line, pending.tax_rates);
    return line;
}

/** What a proration gives back, as a line names it. */
function creditedLines(pending: InvoiceItemRecord): { invoice: string; invoice_line_items: string[] } | null {
    const details = pending.proration_details?.credited_items?.invoice_line_item_details;
    return details === undefined ? null : { invoice: details.invoice, invoice_line_items: [...details.invoice_line_items] };
}

function linesOfItem(world: World, subscription: SubscriptionRecord, item: ItemRecord, trial: boolean): LineRecord[] {
    const price = world.state.find('price', item.price);
    const product = world.state.get('product', price.product as string)?.name ?? 'Subscription';
    const metered = price.recurring!.usage_type === 'metered';
    const parts = trial
        ? [{ amount: 0, unit: '0', quantity: item.quantity ?? 0, note: '' }]
        : pricedParts(price, metered ? 0 : (item.quantity ?? 0));
    return parts.map((part) => ({
        ...blankLine(subscription.currency),
        amount: part.amount,
        subtotal: part.amount,
        description: trial ? `Trial period for ${product}` : describe(product, price, part),
        metadata: subscription.metadata,
        parent: {
            invoice_item_details: null,
            subscription_item_details: {
                invoice_item: null,
                proration: false,
                proration_details: { credited_items: null },
                subscription: subscription.id,
                subscription_item: item.id
            },
            type: 'subscription_item_details'
        },
        period: { start: item.current_period_start, end: item.current_period_end },
        pricing: {
            price_details: { price: price.id, product: price.product as string },
            type: 'price_details',
            unit_amount_decimal: part.unit
        },
        quantity: part.quantity,
        quantity_decimal: String(part.quantity),
        subscription: subscription.id
    }));
}

function describe(product: string, price: PriceRecord, part: { quantity: number; unit: string | null; note: string }): string {
    const { interval, interval_count: count } = price.recurring!;
    const rhythm = count === 1 ? interval : `${count} ${interval}s`;
    if (part.unit === null) return `${product} (${part.note}, every ${rhythm})`;
    const amount = (Number(part.unit) / (price.currency === 'jpy' ? 1 : 100)).toFixed(price.currency === 'jpy' ? 0 : 2);
    return `${part.quantity} × ${product} (${part.note === '' ? '' : `${part.note} `}at ${amount} ${price.currency.toUpperCase()} / ${rhythm})`;
}

function taxRatesOf(world: World, subscription: SubscriptionRecord, line: LineRecord): readonly string[] {
    const item = world.state.get('subscription_item', line.parent!.subscription_item_details!.subscription_item);
    return item !== undefined && item.tax_rates.length > 0 ? item.tax_rates : subscription.default_tax_rates;
}

function blankLine(currency: string): LineRecord {
    return {
        id: newId('il', 24),
        object: 'line_item',
        amount: 0,
        currency,
        description: null,
        discount_amounts: [],
        discountable: true,
        discounts: [],
        invoice: null,
        livemode: false,
        metadata: {},
        parent: null,
        period: { start: 0, end: 0 },
        pretax_credit_amounts: [],
        pricing: null,
        quantity: null,
        quantity_decimal: null,
        subscription: null,
        subtotal: 0,
        taxes: []
    };
}
