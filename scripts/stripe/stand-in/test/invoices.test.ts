import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type Stripe from 'stripe';
import { advance, DAY, openStandIn, START, type Bench } from './sdk';
import { changeCard, chargesOf, customerOnClock, HOUR, lastEvent, latestInvoice, monthly, renew, subscribed, typesSince } from './billing';

let bench: Bench;
let stripe: Stripe;
before(async () => {
    bench = await openStandIn();
    stripe = bench.stripe;
});
after(() => bench.close());

test('a subscription begins with a paid invoice and the events of it, in order', async () => {
    const { customer } = await customerOnClock(stripe);
    const price = await monthly(stripe, 1_500);
    const since = await lastEvent(stripe);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price, quantity: 12 }] });
    assert.deepEqual(await typesSince(stripe, since), [
        'customer.updated',
        'invoice.created',
        'customer.subscription.created',
        'invoice.updated',
        'invoice.finalized',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice.updated',
        'invoice_payment.paid',
        'invoice.paid',
        'invoice.payment_succeeded'
    ]);
    const invoice = await latestInvoice(stripe, subscription.id);
    assert.equal(invoice.status, 'paid');
    assert.equal(invoice.billing_reason, 'subscription_create');
    assert.deepEqual(
        [invoice.subtotal, invoice.total, invoice.amount_due, invoice.amount_paid, invoice.amount_remaining],
        [18_000, 18_000, 18_000, 18_000, 0]
    );
    assert.equal(invoice.attempt_count, 1);
    assert.equal(invoice.status_transitions.paid_at, START);
    assert.equal(invoice.parent!.subscription_details!.subscription, subscription.id);
    assert.match(invoice.number!, /^[A-Z0-9]+-0001$/);
    const [line] = invoice.lines.data;
    assert.equal(line!.quantity, 12);
    assert.deepEqual(line!.period, { start: START, end: START + 31 * DAY });
    assert.equal(line!.parent!.subscription_item_details!.subscription_item, subscription.items.data[0]!.id);
    assert.equal(line!.pricing!.price_details!.price, price);
});

test('payments hang on their invoice and are found from both ends', async () => {
    const { invoice } = await subscribed(stripe);
    const [payment] = invoice.payments!.data;
    const intent = payment!.payment.payment_intent as string;
    assert.equal(payment!.status, 'paid');
    const found = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent } });
    assert.deepEqual(
        found.data.map(({ id, invoice: of }) => [id, of]),
        [[payment!.id, invoice.id]]
    );
    const [charge] = await chargesOf(stripe, invoice);
    assert.equal(charge!.amount, 10_000);
    assert.equal(charge!.outcome!.network_status, 'approved_by_network');
    assert.equal(charge!.payment_method_details!.card!.last4, '4242');
    assert.ok(charge!.payment_method_details!.card!.exp_year! > 2026);
    const whole = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge.balance_transaction'] });
    const transaction = (whole.latest_charge as Stripe.Charge).balance_transaction as Stripe.BalanceTransaction;
    assert.deepEqual([transaction.amount, transaction.fee, transaction.net], [10_000, 320, 9_680]);
    assert.equal('payout' in transaction, false);
});

test('a renewal is a draft for an hour, then binding and paid', async () => {
    const { clock, subscription } = await subscribed(stripe);
    await advance(stripe, clock, START + 31 * DAY);
    const draft = await latestInvoice(stripe, subscription.id);
    assert.equal(draft.status, 'draft');
    assert.equal(draft.automatically_finalizes_at, START + 31 * DAY + HOUR);
    assert.equal(draft.number, null);
    await advance(stripe, clock, START + 31 * DAY + HOUR);
    const paid = await stripe.invoices.retrieve(draft.id);
    assert.equal(paid.status, 'paid');
    assert.equal(paid.billing_reason, 'subscription_cycle');
    assert.equal(paid.status_transitions.finalized_at, START + 31 * DAY + HOUR);
    assert.deepEqual([paid.period_start, paid.lines.data[0]!.period.start], [START + 31 * DAY, START + 31 * DAY]);
    assert.equal((await stripe.subscriptions.retrieve(subscription.id)).latest_invoice, draft.id);
});

