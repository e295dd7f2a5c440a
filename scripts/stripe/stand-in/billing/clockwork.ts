import { BY_TIME } from '../events';
import type { World } from '../router';
import type { InvoiceRecord, TestClockRecord } from '../wire';
import { collect, fallOverdue, finalizeAndCollect } from './collection';
import { awaitsAnswer, expireDispute } from './disputes';
import { live, nextMoment } from './passing-of-time';
import { movePayouts, nextPayoutMoment } from './payouts';

/** The next moment at which something happens by itself to what hangs on a clock, or to the account's money. */
export function nextHappening(world: World, clock: TestClockRecord): number {
    const now = clock.frozen_time;
    let next = nextPayoutMoment(world, Math.max(now, world.time.now()));
    for (const subscription of world.state.where('subscription', 'clock', clock.id))
        next = Math.min(next, nextMoment(world, subscription, now));
    for (const invoice of world.state.where('invoice', 'clock', clock.id)) next = Math.min(next, later(dueOf(invoice), now));
    for (const dispute of world.state.all('dispute')) {
        if (awaitsAnswer(dispute)) next = Math.min(next, later(dispute.evidence_details.due_by, now));
    }
    return next;
}

/** Lets happen what is due at exactly `now`: first what was begun before, then what begins. */
export function happen(world: World, clock: TestClockRecord, now: number): void {
    for (const invoice of world.state.where('invoice', 'clock', clock.id)) {
        if ((dueOf(invoice) ?? Infinity) > now) continue;
        if (invoice.status === 'draft') finalizeAndCollect(world, invoice, now, BY_TIME);
        else if (invoice.collection_method === 'send_invoice') {
            if (invoice.due_date === now) fallOverdue(world, invoice, now, BY_TIME);
        } else collect(world, invoice, now, BY_TIME);
    }
    for (const subscription of world.state.where('subscription', 'clock', clock.id)) live(world, subscription, now);
    for (const dispute of world.state.all('dispute')) {
        if (awaitsAnswer(dispute) && (dispute.evidence_details.due_by ?? Infinity) <= now) expireDispute(world, dispute, now);
    }
    movePayouts(world, now);
}

/** When a draft becomes binding, an open invoice is tried again, or one that was sent falls due. */
function dueOf(invoice: InvoiceRecord): number | null {
    if (invoice.status === 'draft') return invoice.automatically_finalizes_at;
    if (invoice.status !== 'open') return null;
    return invoice.collection_method === 'send_invoice' ? invoice.due_date : invoice.next_payment_attempt;
}

function later(moment: number | null, now: number): number {
    return moment === null || moment <= now ? Infinity : moment;
}
