import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type Stripe from 'stripe';
import { advance, DAY, openStandIn, START, type Bench } from './sdk';
import { chargesOf, lastEvent, latestInvoice, renew, subscribed, typesSince } from './billing';

let bench: Bench;
let stripe: Stripe;
before(async () => {
    bench = await openStandIn();
    stripe = bench.stripe;
});
after(() => bench.close());

async function chargeOf(card?: string): Promise<Stripe.Charge> {
    const { invoice } = await subscribed(stripe, 10_000, card);
    return (await chargesOf(stripe, invoice))[0]!;
}

test('a charge is refunded in parts until nothing is left', async () => {
    const charge = await chargeOf();
    const since = await lastEvent(stripe);
    const first = await stripe.refunds.create({ charge: charge.id, amount: 4_000, reason: 'requested_by_customer' });
    assert.deepEqual(await typesSince(stripe, since), ['refund.created', 'charge.refunded']);
    assert.deepEqual([first.status, first.amount, first.payment_intent], ['succeeded', 4_000, charge.payment_intent]);
    await assert.rejects(stripe.refunds.create({ charge: charge.id, amount: 6_001 }), { message: /greater than unrefunded amount/ });
    await stripe.refunds.create({ payment_intent: charge.payment_intent as string });
    const whole = await stripe.charges.retrieve(charge.id, { expand: ['refunds'] });
    assert.deepEqual(
        [whole.refunded, whole.amount_refunded, whole.refunds!.data.map(({ amount }) => amount)],
        [true, 10_000, [6_000, 4_000]]
    );
    assert.equal((await stripe.charges.retrieve(charge.id)).refunds, undefined);
    await assert.rejects(stripe.refunds.create({ charge: charge.id }), { code: 'charge_already_refunded' });
    assert.equal((await stripe.refunds.list({ charge: charge.id })).data.length, 2);
});

test('a refund that the card refuses fails after it was made, and the money is back', async () => {
    const charge = await chargeOf('pm_card_refundFail');
    const since = await lastEvent(stripe);
    const made = await stripe.refunds.create({ charge: charge.id });
    assert.equal(made.status, 'succeeded');
    assert.deepEqual(await typesSince(stripe, since), [
        'refund.created',
        'charge.refunded',
        'refund.updated',
        'refund.failed',
        'charge.refund.updated'
    ]);
    const failed = await stripe.refunds.retrieve(made.id);
    assert.deepEqual([failed.status, failed.failure_reason], ['failed', 'expired_or_canceled_card']);
    const { refunded, amount_refunded: amount } = await stripe.charges.retrieve(charge.id);
    assert.deepEqual([refunded, amount], [false, 0]);
});

test('a credit note on a paid invoice pays back as it says', async () => {
    const { invoice, customer } = await subscribed(stripe);
    const [line] = invoice.lines.data;
    const lines = [{ type: 'invoice_line_item' as const, invoice_line_item: line!.id, amount: 3_000 }];
    await assert.rejects(stripe.creditNotes.create({ invoice: invoice.id, lines }), { message: /must equal the post payment/ });
    const note = await stripe.creditNotes.create({ invoice: invoice.id, lines, refund_amount: 2_000, credit_amount: 1_000 });
    assert.deepEqual(
        [note.type, note.status, note.total, note.lines.data[0]!.invoice_line_item],
        ['post_payment', 'issued', 3_000, line!.id]
    );
    assert.equal('credit_note' in note.lines.data[0]!, false);
    assert.equal(note.refunds[0]!.amount_refunded, 2_000);
    assert.equal(((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance, -1_000);
    const after_ = await stripe.invoices.retrieve(invoice.id);
    assert.deepEqual([after_.post_payment_credit_notes_amount, after_.total, after_.status], [3_000, 10_000, 'paid']);
    assert.equal((await chargesOf(stripe, invoice))[0]!.amount_refunded, 2_000);
    await assert.rejects(
        stripe.creditNotes.create({
            invoice: invoice.id,
            lines: [{ type: 'invoice_line_item', invoice_line_item: line!.id, amount: 8_000 }],
            out_of_band_amount: 8_000
        }),
        { message: /not credited yet \(7000\)/ }
    );
});

test('a credit note on an open invoice lowers what is due, and can be voided', async () => {
    const { customer } = await subscribed(stripe);
    const { id } = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 30 });
    await stripe.invoiceItems.create({ customer, invoice: id, amount: 5_000, currency: 'usd' });
    const { lines } = await stripe.invoices.finalizeInvoice(id);
    const wish = { invoice: id, lines: [{ type: 'invoice_line_item' as const, invoice_line_item: lines.data[0]!.id, amount: 2_000 }] };
    const note = await stripe.creditNotes.create(wish);
    assert.deepEqual([note.type, note.pre_payment_amount], ['pre_payment', 2_000]);
    const lowered = await stripe.invoices.retrieve(id);
    assert.deepEqual([lowered.amount_due, lowered.amount_remaining, lowered.total], [3_000, 3_000, 5_000]);
    assert.equal((await stripe.creditNotes.voidCreditNote(note.id)).status, 'void');
    assert.equal((await stripe.invoices.retrieve(id)).amount_due, 5_000);
    await stripe.creditNotes.create({ ...wish, lines: [{ ...wish.lines[0]!, amount: 5_000 }] });
    assert.equal((await stripe.invoices.retrieve(id)).status, 'paid');
});