test('a failed payment is tried again by schedule until it is made good', async () => {
    const { clock, customer, subscription } = await subscribed(stripe);
    await changeCard(stripe, customer, 'pm_card_chargeCustomerFail');
    const since = await lastEvent(stripe);
    await renew(stripe, clock);
    const types = (await typesSince(stripe, since)).filter((type) => /fail|past|delinquent|subscription|customer\.updated/.test(type));
    assert.deepEqual(types, [
        'customer.subscription.updated',
        'charge.failed',
        'payment_intent.payment_failed',
        'invoice.payment_failed',
        'customer.subscription.updated',
        'customer.updated'
    ]);
    const failed = await latestInvoice(stripe, subscription.id);
    const firstTry = START + 31 * DAY + HOUR;
    assert.deepEqual([failed.status, failed.attempt_count, failed.next_payment_attempt], ['open', 1, firstTry + 3 * DAY]);
    assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'past_due');
    const [charge] = await chargesOf(stripe, failed);
    assert.deepEqual([charge!.status, charge!.failure_code, charge!.outcome!.reason], ['failed', 'card_declined', 'generic_decline']);
    const intent = await stripe.paymentIntents.retrieve(charge!.payment_intent as string);
    assert.equal(intent.last_payment_error!.decline_code, 'generic_decline');
    await advance(stripe, clock, firstTry + 3 * DAY);
    assert.equal((await stripe.invoices.retrieve(failed.id)).attempt_count, 2);
    assert.equal(((await stripe.customers.retrieve(customer)) as Stripe.Customer).delinquent, true);
    await changeCard(stripe, customer, 'pm_card_visa');
    const paid = await stripe.invoices.pay(failed.id);
    assert.deepEqual([paid.status, paid.attempt_count, paid.next_payment_attempt], ['paid', 2, null]);
    assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'active');
    assert.equal(((await stripe.customers.retrieve(customer)) as Stripe.Customer).delinquent, false);
    assert.equal((await chargesOf(stripe, paid)).length, 3);
});

test('after the last try the subscription is cancelled and its invoice stays open', async () => {
    const { clock, customer, subscription } = await subscribed(stripe);
    await changeCard(stripe, customer, 'pm_card_chargeCustomerFail');
    await advance(stripe, clock, START + 50 * DAY);
    const { status, cancellation_details: details } = await stripe.subscriptions.retrieve(subscription.id);
    assert.deepEqual([status, details!.reason], ['canceled', 'payment_failed']);
    const { data } = await stripe.invoices.list({ subscription: subscription.id, status: 'open' });
    assert.deepEqual(
        data.map((invoice) => [invoice.attempt_count, invoice.next_payment_attempt, invoice.auto_advance]),
        [[4, null, false]]
    );
});

test('a first payment that fails leaves the subscription incomplete, and after 23 hours it is over', async () => {
    const { clock, customer } = await customerOnClock(stripe, 'pm_card_chargeCustomerFail');
    const price = await monthly(stripe, 1_000);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price }] });
    assert.equal(subscription.status, 'incomplete');
    assert.equal((await latestInvoice(stripe, subscription.id)).next_payment_attempt, null);
    await assert.rejects(stripe.subscriptions.create({ customer, items: [{ price }], payment_behavior: 'error_if_incomplete' }), {
        statusCode: 402,
        code: 'card_declined',
        decline_code: 'generic_decline'
    });
    await advance(stripe, clock, START + DAY);
    assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'incomplete_expired');
    assert.equal((await latestInvoice(stripe, subscription.id)).status, 'void');
});

test('a card that is always declined cannot be attached', async () => {
    const { customer } = await customerOnClock(stripe);
    await assert.rejects(stripe.paymentMethods.attach('pm_card_visa_chargeDeclinedInsufficientFunds', { customer }), {
        statusCode: 402,
        type: 'StripeCardError',
        decline_code: 'insufficient_funds'
    });
    await assert.rejects(stripe.paymentMethods.attach('pm_unknown', { customer }), { code: 'resource_missing' });
});

