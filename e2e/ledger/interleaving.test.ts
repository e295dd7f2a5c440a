import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { StripeAccount } from './stripe/account.ts';
import { StripeApi } from './stripe/api.ts';
import { PRICES } from './stripe/prices.ts';
import type { Customer, StripeEvent, Subscription } from './stripe/shapes.ts';
import { checkLedger, ledgerTotals, totalsOf } from './support/ledger.ts';
import { compile, LedgerOrg, SOURCE } from './support/org.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const [BASIC] = PRICES['usd']!;
/** Customers of a scene: enough for some of them to change their lane when the number of lanes does. */
const CUSTOMERS = 6;

let api: StripeApi | undefined;
let program: ReturnType<typeof compile>;
let scenes = 0;

before(async () => {
    api = await StripeApi.start();
    program = compile(api.url);
});

after(async () => {
    await api?.stop();
});

/** An org and a Stripe account that agree about some customers with two subscriptions each. */
class Scene {
    readonly org = new LedgerOrg(program, START);
    readonly account: StripeAccount;
    readonly pairs: (readonly [Subscription, Subscription])[] = [];
    private told = 0;

    constructor() {
        const { org } = this;
        const accountId = org.insert('Account', { Name: 'Account' });
        this.account = new StripeAccount(`s${(scenes += 1)}x`, Math.ceil(org.time / 1000), [accountId], api!.put);
        for (let number = 0; number < CUSTOMERS; number++) {
            const customer = this.account.addCustomer(accountId);
            this.pairs.push([this.account.start(customer, BASIC!, 1), this.account.start(customer, BASIC!, 2)]);
        }
        org.setLanes(1);
        this.deliverNews();
        this.end();
    }

    seats(subscription: Subscription, quantity: number): void {
        const current = this.account.subscriptions.get(subscription.id)!;
        const data = current.items.data.map((item) => ({ ...item, quantity }));
        this.account.update(current, { items: { ...current.items, data } });
    }

    customerOf(subscription: Subscription): Customer {
        return this.account.customers.find(({ id }) => id === subscription.customer)!;
    }

    deliverNews(): readonly StripeEvent[] {
        this.org.moveTo(this.account.now * 1000);
        const news = this.account.events.slice(this.told);
        this.told = this.account.events.length;
        for (const event of news) assert.equal(this.org.deliver(event), 200);
        return news;
    }

    /** Does something once, when the drain makes its callout of that number, and says whether it came to that. */
    duringCallout(number: number, action: () => void): () => boolean {
        let callouts = 0;
        let done = false;
        this.org.org.onWait = (point, { name }) => {
            if (point !== 'callout' || name !== 'EventDrain' || done || (callouts += 1) !== number) return;
            done = true;
            action();
        };
        return () => done;
    }

    /** Everything has been done, once, and what Stripe says now is what is true. */
    end(): void {
        const { org, account } = this;
        org.rest();
        org.org.onWait = null;
        checkLedger(org);
        assert.deepEqual(ledgerTotals(org), totalsOf(account));
        for (const row of org.rows('Stripe_Event__c')) assert.equal(row['State__c'], 'Processed');
    }

    lanes(): Set<unknown> {
        return new Set(this.org.query("SELECT Lane__c FROM Stripe_Event__c WHERE State__c = 'Received'").map((row) => row['Lane__c']));
    }
}

let scene: Scene;

beforeEach(() => {
    scene = new Scene();
});

/**
 * A reads one subscription of each customer, and when it is about to read the others, everything changes. The news of
 * that falls into other lanes, since there are more of them now: B reads and applies it while A still waits.
 */
function olderOverNewer(pause: number): void {
    const { org } = scene;
    for (const [first, second] of scene.pairs) {
        scene.seats(first, 5);
        scene.seats(second, 5);
    }
    scene.deliverNews();
    const happened = scene.duringCallout(CUSTOMERS + 1, () => {
        org.setLanes(4);
        org.time += pause;
        for (const [first] of scene.pairs) scene.seats(first, 8);
        scene.deliverNews();
        assert.ok(scene.lanes().size > 1, 'the news must spread over lanes');
        org.work();
    });
    org.work();
    assert.ok(happened());
    scene.end();
}

test('A reads, B reads newer, B applies, A applies: the older state does not win', () => {
    olderOverNewer(MINUTE);
});

test('nor does it when both read within the same second', () => {
    olderOverNewer(0);
});

test('two drains of the same customers at once: nothing is lost and nothing counts twice', () => {
    const { org } = scene;
    for (const [first] of scene.pairs) scene.seats(first, 3);
    scene.deliverNews();
    org.setLanes(4);
    for (const [, second] of scene.pairs) scene.seats(second, 4);
    scene.deliverNews();
    for (const [first] of scene.pairs) scene.seats(first, 7);
    scene.deliverNews();
    let interruptions = 0;
    let inside = false;
    org.org.onWait = (point, { name }) => {
        if (name !== 'EventDrain' || inside) return;
        inside = true;
        interruptions += 1;
        org.work();
        inside = false;
    };
    org.work();
    assert.ok(interruptions > CUSTOMERS);
    scene.end();
});

test('fewer lanes while work is under way: the rows of lanes that are gone are worked off', () => {
    const { org } = scene;
    org.setLanes(8);
    for (const [first, second] of scene.pairs) {
        scene.seats(first, 6);
        scene.seats(second, 0);
    }
    scene.deliverNews();
    assert.ok(scene.lanes().size > 1);
    const happened = scene.duringCallout(1, () => {
        org.setLanes(1);
        for (const [first] of scene.pairs) scene.seats(first, 9);
        scene.deliverNews();
        org.work();
    });
    org.work();
    assert.ok(happened());
    scene.end();
});

test('a drain that waits longer than its claim holds: the sweeper starts no second one, and nothing counts twice', () => {
    const { org } = scene;
    for (const [first] of scene.pairs) scene.seats(first, 11);
    scene.deliverNews();
    const happened = scene.duringCallout(2, () => {
        org.time += 20 * MINUTE;
        org.sweep();
    });
    org.work();
    assert.ok(happened());
    scene.end();
});

test('a customer that is introduced to its Account while its subscription is being read is found in the end', () => {
    const { org, account } = scene;
    const stranger = account.addCustomer(null);
    account.start(stranger, BASIC!, 3);
    scene.deliverNews();
    const happened = scene.duringCallout(1, () => {
        account.introduce(account.customers.indexOf(stranger), account.customers[0]!.metadata['salesforce_account_id']!);
        scene.deliverNews();
    });
    org.work();
    assert.ok(happened());
    scene.end();
    const [row] = org.query(
        `SELECT Account__c FROM Stripe_Customer__c WHERE Customer_Id__c = '${stranger.id}' AND Source__c = '${SOURCE}'`
    );
    assert.ok(row!['Account__c']);
});