test('a disputed payment loses its money at once and wins it back with evidence', async () => {
    const since = await lastEvent(stripe).catch(() => '');
    const charge = await chargeOf('pm_card_createDispute');
    const disputeTypes = async (): Promise<string[]> =>
        (await typesSince(stripe, since)).filter((type) => type.startsWith('charge.dispute'));
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
    assert.deepEqual(
        [dispute!.status, dispute!.reason, dispute!.amount, dispute!.is_charge_refundable],
        ['needs_response', 'fraudulent', 10_000, false]
    );
    assert.equal(dispute!.evidence_details.due_by, START + 9 * DAY - 1);
    assert.deepEqual([dispute!.balance_transactions[0]!.amount, dispute!.balance_transactions[0]!.fee], [-10_000, 1_500]);
    assert.equal((await stripe.charges.retrieve(charge.id)).disputed, true);
    await assert.rejects(stripe.refunds.create({ charge: charge.id }), { code: 'charge_disputed' });
    await stripe.disputes.update(dispute!.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
    assert.equal((await stripe.disputes.retrieve(dispute!.id)).status, 'won');
    assert.deepEqual(await disputeTypes(), [
        'charge.dispute.created',
        'charge.dispute.funds_withdrawn',
        'charge.dispute.updated',
        'charge.dispute.funds_reinstated',
        'charge.dispute.closed'
    ]);
    await assert.rejects(stripe.disputes.close(dispute!.id), { message: /already closed/ });
});

test('a dispute is lost by losing evidence, by giving in, or by silence', async () => {
    const lost = async (end: (dispute: Stripe.Dispute) => Promise<unknown>): Promise<string> => {
        const charge = await chargeOf('pm_card_createDisputeProductNotReceived');
        const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
        await end(dispute!);
        const { status, balance_transactions: moved } = await stripe.disputes.retrieve(dispute!.id);
        assert.equal(moved.length, 1);
        return status;
    };
    const losing = { evidence: { uncategorized_text: 'losing_evidence' }, submit: true };
    assert.equal(await lost(({ id }) => stripe.disputes.update(id, losing)), 'lost');
    assert.equal(await lost(({ id }) => stripe.disputes.close(id)), 'lost');
    const silent = await subscribed(stripe, 10_000, 'pm_card_createDispute');
    await advance(stripe, silent.clock, START + 10 * DAY);
    const [charge] = await chargesOf(stripe, silent.invoice);
    const [dispute] = (await stripe.disputes.list({ charge: charge!.id })).data;
    assert.deepEqual([dispute!.status, dispute!.evidence_details.past_due], ['lost', true]);
});

test('an inquiry asks and takes nothing', async () => {
    const charge = await chargeOf('pm_card_createDisputeInquiry');
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
    assert.deepEqual(
        [dispute!.status, dispute!.balance_transactions.length, dispute!.is_charge_refundable],
        ['warning_needs_response', 0, true]
    );
    await stripe.refunds.create({ charge: charge.id });
});

test('money is paid out by schedule, and the payout is the sum of its transactions', async () => {
    const own = await openStandIn();
    const { stripe: api } = own;
    const { clock, invoice } = await subscribed(api);
    await api.balanceSettings.update({ payments: { payouts: { schedule: { interval: 'monthly', monthly_payout_days: [5] } } } });
    const [charge] = await chargesOf(api, invoice);
    await api.refunds.create({ charge: charge!.id, amount: 1_000 });
    const since = await lastEvent(api);
    await advance(api, clock, START + 8 * DAY);
    const [payout] = (await api.payouts.list()).data;
    assert.deepEqual(
        [payout!.status, payout!.amount, payout!.automatic, payout!.reconciliation_status],
        ['paid', 8_680, true, 'completed']
    );
    assert.equal(payout!.arrival_date, START + 6 * DAY);
    assert.deepEqual(
        (await typesSince(api, since)).filter((type) => type.startsWith('payout')),
        ['payout.created', 'payout.updated', 'payout.reconciliation_completed', 'payout.paid']
    );
    const { data } = await api.balanceTransactions.list({ payout: payout!.id, expand: ['data.source'] });
    assert.deepEqual(
        data.map(({ type, net }) => [type, net]),
        [
            ['payout', -8_680],
            ['refund', -1_000],
            ['charge', 9_680]
        ]
    );
    assert.equal((data[2]!.source as Stripe.Charge).id, charge!.id);
    assert.deepEqual((await api.balance.retrieve()).available, [{ amount: 0, currency: 'usd', source_types: { card: 0 } }]);
    await own.close();
});

test('a payout that the bank refuses comes back, and goes out with the next', async () => {
    const own = await openStandIn();
    const { stripe: api } = own;
    const { clock } = await subscribed(api);
    await api.balanceSettings.update({ payments: { payouts: { schedule: { interval: 'monthly', monthly_payout_days: [5, 20] } } } });
    await advance(api, clock, START + 5 * DAY);
    await own.control('POST', '/payouts/refuse', { code: 'account_closed' });
    await advance(api, clock, START + 10 * DAY);
    const [failed] = (await api.payouts.list()).data;
    assert.deepEqual([failed!.status, failed!.failure_code], ['failed', 'account_closed']);
    assert.equal((await api.events.list({ type: 'payout.failed' })).data.length, 1);
    await advance(api, clock, START + 25 * DAY);
    const [next] = (await api.payouts.list()).data;
    assert.deepEqual([next!.status, next!.amount], ['paid', 9_680]);
    await own.close();
});

test('a payout by hand needs the money to be there', async () => {
    const own = await openStandIn();
    const { stripe: api } = own;
    await subscribed(api, 10_000, 'pm_card_bypassPending');
    await assert.rejects(api.payouts.create({ amount: 9_681, currency: 'usd' }), { code: 'balance_insufficient' });
    const payout = await api.payouts.create({ amount: 9_000, currency: 'usd' });
    assert.deepEqual([payout.automatic, payout.reconciliation_status], [false, 'not_applicable']);
    await assert.rejects(api.balanceTransactions.list({ payout: payout.id }), { message: /only be filtered on automatic/ });
    await own.close();
});

test('all money is accounted for: what came in less what went out is what is left', async () => {
    const own = await openStandIn();
    const { stripe: api } = own;
    const { clock, invoice, subscription } = await subscribed(api, 10_000);
    await subscribed(api, 7_000, 'pm_card_createDispute');
    await api.balanceSettings.update({ payments: { payouts: { schedule: { interval: 'weekly', weekly_payout_days: ['monday'] } } } });
    await renew(api, clock);
    await api.refunds.create({ charge: (await chargesOf(api, invoice))[0]!.id, amount: 2_500 });
    assert.equal((await latestInvoice(api, subscription.id)).status, 'paid');
    let net = 0;
    for await (const transaction of api.balanceTransactions.list({ limit: 100 })) {
        assert.equal(transaction.amount - transaction.fee, transaction.net);
        net += transaction.net;
    }
    const { available, pending } = await api.balance.retrieve();
    assert.equal(net, available[0]!.amount + pending[0]!.amount);
    await own.close();
});
