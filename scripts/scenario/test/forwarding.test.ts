import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LocalOrg } from '../../org/local';
import { openReceiver, openStandIn, type Bench } from '../../stripe/stand-in/test/sdk';
import { openStripeProxy } from '../../stripe/proxy';
import { ForwardedDelivery } from '../delivery';

let bench: Bench;
before(async () => {
    bench = await openStandIn();
});
after(() => bench.close());

test('events are fetched, signed anew and posted, those of other customers left out', async () => {
    const receiver = await openReceiver();
    const stranger = await bench.stripe.customers.create({ name: 'before' });
    const ours = new Set<string>();
    const delivery = new ForwardedDelivery({
        stripe: bench.stripe,
        org: { idle: () => Promise.resolve(0) } as unknown as LocalOrg,
        webhook: receiver.url,
        secret: 'whsec_forwarded',
        customers: () => ours,
        now: () => Math.floor(Date.now() / 1000),
        pace: { pause: 10, quiet: 20 }
    });
    await delivery.begin();
    const first = await bench.stripe.customers.create({ name: 'first' });
    const second = await bench.stripe.customers.create({ name: 'second' });
    await bench.stripe.customers.update(stranger.id, { name: 'stranger' });
    [first, second].forEach(({ id }) => ours.add(id));
    await delivery.settle();
    assert.deepEqual(
        receiver.received.map(({ event }) => (event.data.object as { name: string }).name),
        ['first', 'second']
    );
    const { body, signature } = receiver.received[0]!;
    assert.equal(bench.stripe.webhooks.constructEvent(body, signature, 'whsec_forwarded').type, 'customer.created');

    await delivery.disturb({ order: 'reversed', copies: 2 }, async () => {
        await bench.stripe.customers.update(first.id, { name: 'third' });
        await bench.stripe.customers.update(second.id, { name: 'fourth' });
    });
    await delivery.settle();
    assert.deepEqual(
        receiver.received.slice(2).map(({ event }) => (event.data.object as { name: string }).name),
        ['fourth', 'third', 'fourth', 'third']
    );
    await receiver.close();
});

test('the proxy adds the key and passes everything else on', async () => {
    const proxy = await openStripeProxy('sk_test_hidden', bench.url);
    const answer = await fetch(`${proxy.url}/v1/customers?limit=1`, {
        headers: { authorization: 'Bearer none', 'stripe-version': '2026-10-28.endive' }
    });
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { object: string }).object, 'list');
    await proxy.close();
});

test('of objects that name no customer those of our charges and invoices are forwarded, and all payouts', async () => {
    const receiver = await openReceiver();
    const ours = new Set<string>();
    const delivery = new ForwardedDelivery({
        stripe: bench.stripe,
        org: { idle: () => Promise.resolve(0) } as unknown as LocalOrg,
        webhook: receiver.url,
        secret: 'whsec_forwarded',
        customers: () => ours,
        now: () => Math.floor(Date.now() / 1000),
        pace: { pause: 10, quiet: 20 }
    });
    await delivery.begin();
    for (const name of ['ours', 'theirs']) {
        const customer = await bench.stripe.customers.create({
            name,
            payment_method: 'pm_card_createDispute',
            invoice_settings: { default_payment_method: 'pm_card_createDispute' }
        });
        if (name === 'ours') ours.add(customer.id);
        const price = await bench.stripe.prices.create({
            currency: 'usd',
            unit_amount: 900,
            recurring: { interval: 'month' },
            product_data: { name: 'Seat' }
        });
        await bench.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    }
    await delivery.settle();
    const count = (type: string): number => receiver.received.filter(({ event }) => event.type === type).length;
    assert.deepEqual(
        ['charge.succeeded', 'charge.dispute.created', 'charge.dispute.funds_withdrawn', 'invoice_payment.paid'].map(count),
        [1, 1, 1, 1]
    );
    await receiver.close();
});
