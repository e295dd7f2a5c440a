import type Stripe from 'stripe';
import { attachPaymentMethod } from '../billing/payment-methods';
import { customerNow, findCustomer } from '../billing/customer';
import { page, PAGE, type PageParameters } from '../listing';
import { integer, metadata, oneOf, required, shape, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import type { PaymentMethodRecord } from '../wire';
import { mergeMetadata } from './metadata';

export const paymentMethodRoutes: Route[] = [
    route<{ customer: string }>('POST', '/v1/payment_methods/:id/attach', { customer: required(text) }, (call) =>
        attachPaymentMethod(call, findCustomer(call, call.parameters.customer, 'customer'), call.path['id']!, 'payment_method', call.cause)
    ),
    route('GET', '/v1/payment_methods/:id', {}, ({ state, path }) => state.find('payment_method', path['id']!)),
    route<Stripe.PaymentMethodUpdateParams>(
        'POST',
        '/v1/payment_methods/:id',
        { card: shape({ exp_month: integer, exp_year: integer }), metadata },
        update
    ),
    route<PageParameters & { customer?: string; type?: string }>(
        'GET',
        '/v1/payment_methods',
        { ...PAGE, customer: text, type: oneOf('card') },
        ({ state, parameters }) =>
            page(
                '/v1/payment_methods',
                state.all('payment_method').filter((method) => method.customer !== null && method.customer === parameters.customer),
                parameters
            )
    )
];

function update(call: Call<Stripe.PaymentMethodUpdateParams>): PaymentMethodRecord {
    const method = call.state.find('payment_method', call.path['id']!);
    const customer = findCustomer(call, method.customer as string, 'customer');
    call.events.change('payment_method.updated', asJson(method), customerNow(call, customer), call.cause, () => {
        const { card, metadata: pairs } = call.parameters;
        if (card?.exp_month !== undefined) method.card!.exp_month = card.exp_month;
        if (card?.exp_year !== undefined) method.card!.exp_year = card.exp_year;
        method.metadata = mergeMetadata(method.metadata, pairs);
    });
    return method;
}
