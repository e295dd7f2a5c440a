import { invalid } from './errors';
import type { State } from './state';
import type { ItemRecord, PriceRecord, RecordName } from './wire';

export type Json = Record<string, unknown>;

/** Which fields of an object hold the id of another and may be expanded. Nested fields are written with a dot. */
const REFERENCES: Partial<Record<string, Record<string, RecordName | 'none'>>> = {
    customer: { test_clock: 'test_helpers.test_clock', default_source: 'none', 'invoice_settings.default_payment_method': 'none' },
    subscription: {
        customer: 'customer',
        discounts: 'discount',
        test_clock: 'test_helpers.test_clock',
        latest_invoice: 'none',
        default_payment_method: 'none',
        default_source: 'none',
        pending_setup_intent: 'none',
        schedule: 'none',
        application: 'none',
        on_behalf_of: 'none'
    },
    subscription_item: { discounts: 'discount' },
    price: { product: 'product' },
    plan: { product: 'product' },
    product: { default_price: 'price', tax_code: 'none' },
    discount: { customer: 'customer', 'source.coupon': 'coupon', promotion_code: 'none' }
};

/** Fields that are there only when they are asked for. */
const INCLUDABLE: Partial<Record<string, readonly string[]>> = {
    price: ['tiers', 'currency_options'],
    coupon: ['applies_to', 'currency_options']
};

const MAXIMUM_DEPTH = 4;
/** Lists inside an object show their first ten elements. */
const EMBEDDED_LIST = 10;

/** Shows a record as the API does: references as ids, except along the paths of `expand`. */
export function render(state: State, record: Json, expand: readonly string[] = []): Json {
    expand.forEach(checkDepth);
    return show(
        state,
        record,
        expand.map((path) => ({ rest: path.split('.'), whole: path }))
    );
}

/** Shows a list that the request asked for; its paths begin with `data`. */
export function renderList(state: State, list: { data: Json[] } & Json, expand: readonly string[] = []): Json {
    expand.forEach(checkDepth);
    const paths = expand.map((path) => ({ rest: path.split('.'), whole: path }));
    const wrong = paths.find((path) => path.rest[0] !== 'data');
    if (wrong) throw cannotExpand(wrong.whole, ` You may want to try expanding 'data.${wrong.whole}' instead.`);
    const inner = deeper(paths);
    return { ...list, data: list.data.map((record) => show(state, record, inner)) };
}

interface ExpandPath {
    rest: string[];
    whole: string;
}

function deeper(paths: readonly ExpandPath[]): ExpandPath[] {
    return paths.map((path) => ({ ...path, rest: path.rest.slice(1) })).filter((path) => path.rest.length > 0);
}

function checkDepth(path: string): void {
    if (path.split('.').length <= MAXIMUM_DEPTH) return;
    throw invalid(
        `You cannot expand more than ${MAXIMUM_DEPTH} levels of a property. Property: ${path}`,
        'expand',
        'property_expansion_max_depth'
    );
}

function cannotExpand(path: string, hint = ''): Error {
    return invalid(`This property cannot be expanded (${path}).${hint}`, 'expand');
}

function show(state: State, record: Json, paths: readonly ExpandPath[]): Json {
    const name = String(record['object']);
    const hidden = INCLUDABLE[name] ?? [];
    const wanted = (field: string): boolean => paths.some((path) => path.rest[0] === field);
    const entries = Object.entries(complete(state, name, record)).filter(([field]) => !hidden.includes(field) || wanted(field));
    const result: Json = Object.fromEntries(entries);
    for (const field of new Set(paths.map((path) => path.rest[0]!))) {
        const here = paths.filter((path) => path.rest[0] === field);
        result[field] = expandField(state, name, field, result[field], here, hidden.includes(field));
    }
    for (const [field, value] of Object.entries(result)) {
        if (!wanted(field)) result[field] = showEmbedded(state, value);
    }
    return result;
}

