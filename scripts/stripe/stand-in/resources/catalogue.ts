import type Stripe from 'stripe';
import { invalid, missing } from '../errors';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { decimal, either, flag, integer, listOf, metadata, oneOf, range, required, shape, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import { newId } from '../state';
import type { MeterRecord, PriceRecord, ProductRecord } from '../wire';
import { mergeMetadata } from './metadata';

const PRODUCT = { active: flag, description: text, metadata, unit_label: text, url: text };
const PRICE = { active: flag, lookup_key: text, metadata, nickname: text, tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified') };
const TIER = shape({
    up_to: required(either('inf', integer)),
    unit_amount: integer,
    unit_amount_decimal: decimal,
    flat_amount: integer,
    flat_amount_decimal: decimal
});
const RECURRING = shape({
    interval: required(oneOf('day', 'week', 'month', 'year')),
    interval_count: integer,
    usage_type: oneOf('licensed', 'metered'),
    meter: text,
    trial_period_days: integer
});

type ListParameters = PageParameters & {
    active?: boolean;
    created?: RangeParameter;
    product?: string;
    currency?: string;
    type?: string;
    ids?: string[];
};

export const catalogueRoutes: Route[] = [
    route<Stripe.ProductCreateParams>('POST', '/v1/products', { ...PRODUCT, name: required(text), id: text }, createProduct),
    route<ListParameters>('GET', '/v1/products', { ...PAGE, active: flag, created: range, ids: listOf(text) }, ({ state, parameters }) =>
        page('/v1/products', state.all('product').filter(listed(parameters)), parameters)
    ),
    route('GET', '/v1/products/:id', {}, ({ state, path }) => state.find('product', path['id']!)),
    route<Stripe.ProductUpdateParams>('POST', '/v1/products/:id', { ...PRODUCT, name: text }, updateProduct),
    route<Stripe.PriceCreateParams>(
        'POST',
        '/v1/prices',
        {
            ...PRICE,
            currency: required(text),
            product: text,
            product_data: shape({ name: required(text), metadata, active: flag, id: text, unit_label: text }),
            unit_amount: integer,
            unit_amount_decimal: decimal,
            recurring: RECURRING,
            billing_scheme: oneOf('per_unit', 'tiered'),
            tiers: listOf(TIER),
            tiers_mode: oneOf('graduated', 'volume'),
            transform_quantity: shape({ divide_by: required(integer), round: required(oneOf('up', 'down')) })
        },
        createPrice
    ),
    route<ListParameters>(
        'GET',
        '/v1/prices',
        { ...PAGE, active: flag, created: range, product: text, currency: text, type: oneOf('one_time', 'recurring') },
        ({ state, parameters }) =>
            page(
                '/v1/prices',
                state
                    .all('price')
                    .filter(listed(parameters))
                    .filter((price) => parameters.product === undefined || price.product === parameters.product)
                    .filter((price) => parameters.currency === undefined || price.currency === parameters.currency)
                    .filter((price) => parameters.type === undefined || price.type === parameters.type),
                parameters
            )
    ),
    route('GET', '/v1/prices/:id', {}, ({ state, path }) => state.find('price', path['id']!)),
    route<Stripe.PriceUpdateParams>('POST', '/v1/prices/:id', PRICE, updatePrice),
    route<Stripe.Billing.MeterCreateParams>(
        'POST',
        '/v1/billing/meters',
        {
            display_name: required(text),
            event_name: required(text),
            default_aggregation: required(shape({ formula: required(oneOf('sum', 'count', 'last')) }))
        },
        createMeter
    ),
    route('GET', '/v1/billing/meters/:id', {}, ({ state, path }) => state.find('billing.meter', path['id']!))
];

function listed(parameters: ListParameters): (record: { id: string; active: boolean; created: number }) => boolean {
    return (record) =>
        (parameters.active === undefined || record.active === parameters.active) &&
        (parameters.ids === undefined || parameters.ids.includes(record.id)) &&
        inRange(record.created, parameters.created);
}

function createProduct(call: Call<Stripe.ProductCreateParams>): ProductRecord {
    const { parameters, state, time, events, cause } = call;
    if (parameters.id !== undefined && state.get('product', parameters.id))
        throw invalid('Product already exists.', 'id', 'resource_already_exists');
    const created = time.now();
    const product: ProductRecord = {
        id: parameters.id ?? newId('prod'),
        object: 'product',
        active: parameters.active ?? true,
        created,
        default_price: null,
        description: parameters.description ?? null,
        images: [],
        livemode: false,
        marketing_features: [],
        metadata: mergeMetadata({}, parameters.metadata),
        name: parameters.name,
        package_dimensions: null,
        shippable: null,
        statement_descriptor: null,
        tax_code: null,
        tax_details: null,
        type: 'service',
        unit_label: parameters.unit_label ?? null,
        updated: created,
        url: parameters.url ?? null
    };
    state.put('product', product);
    events.emit('product.created', asJson(product), created, cause);
    return product;
}

function updateProduct(call: Call<Stripe.ProductUpdateParams>): ProductRecord {
    const product = call.state.find('product', call.path['id']!);
    const now = call.time.now();
    call.events.change('product.updated', asJson(product), now, call.cause, () => {
        const { name, active, description, unit_label: unitLabel } = call.parameters;
        if (name !== undefined) product.name = name;
        if (active !== undefined) product.active = active;
        if (description !== undefined) product.description = description === '' ? null : description;
        if (unitLabel !== undefined) product.unit_label = unitLabel === '' ? null : unitLabel;
        product.metadata = mergeMetadata(product.metadata, call.parameters.metadata);
        product.updated = now;
    });
    return product;
}

/** The parameters as they come over the wire: decimals are text. */
type PriceParameters = Omit<Stripe.PriceCreateParams, 'unit_amount_decimal' | 'tiers'> & {
    unit_amount_decimal?: string;
    tiers?: TierParameters[];
};
interface TierParameters {
    up_to: number | 'inf';
    unit_amount?: number;
    unit_amount_decimal?: string;
    flat_amount?: number;
    flat_amount_decimal?: string;
}

function createPrice(call: Call<Stripe.PriceCreateParams>): PriceRecord {
    const { state, time, events, cause } = call;
    const parameters = call.parameters as unknown as PriceParameters;
    const tiered = parameters.billing_scheme === 'tiered';
    checkAmounts(parameters, tiered);
    const created = time.now();
    const price: PriceRecord = {
        id: newId('price', 24),
        object: 'price',
        active: parameters.active ?? true,
        billing_scheme: parameters.billing_scheme ?? 'per_unit',
        created,
        currency: currencyCode(parameters.currency),
        custom_unit_amount: null,
        livemode: false,
        lookup_key: parameters.lookup_key ?? null,
        metadata: mergeMetadata({}, parameters.metadata),
        nickname: parameters.nickname ?? null,
        product: productOf(call, parameters),
        recurring: recurringOf(call, parameters.recurring),
        tax_behavior: parameters.tax_behavior ?? 'unspecified',
        ...(tiered ? { tiers: parameters.tiers!.map(tier) } : {}),
        tiers_mode: parameters.tiers_mode ?? null,
        transform_quantity: parameters.transform_quantity ?? null,
        type: parameters.recurring ? 'recurring' : 'one_time',
        ...(tiered ? { unit_amount: null, unit_amount_decimal: null } : amounts(parameters.unit_amount, parameters.unit_amount_decimal))
    };
    state.put('price', price);
    events.emit('price.created', asJson(price), created, cause);
    return price;
}

function checkAmounts(parameters: PriceParameters, tiered: boolean): void {
    const flat = [parameters.unit_amount, parameters.unit_amount_decimal].filter((amount) => amount !== undefined);
    if (flat.length > 1) throw invalid('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', 'unit_amount');
    if (!tiered && flat.length === 0) throw missing('unit_amount');
    if (!tiered) return;
    if (flat.length > 0) throw invalid('You may not specify `unit_amount` when `billing_scheme=tiered`.', 'unit_amount');
    if (!parameters.tiers?.length) throw missing('tiers');
    if (!parameters.tiers_mode) throw missing('tiers_mode');
    if (parameters.tiers.at(-1)!.up_to !== 'inf') throw invalid('The last tier in `tiers` must be a catch-all with `up_to=inf`.', 'tiers');
}

function tier(parameters: TierParameters): NonNullable<PriceRecord['tiers']>[number] {
    const unit = amounts(parameters.unit_amount, parameters.unit_amount_decimal);
    const flat = amounts(parameters.flat_amount, parameters.flat_amount_decimal);
    return {
        ...unit,
        flat_amount: flat.unit_amount,
        flat_amount_decimal: flat.unit_amount_decimal,
        up_to: parameters.up_to === 'inf' ? null : parameters.up_to
    };
}

/** Both forms of an amount: whole minor units where it is whole, and always as decimal text. */
function amounts(whole: number | undefined, exact: string | undefined): { unit_amount: number | null; unit_amount_decimal: string | null } {
    if (whole !== undefined) return { unit_amount: whole, unit_amount_decimal: String(whole) };
    if (exact === undefined) return { unit_amount: null, unit_amount_decimal: null };
    const text = exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
    return { unit_amount: text.includes('.') ? null : Number(text), unit_amount_decimal: text };
}

function recurringOf(call: Call<unknown>, recurring: Stripe.PriceCreateParams['recurring']): PriceRecord['recurring'] {
    if (recurring === undefined) return null;
    const metered = recurring.usage_type === 'metered';
    if (metered && recurring.meter === undefined) throw missing('recurring[meter]');
    if (recurring.meter !== undefined) call.state.find('billing.meter', recurring.meter, 'recurring[meter]');
    return {
        interval: recurring.interval,
        interval_count: recurring.interval_count ?? 1,
        meter: recurring.meter ?? null,
        trial_period_days: recurring.trial_period_days ?? null,
        usage_type: recurring.usage_type ?? 'licensed'
    };
}

function productOf(call: Call<unknown>, parameters: PriceParameters): string {
    if (parameters.product !== undefined) return call.state.find('product', parameters.product, 'product').id;
    if (parameters.product_data === undefined) throw missing('product');
    return createProduct({ ...call, parameters: parameters.product_data as Stripe.ProductCreateParams }).id;
}

function currencyCode(currency: string): string {
    const code = currency.toLowerCase();
    if (/^[a-z]{3}$/.test(code)) return code;
    throw invalid(`Invalid currency: ${code}. Stripe currently supports these currencies: three-letter ISO codes`, 'currency');
}

function updatePrice(call: Call<Stripe.PriceUpdateParams>): PriceRecord {
    const price = call.state.find('price', call.path['id']!);
    call.events.change('price.updated', asJson(price), call.time.now(), call.cause, () => {
        const { active, nickname, tax_behavior: taxBehavior, lookup_key: lookupKey } = call.parameters;
        if (active !== undefined) price.active = active;
        if (nickname !== undefined) price.nickname = nickname;
        if (lookupKey !== undefined) price.lookup_key = lookupKey;
        if (taxBehavior !== undefined) price.tax_behavior = taxBehavior;
        price.metadata = mergeMetadata(price.metadata, call.parameters.metadata);
    });
    return price;
}

function createMeter(call: Call<Stripe.Billing.MeterCreateParams>): MeterRecord {
    const { parameters, state, time } = call;
    const created = time.now();
    const meter = {
        id: newId('mtr_test', 24),
        object: 'billing.meter',
        created,
        customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
        default_aggregation: parameters.default_aggregation,
        display_name: parameters.display_name,
        event_name: parameters.event_name,
        event_time_window: null,
        livemode: false,
        status: 'active',
        status_transitions: { deactivated_at: null },
        updated: created,
        value_settings: { event_payload_key: 'value' }
    } as unknown as MeterRecord;
    return state.put('billing.meter', meter);
}
