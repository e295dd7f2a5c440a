import assert from 'node:assert/strict';
import { StripeAccount } from '../stripe/account.ts';
import type { StripeApi } from '../stripe/api.ts';
import type { StripeEvent } from '../stripe/shapes.ts';
import type { Disorder, History } from './histories.ts';
import { checkLedger, ExpectedLedger, ledgerTotals, movementsOf, totalsOf } from './ledger.ts';
import { SOURCE, type LedgerOrg } from './org.ts';
import { presentState } from './state.ts';

export interface World {
    readonly org: LedgerOrg;
    readonly api: StripeApi;
    readonly source: string;
}

/** What an org knows at the end of a history. */
export interface End {
    readonly totals: ReturnType<typeof ledgerTotals>;
    readonly state: ReturnType<typeof presentState>;
}

/** How deep one run may be interrupted by others. */
const DEEPEST = 2;

function begin({ org, api }: World, { customers, accounts }: History): StripeAccount {
    org.clear();
    api.forget();
    const accountIds = Array.from({ length: accounts }, (_none, index) => org.insert('Account', { Name: `Account ${index}` }));
    const account = new StripeAccount('x', Math.ceil(org.time / 1000), accountIds, api.put);
    for (const [index, known] of customers.entries()) account.addCustomer(known ? accountIds[index % accounts]! : null);
    return account;
}

/** A night after everything that ends by itself has ended; the package's own proof finds nothing either. */
function end({ org }: World, account: StripeAccount): End {
    org.rest();
    const instant = Math.ceil(Math.max(org.time / 1000, account.now, account.discountsEnd())) + 1;
    org.moveTo(instant * 1000);
    org.night();
    org.rest();
    checkLedger(org);
    assert.deepEqual(ledgerTotals(org), totalsOf(account, instant), 'the ledger does not amount to what Stripe holds');
    assert.deepEqual(proofs(org), [0], 'the proof finds a difference');
    return { totals: ledgerTotals(org), state: presentState(org, account) };
}

/** Of every nightly proof that ran, the number of differences; forgets them. */
function proofs(org: LedgerOrg): unknown[] {
    const runs = org.rows('Reconciliation__c').filter((row) => row['Kind__c'] === 'Proof');
    org.forget('Reconciliation__c', runs);
    return runs.map((run) => run['Differences__c']);
}

/** Every event arrives once, at once and in order: the ledger must be what the rules say, row by row. */
export function playInOrder(world: World, history: History): End {
    const { org, source } = world;
    org.setLanes(1);
    const account = begin(world, history);
    const expected = new ExpectedLedger();
    let told = 0;
    const catchUp = (): void => {
        const news = account.events.slice(told);
        told = account.events.length;
        org.moveTo(account.now * 1000);
        for (const event of news) assert.equal(org.deliver(event, source), 200);
        org.work();
        expected.book(news, account);
        checkLedger(org);
        assert.deepEqual(movementsOf(org), expected.movements);
    };
    catchUp();
    for (const command of history.commands) {
        account.run(command);
        catchUp();
    }
    return end(world, account);
}

/** Events arrive late, in any order, several times or never, while Stripe changes and fails; at last the package compares itself with Stripe. */
export function playInDisorder(world: World, history: History, disorder: Disorder): End {
    const { org, source } = world;
    const account = begin(world, history);
    const disarray = new Disarray(world, history, disorder, account);
    disarray.play();
    org.rest();
    // Where no event was lost, no comparison is needed for the ledger to be right.
    if (!disarray.lost) end(world, account);
    account.now += 1;
    org.moveTo(account.now * 1000);
    if (source === SOURCE) {
        org.apex(`Reconciliations.reconcile('${source}');`);
    } else {
        for (const event of account.retell()) assert.equal(org.deliver(event, source), 200);
    }
    return end(world, account);
}

interface Parcel {
    readonly event: StripeEvent;
    readonly due: number;
    readonly order: number;
    readonly work: number;
}

class Disarray {
    private readonly world: World;
    private readonly history: History;
    private readonly disorder: Disorder;
    private readonly account: StripeAccount;
    /** Whether some event never arrived. */
    lost = false;
    private parcels: Parcel[] = [];
    private told = 0;
    private step = 0;
    private callouts = 0;
    private depth = 0;
    private lanes = 0;

    constructor(world: World, history: History, disorder: Disorder, account: StripeAccount) {
        this.world = world;
        this.history = history;
        this.disorder = disorder;
        this.account = account;
    }

    play(): void {
        const { org, api } = this.world;
        org.org.onWait = (point) => {
            if (point === 'callout') this.interrupt();
        };
        while (this.step < this.history.commands.length || this.parcels.length > 0) {
            this.next();
            checkLedger(org);
        }
        org.org.onWait = null;
        api.fail(0, 0);
    }

    /** The world goes on while a run waits for Stripe's answer. */
    private interrupt(): void {
        const { interruptions } = this.disorder;
        const interrupted = interruptions[(this.callouts += 1) % interruptions.length];
        if (!interrupted || this.depth >= DEEPEST || this.step >= this.history.commands.length) return;
        this.depth += 1;
        this.next();
        this.depth -= 1;
    }

    private next(): void {
        const { org, api } = this.world;
        const trouble = this.disorder.troubles[this.step % this.disorder.troubles.length]!;
        const command = this.history.commands[this.step];
        this.setLanes(this.disorder.lanes[this.step % this.disorder.lanes.length]!);
        this.step += 1;
        if (command) this.account.run(command);
        org.moveTo(this.account.now * 1000);
        if (trouble >= 0) api.fail(trouble);
        this.post();
        this.deliver();
        if (this.disorder.nights[this.step % this.disorder.nights.length]) this.night();
    }

    /** Not while somebody waits for Stripe: the night waits for its turn as well. */
    private night(): void {
        if (this.depth > 0) return;
        this.world.org.night();
        proofs(this.world.org);
    }

    private setLanes(lanes: number): void {
        if (lanes !== this.lanes) this.world.org.setLanes(lanes);
        this.lanes = lanes;
    }

    private post(): void {
        const { deliveries } = this.disorder;
        for (; this.told < this.account.events.length; this.told++) {
            const { delays, order, work } = deliveries[this.told % deliveries.length]!;
            const event = this.account.events[this.told]!;
            this.lost ||= delays.length === 0;
            this.parcels.push(...delays.map((delay) => ({ event, due: this.step + delay, order, work })));
        }
    }

    private deliver(): void {
        const due = this.parcels.filter((parcel) => parcel.due <= this.step).sort((one, other) => one.order - other.order);
        this.parcels = this.parcels.filter((parcel) => parcel.due > this.step);
        for (const { event, work } of due) {
            assert.equal(this.world.org.deliver(event, this.world.source), 200);
            this.world.org.work(work);
        }
    }
}
