import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toEvent, typeFromName } from '../envelope';

test('the type comes from the file name', () => {
    const cases: Record<string, string> = {
        'charge_dispute_funds_withdrawn.json': 'charge.dispute.funds_withdrawn',
        'checkout_session_completed.json': 'checkout.session.completed',
        'credit_note_voided.json': 'credit_note.voided',
        'invoice.json': 'invoice.updated',
        'invoice.payment_action_required.json': 'invoice.payment_action_required',
        'invoice_payment_paid.json': 'invoice_payment.paid',
        'payment_intent_payment_failed.json': 'payment_intent.payment_failed',
        'subscription.created.json': 'customer.subscription.created',
        'subscription.trial_will_end.json': 'customer.subscription.trial_will_end',
        'subscription_schedule_released.json': 'subscription_schedule.released',
        'subscription_deleted.json': 'customer.subscription.deleted',
        'customer.subscription.updated.json': 'customer.subscription.updated'
    };
    for (const [file, type] of Object.entries(cases)) assert.equal(typeFromName(`some/folder/${file}`), type, file);
});

test('a name that says no happening is an update of the object', () => {
    assert.equal(typeFromName('subscription_with_discounts.json', { object: 'subscription' }), 'customer.subscription.updated');
});

test('a recorded event gets a fresh id unless it is to stay as it is', () => {
    const recorded = { id: 'evt_1', object: 'event', type: 'customer.updated', livemode: true, created: 5, data: {} };
    const fresh = toEvent('x.json', recorded, 9, false);
    assert.notEqual(fresh.event.id, 'evt_1');
    assert.deepEqual({ ...fresh.event, id: 'evt_1' }, recorded);
    assert.equal(fresh.live, true);
    assert.equal(toEvent('x.json', recorded, 9, true).event.id, 'evt_1');
});

test('an object, alone or with its former values, is put into an event', () => {
    const customer = { id: 'cus_1', object: 'customer', livemode: false };
    const alone = toEvent('customer.updated.json', customer, 9, false).event;
    assert.deepEqual(alone['data'], { object: customer });
    assert.equal(alone['created'], 9);
    assert.equal(alone.type, 'customer.updated');
    const changed = toEvent('customer.updated.json', { object: customer, previous_attributes: { name: 'x' } }, 9, false).event;
    assert.deepEqual(changed['data'], { object: customer, previous_attributes: { name: 'x' } });
});
