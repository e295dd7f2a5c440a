import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';

export type Json = Record<string, unknown>;

export interface ReplayEvent {
    event: Json & { id: string; type: string };
    live: boolean;
}

/** Names with a blank in them, written with underscores in Stripe's event types. */
const COMPOUND = [
    'payment.action.required',
    'payment.failed',
    'payment.succeeded',
    'trial.will.end',
    'trial.ended',
    'funds.withdrawn',
    'funds.reinstated',
    'marked.uncollectible',
    'finalization.failed',
    'pending.update.applied',
    'pending.update.expired',
    'amount.capturable.updated',
    'requires.action',
    'credit.note',
    'payment.intent',
    'payment.method',
    'payment.link',
    'setup.intent',
    'subscription.schedule',
    'promotion.code',
    'tax.rate',
    'test.clock'
];

/** What can happen to an object; a file name that ends otherwise names an object and not an event. */
const HAPPENINGS =
    /\.(created|updated|deleted|paused|resumed|completed|expired|paid|finalized|voided|sent|upcoming|overdue|succeeded|failed|refunded|captured|pending|closed|canceled|released|aborted|expiring|attached|detached|activated|deactivated|applied|trial_will_end|trial_ended|payment_failed|payment_succeeded|payment_action_required|funds_withdrawn|funds_reinstated|marked_uncollectible|finalization_failed|pending_update_applied|pending_update_expired|amount_capturable_updated|requires_action|reconciliation_completed)$/;

/**
 * Makes one event of what a file holds: an event as it is, save for a fresh id (unless `asIs`); an object, or an object
 * with its former values, becomes an event of the type that the file's name says.
 * @param created seconds since the epoch, for what has no event around it
 */
export function toEvent(file: string, content: Json, created: number, asIs: boolean): ReplayEvent {
    if (isEvent(content)) {
        const event = asIs && typeof content['id'] === 'string' ? content : { ...content, id: freshId() };
        return { event: event as ReplayEvent['event'], live: content['livemode'] === true };
    }
    const { object, previous } = unwrap(content);
    const live = object['livemode'] === true;
    const event = {
        id: freshId(),
        object: 'event',
        created,
        data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
        livemode: live,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type: typeFromName(file, object)
    };
    return { event, live };
}

/** `charge_dispute_closed.json` is `charge.dispute.closed`; `subscription.created.json` is `customer.subscription.created`. */
export function typeFromName(file: string, object: Json = {}): string {
    const name = basename(file).replace(/\.json$/i, '');
    const dotted = name.replace(/_/g, '.');
    let type = COMPOUND.reduce((text, words) => text.replace(words, words.replace(/\./g, '_')), dotted);
    type = type.replace(/^invoice\.payment\.paid$/, 'invoice_payment.paid').replace(/^subscription\./, 'customer.subscription.');
    if (HAPPENINGS.test(type)) return type;
    const kind = typeof object['object'] === 'string' ? object['object'] : dotted.split('.')[0]!;
    return `${kind === 'subscription' ? 'customer.subscription' : kind}.updated`;
}

function isEvent(content: Json): boolean {
    return content['object'] === 'event' || content['object'] === 'v2.core.event';
}

function unwrap(content: Json): { object: Json; previous?: unknown } {
    const inner = content['object'];
    if (typeof inner !== 'object' || inner === null) return { object: content };
    return { object: inner as Json, previous: content['previous_attributes'] };
}

function freshId(): string {
    return `evt_${randomBytes(12).toString('hex')}`;
}
