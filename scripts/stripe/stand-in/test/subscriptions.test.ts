import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type Stripe from 'stripe';
import { advance, DAY, openReceiver, openStandIn, START, type Bench } from './sdk';

let bench: Bench;
let stripe: Stripe;
before(async () => {
    bench = await openStandIn();
    stripe = bench.stripe;
});
after(() => bench.close());

async function customerOnClock(): Promise<{ clock: string; customer: string }> {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
    const customer = await stripe.customers.create({
        name: 'Alder',
        test_clock: clock.id,
        payment_method: 'pm_card_visa',
        invoice_settings: { default_payment_method: 'pm_card_visa' }
    });
    return { clock: clock.id, customer: customer.id };
}

async function monthly(amount: number, extra: Partial<Stripe.PriceCreateParams> = {}): Promise<string> {
    const price = await stripe.prices.create({
        currency: 'usd',
        unit_amount: amount,
        recurring: { interval: 'month' },
        product_data: { name: 'Seats' },
        ...extra
    });
    return price.id;
}

test('a subscription shows its items with price, plan and periods', async () => {
    const { customer } = await customerOnClock();
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(1500), quantity: 12 }] });
    const item = subscription.items.data[0]!;
    assert.equal(subscription.status, 'active');
    assert.equal(subscription.currency, 'usd');
    assert.equal(item.quantity, 12);
    assert.equal(item.price.unit_amount, 1500);
    assert.equal(item.plan.amount, 1500);
    assert.equal(item.current_period_start, START);
    assert.equal(item.current_period_end, Date.UTC(2026, 1, 1) / 1000);
});

test('decimal amounts come back as the SDK reads them', async () => {
    const price = await stripe.prices.create({
        currency: 'usd',
        unit_amount_decimal: '0.5' as unknown as Stripe.Decimal,
        recurring: { interval: 'month' },
        product_data: { name: 'Calls' }
    });
    assert.equal(price.unit_amount, null);
    assert.equal(String(price.unit_amount_decimal), '0.5');
});

test('tiers are shown only when they are expanded', async () => {
    const price = await stripe.prices.create({
        currency: 'usd',
        billing_scheme: 'tiered',
        tiers_mode: 'graduated',
        tiers: [
            { up_to: 10, unit_amount: 1000 },
            { up_to: 'inf', unit_amount: 800, flat_amount: 100 }
        ],
        recurring: { interval: 'month' },
        product_data: { name: 'Tiered' }
    });
    assert.equal(price.tiers, undefined);
    const expanded = await stripe.prices.retrieve(price.id, { expand: ['tiers'] });
    assert.deepEqual(
        expanded.tiers!.map((tier) => [tier.up_to, tier.unit_amount, tier.flat_amount]),
        [
            [10, 1000, null],
            [null, 800, 100]
        ]
    );
});

test('expansion stops at four levels with the error of the API', async () => {
    const { customer } = await customerOnClock();
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(100) }] });
    const deep = await stripe.subscriptions.retrieve(id, { expand: ['customer', 'items.data.price.product', 'items.data.price.tiers'] });
    assert.equal((deep.customer as Stripe.Customer).name, 'Alder');
    assert.equal((deep.items.data[0]!.price.product as Stripe.Product).name, 'Seats');
    await assert.rejects(stripe.subscriptions.list({ expand: ['data.items.data.price.product'] }), {
        statusCode: 400,
        code: 'property_expansion_max_depth',
        message: 'You cannot expand more than 4 levels of a property. Property: data.items.data.price.product'
    });
    await assert.rejects(stripe.subscriptions.retrieve(id, { expand: ['nonsense'] }), {
        message: 'This property cannot be expanded (nonsense).'
    });
});

