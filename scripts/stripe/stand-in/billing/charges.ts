import type { Cause } from '../events';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { ChargeRecord, InvoiceRecord, PaymentIntentRecord, PaymentMethodRecord } from '../wire';
import { openDispute } from './disputes';
import { bookMoney, cardFee } from './money';
import { declineOf, testCardOf, type Decline } from './test-cards';

export type ChargeOutcome = { charge: ChargeRecord; decline?: Decline };

/** Charges the card for an intent, once. The intent and the account's balance follow the outcome. */
export function chargeCard(
    world: World,
    intent: PaymentIntentRecord,
    method: PaymentMethodRecord,
    invoice: InvoiceRecord,
    now: number,
    cause: Cause
): ChargeOutcome {
    const decline = declineOf(method, now);
    const charge = world.state.put('charge', blankCharge(intent, method, invoice, now, decline));
    intent.latest_charge = charge.id;
    if (decline) {
        intent.payment_method = null;
        intent.status = 'requires_payment_method';
        intent.last_payment_error = {
            advice_code: decline.advice,
            charge: charge.id,
            code: decline.code,
            decline_code: decline.declineCode,
            doc_url: `https://stripe.com/docs/error-codes/${decline.code.replace(/_/g, '-')}`,
            message: decline.message,
            payment_method: method as never,
            type: 'card_error'
        };
        world.events.emit('charge.failed', asJson(charge), now, cause);
        world.events.emit('payment_intent.payment_failed', asJson(intent), now, cause);
        return { charge, decline };
    }
    const { availableAtOnce = false } = testCardOf(method);
    const fee = cardFee(charge.amount, charge.currency);
    const { amount, currency, id: source, description } = charge;
    const entry = {
        amount,
        fee,
        currency,
        source,
        type: 'charge',
        category: 'charge',
        description: description ?? '',
        availableAtOnce
    } as const;
    charge.balance_transaction = bookMoney(world, entry, now).id;
    intent.payment_method = method.id;
    intent.status = 'succeeded';
    intent.amount_received = charge.amount;
    intent.last_payment_error = null;
    world.events.emit('charge.succeeded', asJson(charge), now, cause);
    world.events.emit('payment_intent.succeeded', asJson(intent), now, cause);
    return { charge };
}

/** What a test card does after it has paid. */
export function afterCharge(world: World, charge: ChargeRecord, now: number): void {
    const method = world.state.get('payment_method', charge.payment_method ?? '');
    const disputed = method && testCardOf(method).disputed;
    if (disputed) openDispute(world, charge, disputed, now);
}

function blankCharge(
    intent: PaymentIntentRecord,
    method: PaymentMethodRecord,
    invoice: InvoiceRecord,
    now: number,
    decline: Decline | undefined
): ChargeRecord {
    const id = newId('ch', 24);
    const card = method.card!;
    return {
        id,
        object: 'charge',
        amount: intent.amount,
        amount_captured: decline ? 0 : intent.amount,
        amount_refunded: 0,
        application: null,
        application_fee: null,
        application_fee_amount: null,
        balance_transaction: null,
        billing_details: { address: null, email: invoice.customer_email, name: invoice.customer_name, phone: null, tax_id: null },
        calculated_statement_descriptor: 'STAND-IN',
        captured: !decline,
        created: now,
        currency: intent.currency,
        customer: invoice.customer,
        description: intent.description,
        disputed: false,
        failure_balance_transaction: null,
        failure_code: decline?.code ?? null,
        failure_message: decline?.message ?? null,
        fraud_details: {},
        livemode: false,
        metadata: {},
        on_behalf_of: null,
        outcome: outcomeOf(decline),
        paid: !decline,
        payment_intent: intent.id,
        payment_method: method.id,
        payment_method_details: {
            card: {
                amount_authorized: decline ? null : intent.amount,
                authorization_code: null,
                brand: card.brand,
                checks: card.checks,
                country: card.country,
                exp_month: card.exp_month,
                exp_year: card.exp_year,
                fingerprint: card.fingerprint,
                funding: card.funding,
                installments: null,
                last4: card.last4,
                mandate: null,
                network: card.brand,
                network_token: { used: false },
                three_d_secure: null,
                wallet: null
            },
            type: 'card'
        },
        receipt_email: null,
        receipt_number: null,
        receipt_url: decline ? null : `https://pay.stripe.com/receipts/invoices/test_${id}`,
        refunded: false,
        review: null,
        shipping: null,
        source: null,
        source_transfer: null,
        statement_descriptor: null,
        statement_descriptor_suffix: null,
        status: decline ? 'failed' : 'succeeded',
        transfer_data: null,
        transfer_group: null
    };
}

function outcomeOf(decline: Decline | undefined): ChargeRecord['outcome'] {
    const risk = { network_advice_code: null, risk_level: 'normal', risk_score: 20 };
    if (!decline) {
        return {
            ...risk,
            advice_code: null,
            network_decline_code: null,
            network_status: 'approved_by_network',
            reason: null,
            seller_message: 'Payment complete.',
            type: 'authorized'
        };
    }
    return {
        ...risk,
        advice_code: decline.advice,
        network_decline_code: '05',
        network_status: 'declined_by_network',
        reason: decline.declineCode,
        seller_message: `The bank returned the decline code \`${decline.declineCode}\`.`,
        type: 'issuer_declined'
    };
}
