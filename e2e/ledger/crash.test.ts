import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StripeAccount, type Command } from './stripe/account.ts';
import { StripeApi } from './stripe/api.ts';
import type { StripeEvent } from './stripe/shapes.ts';
import { checkLedger, ledgerTotals, movementsOf, totalsOf } from './support/ledger.ts';
import { Lifeline } from './support/lifeline.ts';
import { compile, LedgerOrg, SOURCE } from './support/org.ts';
import { presentState } from './support/state.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600;
/** Times that Stripe delivers an event that nobody took. */
const MOST_DELIVERIES = 5;
const ACCOUNTS = ['Early', 'Late'];
/** The database that every life begins with. */
const EMPTY = 'empty.db';

/** Two customers: one swaps its subscription for another, one is introduced to its Account late. */
const STORY: readonly Command[] = [
    { kind: 'subscribe', customer: 0, pick: 0, amount: 3, wait: HOUR },
    { kind: 'subscribe', customer: 1, pick: 0, amount: 4, wait: HOUR },
    { kind: 'swap', customer: 0, pick: 0, amount: 6, wait: HOUR },
    { kind: 'introduce', customer: 1, pick: 0, amount: 1, wait: HOUR }
];

let api: StripeApi | undefined;
let program: ReturnType<typeof compile>;
let folder: string | undefined;

before(async () => {
    api = await StripeApi.start();
    program = compile(api.url);
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    const org = new LedgerOrg(program, START, [SOURCE], join(folder, EMPTY));
    for (const name of ACCOUNTS) org.insert('Account', { Name: name });
    org.close();
});

after(async () => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
    await api?.stop();
});

/** The story on an org that lives through so many steps, dies, and is started again. */
class Life {
    readonly lifeline: Lifeline;
    readonly org: LedgerOrg;
    private readonly account: StripeAccount;
    private told = 0;

    constructor(last?: number) {
        api!.forget();
        this.lifeline = new Lifeline(last);
        const file = join(folder!, `${last ?? 'undisturbed'}.db`);
        copyFileSync(join(folder!, EMPTY), file);
        this.org = new LedgerOrg(program, START, [SOURCE], file);
        const accountIds = ACCOUNTS.map((name) => this.org.query(`SELECT Id FROM Account WHERE Name = '${name}'`)[0]!['Id'] as string);
        this.account = new StripeAccount('x', Math.ceil(this.org.time / 1000), accountIds, api!.put);
        this.account.addCustomer(accountIds[0]!);
        this.account.addCustomer(null);
        this.lifeline.hold(this.org.org);
    }

    run(): unknown {
        this.tell();
        for (const command of STORY) {
            this.account.run(command);
            this.tell();
        }
        checkLedger(this.org);
        assert.deepEqual(ledgerTotals(this.org), totalsOf(this.account));
        const { org, account } = this;
        const events = org.query('SELECT Event_Id__c, State__c, Reason__c, Error__c FROM Stripe_Event__c ORDER BY Event_Id__c');
        const reactions = org.query('SELECT Entry_Key__c, Effective_At__c, Reaction_State__c FROM MRR_Schedule__c ORDER BY Entry_Key__c');
        return {
            state: presentState(org, account),
            movements: movementsOf(org),
            tasks: org.query('SELECT Subject, What.Name FROM Task ORDER BY Subject').map(withoutId),
            events: events.map(withoutId),
            reactions: reactions.map(withoutId)
        };
    }

    private tell(): void {
        this.org.moveTo(this.account.now * 1000);
        for (const event of this.account.events.slice(this.told)) this.deliver(event);
        this.told = this.account.events.length;
        this.surviving(() => this.org.work());
        if (!this.surviving(() => this.org.rest())) this.org.rest();
    }

    /** Stripe delivers again where there was no answer. */
    private deliver(event: StripeEvent): void {
        for (let attempt = 0; attempt < MOST_DELIVERIES; attempt++) {
            if (this.surviving(() => this.org.deliver(event)) === 200) return;
        }
        assert.fail(`${event.id} was never taken`);
    }

    /** Undefined where the org died of it; then it lives again. */
    private surviving<T>(action: () => T): T | undefined {
        const lived = !this.lifeline.died;
        try {
            return action();
        } catch (error) {
            if (!lived || !this.lifeline.died) throw error;
            this.org.reopen();
            return undefined;
        }
    }
}

function withoutId({ Id: _id, ...row }: Readonly<Record<string, unknown>>): unknown {
    return row;
}

test('wherever the process dies, the sweeper brings everything to where it would have been', () => {
    const undisturbed = new Life();
    const expected = undisturbed.run();
    undisturbed.org.close();
    const { steps } = undisturbed.lifeline;
    for (const kind of ['dml', 'callout', 'commit', 'committed'])
        assert.ok(
            steps.some((step) => step.startsWith(`${kind} `)),
            kind
        );
    for (const [number, step] of steps.entries()) {
        const life = new Life(number);
        assert.deepEqual(life.run(), expected, `it died before step ${number}, ${step}`);
        assert.ok(life.lifeline.died, `it lived through step ${number}, ${step}`);
        life.org.close();
    }
    console.log(`died before each of ${steps.length} steps`);
});
