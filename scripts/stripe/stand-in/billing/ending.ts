import type { Cause } from '../events';
import { asJson, type World } from '../router';
import type { SubscriptionRecord } from '../wire';

/** Ends a subscription for good. What it still owes is no longer collected by itself. */
export function endSubscription(
    world: World,
    subscription: SubscriptionRecord,
    now: number,
    cause: Cause,
    reason: string,
    comment?: string
): void {
    subscription.status = 'canceled';
    subscription.canceled_at ??= now;
    subscription.ended_at = now;
    subscription.cancellation_details = { comment: comment ?? null, feedback: null, feedback_option: null, reason };
    world.events.emit('customer.subscription.deleted', asJson(subscription), now, cause);
    for (const invoice of world.state.where('invoice', 'subscription', subscription.id)) {
        if (invoice.status !== 'open' && invoice.status !== 'draft') continue;
        world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
            invoice.auto_advance = false;
            invoice.automatically_finalizes_at = null;
            invoice.next_payment_attempt = null;
        });
    }
}
