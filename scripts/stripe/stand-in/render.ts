import { invalid } from './errors';
import type { State } from './state';
import { includableOf, tableOf, targetOf, type Target } from './references';
import type { CreditNoteLineRecord, ItemRecord, PriceRecord } from './wire';

export type Json = Record<string, unknown>;

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
    const hidden = includableOf(name);
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
    if (included && value === undefined) return null;
    return expandAt(state, owner, field, value, paths);
}

/** @param field the path inside the owner: a reference, a list, an object of its own, or a hash or array with references in it */
function expandAt(state: State, owner: string, field: string, value: unknown, paths: readonly ExpandPath[]): unknown {
    const inner = deeper(paths);
    const target = targetOf(owner, field);
    if (target !== undefined) return expandReference(state, target, value, inner);
    if (value === null) return null;
    const isShownWhenAsked = inner.length === 0 && includableOf(owner).includes(field);
    if (isShownWhenAsked && !isListObject(value)) return value;
    if (Array.isArray(value)) return value.map((element) => expandAt(state, owner, field, element, paths));
    if (!isObject(value)) throw cannotExpand(paths[0]!.whole);
    if (isListObject(value)) return expandList(state, value, inner);
    if (typeof value['object'] === 'string') return show(state, value, inner);
    if (inner.length === 0) throw cannotExpand(paths[0]!.whole);
    const result: Json = { ...value };
    for (const part of new Set(inner.map((path) => path.rest[0]!))) {
        const here = inner.filter((path) => path.rest[0] === part);
        if (!(part in value) && targetOf(owner, `${field}.${part}`) === undefined) throw cannotExpand(here[0]!.whole);
        result[part] = expandAt(state, owner, `${field}.${part}`, value[part] ?? null, here);
    }
    return result;
}

function expandList(state: State, list: Json, paths: readonly ExpandPath[]): Json {
    const wrong = paths.find((path) => path.rest[0] !== 'data');
    if (wrong) throw cannotExpand(wrong.whole);
    return { ...list, data: (list['data'] as Json[]).map((element) => show(state, element, deeper(paths))) };
}

function expandReference(state: State, target: Target, value: unknown, paths: readonly ExpandPath[]): unknown {
    if (Array.isArray(value)) return value.map((element) => expandReference(state, target, element, paths));
    if (typeof value !== 'string') return value ?? null;
    const table = tableOf(target, value);
    const record = table === undefined ? undefined : (state.get(table, value) as Json | undefined);
    return record ? show(state, record, paths) : value;
}

/** Adds what the stand-in keeps apart from the record, and leaves out what is its own affair. */
function complete(state: State, name: string, record: Json): Json {
    const completion = COMPLETIONS[name];
    return completion === undefined ? record : completion(state, record);
}

const COMPLETIONS: Readonly<Record<string, (state: State, record: Json) => Json>> = {
    customer: (state, record) =>
        typeof record['discount'] === 'string' ? { ...record, discount: state.get('discount', record['discount']) ?? null } : record,
    subscription: (state, record) => ({
        ...withTaxRates(state, record, 'default_tax_rates'),
        items: itemList(state, String(record['id']))
    }),
    subscription_item: (state, record) => {
        const price = state.get('price', (record as unknown as ItemRecord).price);
        const whole = withTaxRates(state, record, 'tax_rates');
        return price === undefined ? whole : { ...whole, price, plan: planOf(price) };
    },
    invoice: (state, record) => {
        const id = String(record['id']);
        return {
            ...record,
            lines: embedded(state.where('line_item', 'invoice', id), `/v1/invoices/${id}/lines`),
            payments: embedded(state.where('invoice_payment', 'invoice', id), `/v1/invoice_payments?invoice=${id}`)
        };
    },
    invoiceitem: (state, record) => withTaxRates(state, record, 'tax_rates'),
    charge: (state, record) => ({
        ...record,
        refunds: embedded(
            [...state.where('refund', 'charge', String(record['id']))].reverse(),
            `/v1/charges/${String(record['id'])}/refunds`
        )
    }),
    dispute: (state, record) => ({
        ...record,
        balance_transactions: (record['balance_transactions'] as string[]).map((id) =>
            COMPLETIONS['balance_transaction']!(state, state.find('balance_transaction', id) as unknown as Json)
        )
    }),
    credit_note: (state, record) => {
        const id = String(record['id']);
        return { ...record, lines: embedded(state.where('credit_note_line_item', 'note', id), `/v1/credit_notes/${id}/lines`) };
    },
    credit_note_line_item: (_state, record) => {
        const { credit_note: _note, ...shown } = record as unknown as CreditNoteLineRecord;
        return shown;
    },
    balance_transaction: (_state, { payout: _payout, ...shown }) => shown
};

function withTaxRates(state: State, record: Json, field: string): Json {
    const rates = record[field];
    if (!Array.isArray(rates) || !rates.some((rate) => typeof rate === 'string')) return record;
    return { ...record, [field]: rates.map((rate: unknown) => (typeof rate === 'string' ? (state.get('tax_rate', rate) ?? rate) : rate)) };
}

function itemList(state: State, subscription: string): Json {
    const items = state.where('subscription_item', 'subscription', subscription);
    return embedded(items, `/v1/subscription_items?subscription=${subscription}`);
}

function embedded(records: readonly object[], url: string): Json {
    return { object: 'list', data: records.slice(0, EMBEDDED_LIST), has_more: records.length > EMBEDDED_LIST, url };
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

function isListObject(value: unknown): boolean {
    return isObject(value) && value['object'] === 'list';
}

function isObject(value: unknown): value is Json {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
