import { toEvent, type Json } from './envelope';
import { readObject } from './files';
import { SOURCES } from './run';

/** By source, kind and currency: how many objects there are, and what their amounts come to in minor units. */
export type Sums = Record<string, Record<string, number>>;

interface State {
    content: Json;
    kind: string;
    source: string;
    readAt: number;
}

/** What Stripe's own JSON comes to, computed without the package: the newest state of every object, by the event that told it. */
export function sumsOf(files: readonly string[], now: number): Sums {
    const states = new Map<string, State>();
    for (const [index, file] of files.entries()) {
        const { event, live } = toEvent(file, readObject(file), now + index, false);
        const content = (event['data'] as Json | undefined)?.['object'] as Json | undefined;
        if (!content || event.type === 'invoice.upcoming') continue;
        const source = live ? SOURCES.live : SOURCES.test;
        const readAt = Number(event['created']);
        const kind = String(content['object'] ?? kindOf(event.type));
        take(states, { content, kind, source, readAt });
        for (const refund of refundsIn(kind, content)) take(states, { content: refund, kind: 'refund', source, readAt });
    }
    const sums: Sums = {};
    for (const state of states.values()) add(sums, state);
    return sums;
}

/** What an object is that does not say so itself, as the event tells. */
function kindOf(type: string): string {
    const [first = '', second] = type.split('.');
    return first === 'charge' && (second === 'dispute' || second === 'refund') ? second : first;
}

/** A charge carries its refunds. */
function refundsIn(kind: string, content: Json): Json[] {
    if (kind !== 'charge') return [];
    return ((content['refunds'] as Json | undefined)?.['data'] as Json[] | undefined) ?? [];
}

/** Of two states of one moment the one that arrived later holds. */
function take(states: Map<string, State>, state: State): void {
    const key = `${state.source}:${String(state.content['id'])}`;
    const known = states.get(key);
    if (!known || state.readAt >= known.readAt) states.set(key, state);
}

const AMOUNTS: Record<string, readonly string[]> = {
    invoice: ['total', 'amount_paid', 'amount_remaining'],
    charge: ['amount', 'amount_refunded'],
    refund: ['amount'],
    dispute: ['amount'],
    credit_note: ['total'],
    payout: ['amount']
};

function add(sums: Sums, { content, kind, source }: State): void {
    const fields = AMOUNTS[kind];
    if (!fields) return;
    const sum = (sums[`${source} ${kind} ${String(content['currency']).toUpperCase()}`] ??= { objects: 0 });
    sum['objects'] = sum['objects']! + 1;
    for (const field of fields) sum[field] = (sum[field] ?? 0) + Number(content[field] ?? 0);
    if (kind !== 'invoice') return;
    const lines = (content['lines'] as Json | undefined)?.['data'] as Json[] | undefined;
    for (const line of lines ?? []) sum['lines'] = (sum['lines'] ?? 0) + Number(line['amount']);
}

/** Where the package keeps the same: object, condition, and the field of each amount. */
const KEPT: Record<string, { from: string; amounts: Record<string, string> }> = {
    invoice: {
        from: 'Stripe_Invoice__c WHERE Invoice_Id__c != null',
        amounts: { total: 'Total_Minor__c', amount_paid: 'Amount_Paid_Minor__c', amount_remaining: 'Amount_Remaining_Minor__c' }
    },
    charge: {
        from: "Stripe_Payment__c WHERE Kind__c = 'Charge'",
        amounts: { amount: 'Amount_Minor__c', amount_refunded: 'Refunded_Minor__c' }
    },
    refund: { from: "Stripe_Payment__c WHERE Kind__c = 'Refund'", amounts: { amount: 'Amount_Minor__c' } },
    dispute: { from: 'Stripe_Dispute__c WHERE Dispute_Id__c != null', amounts: { amount: 'Amount_Minor__c' } },
    credit_note: { from: 'Stripe_Credit_Note__c WHERE Credit_Note_Id__c != null', amounts: { total: 'Total_Minor__c' } },
    payout: { from: 'Stripe_Payout__c WHERE Payout_Id__c != null', amounts: { amount: 'Amount_Minor__c' } }
};

type Row = Record<string, string | number | null> & { Source__c: string; Currency__c: string };
type Query = (soql: string) => Promise<Row[]>;

/** What the package's records come to. */
export async function keptSums(query: Query): Promise<Sums> {
    const sums: Sums = {};
    for (const [kind, { from, amounts }] of Object.entries(KEPT)) {
        const fields = Object.values(amounts).join(', ');
        for (const row of await query(`SELECT Source__c, Currency__c, ${fields} FROM ${from}`)) {
            const sum = (sums[`${row.Source__c} ${kind} ${row.Currency__c}`] ??= { objects: 0 });
            sum['objects'] = sum['objects']! + 1;
            for (const [name, field] of Object.entries(amounts)) sum[name] = (sum[name] ?? 0) + Number(row[field] ?? 0);
        }
    }
    for (const row of await query('SELECT Source__c, Currency__c, Amount_Minor__c FROM Stripe_Invoice_Line__c WHERE Removed__c = false')) {
        const sum = sums[`${row.Source__c} invoice ${row.Currency__c}`]!;
        sum['lines'] = (sum['lines'] ?? 0) + Number(row['Amount_Minor__c']);
    }
    return sums;
}
