import { invalid } from './errors';
import { integer, text, type Shape } from './parameters';

export interface PageParameters {
    limit?: number;
    starting_after?: string;
    ending_before?: string;
    expand?: string[];
}

export const PAGE: Shape = { limit: integer, starting_after: text, ending_before: text };

const DEFAULT_LIMIT = 10;
const MAXIMUM_LIMIT = 100;

/** One page of a list, newest first, as nearly all of Stripe's lists are. `records` come in the order of creation. */
export function page<T extends { id: string }>(url: string, records: readonly T[], parameters: PageParameters) {
    return pageInOrder(url, [...records].reverse(), parameters);
}

/** One page of a list that Stripe shows in its own order: the lines of an invoice. */
export function pageInOrder<T extends { id: string }>(url: string, records: readonly T[], parameters: PageParameters) {
    const limit = parameters.limit ?? DEFAULT_LIMIT;
    if (limit < 1 || limit > MAXIMUM_LIMIT) {
        throw invalid(
            `This value must be ${limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAXIMUM_LIMIT}`}.`,
            'limit'
        );
    }
    if (parameters.ending_before !== undefined) {
        const before = records.slice(0, position(records, parameters.ending_before, 'ending_before'));
        return list(url, before.slice(-limit), before.length > limit);
    }
    const from = parameters.starting_after === undefined ? 0 : position(records, parameters.starting_after, 'starting_after') + 1;
    return list(url, records.slice(from, from + limit), records.length > from + limit);
}

function list<T>(url: string, data: T[], hasMore: boolean) {
    return { object: 'list' as const, data, has_more: hasMore, url };
}

function position(records: readonly { id: string }[], id: string, param: string): number {
    const index = records.findIndex((record) => record.id === id);
    if (index < 0) throw invalid(`No such object: '${id}'`, param, 'resource_missing');
    return index;
}

export type RangeParameter = number | { gt?: number; gte?: number; lt?: number; lte?: number };

export function inRange(value: number, range: RangeParameter | undefined): boolean {
    if (range === undefined) return true;
    if (typeof range === 'number') return value === range;
    const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
    return value > gt && value >= gte && value < lt && value <= lte;
}
