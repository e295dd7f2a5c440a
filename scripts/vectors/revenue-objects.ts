import type { Json } from './model';

/** The file of worked examples of revenue recognition: amounts in minor units, days of UTC. */
export interface RevenueVector {
    id: string;
    title: string;
    currency: string;
    lines: RevenueLine[];
    events: RevenueEvent[];
    /** Earned, by month. */
    expected_revenue_by_month: Record<string, number>;
    expected_accounts?: Record<string, Record<string, number>>;
}

export interface RevenueLine {
    amount: number;
    start: string;
    end: string;
    proration?: boolean;
    invoiced?: string;
    finalized?: string;
    tax?: number;
    tax_inclusive?: boolean;
}

export interface RevenueEvent {
    type: string;
    at: string;
    amount?: number;
}

/** Something that happens in Stripe: the type of the event and its object. */
export interface Happening {
    /** Seconds since the epoch. */
    at: number;
    type: string;
    object: Json;
}

/** The charge that pays an invoice is there only where something is given back of it. */
const WITH_A_CHARGE = ['refund', 'dispute.created'];

/** What Stripe would tell of an example, in the order of time. Ids end in the example's own, so that all share one org. */
export function happeningsOf(vector: RevenueVector): Happening[] {
    const invoices = invoicesOf(vector);
    const [first] = invoices;
    const happenings = invoices.map((invoice): Happening => ({ at: finalizedAt(invoice), type: 'invoice.finalized', object: invoice }));
    if (vector.events.some(({ type }) => WITH_A_CHARGE.includes(type)))
        happenings.push({ at: finalizedAt(first!), type: 'charge.succeeded', object: chargeOf(vector, first!, 0) });
    for (const event of vector.events) happenings.push(...ofEvent(vector, first!, event));
    return happenings.sort((one, other) => one.at - other.at);
}

function ofEvent(vector: RevenueVector, invoice: Json, { type, at, amount = 0 }: RevenueEvent): Happening[] {
    const seconds = secondsOf(at);
    const told = (event: string, object: Json): Happening[] => [{ at: seconds, type: event, object }];
    switch (type) {
        case 'refund':
            return [
                ...told('charge.refunded', chargeOf(vector, invoice, amount)),
                ...told('refund.created', refundOf(vector, amount, seconds))
            ];
        case 'dispute.created':
            return told('charge.dispute.created', disputeOf(vector, amount, seconds, 'needs_response'));
        case 'dispute.won':
            return told('charge.dispute.closed', disputeOf(vector, amount, createdOfDispute(vector), 'won'));
        case 'invoice.voided':
            return told(type, { ...invoice, status: 'void', status_transitions: { ...transitions(invoice), voided_at: seconds } });
        case 'customer.subscription.deleted':
            return told(type, subscriptionOf(vector, seconds));
        case 'customer_balance_applied':
            return told('invoice.updated', { ...invoice, amount_due: Number(invoice['total']) + amount, starting_balance: amount });
        default:
            throw new Error(`examples of "${type}" are not known here`);
    }
}

/** Lines that are finalized at one time are one invoice. */
function invoicesOf(vector: RevenueVector): Json[] {
    const dayOf = (line: RevenueLine): string => line.finalized ?? line.invoiced ?? line.start;
    return [...new Set(vector.lines.map(dayOf))].map((day, position) => {
        const lines = vector.lines.filter((line) => dayOf(line) === day);
        const exclusiveTax = lines.reduce((sum, line) => sum + (line.tax_inclusive === false ? (line.tax ?? 0) : 0), 0);
        const total = lines.reduce((sum, line) => sum + line.amount, exclusiveTax);
        const id = `in_${vector.id.toLowerCase()}_${position}`;
        return {
            id,
            object: 'invoice',
            livemode: false,
            created: secondsOf(day),
            customer: `cus_${vector.id.toLowerCase()}`,
            currency: vector.currency,
            status: 'open',
            total,
            subtotal: total - exclusiveTax,
            amount_due: Math.max(0, total),
            amount_paid: 0,
            amount_remaining: Math.max(0, total),
            attempt_count: 0,
            status_transitions: { finalized_at: secondsOf(day), paid_at: null, voided_at: null, marked_uncollectible_at: null },
            lines: {
                object: 'list',
                has_more: false,
                data: lines.map((line, index) => lineOf(`${id}_${index}`.replace('in_', 'il_'), line))
            }
        };
    });
}

function lineOf(id: string, line: RevenueLine): Json {
    return {
        id,
        object: 'line_item',
        amount: line.amount,
        discount_amounts: [],
        taxes: line.tax ? [{ amount: line.tax, tax_behavior: line.tax_inclusive ? 'inclusive' : 'exclusive' }] : [],
        quantity: 1,
        period: { start: secondsOf(line.start), end: secondsOf(line.end) },
        parent: {
            type: 'invoice_item_details',
            invoice_item_details: { invoice_item: `ii_${id}`, proration: line.proration === true, subscription: null },
            subscription_item_details: null
        },
        pricing: null
    };
}

/** As older versions of the API show it, with its invoice: without Stripe there is nobody to ask for it. */
function chargeOf(vector: RevenueVector, invoice: Json, refunded: number): Json {
    const name = vector.id.toLowerCase();
    return {
        id: `ch_${name}`,
        object: 'charge',
        livemode: false,
        created: finalizedAt(invoice),
        customer: invoice['customer'],
        currency: vector.currency,
        status: 'succeeded',
        paid: true,
        amount: invoice['total'],
        amount_refunded: refunded,
        invoice: invoice['id'],
        payment_intent: `pi_${name}`
    };
}

function refundOf(vector: RevenueVector, amount: number, at: number): Json {
    const name = vector.id.toLowerCase();
    return {
        id: `re_${name}`,
        object: 'refund',
        created: at,
        currency: vector.currency,
        status: 'succeeded',
        amount,
        charge: `ch_${name}`,
        payment_intent: `pi_${name}`
    };
}

function disputeOf(vector: RevenueVector, amount: number, createdAt: number, status: string): Json {
    const name = vector.id.toLowerCase();
    return {
        id: `dp_${name}`,
        object: 'dispute',
        livemode: false,
        created: createdAt,
        currency: vector.currency,
        status,
        reason: 'fraudulent',
        amount,
        charge: `ch_${name}`,
        payment_intent: `pi_${name}`,
        balance_transactions: []
    };
}

function createdOfDispute(vector: RevenueVector): number {
    return secondsOf(vector.events.find(({ type }) => type === 'dispute.created')!.at);
}

function subscriptionOf(vector: RevenueVector, endedAt: number): Json {
    const name = vector.id.toLowerCase();
    return {
        id: `sub_${name}`,
        object: 'subscription',
        livemode: false,
        created: secondsOf(vector.lines[0]!.start),
        customer: `cus_${name}`,
        currency: vector.currency,
        status: 'canceled',
        canceled_at: endedAt,
        ended_at: endedAt,
        cancel_at_period_end: false,
        discounts: [],
        items: { object: 'list', has_more: false, data: [] }
    };
}

function transitions(invoice: Json): Json {
    return invoice['status_transitions'] as Json;
}

function finalizedAt(invoice: Json): number {
    return Number(transitions(invoice)['finalized_at']);
}

/** Midnight of UTC. */
function secondsOf(day: string): number {
    return Date.parse(`${day}T00:00:00Z`) / 1000;
}
