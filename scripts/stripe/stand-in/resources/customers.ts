import type Stripe from 'stripe';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { integer, metadata, oneOf, range, shape, text, emptyable, type Shape } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import { newId } from '../state';
import { customerNow, findCustomer } from '../billing/customer';
import { endSubscription } from '../billing/ending';
import { attachPaymentMethod, ownPaymentMethod } from '../billing/payment-methods';
import { TEST_CARDS } from '../billing/test-cards';
import type { CustomerRecord } from '../wire';
import { mergeMetadata } from './metadata';

const ADDRESS = shape({ city: text, country: text, line1: text, line2: text, postal_code: text, state: text });

const FIELDS: Shape = {
    address: emptyable(ADDRESS),
    balance: integer,
    description: text,
    email: text,
    invoice_settings: shape({ default_payment_method: text }),
    metadata,
    name: text,
    phone: text,
    tax_exempt: oneOf('none', 'exempt', 'reverse')
};

export const customerRoutes: Route[] = [
    route<Stripe.CustomerCreateParams>('POST', '/v1/customers', { ...FIELDS, payment_method: text, test_clock: text }, create),
    route<PageParameters & { email?: string; created?: RangeParameter; test_clock?: string }>(
        'GET',
        '/v1/customers',
        { ...PAGE, email: text, created: range, test_clock: text },
        ({ state, parameters }) =>
            page(
                '/v1/customers',
                state
                    .all('customer')
                    .filter(
                        (customer) =>
                            !customer.deleted && (parameters.test_clock === undefined || customer.test_clock === parameters.test_clock)
                    )
                    .filter(
                        (customer) =>
                            (parameters.email === undefined || customer.email === parameters.email) &&
                            inRange(customer.created, parameters.created)
                    ),
                parameters
            )
    ),
    route('GET', '/v1/customers/:id', {}, ({ state, path }) => state.find('customer', path['id']!)),
    route<Stripe.CustomerUpdateParams>('POST', '/v1/customers/:id', FIELDS, update),
    route('DELETE', '/v1/customers/:id', {}, remove)
];

function create(call: Call<Stripe.CustomerCreateParams>): CustomerRecord {
    const { parameters, state, time, events, cause } = call;
    const clock = parameters.test_clock ? state.find('test_helpers.test_clock', parameters.test_clock, 'test_clock') : undefined;
    const created = clock?.frozen_time ?? time.now();
    const customer: CustomerRecord = {
        id: newId('cus'),
        object: 'customer',
        address: null,
        balance: parameters.balance ?? 0,
        created,
        currency: null,
        customer_account: null,
        default_source: null,
        delinquent: false,
        description: parameters.description ?? null,
        discount: null,
        email: parameters.email ?? null,
        invoice_prefix: newId('x', 8).slice(2).toUpperCase(),
        invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
        livemode: false,
        metadata: mergeMetadata({}, parameters.metadata),
        name: parameters.name ?? null,
        next_invoice_sequence: 1,
        phone: parameters.phone ?? null,
        preferred_locales: [],
        shipping: null,
        tax_exempt: 'none',
        test_clock: clock?.id ?? null
    };
    const attached =
        parameters.payment_method === undefined
            ? undefined
            : attachPaymentMethod(call, customer, parameters.payment_method, 'payment_method', cause).id;
    apply(call, customer, parameters, attached);
    state.put('customer', customer);
    events.emit('customer.created', asJson(customer), created, cause);
    return customer;
}

function update(call: Call<Stripe.CustomerUpdateParams>): CustomerRecord {
    const customer = findCustomer(call, call.path['id']!, 'id');
    call.events.change('customer.updated', asJson(customer), customerNow(call, customer), call.cause, () => {
        customer.metadata = mergeMetadata(customer.metadata, call.parameters.metadata);
        apply(call, customer, call.parameters);
    });
    return customer;
}

/** @param attached the payment method of the same request: a test card named twice is one card */
function apply(call: Call<unknown>, customer: CustomerRecord, parameters: Stripe.CustomerUpdateParams, attached?: string): void {
    if (parameters.address !== undefined)
        customer.address = parameters.address === '' ? null : (parameters.address as CustomerRecord['address']);
    for (const field of ['description', 'email', 'name', 'phone', 'tax_exempt'] as const) {
        const value = parameters[field];
        if (value !== undefined) customer[field] = value === '' ? null : value;
    }
    if (parameters.balance !== undefined) customer.balance = parameters.balance;
    const chosen = parameters.invoice_settings?.default_payment_method;
    if (chosen !== undefined)
        customer.invoice_settings.default_payment_method = chosen === '' ? null : defaultMethod(call, customer, chosen, attached);
}

function remove(call: Call<unknown>): object {
    const customer = findCustomer(call, call.path['id']!, 'id');
    const now = customerNow(call, customer);
    const open = call.state.where('subscription', 'customer', customer.id).filter(({ status }) => status !== 'canceled');
    open.forEach((subscription) => endSubscription(call, subscription, now, call.cause, 'cancellation_requested'));
    call.events.emit('customer.deleted', asJson(customer), now, call.cause);
    const deleted = { id: customer.id, object: 'customer', deleted: true };
    call.state.put('customer', deleted as unknown as CustomerRecord);
    return deleted;
}

function defaultMethod(call: Call<unknown>, customer: CustomerRecord, chosen: string, attached: string | undefined): string {
    const param = 'invoice_settings[default_payment_method]';
    if (chosen in TEST_CARDS) return attached ?? attachPaymentMethod(call, customer, chosen, param, call.cause).id;
    return ownPaymentMethod(call, customer, chosen, param).id;
}
