import { BY_TIME } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import type { SubscriptionRecord } from '../wire';
import { remainingDiscounts } from './discounts';
import { itemsOf, periodEnd } from './items';
import { billItems } from './billing';
import { startPeriods, takeOnceDiscounts } from './changes';
import { voidInvoice } from './collection';
import { endSubscription } from './ending';

/** Stripe announces the end of a trial three days before. */
const TRIAL_NOTICE = 3 * DAY;
/** A first payment must succeed within 23 hours. */
const INCOMPLETE_SECONDS = 23 * 3_600;
const OVER = ['canceled', 'incomplete_expired'];

/** The next moment after `now` at which something happens to a subscription by itself; Infinity where nothing will. */
export function nextMoment(world: World, subscription: SubscriptionRecord, now: number): number {
    if (OVER.includes(subscription.status)) return Infinity;
    if (subscription.status === 'incomplete') return subscription.created + INCOMPLETE_SECONDS;
    const moments = [subscription.cancel_at, subscription.pause_collection?.resumes_at];
    if (subscription.status === 'trialing') moments.push(subscription.trial_end, subscription.trial_end! - TRIAL_NOTICE);
    else if (subscription.status !== 'paused') moments.push(...itemsOf(world, subscription.id).map((item) => item.current_period_end));
    return Math.min(Infinity, ...moments.filter((moment): moment is number => typeof moment === 'number' && moment > now));
}

/** Does to a subscription what is due at exactly `now`. */
export function live(world: World, subscription: SubscriptionRecord, now: number): void {
    if (OVER.includes(subscription.status)) return;
    if (subscription.status === 'incomplete') {
        if (subscription.created + INCOMPLETE_SECONDS <= now) expire(world, subscription, now);
        return;
    }
    if (subscription.cancel_at !== null && subscription.cancel_at <= now) {
        endSubscription(world, subscription, now, BY_TIME, 'cancellation_requested');
        return;
    }
    if (subscription.status === 'trialing' && subscription.trial_end! - TRIAL_NOTICE === now) {
        world.events.emit('customer.subscription.trial_will_end', asJson(subscription), now, BY_TIME);
    }
    const resumesAt = subscription.pause_collection?.resumes_at ?? Infinity;
    if (resumesAt <= now) {
        world.events.change('customer.subscription.updated', asJson(subscription), now, BY_TIME, () => {
            subscription.pause_collection = null;
        });
    }
    if (subscription.status === 'trialing' && subscription.trial_end! <= now) endTrial(world, subscription, now);
    else renew(world, subscription, now);
}

function endTrial(world: World, subscription: SubscriptionRecord, now: number): void {
    const customer = world.state.find('customer', subscription.customer as string);
    const canPay =
        subscription.collection_method === 'send_invoice' ||
        subscription.default_payment_method !== null ||
        customer.invoice_settings.default_payment_method !== null;
    const otherwise = canPay ? 'create_invoice' : subscription.trial_settings!.end_behavior.missing_payment_method;
    if (otherwise === 'cancel') {
        endSubscription(world, subscription, now, BY_TIME, 'payment_failed');
        return;
    }
    world.events.change('customer.subscription.updated', asJson(subscription), now, BY_TIME, () => {
        if (otherwise === 'pause') subscription.status = 'paused';
        else {
            subscription.status = canPay ? 'active' : 'past_due';
            startPeriods(world, subscription, now);
            billItems(world, subscription, itemsOf(world, subscription.id), 'subscription_cycle', now, BY_TIME);
        }
    });
    if (otherwise === 'pause') world.events.emit('customer.subscription.paused', asJson(subscription), now, BY_TIME);
    else takeOnceDiscounts(world, subscription, now, BY_TIME);
}

function renew(world: World, subscription: SubscriptionRecord, now: number): void {
    if (subscription.status === 'paused' || subscription.status === 'trialing') return;
    const due = itemsOf(world, subscription.id).filter((item) => item.current_period_end <= now);
    if (due.length === 0) return;
    world.events.change('customer.subscription.updated', asJson(subscription), now, BY_TIME, () => {
        for (const item of due) {
            item.current_period_start = item.current_period_end;
            item.current_period_end = periodEnd(
                world.state.find('price', item.price),
                subscription.billing_cycle_anchor,
                item.current_period_start
            );
        }
        billItems(world, subscription, due, 'subscription_cycle', now, BY_TIME);
        for (const item of due) item.discounts = remainingDiscounts(world, item.discounts, now);
        subscription.discounts = remainingDiscounts(world, subscription.discounts, now);
    });
}

/** The first payment never came: the subscription is over before it began. */
function expire(world: World, subscription: SubscriptionRecord, now: number): void {
    const invoice = world.state.get('invoice', (subscription.latest_invoice as string | null) ?? '');
    if (invoice?.status === 'open') voidInvoice(world, invoice, now, BY_TIME);
    world.events.change('customer.subscription.updated', asJson(subscription), now, BY_TIME, () => {
        subscription.status = 'incomplete_expired';
        subscription.ended_at = now;
    });
}
