import { invalid } from '../errors';
import { BY_TIME, type Cause } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { ChargeRecord, DisputeRecord } from '../wire';
import { bookMoney, disputeFee, startOfDay } from './money';

/** Time to answer, in days; the deadline is the end of that day. */
const ANSWER_DAYS = 9;
const EVIDENCE = [
    'access_activity_log',
    'billing_address',
    'cancellation_policy',
    'cancellation_policy_disclosure',
    'cancellation_rebuttal',
    'customer_communication',
    'customer_email_address',
    'customer_name',
    'customer_purchase_ip',
    'customer_signature',
    'duplicate_charge_documentation',
    'duplicate_charge_explanation',
    'duplicate_charge_id',
    'product_description',
    'receipt',
    'refund_policy',
    'refund_policy_disclosure',
    'refund_refusal_explanation',
    'service_date',
    'service_documentation',
    'shipping_address',
    'shipping_carrier',
    'shipping_date',
    'shipping_documentation',
    'shipping_tracking_number',
    'uncategorized_file',
    'uncategorized_text'
] as const;

/** The texts by which Stripe's test mode decides a dispute. */
const WINNING = 'winning_evidence';
const LOSING = 'losing_evidence';

export interface DisputeCause {
    reason: string;
    inquiry?: boolean;
}

/** A cardholder disputes a payment. An inquiry only asks; a dispute takes the money at once. */
export function openDispute(world: World, charge: ChargeRecord, { reason, inquiry = false }: DisputeCause, now: number): DisputeRecord {
    const dispute = world.state.put('dispute', blankDispute(charge, reason, inquiry, now));
    world.events.change('charge.updated', asJson(charge), now, BY_TIME, () => {
        charge.disputed = true;
    });
    if (!inquiry) moveFunds(world, dispute, -dispute.amount, disputeFee(dispute.currency), now);
    world.events.emit('charge.dispute.created', asJson(dispute), now, BY_TIME);
    if (!inquiry) world.events.emit('charge.dispute.funds_withdrawn', asJson(dispute), now, BY_TIME);
    return dispute;
}

/** Keeps evidence; once it is submitted the bank decides, in test mode by the text of it. */
export function answerDispute(
    world: World,
    dispute: DisputeRecord,
    evidence: Record<string, string>,
    submit: boolean,
    now: number,
    cause: Cause
): void {
    requireOpen(dispute);
    world.events.change('charge.dispute.updated', asJson(dispute), now, cause, () => {
        Object.assign(dispute.evidence, evidence);
        dispute.evidence_details.has_evidence = true;
        if (!submit) return;
        dispute.evidence_details.submission_count += 1;
        dispute.evidence_details.submission_method = 'manual';
        dispute.status = dispute.status.startsWith('warning') ? 'warning_under_review' : 'under_review';
    });
    if (!submit) return;
    const text = dispute.evidence.uncategorized_text;
    if (text === WINNING) decide(world, dispute, true, now, BY_TIME);
    if (text === LOSING) decide(world, dispute, false, now, BY_TIME);
}

/** Gives in: the dispute is lost. */
export function closeDispute(world: World, dispute: DisputeRecord, now: number, cause: Cause): void {
    requireOpen(dispute);
    decide(world, dispute, false, now, cause);
}

/** The deadline passed without an answer. */
export function expireDispute(world: World, dispute: DisputeRecord, now: number): void {
    dispute.evidence_details.past_due = true;
    decide(world, dispute, false, now, BY_TIME);
}

export function awaitsAnswer(dispute: DisputeRecord): boolean {
    return dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
}

function decide(world: World, dispute: DisputeRecord, won: boolean, now: number, cause: Cause): void {
    const inquiry = dispute.status.startsWith('warning');
    dispute.status = inquiry ? 'warning_closed' : won ? 'won' : 'lost';
    if (won && !inquiry) {
        moveFunds(world, dispute, dispute.amount, 0, now);
        world.events.emit('charge.dispute.funds_reinstated', asJson(dispute), now, cause);
    }
    world.events.emit('charge.dispute.closed', asJson(dispute), now, cause);
}

function moveFunds(world: World, dispute: DisputeRecord, amount: number, fee: number, now: number): void {
    const description = amount < 0 ? `Chargeback withdrawal for ${dispute.charge}` : `Chargeback reversal for ${dispute.charge}`;
    const category = amount < 0 ? 'dispute' : 'dispute_reversal';
    const { currency, id: source } = dispute;
    const entry = { amount, fee, currency, source, type: 'adjustment', category, description } as const;
    dispute.balance_transactions.push(bookMoney(world, { ...entry, availableAtOnce: true }, now).id);
}

function requireOpen(dispute: DisputeRecord): void {
    if (['won', 'lost', 'warning_closed'].includes(dispute.status)) throw invalid('This dispute is already closed', undefined);
}

function blankDispute(charge: ChargeRecord, reason: string, inquiry: boolean, now: number): DisputeRecord {
    const { card } = charge.payment_method_details;
    const empty = Object.fromEntries(EVIDENCE.map((name) => [name, null])) as Record<(typeof EVIDENCE)[number], null>;
    return {
        id: newId('du', 24),
        object: 'dispute',
        amount: charge.amount - charge.amount_refunded,
        balance_transactions: [],
        charge: charge.id,
        created: now,
        currency: charge.currency,
        enhanced_eligibility_types: [],
        evidence: { ...empty, enhanced_evidence: {} },
        evidence_details: {
            due_by: startOfDay(now) + ANSWER_DAYS * DAY - 1,
            enhanced_eligibility: {},
            has_evidence: false,
            past_due: false,
            submission_count: 0,
            submission_method: 'not_submitted'
        },
        intended_submission_method: null,
        is_charge_refundable: inquiry,
        livemode: false,
        metadata: {},
        network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1',
        payment_intent: charge.payment_intent,
        payment_method_details: {
            card: {
                brand: String(card['brand']),
                case_type: inquiry ? 'inquiry' : 'chargeback',
                network: String(card['brand']),
                network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1'
            },
            type: 'card'
        },
        reason,
        status: inquiry ? 'warning_needs_response' : 'needs_response'
    };
}