/** Objects inside an object, such as the price of an item or the items of a subscription. */
function showEmbedded(state: State, value: unknown): unknown {
    if (isObject(value) && value['object'] === 'list')
        return { ...value, data: (value['data'] as Json[]).map((element) => show(state, element, [])) };
    return isObject(value) && typeof value['object'] === 'string' ? show(state, value, []) : value;
}

function expandField(state: State, owner: string, field: string, value: unknown, paths: readonly ExpandPath[], included: boolean): unknown {
    const inner = deeper(paths);
    const direct = REFERENCES[owner]?.[field];
    if (direct !== undefined) return expandReference(state, direct, value, inner);
    if (included || value === null) return value ?? null;
    const nested = expandNested(state, owner, field, value, inner);
    if (nested === undefined) throw cannotExpand(paths[0]!.whole);
    return nested;
}

function expandReference(state: State, target: RecordName | 'none', value: unknown, paths: readonly ExpandPath[]): unknown {
    if (Array.isArray(value)) return value.map((element) => expandReference(state, target, element, paths));
    if (typeof value !== 'string' || target === 'none') return value ?? null;
    const record = state.get(target, value) as Json | undefined;
    return record ? show(state, record, paths) : value;
}

function expandNested(state: State, owner: string, field: string, value: unknown, paths: readonly ExpandPath[]): unknown {
    if (!isObject(value)) return undefined;
    if (value['object'] === 'list') {
        const wrong = paths.find((path) => path.rest[0] !== 'data');
        if (wrong) throw cannotExpand(wrong.whole);
        return { ...value, data: (value['data'] as Json[]).map((element) => show(state, element, deeper(paths))) };
    }
    if (typeof value['object'] === 'string') return show(state, value, paths);
    if (paths.length === 0) return undefined;
    const result: Json = { ...value };
    for (const path of paths) {
        const target = REFERENCES[owner]?.[`${field}.${path.rest[0]}`];
        if (target === undefined) throw cannotExpand(path.whole);
        const here = paths.filter((other) => other.rest[0] === path.rest[0]);
        result[path.rest[0]!] = expandReference(state, target, value[path.rest[0]!], deeper(here));
    }
    return result;
}

/** Adds what the stand-in keeps apart: items of a subscription, price and plan of an item, a customer's own discount. */
function complete(state: State, name: string, record: Json): Json {
    if (name === 'customer' && typeof record['discount'] === 'string')
        return { ...record, discount: state.get('discount', record['discount']) ?? null };
    if (name === 'subscription') return { ...record, items: itemList(state, record['id'] as string) };
    if (name !== 'subscription_item') return record;
    const price = state.get('price', (record as unknown as ItemRecord).price);
    return price === undefined ? record : { ...record, price, plan: planOf(price) };
}

function itemList(state: State, subscription: string): Json {
    const items = state.all('subscription_item').filter((item) => item.subscription === subscription);
    return {
        object: 'list',
        data: items.slice(0, EMBEDDED_LIST),
        has_more: items.length > EMBEDDED_LIST,
        url: `/v1/subscription_items?subscription=${subscription}`
    };
}

/** The legacy view of a recurring price. */
function planOf(price: PriceRecord): Json {
    return {
        id: price.id,
        object: 'plan',
        active: price.active,
        amount: price.unit_amount,
        amount_decimal: price.unit_amount_decimal,
        billing_scheme: price.billing_scheme,
        created: price.created,
        currency: price.currency,
        interval: price.recurring?.interval,
        interval_count: price.recurring?.interval_count,
        livemode: price.livemode,
        metadata: price.metadata,
        meter: price.recurring?.meter ?? null,
        nickname: price.nickname,
        product: price.product,
        tiers_mode: price.tiers_mode,
        transform_usage: price.transform_quantity,
        trial_period_days: price.recurring?.trial_period_days ?? null,
        usage_type: price.recurring?.usage_type
    };
}

function isObject(value: unknown): value is Json {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
