import type { Cause } from '../events';
import type { World } from '../router';
import type { InvoiceRecord, ItemRecord, SubscriptionRecord } from '../wire';
import { draftInvoice } from './invoices';
import { itemLines, pendingLine } from './lines';
import { pendingOf } from './prorations';

type Reason = 'subscription_create' | 'subscription_cycle' | 'subscription_update';

/** Drafts the invoice of items that begin a period, with what was pending. Discounts are those that hold at this moment. */
export function billItems(
    world: World,
    subscription: SubscriptionRecord,
    items: readonly ItemRecord[],
    reason: Reason,
    now: number,
    cause: Cause
): InvoiceRecord {
    const valid = (ids: readonly string[]): string[] => ids.filter((id) => holds(world, id, now));
    const discounts = valid(subscription.discounts as string[]);
    const pending = pendingOf(world, subscription);
    const lines = itemLines(world, subscription, items, { ofSubscription: discounts, ofItem: (item) => valid(item.discounts as string[]) });
    const started = Math.min(now, ...items.map((item) => item.current_period_start));
    const invoice = draftInvoice(
        world,
        {
            customer: world.state.find('customer', subscription.customer as string),
            subscription,
            reason,
            currency: subscription.currency,
            lines: [...pending.map((item) => pendingLine(world, item)), ...lines],
            discounts,
            collection: subscription.collection_method as 'charge_automatically' | 'send_invoice',
            daysUntilDue: subscription.days_until_due,
            autoAdvance: subscription.pause_collection?.behavior !== 'keep_as_draft',
            period: { start: started, end: now }
        },
        now,
        cause
    );
    for (const item of pending) item.invoice = invoice.id;
    return invoice;
}

function holds(world: World, discount: string, now: number): boolean {
    const { end } = world.state.find('discount', discount);
    return end === null || end > now;
}
