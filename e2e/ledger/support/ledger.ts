import assert from 'node:assert/strict';
import { mrrOf } from '../stripe/mrr.ts';
import type { StripeAccount } from '../stripe/account.ts';
import type { StripeEvent, Subscription } from '../stripe/shapes.ts';
import type { LedgerOrg, Row } from './org.ts';

/** One ledger row, as far as the rules say what it must be. Amounts in minor units. */
export interface Movement {
    readonly type: string;
    readonly delta: number;
}

/** By customer and currency: 'cus_1:USD'. */
export type Totals = Readonly<Record<string, number>>;

/**
 * What holds after every step, whatever came in which order: the ledger of a customer and currency is a chain without
 * gaps whose types follow from its running balance, and its sum, the balance and the sum of the subscriptions are one.
 */
export function checkLedger(org: LedgerOrg): void {
    const ledger = Map.groupBy(org.rows('MRR_Schedule__c'), balanceKey);
    const subscriptions = org.rows('Subscription__c');
    const balances = org.rows('MRR_Balance__c');
    const keys = new Set(balances.map(balanceKey));
    for (const row of [...ledger.keys(), ...subscriptions.map(balanceKey)]) assert.ok(keys.has(row), `${row} has no balance`);
    for (const balance of balances) {
        const key = balanceKey(balance);
        const sum = checkChain(ledger.get(key) ?? []);
        const subscribed = total(subscriptions.filter((row) => balanceKey(row) === key));
        assert.equal(sum, balance['Balance_Minor__c'], `${key}: the sum of the ledger is not the balance`);
        assert.equal(subscribed, balance['Balance_Minor__c'], `${key}: the sum of the subscriptions is not the balance`);
    }
    checkItems(org, subscriptions);
}

function checkChain(rows: readonly Row[]): number {
    let balance = 0;
    let everPositive = false;
    let effectiveAt = '';
    for (const [index, row] of rows.toSorted((one, other) => sequence(one) - sequence(other)).entries()) {
        const key = String(row['Entry_Key__c']);
        const delta = Number(row['Delta_Minor__c']);
        const after = balance + delta;
        assert.equal(sequence(row), index + 1, `${key}: the numbers of the rows have a gap or come twice`);
        assert.notEqual(delta, 0, `${key} moves nothing`);
        assert.equal(row['Balance_After_Minor__c'], after, `${key}: its balance does not continue that of the row before`);
        assert.equal(row['Type__c'], typeOf(balance, after, everPositive), `${key}: its type`);
        assert.ok(String(row['Effective_At__c']) >= effectiveAt, `${key} is effective before the row before it`);
        assert.ok(after >= 0, `${key}: nobody pays less than nothing`);
        balance = after;
        everPositive ||= after > 0;
        effectiveAt = String(row['Effective_At__c']);
    }
    return balance;
}

/** A subscription is the sum of its items; an item that Stripe dropped counts nothing. */
function checkItems(org: LedgerOrg, subscriptions: readonly Row[]): void {
    const items = Map.groupBy(org.rows('Subscription_Item__c'), (row) => row['Subscription__c']);
    for (const subscription of subscriptions) {
        const own = items.get(subscription['Id']) ?? [];
        assert.equal(total(own), subscription['MRR_Minor__c'], `${String(subscription['Subscription_Id__c'])}: the sum of its items`);
        assert.equal(total(own.filter((row) => row['Active__c'] !== true)), 0, 'An item that is no longer there counts');
    }
}

/** The rule of docs/mrr.md. */
export function typeOf(before: number, after: number, everPositive: boolean): string {
    if (before === 0) return everPositive ? 'Reactivation' : 'New';
    if (after === 0) return 'Churn';
    return after > before ? 'Expansion' : 'Contraction';
}

function total(rows: readonly Row[]): number {
    return rows.reduce((sum, row) => sum + Number(row['MRR_Minor__c'] ?? 0), 0);
}

function sequence(row: Row): number {
    return Number(String(row['Entry_Key__c']).split(':').at(-1));
}