test('an expired card is declined', async () => {
    const { clock, customer, subscription } = await subscribed(stripe);
    const { data } = await stripe.paymentMethods.list({ customer, type: 'card' });
    await stripe.paymentMethods.update(data[0]!.id, { card: { exp_month: 1, exp_year: 2026 } });
    await renew(stripe, clock);
    const [charge] = await chargesOf(stripe, await latestInvoice(stripe, subscription.id));
    assert.deepEqual([charge!.failure_code, charge!.payment_method_details!.card!.exp_month], ['expired_card', 1]);
});

test('discounts and taxes stand on the lines and add up on the invoice', async () => {
    const { customer } = await customerOnClock(stripe);
    const [fifth, tenOff] = [
        await stripe.coupons.create({ percent_off: 20, duration: 'forever' }),
        await stripe.coupons.create({ amount_off: 1_000, currency: 'usd', duration: 'once' })
    ];
    const rate = await stripe.taxRates.create({ display_name: 'VAT', inclusive: false, percentage: 19 });
    const [seats, support] = [await monthly(stripe, 5_000), await monthly(stripe, 3_333)];
    const subscription = await stripe.subscriptions.create({
        customer,
        items: [{ price: seats, quantity: 2, discounts: [{ coupon: fifth.id }] }, { price: support }],
        discounts: [{ coupon: tenOff.id }],
        default_tax_rates: [rate.id]
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    const net = invoice.lines.data.map((line) => line.amount - line.discount_amounts!.reduce((sum, { amount }) => sum + amount, 0));
    assert.deepEqual(net, [8_000 - 706, 3_333 - 294]);
    assert.deepEqual(
        invoice.lines.data.map((line) => line.taxes!.map((tax) => [tax.amount, tax.taxable_amount, tax.tax_behavior])),
        [[[1_386, 7_294, 'exclusive']], [[577, 3_039, 'exclusive']]]
    );
    assert.deepEqual([invoice.subtotal, invoice.total_excluding_tax, invoice.total], [13_333, 10_333, 10_333 + 1_963]);
    assert.deepEqual(invoice.total_discount_amounts!.map(({ amount }) => amount).sort(), [1_000, 2_000]);
    assert.equal(subscription.default_tax_rates![0]!.percentage, 19);
});

test('an inclusive tax lies in the amount', async () => {
    const { customer } = await customerOnClock(stripe);
    const rate = await stripe.taxRates.create({ display_name: 'VAT', inclusive: true, percentage: 10 });
    const { id } = await stripe.subscriptions.create({
        customer,
        items: [{ price: await monthly(stripe, 3_100) }],
        default_tax_rates: [rate.id]
    });
    const invoice = await latestInvoice(stripe, id);
    assert.deepEqual([invoice.total, invoice.total_excluding_tax, invoice.total_taxes![0]!.amount], [3_100, 2_818, 282]);
});

test('tiers give a line each', async () => {
    const { customer } = await customerOnClock(stripe);
    const price = await stripe.prices.create({
        currency: 'usd',
        billing_scheme: 'tiered',
        tiers_mode: 'graduated',
        tiers: [
            { up_to: 10, unit_amount: 1_200 },
            { up_to: 'inf', unit_amount: 900, flat_amount: 500 }
        ],
        recurring: { interval: 'month' },
        product_data: { name: 'Data' }
    });
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: price.id, quantity: 25 }] });
    const { lines, total } = await latestInvoice(stripe, id);
    assert.deepEqual(
        lines.data.map(({ amount }) => amount),
        [12_000, 13_500, 500]
    );
    assert.equal(total, 26_000);
});

