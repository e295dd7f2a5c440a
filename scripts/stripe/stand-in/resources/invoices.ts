import type Stripe from 'stripe';
import { addLines, draftInvoice, finalizeInvoice } from '../billing/invoices';
import { collect, finalizeAndCollect, markPaid, markUncollectible, payOutOfBand, voidInvoice } from '../billing/collection';
import { customerNow, findCustomer } from '../billing/customer';
import { pendingLine } from '../billing/lines';
import { cardError, ownPaymentMethod } from '../billing/payment-methods';
import { invalid, missing } from '../errors';
import { inRange, page, pageInOrder, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { flag, integer, metadata, oneOf, range, required, shape, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import { newId } from '../state';
import type { InvoiceItemRecord, InvoicePaymentRecord, InvoiceRecord } from '../wire';
import { mergeMetadata } from './metadata';

type InvoiceListParameters = PageParameters & {
    customer?: string;
    subscription?: string;
    status?: string;
    collection_method?: string;
    created?: RangeParameter;
    due_date?: RangeParameter;
};
type PaymentListParameters = PageParameters & {
    invoice?: string;
    status?: string;
    created?: RangeParameter;
    payment?: { type: string; payment_intent?: string; payment_record?: string };
};

export const invoiceRoutes: Route[] = [
    route<Stripe.InvoiceCreateParams>(
        'POST',
        '/v1/invoices',
        {
            customer: required(text),
            auto_advance: flag,
            collection_method: oneOf('charge_automatically', 'send_invoice'),
            currency: text,
            days_until_due: integer,
            default_payment_method: text,
            description: text,
            metadata,
            pending_invoice_items_behavior: oneOf('exclude', 'include')
        },
        create
    ),
    route<InvoiceListParameters>(
        'GET',
        '/v1/invoices',
        {
            ...PAGE,
            customer: text,
            subscription: text,
            status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
            collection_method: oneOf('charge_automatically', 'send_invoice'),
            created: range,
            due_date: range
        },
        list
    ),
    route('GET', '/v1/invoices/:id', {}, ({ state, path }) => state.find('invoice', path['id']!)),
    route<PageParameters>('GET', '/v1/invoices/:id/lines', PAGE, ({ state, path, parameters }) => {
        const { id } = state.find('invoice', path['id']!);
        return pageInOrder(`/v1/invoices/${id}/lines`, state.where('line_item', 'invoice', id), parameters);
    }),
    route<{ auto_advance?: boolean }>('POST', '/v1/invoices/:id/finalize', { auto_advance: flag }, finalize),
    route<{ payment_method?: string; paid_out_of_band?: boolean }>(
        'POST',
        '/v1/invoices/:id/pay',
        { payment_method: text, paid_out_of_band: flag, off_session: flag },
        pay
    ),
    route('POST', '/v1/invoices/:id/void', {}, (call) => changed(call, voidInvoice)),
    route('POST', '/v1/invoices/:id/mark_uncollectible', {}, (call) => changed(call, markUncollectible)),
    route<Stripe.InvoiceItemCreateParams>(
        'POST',
        '/v1/invoiceitems',
        {
            customer: required(text),
            amount: required(integer),
            currency: required(text),
            description: text,
            discountable: flag,
            invoice: text,
            metadata,
            period: shape({ start: required(integer), end: required(integer) })
        },
        createItem
    ),
    route('GET', '/v1/invoiceitems/:id', {}, ({ state, path }) => state.find('invoiceitem', path['id']!)),
    route<PaymentListParameters>(
        'GET',
        '/v1/invoice_payments',
        {
            ...PAGE,
            invoice: text,
            status: oneOf('open', 'paid', 'canceled'),
            created: range,
            payment: shape({ type: required(oneOf('payment_intent', 'payment_record')), payment_intent: text, payment_record: text })
        },
        listPayments
    ),
    route('GET', '/v1/invoice_payments/:id', {}, ({ state, path }) => state.find('invoice_payment', path['id']!))
];

function create(call: Call<Stripe.InvoiceCreateParams>): InvoiceRecord {
    const { parameters, state } = call;
    const customer = findCustomer(call, parameters.customer!, 'customer');
    const now = customerNow(call, customer);
    const pending = parameters.pending_invoice_items_behavior === 'include' ? pendingItems(call, customer.id) : [];
    const method = parameters.default_payment_method;
    const collection = (parameters.collection_method ?? 'charge_automatically') as 'charge_automatically' | 'send_invoice';
    if (collection === 'send_invoice' && parameters.days_until_due === undefined) throw missing('days_until_due');
    const invoice = draftInvoice(
        call,
        {
            customer,
            reason: 'manual',
            currency: parameters.currency?.toLowerCase() ?? pending[0]?.currency ?? customer.currency ?? 'usd',
            lines: pending.map((item) => pendingLine(call, item)),
            collection,
            daysUntilDue: parameters.days_until_due ?? null,
            autoAdvance: parameters.auto_advance ?? false,
            metadata: mergeMetadata({}, parameters.metadata),
            ...(parameters.description === undefined ? {} : { description: parameters.description }),
            ...(method === undefined ? {} : { defaultPaymentMethod: ownPaymentMethod(call, customer, method, 'default_payment_method').id })
        },
        now,
        call.cause
    );
    for (const item of pending) item.invoice = invoice.id;
    return state.find('invoice', invoice.id);
}

function pendingItems({ state }: Call<unknown>, customer: string): InvoiceItemRecord[] {
    return state.where('invoiceitem', 'customer', customer).filter((item) => item.invoice === null && item.parent === null);
}

function list({ state, parameters }: Call<InvoiceListParameters>): object {
    const { customer, subscription, status, collection_method: method, created, due_date: due } = parameters;
    const records =
        subscription !== undefined
            ? state.where('invoice', 'subscription', subscription)
            : customer !== undefined
              ? state.where('invoice', 'customer', customer)
              : state.all('invoice');
    return page(
        '/v1/invoices',
        records
            .filter((invoice) => customer === undefined || invoice.customer === customer)
            .filter((invoice) => status === undefined || invoice.status === status)
            .filter((invoice) => method === undefined || invoice.collection_method === method)
            .filter((invoice) => inRange(invoice.created, created))
            .filter((invoice) => due === undefined || (invoice.due_date !== null && inRange(invoice.due_date, due))),
        parameters
    );
}

function finalize(call: Call<{ auto_advance?: boolean }>): InvoiceRecord {
    const invoice = call.state.find('invoice', call.path['id']!);
    if (invoice.status !== 'draft') {
        throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.", undefined, 'invoice_not_editable');
    }
    const now = nowOf(call, invoice);
    if (call.parameters.auto_advance !== undefined) invoice.auto_advance = call.parameters.auto_advance;
    if (invoice.auto_advance) finalizeAndCollect(call, invoice, now, call.cause);
    else {
        finalizeInvoice(call, invoice, now, call.cause);
        if (invoice.amount_due === 0) markPaid(call, invoice, now, call.cause);
    }
    return invoice;
}

function pay(call: Call<{ payment_method?: string; paid_out_of_band?: boolean }>): InvoiceRecord {
    const invoice = call.state.find('invoice', call.path['id']!);
    const now = nowOf(call, invoice);
    if (invoice.status === 'draft') finalizeInvoice(call, invoice, now, call.cause);
    if (invoice.status === 'paid') throw invalid('Invoice is already paid', undefined, 'invoice_already_paid');
    if (invoice.status === 'void') throw invalid('Invoice is voided and can no longer be paid', undefined, 'invoice_not_editable');
    if (call.parameters.paid_out_of_band) {
        payOutOfBand(call, invoice, now, call.cause);
        return invoice;
    }
    const customer = findCustomer(call, invoice.customer, 'customer');
    const chosen = call.parameters.payment_method ?? customer.invoice_settings.default_payment_method;
    if (typeof chosen !== 'string')
        throw invalid('There is no payment method to pay the invoice with.', 'payment_method', 'resource_missing');
    const method = ownPaymentMethod(call, customer, chosen, 'payment_method');
    const outcome = collect(call, invoice, now, call.cause, method);
    if (outcome?.decline) throw cardError(outcome.decline, outcome.charge.id);
    return invoice;
}

function changed(call: Call<unknown>, change: typeof voidInvoice): InvoiceRecord {
    const invoice = call.state.find('invoice', call.path['id']!);
    change(call, invoice, nowOf(call, invoice), call.cause);
    return invoice;
}

function createItem(call: Call<Stripe.InvoiceItemCreateParams>): InvoiceItemRecord {
    const { parameters, state, events, cause } = call;
    const customer = findCustomer(call, parameters.customer!, 'customer');
    const now = customerNow(call, customer);
    const invoice = parameters.invoice === undefined ? undefined : state.find('invoice', parameters.invoice, 'invoice');
    if (invoice && invoice.status !== 'draft')
        throw invalid('You can only add invoice items to a draft invoice.', 'invoice', 'invoice_not_editable');
    const item = state.put('invoiceitem', {
        id: newId('ii', 24),
        object: 'invoiceitem',
        amount: parameters.amount!,
        currency: parameters.currency!.toLowerCase(),
        customer: customer.id,
        customer_account: null,
        date: now,
        description: parameters.description ?? null,
        discountable: parameters.discountable ?? true,
        discounts: [],
        invoice: invoice?.id ?? null,
        livemode: false,
        metadata: mergeMetadata({}, parameters.metadata),
        parent: null,
        period: parameters.period ?? { start: now, end: now },
        pricing: null,
        proration: false,
        quantity: 1,
        quantity_decimal: '1',
        tax_rates: [],
        test_clock: (customer.test_clock as string | null | undefined) ?? null
    });
    events.emit('invoiceitem.created', asJson(item), now, cause);
    if (invoice) {
        events.change('invoice.updated', asJson(invoice), now, cause, () => addLines(call, invoice, [pendingLine(call, item)]));
    }
    return item;
}

function listPayments({ state, parameters }: Call<PaymentListParameters>): object {
    const { invoice, status, created, payment } = parameters;
    const intent = payment?.payment_intent;
    let records: InvoicePaymentRecord[];
    if (invoice !== undefined) records = state.where('invoice_payment', 'invoice', invoice);
    else if (intent !== undefined) records = state.where('invoice_payment', 'intent', intent);
    else records = payment === undefined ? state.all('invoice_payment') : [];
    return page(
        '/v1/invoice_payments',
        records.filter((record) => (status === undefined || record.status === status) && inRange(record.created, created)),
        parameters
    );
}

function nowOf(call: Call<unknown>, invoice: InvoiceRecord): number {
    return customerNow(call, invoice);
}