test('an item can carry its own coupon, read by the list of items', async () => {
    const { customer } = await customerOnClock();
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'forever' });
    const subscription = await stripe.subscriptions.create({
        customer,
        items: [{ price: await monthly(100), discounts: [{ coupon: coupon.id }] }],
        discounts: [{ coupon: coupon.id }]
    });
    assert.equal(typeof subscription.discounts[0], 'string');
    const items = await stripe.subscriptionItems.list({ subscription: subscription.id, expand: ['data.discounts.source.coupon'] });
    const discount = items.data[0]!.discounts[0] as Stripe.Discount;
    assert.equal((discount.source.coupon as Stripe.Coupon).percent_off, 50);
    const whole = await stripe.subscriptions.retrieve(subscription.id, { expand: ['discounts.source.coupon.applies_to'] });
    assert.equal(((whole.discounts[0] as Stripe.Discount).source.coupon as Stripe.Coupon).id, coupon.id);
});

test('an update reports the former values of what changed', async () => {
    const { customer } = await customerOnClock();
    const subscription = await stripe.subscriptions.create({
        customer,
        items: [{ price: await monthly(1000), quantity: 5 }],
        metadata: { a: '1', b: '2' }
    });
    await stripe.subscriptions.update(subscription.id, {
        items: [{ id: subscription.items.data[0]!.id, quantity: 8 }],
        metadata: { a: '9' }
    });
    const [event] = (await stripe.events.list({ type: 'customer.subscription.updated', limit: 1 })).data;
    const previous = event!.data.previous_attributes as { items: { data: { quantity: number }[] }; metadata: object };
    assert.deepEqual(Object.keys(previous).sort(), ['items', 'metadata']);
    assert.equal(previous.items.data[0]!.quantity, 5);
    assert.deepEqual(previous.metadata, { a: '1' });
    assert.equal((event!.data.object as Stripe.Subscription).items.data[0]!.quantity, 8);
});

test('a price swap to another interval starts a new period', async () => {
    const { customer, clock } = await customerOnClock();
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(1000) }] });
    await advance(stripe, clock, START + 10 * DAY);
    const yearly = await monthly(10_000, { recurring: { interval: 'year' } });
    const changed = await stripe.subscriptions.update(subscription.id, { items: [{ id: subscription.items.data[0]!.id, price: yearly }] });
    assert.equal(changed.items.data[0]!.current_period_start, START + 10 * DAY);
    assert.equal(changed.items.data[0]!.current_period_end, Date.UTC(2027, 0, 11) / 1000);
});

test('time renews periods, converts trials and ends what was to end', async () => {
    const { customer, clock } = await customerOnClock();
    const price = await monthly(1000);
    const trial = await stripe.subscriptions.create({ customer, items: [{ price }], trial_period_days: 14 });
    const ending = await stripe.subscriptions.create({ customer, items: [{ price }] });
    await stripe.subscriptions.update(ending.id, { cancel_at_period_end: true });
    const forever = await stripe.subscriptions.create({ customer, items: [{ price }] });
    assert.equal(trial.status, 'trialing');
    await advance(stripe, clock, START + 40 * DAY);
    const converted = await stripe.subscriptions.retrieve(trial.id);
    assert.equal(converted.status, 'active');
    assert.equal(converted.items.data[0]!.current_period_start, START + 14 * DAY);
    const ended = await stripe.subscriptions.retrieve(ending.id);
    assert.equal(ended.status, 'canceled');
    assert.equal(ended.ended_at, Date.UTC(2026, 1, 1) / 1000);
    assert.equal(ended.cancellation_details!.reason, 'cancellation_requested');
    assert.equal((await stripe.subscriptions.retrieve(forever.id)).items.data[0]!.current_period_end, Date.UTC(2026, 2, 1) / 1000);
    const types = (await stripe.events.list({ limit: 100 })).data
        .filter((event) => event.created >= START + 11 * DAY)
        .map((event) => event.type);
    assert.ok(types.includes('customer.subscription.trial_will_end'));
    assert.ok(types.includes('customer.subscription.deleted'));
    assert.ok(types.includes('test_helpers.test_clock.ready'));
});