function balanceKey(row: Row): string {
    return `${String(row['Stripe_Customer__c'])} ${String(row['Currency__c'])}`;
}

/** What Stripe's subscriptions amount to at an instant (seconds since the epoch), computed apart from the package. */
export function totalsOf(account: StripeAccount, instant = account.now): Totals {
    const totals: Record<string, number> = {};
    for (const subscription of account.subscriptions.values()) {
        const key = totalKey(subscription);
        totals[key] = (totals[key] ?? 0) + Number(mrrOf(subscription, instant));
    }
    return withoutZeros(totals);
}

/** What the ledger says. */
export function ledgerTotals(org: LedgerOrg): Totals {
    const totals: Record<string, number> = {};
    for (const row of org.query('SELECT Stripe_Customer__r.Customer_Id__c, Currency__c, Delta_Minor__c FROM MRR_Schedule__c')) {
        const customer = (row['Stripe_Customer__r'] as Row)['Customer_Id__c'];
        const key = `${String(customer)}:${String(row['Currency__c'])}`;
        totals[key] = (totals[key] ?? 0) + Number(row['Delta_Minor__c']);
    }
    return withoutZeros(totals);
}

function withoutZeros(totals: Readonly<Record<string, number>>): Totals {
    return Object.fromEntries(Object.entries(totals).filter(([, amount]) => amount !== 0));
}

function totalKey(subscription: Subscription): string {
    return `${subscription.customer}:${subscription.currency.toUpperCase()}`;
}

/** The ledger that an ordered history must give, row by row, by customer and currency. */
export class ExpectedLedger {
    readonly movements = new Map<string, Movement[]>();
    private readonly balances = new Map<string, { amount: number; everPositive: boolean }>();
    private readonly subscriptions = new Map<string, number>();

    /** What one run must book that finds these events: a row for each subscription that changed, increases first. */
    book(events: readonly StripeEvent[], account: StripeAccount): void {
        const objects = events.map((event) => event.data.object);
        const touched = new Set(objects.flatMap((object) => (object.object === 'subscription' ? [object.id] : [])));
        // What is true of a customer is so at the newest of the events about it.
        const instants = new Map<string, number>();
        for (const { created, data } of events) {
            const customer = data.object.object === 'customer' ? data.object.id : data.object.customer;
            instants.set(customer, Math.max(created, instants.get(customer) ?? 0));
        }
        const changes = [...touched].map((id) => {
            const subscription = account.subscriptions.get(id)!;
            const amount = Number(mrrOf(subscription, instants.get(subscription.customer)!));
            const delta = amount - (this.subscriptions.get(id) ?? 0);
            this.subscriptions.set(id, amount);
            return { key: totalKey(subscription), delta };
        });
        for (const { key, delta } of changes) if (delta > 0) this.move(key, delta);
        for (const { key, delta } of changes) if (delta < 0) this.move(key, delta);
    }

    private move(key: string, delta: number): void {
        const { amount, everPositive } = this.balances.get(key) ?? { amount: 0, everPositive: false };
        const after = amount + delta;
        const rows = this.movements.get(key) ?? [];
        this.movements.set(key, [...rows, { type: typeOf(amount, after, everPositive), delta }]);
        this.balances.set(key, { amount: after, everPositive: everPositive || after > 0 });
    }
}

export function movementsOf(org: LedgerOrg): Map<string, Movement[]> {
    const rows = org.query(
        'SELECT Stripe_Customer__r.Customer_Id__c, Currency__c, Entry_Key__c, Type__c, Delta_Minor__c FROM MRR_Schedule__c'
    );
    const movements = new Map<string, Movement[]>();
    for (const row of rows.toSorted((one, other) => sequence(one) - sequence(other))) {
        const key = `${String((row['Stripe_Customer__r'] as Row)['Customer_Id__c'])}:${String(row['Currency__c'])}`;
        const movement = { type: String(row['Type__c']), delta: Number(row['Delta_Minor__c']) };
        movements.set(key, [...(movements.get(key) ?? []), movement]);
    }
    return movements;
}