test('a change in mid-period is prorated by the second and billed with the renewal', async () => {
    const { clock, customer } = await customerOnClock(stripe);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(stripe, 3_100), quantity: 1 }] });
    const item = subscription.items.data[0]!.id;
    await advance(stripe, clock, START + 21 * DAY);
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, quantity: 3 }] });
    await renew(stripe, clock);
    const invoice = await latestInvoice(stripe, subscription.id);
    assert.deepEqual(
        invoice.lines.data.map(({ amount, parent, period }) => [amount, parent!.subscription_item_details!.proration, period.start]),
        [
            [-1_000, true, START + 21 * DAY],
            [3_000, true, START + 21 * DAY],
            [9_300, false, START + 31 * DAY]
        ]
    );
    const [first] = (await stripe.invoices.list({ subscription: subscription.id })).data.slice(-1);
    assert.deepEqual(invoice.lines.data[0]!.parent!.subscription_item_details!.proration_details!.credited_items, {
        invoice: first!.id,
        invoice_line_items: [first!.lines.data[0]!.id]
    });
    assert.equal(invoice.total, 11_300);
});

test('a new rhythm is billed at once, with what was paid before given back', async () => {
    const { clock, customer } = await customerOnClock(stripe);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(stripe, 3_100) }] });
    await advance(stripe, clock, START + 21 * DAY);
    const yearly = await monthly(stripe, 30_000, { recurring: { interval: 'year' } });
    await stripe.subscriptions.update(subscription.id, { items: [{ id: subscription.items.data[0]!.id, price: yearly }] });
    const invoice = await latestInvoice(stripe, subscription.id);
    assert.deepEqual([invoice.billing_reason, invoice.status, invoice.total], ['subscription_update', 'paid', 29_000]);
});

test('without proration nothing is given back or taken', async () => {
    const { clock, subscription } = await subscribed(stripe);
    await advance(stripe, clock, START + 10 * DAY);
    await stripe.subscriptions.update(subscription.id, {
        items: [{ id: subscription.items.data[0]!.id, quantity: 5 }],
        proration_behavior: 'none'
    });
    await renew(stripe, clock);
    assert.equal((await latestInvoice(stripe, subscription.id)).total, 50_000);
});

test('a trial begins with an invoice of nothing, and its end with a draft', async () => {
    const { clock, customer } = await customerOnClock(stripe);
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(stripe, 1_000) }], trial_period_days: 7 });
    const nothing = await latestInvoice(stripe, id);
    assert.deepEqual([nothing.status, nothing.total, nothing.payments!.data.length], ['paid', 0, 0]);
    await advance(stripe, clock, START + 8 * DAY);
    assert.deepEqual([(await latestInvoice(stripe, id)).status, (await latestInvoice(stripe, id)).total], ['paid', 1_000]);
});

test('invoices of a paused collection are void', async () => {
    const { clock, subscription } = await subscribed(stripe);
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: 'void' } });
    await renew(stripe, clock);
    assert.equal((await latestInvoice(stripe, subscription.id)).status, 'void');
});

test('an invoice that is sent waits for its due date and can be paid outside of Stripe', async () => {
    const { clock, customer } = await customerOnClock(stripe);
    const { id } = await stripe.subscriptions.create({
        customer,
        items: [{ price: await monthly(stripe, 1_000) }],
        collection_method: 'send_invoice',
        days_until_due: 14
    });
    await advance(stripe, clock, START + 2 * HOUR);
    const invoice = await latestInvoice(stripe, id);
    assert.deepEqual([invoice.status, invoice.due_date, invoice.next_payment_attempt], ['open', START + 14 * DAY, null]);
    const paid = await stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
    assert.deepEqual([paid.status, paid.amount_paid, paid.amount_paid_off_stripe], ['paid', 1_000, 1_000]);
    assert.equal((await stripe.invoicePayments.list({ invoice: invoice.id })).data[0]!.status, 'canceled');
});