test('lists go newest first, page by page, and leave out what is cancelled', async () => {
    const { customer } = await customerOnClock();
    const price = await monthly(100);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await stripe.subscriptions.create({ customer, items: [{ price }] })).id);
    await stripe.subscriptions.cancel(ids[0]!);
    const seen: string[] = [];
    for await (const subscription of stripe.subscriptions.list({ customer, status: 'all', limit: 2 })) seen.push(subscription.id);
    assert.deepEqual(seen, [...ids].reverse());
    assert.equal((await stripe.subscriptions.list({ customer })).data.length, 4);
    const first = await stripe.subscriptions.list({ customer, limit: 2, status: 'all' });
    assert.equal(first.has_more, true);
    const back = await stripe.subscriptions.list({ customer, status: 'all', limit: 10, ending_before: first.data[1]!.id });
    assert.deepEqual(
        back.data.map((subscription) => subscription.id),
        [ids[4]]
    );
});

test('errors are those of the API', async () => {
    const { customer } = await customerOnClock();
    await assert.rejects(stripe.customers.retrieve('cus_none'), {
        statusCode: 404,
        code: 'resource_missing',
        message: "No such customer: 'cus_none'",
        param: 'id'
    });
    await assert.rejects(stripe.subscriptions.create({ customer } as Stripe.SubscriptionCreateParams), {
        code: 'parameter_missing',
        param: 'items'
    });
    const unknown = { name: 'x', colour: 'red' } as unknown as Stripe.CustomerCreateParams;
    await assert.rejects(stripe.customers.create(unknown), { code: 'parameter_unknown', message: 'Received unknown parameter: colour' });
    await assert.rejects(stripe.quotes.list(), { statusCode: 404, message: /Unrecognized request URL \(GET: \/v1\/quotes\)/ });
    const poor = await stripe.customers.create({ name: 'No card' });
    await assert.rejects(stripe.subscriptions.create({ customer: poor.id, items: [{ price: await monthly(1) }] }), {
        message: /no attached payment source/
    });
    const answer = await fetch(`${bench.url}/v1/customers`, { headers: { authorization: 'Bearer sk_live_x' } });
    assert.equal(answer.status, 401);
});

test('an idempotency key gives the same answer again, and refuses another request', async () => {
    const key = { idempotencyKey: 'once' };
    const first = await stripe.customers.create({ name: 'Once' }, key);
    const again = await stripe.customers.create({ name: 'Once' }, key);
    assert.equal(again.id, first.id);
    await assert.rejects(stripe.customers.create({ name: 'Other' }, key), { type: 'StripeIdempotencyError' });
});

test('a paused subscription resumes', async () => {
    const { customer } = await customerOnClock();
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(1000) }] });
    assert.equal((await stripe.subscriptions.update(id, { pause_collection: { behavior: 'void' } })).pause_collection!.behavior, 'void');
    assert.equal((await stripe.subscriptions.update(id, { pause_collection: '' })).pause_collection, null);
    assert.equal((await stripe.subscriptions.pause(id)).status, 'paused');
    assert.equal((await stripe.subscriptions.resume(id)).status, 'active');
});

test('webhooks are signed so that the SDK accepts them, and tried again when they fail', async () => {
    const receiver = await openReceiver((call) => (call === 1 ? 503 : 200));
    const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['customer.created'] });
    await stripe.customers.create({ name: 'Signed' });
    assert.deepEqual(await bench.control('GET', '/idle'), { idle: true, deliveries: 1, failed: 0 });
    assert.equal(receiver.received.length, 2);
    const { body, signature } = receiver.received[1]!;
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret!, 10 * 365 * DAY);
    assert.equal(event.type, 'customer.created');
    assert.equal((await stripe.webhookEndpoints.list()).data[0]!.secret, undefined);
    await stripe.webhookEndpoints.del(endpoint.id);
    await receiver.close();
});

test('deliveries can be held and let go in another order and twice', async () => {
    const receiver = await openReceiver();
    const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await bench.control('POST', '/deliveries/hold');
    for (const name of ['a', 'b', 'c']) await stripe.customers.create({ name });
    await bench.control('POST', '/deliveries/release', { order: 'reversed', copies: 2 });
    await bench.control('GET', '/idle');
    const names = receiver.received.map(({ event }) => (event.data.object as Stripe.Customer).name);
    assert.deepEqual(names, ['c', 'b', 'a', 'c', 'b', 'a']);
    await stripe.webhookEndpoints.del(endpoint.id);
    await receiver.close();
});
