import type Stripe from 'stripe';
import { issueCreditNote, voidCreditNote, type CreditNoteWish } from '../billing/credit-notes';
import { customerNow } from '../billing/customer';
import { answerDispute, closeDispute } from '../billing/disputes';
import { afterRefund, refundCharge } from '../billing/refunds';
import { invalid } from '../errors';
import { inRange, page, pageInOrder, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { flag, integer, listOf, metadata, oneOf, range, required, shape, text } from '../parameters';
import { asJson, route, type Call, type Route, type World } from '../router';
import type { ChargeRecord, CreditNoteRecord, DisputeRecord, RefundRecord } from '../wire';
import { mergeMetadata } from './metadata';

type Filter = PageParameters & { customer?: string; payment_intent?: string; charge?: string; invoice?: string; created?: RangeParameter };

const CREDIT_NOTE_LINE = shape({
    type: required(oneOf('custom_line_item', 'invoice_line_item')),
    invoice_line_item: text,
    amount: integer,
    quantity: integer,
    unit_amount: integer,
    description: text
});

export const paymentRoutes: Route[] = [
    route<Filter>('GET', '/v1/payment_intents', { ...PAGE, customer: text, created: range }, ({ state, parameters }) => {
        const { customer, created } = parameters;
        const records = customer === undefined ? state.all('payment_intent') : state.where('payment_intent', 'customer', customer);
        return page(
            '/v1/payment_intents',
            records.filter((intent) => inRange(intent.created, created)),
            parameters
        );
    }),
    route('GET', '/v1/payment_intents/:id', {}, ({ state, path }) => state.find('payment_intent', path['id']!)),
    route<Filter>('GET', '/v1/charges', { ...PAGE, customer: text, payment_intent: text, created: range }, listCharges),
    route('GET', '/v1/charges/:id', {}, ({ state, path }) => state.find('charge', path['id']!)),
    route<PageParameters>('GET', '/v1/charges/:id/refunds', PAGE, ({ state, path, parameters }) => {
        const { id } = state.find('charge', path['id']!);
        return page(`/v1/charges/${id}/refunds`, state.where('refund', 'charge', id), parameters);
    }),
    route<Stripe.RefundCreateParams>(
        'POST',
        '/v1/refunds',
        {
            amount: integer,
            charge: text,
            payment_intent: text,
            reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
            metadata
        },
        createRefund
    ),
    route<Filter>('GET', '/v1/refunds', { ...PAGE, charge: text, payment_intent: text, created: range }, ({ state, parameters }) => {
        const { charge, payment_intent: intent, created } = parameters;
        const records = charge === undefined ? state.all('refund') : state.where('refund', 'charge', charge);
        return page(
            '/v1/refunds',
            records.filter((refund) => (intent === undefined || refund.payment_intent === intent) && inRange(refund.created, created)),
            parameters
        );
    }),
    route('GET', '/v1/refunds/:id', {}, ({ state, path }) => state.find('refund', path['id']!)),
    route<CreditNoteWish>(
        'POST',
        '/v1/credit_notes',
        {
            invoice: required(text),
            amount: integer,
            credit_amount: integer,
            refund_amount: integer,
            out_of_band_amount: integer,
            lines: listOf(CREDIT_NOTE_LINE),
            memo: text,
            metadata,
            reason: oneOf('duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory')
        },
        createCreditNote
    ),
    route<Filter>('GET', '/v1/credit_notes', { ...PAGE, invoice: text, customer: text, created: range }, ({ state, parameters }) => {
        const { invoice, customer, created } = parameters;
        const records = invoice === undefined ? state.all('credit_note') : state.where('credit_note', 'invoice', invoice);
        return page(
            '/v1/credit_notes',
            records.filter((note) => (customer === undefined || note.customer === customer) && inRange(note.created, created)),
            parameters
        );
    }),
    route('GET', '/v1/credit_notes/:id', {}, ({ state, path }) => state.find('credit_note', path['id']!)),
    route<PageParameters>('GET', '/v1/credit_notes/:id/lines', PAGE, ({ state, path, parameters }) => {
        const { id } = state.find('credit_note', path['id']!);
        return pageInOrder(`/v1/credit_notes/${id}/lines`, state.where('credit_note_line_item', 'note', id), parameters);
    }),
    route('POST', '/v1/credit_notes/:id/void', {}, (call) => {
        const note = call.state.find('credit_note', call.path['id']!);
        voidCreditNote(call, note, customerNow(call, call.state.find('customer', note.customer as string)), call.cause);
        return note;
    }),
    route<Filter>('GET', '/v1/disputes', { ...PAGE, charge: text, payment_intent: text, created: range }, ({ state, parameters }) => {
        const { charge, payment_intent: intent, created } = parameters;
        const records = charge === undefined ? state.all('dispute') : state.where('dispute', 'charge', charge);
        return page(
            '/v1/disputes',
            records.filter((dispute) => (intent === undefined || dispute.payment_intent === intent) && inRange(dispute.created, created)),
            parameters
        );
    }),
    route('GET', '/v1/disputes/:id', {}, ({ state, path }) => state.find('dispute', path['id']!)),
    route<{ evidence?: Record<string, string>; submit?: boolean; metadata?: Stripe.MetadataParam }>(
        'POST',
        '/v1/disputes/:id',
        {
            evidence: shape(Object.fromEntries(['customer_name', 'product_description', 'uncategorized_text'].map((name) => [name, text]))),
            submit: flag,
            metadata
        },
        updateDispute
    ),
    route('POST', '/v1/disputes/:id/close', {}, (call) => {
        const dispute = call.state.find('dispute', call.path['id']!);
        closeDispute(call, dispute, nowOfCharge(call, dispute.charge), call.cause);
        return dispute;
    })
];

function listCharges({ state, parameters }: Call<Filter>): object {
    const { customer, payment_intent: intent, created } = parameters;
    const records =
        intent !== undefined
            ? state.where('charge', 'intent', intent)
            : customer !== undefined
              ? state.where('charge', 'customer', customer)
              : state.all('charge');
    return page(
        '/v1/charges',
        records.filter((charge) => (customer === undefined || charge.customer === customer) && inRange(charge.created, created)),
        parameters
    );
}

/** Answers with the refund as it was made; a card whose refunds fail makes it fail right after. */
function createRefund(call: Call<Stripe.RefundCreateParams>): RefundRecord {
    const { amount, reason, metadata: pairs } = call.parameters;
    const charge = chargeToRefund(call);
    const now = nowOfCharge(call, charge.id);
    const wish = {
        ...(amount === undefined ? {} : { amount }),
        ...(reason === undefined ? {} : { reason: reason as string }),
        metadata: mergeMetadata({}, pairs)
    };
    const refund = refundCharge(call, charge, wish, now, call.cause);
    const answer = structuredClone(refund);
    afterRefund(call, refund, now);
    return answer;
}

function chargeToRefund({ parameters, state }: Call<Stripe.RefundCreateParams>): ChargeRecord {
    const { charge, payment_intent: intent } = parameters;
    if (charge !== undefined) return state.find('charge', charge, 'charge');
    if (intent === undefined) throw invalid('One of the following params should be provided for this request: payment_intent or charge.');
    const paid = state.where('charge', 'intent', state.find('payment_intent', intent, 'payment_intent').id).find(({ paid: done }) => done);
    if (!paid)
        throw invalid(
            'This PaymentIntent does not have a successful charge to refund.',
            'payment_intent',
            'payment_intent_unexpected_state'
        );
    return paid;
}

function createCreditNote(call: Call<CreditNoteWish>): CreditNoteRecord {
    const invoice = call.state.find('invoice', call.parameters.invoice, 'invoice');
    return issueCreditNote(call, invoice, call.parameters, customerNow(call, invoice), call.cause);
}

function updateDispute(
    call: Call<{ evidence?: Record<string, string>; submit?: boolean; metadata?: Stripe.MetadataParam }>
): DisputeRecord {
    const dispute = call.state.find('dispute', call.path['id']!);
    const { evidence, submit, metadata: pairs } = call.parameters;
    const now = nowOfCharge(call, dispute.charge);
    if (pairs !== undefined) {
        call.events.change('charge.dispute.updated', asJson(dispute), now, call.cause, () => {
            dispute.metadata = mergeMetadata(dispute.metadata, pairs);
        });
    }
    if (evidence !== undefined || submit) answerDispute(call, dispute, evidence ?? {}, submit ?? evidence !== undefined, now, call.cause);
    return dispute;
}

function nowOfCharge(world: World, id: string): number {
    const charge = world.state.find('charge', id);
    return charge.customer === null ? world.time.now() : customerNow(world, world.state.find('customer', charge.customer));
}
