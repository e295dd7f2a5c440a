import type Stripe from 'stripe';
import { STRIPE_API_VERSION } from '../../api-version';
import { invalid } from '../errors';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { flag, listOf, metadata, oneOf, range, required, text } from '../parameters';
import { route, type Call, type Route } from '../router';
import { newId } from '../state';
import type { WebhookEndpointRecord } from '../wire';
import { mergeMetadata } from './metadata';

type EventListParameters = PageParameters & { type?: string; types?: string[]; created?: RangeParameter };

export const webhookRoutes: Route[] = [
    route<Stripe.WebhookEndpointCreateParams>(
        'POST',
        '/v1/webhook_endpoints',
        {
            url: required(text),
            enabled_events: required(listOf(text)),
            api_version: oneOf(STRIPE_API_VERSION),
            description: text,
            metadata
        },
        create
    ),
    route<PageParameters>('GET', '/v1/webhook_endpoints', PAGE, ({ state, parameters }) =>
        page('/v1/webhook_endpoints', state.all('webhook_endpoint').map(withoutSecret), parameters)
    ),
    route('GET', '/v1/webhook_endpoints/:id', {}, ({ state, path }) => withoutSecret(state.find('webhook_endpoint', path['id']!))),
    route<Stripe.WebhookEndpointUpdateParams>(
        'POST',
        '/v1/webhook_endpoints/:id',
        { url: text, enabled_events: listOf(text), disabled: flag, description: text, metadata },
        update
    ),
    route('DELETE', '/v1/webhook_endpoints/:id', {}, ({ state, path }) => {
        const { id } = state.find('webhook_endpoint', path['id']!);
        state.remove('webhook_endpoint', id);
        return { id, object: 'webhook_endpoint', deleted: true };
    }),
    route<EventListParameters>('GET', '/v1/events', { ...PAGE, type: text, types: listOf(text), created: range }, listEvents),
    route('GET', '/v1/events/:id', {}, ({ state, path }) => state.find('event', path['id']!))
];

/** The signing secret is shown once, in the answer to the creation. */
function create(call: Call<Stripe.WebhookEndpointCreateParams>): WebhookEndpointRecord {
    const { parameters, state, time } = call;
    checkUrl(parameters.url);
    const endpoint: WebhookEndpointRecord = {
        id: newId('we', 24),
        object: 'webhook_endpoint',
        api_version: parameters.api_version ?? null,
        application: null,
        created: time.now(),
        description: parameters.description ?? null,
        enabled_events: [...parameters.enabled_events],
        livemode: false,
        metadata: mergeMetadata({}, parameters.metadata),
        secret: newId('whsec', 32),
        status: 'enabled',
        url: parameters.url
    };
    return state.put('webhook_endpoint', endpoint);
}

function update(call: Call<Stripe.WebhookEndpointUpdateParams>): object {
    const endpoint = call.state.find('webhook_endpoint', call.path['id']!);
    const { url, enabled_events: enabled, disabled, description } = call.parameters;
    if (url !== undefined) {
        checkUrl(url);
        endpoint.url = url;
    }
    if (enabled !== undefined) endpoint.enabled_events = [...enabled];
    if (disabled !== undefined) endpoint.status = disabled ? 'disabled' : 'enabled';
    if (description !== undefined) endpoint.description = description === '' ? null : description;
    endpoint.metadata = mergeMetadata(endpoint.metadata, call.parameters.metadata);
    return withoutSecret(endpoint);
}

function withoutSecret(endpoint: WebhookEndpointRecord): WebhookEndpointRecord {
    const { secret: _secret, ...shown } = endpoint;
    return shown;
}

function checkUrl(url: string): void {
    if (/^https?:\/\//.test(url)) return;
    throw invalid('Invalid URL: An explicit scheme (such as https) must be provided.', 'url', 'url_invalid');
}

function listEvents({ state, parameters }: Call<EventListParameters>): object {
    const { type, types, created } = parameters;
    const matches = (name: string): boolean =>
        (type === undefined || (type.endsWith('*') ? name.startsWith(type.slice(0, -1)) : name === type)) &&
        (types === undefined || types.includes(name));
    const records = state.all('event').filter((event) => matches(event.type) && inRange(event.created, created));
    return page('/v1/events', records, parameters);
}
