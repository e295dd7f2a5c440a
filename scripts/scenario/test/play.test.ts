import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type Stripe from 'stripe';
import type { RestOrg } from '../../org/rest';
import { openStandIn, type Bench } from '../../stripe/stand-in/test/sdk';
import type { Delivery } from '../delivery';
import { beginning, play, timetable } from '../play';
import { CAST, type CharacterName } from '../cast';
import { problemsOf, type CustomerSummary } from '../summary';
import { STAND_IN_PACE, STRIPE_PACE, TestClocks } from '../test-clocks';

let bench: Bench;
let europe: Bench;
before(async () => {
    bench = await openStandIn();
    europe = await openStandIn();
});
after(async () => {
    await bench.close();
    await europe.close();
});

/** An org that knows Accounts and nothing else. */
const org = {
    query: () => Promise.resolve([]),
    createMany: (_object: string, records: { Name: string }[]) => Promise.resolve(records.map((_, index) => `001${index}`))
} as unknown as RestOrg;

const delivery: Delivery = { settle: () => Promise.resolve(), disturb: (_disorder, action) => action() };

/** What a subscription amounts to a month, worked out apart from the package. */
function monthly(subscription: Stripe.Subscription): number {
    if (!['active', 'past_due'].includes(subscription.status) || subscription.pause_collection) return 0;
    const [item] = subscription.items.data;
    const { recurring, tiers, unit_amount: amount } = item!.price;
    const quantity = item!.quantity ?? 0;
    const gross = tiers
        ? tiers[0]!.up_to! * tiers[0]!.unit_amount! + (quantity - tiers[0]!.up_to!) * tiers[1]!.unit_amount!
        : amount! * quantity;
    return gross / (recurring!.interval_count * (recurring!.interval === 'year' ? 12 : 1));
}

test('the story leaves Stripe with what its movements say', async () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const start = beginning(now);
    const clocks = new TestClocks(bench.stripe, start, STAND_IN_PACE);
    const second = {
        stripe: europe.stripe,
        clocks: new TestClocks(europe.stripe, start, STAND_IN_PACE),
        delivery,
        source: 'Europe',
        isOwn: true
    };
    const main = { stripe: bench.stripe, clocks, delivery, source: 'Main', isOwn: true };
    const { cast } = await play({ ...main, org, start, europe: second }, now.getTime() / 1000);
    assert.equal(cast.size, Object.keys(CAST).length);
    for (const [name, id] of cast) {
        const { stripe } = CAST[name].billedBy === 'main' ? bench : europe;
        const { data } = await stripe.subscriptions.list({ customer: id, status: 'all' });
        const amounts = await Promise.all(
            data.map(async ({ id: one }) => monthly(await stripe.subscriptions.retrieve(one, { expand: ['items.data.price.tiers'] })))
        );
        const told = CAST[name].movements.reduce((sum, movement) => sum + movement.delta, 0);
        assert.equal(
            amounts.reduce((sum, amount) => sum + amount, 0),
            told,
            CAST[name].name
        );
        const customer = (await stripe.customers.retrieve(id)) as Stripe.Customer;
        assert.equal('salesforce_account_id' in customer.metadata, CAST[name].hasAccount);
    }
});

test('with one Stripe account the story is played without the customers of the other', async () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const start = beginning(now);
    const alone = await openStandIn();
    const clocks = new TestClocks(alone.stripe, start, STAND_IN_PACE);
    const { cast } = await play({ stripe: alone.stripe, org, clocks, delivery, start, source: 'Main', isOwn: true }, now.getTime() / 1000);
    await alone.close();
    assert.ok(cast.has('maple') && !cast.has('mapleEurope'));
});

test('a clock never leaps over more than a month', () => {
    const start = beginning(new Date('2026-11-22T12:00:00Z'));
    const moments = timetable(start, Date.UTC(2026, 10, 22) / 1000).map(({ moment }) => moment);
    moments.slice(1).forEach((moment, index) => assert.ok(moment >= moments[index]! && moment - moments[index]! <= 31 * 86_400));
});

test('Stripe hangs no more than three customers on a clock', async () => {
    const clocks = new TestClocks(bench.stripe, beginning(new Date()), STRIPE_PACE);
    const ids = [];
    for (let index = 0; index < 7; index += 1) ids.push(await clocks.clockForNewCustomer());
    assert.equal(new Set(ids).size, 3);
});

function summaryOf(name: CharacterName, change: Partial<CustomerSummary> = {}): CustomerSummary {
    const character = CAST[name];
    const sum = character.movements.reduce((total, movement) => total + movement.delta, 0);
    return {
        character,
        account: character.hasAccount ? character.name : undefined,
        statuses: ['active'],
        movements: character.movements,
        reactions: character.movements.map(() => 'Done'),
        mrr: sum,
        balance: sum,
        ledger: sum,
        ...change
    };
}

test('the summary names what does not add up', () => {
    assert.deepEqual(problemsOf(summaryOf('alder')), []);
    assert.match(problemsOf(summaryOf('alder', { balance: 1 }))[0]!, /the balance says 1/);
    assert.match(
        problemsOf(summaryOf('alder', { movements: [] }))[0]!,
        /the story tells of "New 18000, Expansion 12000", the ledger of "nothing"/
    );
    assert.match(problemsOf(summaryOf('alder', { account: undefined }))[0]!, /matched to no Account/);
    assert.match(problemsOf(summaryOf('laurel', { account: 'Laurel Partners' }))[0]!, /should wait/);
    assert.match(problemsOf(summaryOf('hazel', { reactions: ['Done', 'Failed'] }))[0]!, /1 reaction\(s\) are Failed/);
});
