import assert from 'node:assert/strict';
import type { LedgerOrg, Row } from '../ledger/support/org.ts';
import { accountFigures } from './account-figures.ts';
import { Billing } from './billing.ts';
import { expectedFigures, recognisable, type Figures } from './expected.ts';
import type { History } from './histories.ts';
import { checkRecords } from './records.ts';

export const SOURCE = 'Stripe_Payload';

/** The events of a history come late, twice and in any order; in the end the books say what billing amounts to. */
export function play(org: LedgerOrg, history: History): void {
    org.clear();
    const start = Math.ceil(org.time / 1000);
    const billing = new Billing(start, org.insert('Account', { Name: 'Account' }));
    for (const command of history.commands) billing.run(command);
    org.moveTo(billing.now * 1000);
    setRules(org, history, null);
    const locks = new Locks(org, history, start);
    for (const [index, batch] of batchesOf(billing, history).entries()) {
        for (const event of batch) assert.equal(org.deliver(event as never, SOURCE), 200);
        org.work();
        locks.check();
        locks.move(index);
    }
    org.rest();
    locks.check();
    checkRecords(org, billing);
    checkRevenue(org, expectedFigures(billing, history));
    org.apex('new MrrNightly().execute(null);');
    org.rest();
    assert.deepEqual(storedFigures(org), accountFigures(billing, org.time));
}

function batchesOf(billing: Billing, { order, doubled, batch }: History): Billing['events'][] {
    const copies = billing.events.flatMap((event, index) => (doubled[index % doubled.length] ? [event, event] : [event]));
    const places = copies.map((event, index) => ({ event, place: order[index % order.length]! }));
    const events = places.toSorted((one, other) => one.place - other.place).map(({ event }) => event);
    return Array.from({ length: Math.ceil(events.length / batch) }, (_none, index) => events.slice(index * batch, (index + 1) * batch));
}

function setRules(org: LedgerOrg, { disputesWhenLost, wonRestores }: History, lockedUntil: string | null): void {
    org.apex(`
        Recurrent_Settings__c settings = Recurrent_Settings__c.getOrgDefaults();
        settings.SetupOwnerId = UserInfo.getOrganizationId();
        settings.Revenue_Dispute_Booking__c = '${disputesWhenLost ? 'lost' : 'created'}';
        settings.Revenue_Dispute_Won__c = '${wonRestores ? 'restore' : 'recoverables'}';
        settings.Revenue_Locked_Until__c = ${lockedUntil === null ? 'null' : `Date.valueOf('${lockedUntil}')`};
        upsert as system settings;`);
}

/** Finance closes months while news still come in. */
class Locks {
    private readonly org: LedgerOrg;
    private readonly history: History;
    private readonly start: number;
    private months = 0;
    private lockedUntil = '';
    private rows = '';

    constructor(org: LedgerOrg, history: History, start: number) {
        this.org = org;
        this.history = history;
        this.start = start;
    }

    move(index: number): void {
        const { locks } = this.history;
        const step = locks[index % locks.length]!;
        if (step === 0) return;
        this.months += step;
        const begin = new Date(this.start * 1000);
        this.lockedUntil = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + this.months - 1, 0)).toISOString().slice(0, 10);
        setRules(this.org, this.history, this.lockedUntil);
        this.rows = this.lockedRows();
    }

    check(): void {
        assert.equal(this.lockedRows(), this.rows, 'A row of a locked month is new, gone or changed');
    }

    private lockedRows(): string {
        const rows = this.org.rows('Revenue_Schedule__c').filter((row) => String(row['Month__c']) <= this.lockedUntil);
        const shown = ['Id', 'Entry_Key__c', 'Month__c', 'Service_Month__c', 'Kind__c', 'Amount_Minor__c', 'Amount__c', 'Reason__c'];
        return rows.map((row) => JSON.stringify(shown.map((field) => row[field]))).join('\n');
    }
}

/**
 * By the month that they are about, the rows add up to what billing amounts to; so earned less contra of a line is what
 * corrections have left of it, and nothing stays deferred for ever.
 */
export function checkRevenue(org: LedgerOrg, expected: Figures): void {
    const lines = new Map(org.rows('Stripe_Invoice_Line__c').map((row) => [row['Id'], String(row['Line_Id__c'])]));
    const rows = org.rows('Revenue_Schedule__c');
    const stored = sums(rows, (row) => {
        const month = String(row['Service_Month__c'] ?? row['Month__c']).slice(0, 7);
        return `${lines.get(row['Invoice_Line__c'])!} ${month} ${String(row['Kind__c'])}`;
    });
    assert.deepEqual(sorted(stored), sorted(expected), org.errors.join('\n'));
    assert.deepEqual(sorted(recognisable(stored)), sorted(recognisable(expected)));
    const deferred = sums(
        rows.filter((row) => row['Kind__c'] === 'deferred_change'),
        (row) => lines.get(row['Invoice_Line__c'])!
    );
    assert.deepEqual(deferred, new Map(), 'Something stays deferred');
    assert.deepEqual(org.query('SELECT Id FROM Stripe_Invoice__c WHERE Revenue_Due__c = TRUE'), []);
}

function sums(rows: readonly Row[], keyOf: (row: Row) => string): Figures {
    const figures: Figures = new Map();
    for (const row of rows) figures.set(keyOf(row), (figures.get(keyOf(row)) ?? 0n) + BigInt(Number(row['Amount_Minor__c'])));
    for (const [key, amount] of figures) if (amount === 0n) figures.delete(key);
    return figures;
}

function sorted(figures: ReadonlyMap<string, bigint>): [string, bigint][] {
    return [...figures].filter(([, amount]) => amount !== 0n).sort(([one], [other]) => (one < other ? -1 : 1));
}

function storedFigures(org: LedgerOrg): Row {
    const [account] = org.rows('Account');
    return {
        status: account!['Stripe_Billing_Status__c'] ?? null,
        inDispute: account!['Stripe_In_Dispute__c'] ?? null,
        delinquentSince: account!['Stripe_Delinquent_Since__c'] ?? null,
        balances: account!['Stripe_Open_Balances__c'] ?? null,
        lastStatus: account!['Stripe_Last_Invoice_Status__c'] ?? null,
        lastDate: account!['Stripe_Last_Invoice_Date__c'] ?? null,
        nextAttempt: account!['Stripe_Next_Payment_Attempt__c'] ?? null
    };
}
