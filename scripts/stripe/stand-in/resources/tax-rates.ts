import type Stripe from 'stripe';
import { page, PAGE, type PageParameters } from '../listing';
import { flag, metadata, percent, required, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import { newId } from '../state';
import type { TaxRateRecord } from '../wire';
import { mergeMetadata } from './metadata';

export const taxRateRoutes: Route[] = [
    route<Stripe.TaxRateCreateParams>(
        'POST',
        '/v1/tax_rates',
        {
            display_name: required(text),
            inclusive: required(flag),
            percentage: required(percent),
            country: text,
            description: text,
            jurisdiction: text,
            metadata
        },
        create
    ),
    route<PageParameters>('GET', '/v1/tax_rates', PAGE, ({ state, parameters }) =>
        page('/v1/tax_rates', state.all('tax_rate'), parameters)
    ),
    route('GET', '/v1/tax_rates/:id', {}, ({ state, path }) => state.find('tax_rate', path['id']!))
];

function create({ parameters, state, time, events, cause }: Call<Stripe.TaxRateCreateParams>): TaxRateRecord {
    const rate = state.put('tax_rate', {
        id: newId('txr', 24),
        object: 'tax_rate',
        active: true,
        country: parameters.country ?? null,
        created: time.now(),
        description: parameters.description ?? null,
        display_name: parameters.display_name,
        effective_percentage: null,
        flat_amount: null,
        inclusive: parameters.inclusive,
        jurisdiction: parameters.jurisdiction ?? null,
        jurisdiction_level: null,
        livemode: false,
        metadata: mergeMetadata({}, parameters.metadata),
        percentage: parameters.percentage,
        rate_type: 'percentage',
        state: null,
        tax_type: null
    });
    events.emit('tax_rate.created', asJson(rate), rate.created, cause);
    return rate;
}
