import { invalid } from '../errors';
import { BY_TIME, type Cause } from '../events';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { ChargeRecord, RefundRecord } from '../wire';
import { bookMoney } from './money';
import { testCardOf } from './test-cards';

export interface RefundWish {
    amount?: number;
    reason?: string;
    metadata?: Record<string, string>;
}

/** Gives money back. Stripe keeps its fee. */
export function refundCharge(
    world: World,
    charge: ChargeRecord,
    { amount, reason, metadata }: RefundWish,
    now: number,
    cause: Cause
): RefundRecord {
    const left = charge.amount - charge.amount_refunded;
    if (charge.status !== 'succeeded') throw invalid(`The charge ${charge.id} has not succeeded and cannot be refunded.`, 'charge');
    if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
    requireUndisputed(world, charge);
    const wanted = amount ?? left;
    if (wanted > left)
        throw invalid(
            `Refund amount (${words(wanted, charge)}) is greater than unrefunded amount on charge (${words(left, charge)})`,
            'amount'
        );
    const refund = world.state.put('refund', blankRefund(charge, wanted, reason, metadata, now));
    const { currency, id: source } = refund;
    const entry = { amount: -wanted, currency, source, type: 'refund', category: 'refund', description: 'REFUND FOR PAYMENT' } as const;
    refund.balance_transaction = bookMoney(world, { ...entry, availableAtOnce: true }, now).id;
    charge.amount_refunded += wanted;
    charge.refunded = charge.amount_refunded === charge.amount;
    world.events.emit('refund.created', asJson(refund), now, cause);
    world.events.emit('charge.refunded', asJson(charge), now, cause);
    return refund;
}

/** What the card does with a refund after it was made. */
export function afterRefund(world: World, refund: RefundRecord, now: number): void {
    const charge = world.state.find('charge', refund.charge!);
    const method = world.state.get('payment_method', charge.payment_method ?? '');
    if (method && testCardOf(method).refundFails) failRefund(world, refund, charge, now);
}

/** The bank would not take the money: it comes back, and the charge counts as paid again. */
function failRefund(world: World, refund: RefundRecord, charge: ChargeRecord, now: number): void {
    world.events.change('refund.updated', asJson(refund), now, BY_TIME, () => {
        const { currency, id: source } = refund;
        const entry = { amount: refund.amount, currency, source, type: 'refund_failure', category: 'refund_failure' } as const;
        refund.status = 'failed';
        refund.failure_reason = 'expired_or_canceled_card';
        refund.failure_balance_transaction = bookMoney(world, { ...entry, description: 'REFUND FAILURE', availableAtOnce: true }, now).id;
        charge.amount_refunded -= refund.amount;
        charge.refunded = false;
    });
    world.events.emit('refund.failed', asJson(refund), now, BY_TIME);
    world.events.emit('charge.refund.updated', asJson(refund), now, BY_TIME);
}

function requireUndisputed(world: World, charge: ChargeRecord): void {
    const dispute = world.state
        .where('dispute', 'charge', charge.id)
        .find(({ status, is_charge_refundable: free }) => !free && status !== 'won');
    if (dispute) throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, undefined, 'charge_disputed');
}

function words(amount: number, { currency }: ChargeRecord): string {
    return currency === 'jpy' ? `¥${amount}` : `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`;
}

function blankRefund(
    charge: ChargeRecord,
    amount: number,
    reason: string | undefined,
    metadata: Record<string, string> | undefined,
    now: number
): RefundRecord {
    return {
        id: newId('re', 24),
        object: 'refund',
        amount,
        balance_transaction: null,
        charge: charge.id,
        created: now,
        currency: charge.currency,
        customer: charge.customer,
        customer_account: null,
        destination_details: {
            card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
            type: 'card'
        },
        metadata: metadata ?? {},
        payment_intent: charge.payment_intent,
        payment_method: charge.payment_method,
        reason: reason ?? null,
        receipt_number: null,
        source_transfer_reversal: null,
        status: 'succeeded',
        transfer_reversal: null
    };
}