test('an invoice that is not paid by its due date puts its subscription behind until it is', async () => {
    const { clock, customer } = await customerOnClock(stripe);
    const { id } = await stripe.subscriptions.create({
        customer,
        items: [{ price: await monthly(stripe, 1_000) }],
        collection_method: 'send_invoice',
        days_until_due: 14
    });
    await advance(stripe, clock, START + 15 * DAY);
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'past_due');
    assert.equal((await stripe.events.list({ type: 'invoice.overdue' })).data.length, 1);
    await stripe.invoices.pay((await latestInvoice(stripe, id)).id, { paid_out_of_band: true });
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'active');
});

test('an invoice by hand can be voided or written off, and no more than once', async () => {
    const { customer } = await customerOnClock(stripe);
    const make = async (): Promise<string> => {
        const { id } = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 30, currency: 'usd' });
        await stripe.invoiceItems.create({ customer, invoice: id, amount: 25_000, currency: 'usd', description: 'Workshop' });
        await stripe.invoices.finalizeInvoice(id);
        return id;
    };
    const voided = await stripe.invoices.voidInvoice(await make());
    assert.deepEqual([voided.status, voided.total, voided.status_transitions.voided_at], ['void', 25_000, START]);
    await assert.rejects(stripe.invoices.voidInvoice(voided.id), { code: 'invoice_not_editable' });
    await assert.rejects(stripe.invoices.pay(voided.id), { message: /voided/ });
    const lost = await stripe.invoices.markUncollectible(await make());
    assert.equal(lost.status, 'uncollectible');
    assert.equal((await stripe.invoices.pay(lost.id)).status, 'paid');
});

test('an invoice shows ten lines and lists all of them in their order', async () => {
    const { customer } = await customerOnClock(stripe);
    const { id } = await stripe.invoices.create({ customer, currency: 'usd' });
    for (let index = 1; index <= 23; index += 1)
        await stripe.invoiceItems.create({ customer, invoice: id, amount: index, currency: 'usd', description: `Line ${index}` });
    const invoice = await stripe.invoices.retrieve(id);
    assert.deepEqual([invoice.lines.data.length, invoice.lines.has_more, invoice.total], [10, true, 276]);
    const amounts: number[] = [];
    for await (const line of stripe.invoices.listLineItems(id, { limit: 9 })) amounts.push(line.amount);
    assert.deepEqual(
        amounts,
        Array.from({ length: 23 }, (_, index) => index + 1)
    );
});

test('an invoice below zero becomes credit, which pays for the next', async () => {
    const { clock, customer, subscription } = await subscribed(stripe);
    await stripe.invoiceItems.create({ customer, amount: -2_500, currency: 'usd', description: 'Goodwill' });
    const { id } = await stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' });
    const below = await stripe.invoices.finalizeInvoice(id);
    assert.deepEqual([below.status, below.total, below.amount_due, below.ending_balance], ['paid', -2_500, 0, -2_500]);
    await renew(stripe, clock);
    const next = await latestInvoice(stripe, subscription.id);
    assert.deepEqual([next.total, next.starting_balance, next.ending_balance, next.amount_due], [10_000, -2_500, 0, 7_500]);
    assert.equal((await stripe.customers.listBalanceTransactions(customer)).data.length, 2);
});

test('invoices expand to four levels and no deeper', async () => {
    const { invoice, customer } = await subscribed(stripe);
    const whole = await stripe.invoices.retrieve(invoice.id, {
        expand: ['customer', 'parent.subscription_details.subscription', 'payments.data.payment.payment_intent', 'discounts']
    });
    assert.equal((whole.customer as Stripe.Customer).id, customer);
    assert.equal((whole.parent!.subscription_details!.subscription as Stripe.Subscription).status, 'active');
    assert.equal((whole.payments!.data[0]!.payment.payment_intent as Stripe.PaymentIntent).status, 'succeeded');
    assert.equal((await stripe.invoices.retrieve(invoice.id)).payments, undefined);
    await assert.rejects(stripe.invoices.list({ expand: ['data.payments.data.payment.payment_intent'] }), {
        code: 'property_expansion_max_depth'
    });
    await assert.rejects(stripe.invoices.retrieve(invoice.id, { expand: ['parent.subscription_details.price'] }), {
        message: /cannot be expanded/
    });
});
