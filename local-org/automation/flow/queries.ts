import type { SObject } from '../../apex/runtime/sobject.ts';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexList } from '../../apex/runtime/values/list.ts';
import { parseSoql } from '../../data/soql/parse.ts';
import type { SoqlQuery } from '../../data/soql/ast.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { plainText, toApexType } from './convert.ts';
import { filterValues, passes } from './filters.ts';
import type { Filter, Filters } from './filters.ts';
import type { Interview } from './interview.ts';

export interface RowRequest {
    readonly object: ObjectInfo;
    readonly filters: Filters;
    /** Fields to read; those of the filters come by themselves. */
    readonly fields: readonly string[];
    readonly sort: { readonly field: string; readonly descending: boolean } | null;
    /** Rows that one interview wants; null for all. */
    limit(interview: Interview): number | null;
}

/** What one interview asks for. */
export interface RowWish {
    readonly interview: Interview;
    readonly values: readonly unknown[];
    readonly limit: number | null;
}

export function wishOf(request: RowRequest, interview: Interview): RowWish {
    return { interview, values: filterValues(request.filters, interview), limit: request.limit(interview) };
}

const COMPARISONS: Record<string, string> = {
    EqualTo: '=',
    NotEqualTo: '!=',
    GreaterThan: '>',
    GreaterThanOrEqualTo: '>=',
    LessThan: '<',
    LessThanOrEqualTo: '<='
};

const parsed = new Map<string, SoqlQuery>();

/** The rows that each interview asks for, with one query for all of them. */
export function fetchRows(request: RowRequest, wishes: readonly RowWish[]): SObject[][] {
    const { object, filters, sort } = request;
    const { interview } = wishes[0]!;
    const binds: unknown[] = [];
    const values = wishes.map((wish) => wish.values);
    const where = distinctConditions(filters, values, interview.timeZone, binds);
    const fields = new Set(['Id', ...request.fields, ...filters.items.map((filter) => filter.field.name)]);
    const text = [
        `SELECT ${[...fields].join(', ')} FROM ${object.name}`,
        where === '' ? '' : `WHERE ${where}`,
        sort ? `ORDER BY ${sort.field} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST` : '',
        commonLimit(wishes)
    ]
        .filter((part) => part !== '')
        .join(' ');
    const query = parse(text);
    const inOrder = query.binds.map((bind) => binds[Number(bind.source.trim().slice(1))]);
    const { transaction, access } = interview.run;
    const rows = transaction.query(query, inOrder, access);
    return wishes.map((wish) => {
        const own = rows.filter((row) => passes(filters, wish.values, wish.interview, row, null));
        const kept = wish.limit === null ? own : own.slice(0, wish.limit);
        return wishes.length === 1 ? kept : kept.map((row) => row.copy());
    });
}

/** Where all ask for the same, the database need not give more than one of them wants. */
function commonLimit(wishes: readonly RowWish[]): string {
    const { limit } = wishes[0]!;
    const same = new Set(wishes.map((wish) => keyOf(wish.values))).size === 1 && wishes.every((wish) => wish.limit === limit);
    return same && limit !== null ? `LIMIT ${limit}` : '';
}

function parse(text: string): SoqlQuery {
    let query = parsed.get(text);
    if (!query) {
        if (parsed.size > 500) parsed.clear();
        parsed.set(text, (query = parseSoql(text)));
    }
    return query;
}

function keyOf(values: readonly unknown[]): string {
    return values.map((value) => (value === null ? 'null' : Array.isArray(value) ? keyOf(value) : `"${plainText(value)}"`)).join('\n');
}

/** One condition for all interviews: a list where they differ in one value alone, else one condition each. */
function distinctConditions(filters: Filters, values: readonly (readonly unknown[])[], zone: string, binds: unknown[]): string {
    if (filters.items.length === 0) return '';
    const distinct = [...new Map(values.map((own) => [keyOf(own), own])).values()];
    const varying = filters.items.map((_, index) => index).filter((index) => new Set(distinct.map((own) => keyOf([own[index]]))).size > 1);
    const only = varying[0];
    if (varying.length === 1 && only !== undefined && filters.items[only]!.operator === 'EqualTo' && joinsByAnd(filters)) {
        const { field } = filters.items[only]!;
        const filled = distinct.map((own) => own[only]).filter((value) => value !== null && value !== '');
        const list = ApexList.of(
            field.apexType,
            filled.map((value) => toApexType(field.apexType, value, zone))
        );
        const member = `${field.name} IN ${bind(binds, list)}`;
        const choice = filled.length === distinct.length ? member : `(${member} OR ${field.name} = null)`;
        return filters.items
            .map((filter, index) => (index === only ? choice : condition(filter, distinct[0]![index], zone, binds)))
            .join(' AND ');
    }
    const all = distinct.map((own) => joined(filters, own, zone, binds));
    return all.length === 1 ? all[0]! : all.map((one) => `(${one})`).join(' OR ');
}

function joinsByAnd(filters: Filters): boolean {
    return filters.logicText.trim().toLowerCase() === 'and' || filters.items.length === 1;
}

function joined(filters: Filters, values: readonly unknown[], zone: string, binds: unknown[]): string {
    const parts = filters.items.map((filter, index) => condition(filter, values[index], zone, binds));
    const logic = filters.logicText.trim().toLowerCase();
    if (joinsByAnd(filters)) return parts.join(' AND ');
    if (logic === 'or') return parts.join(' OR ');
    return filters.logicText.replace(/\d+/g, (number) => `(${parts[Number(number) - 1]})`);
}

function bind(binds: unknown[], value: unknown): string {
    binds.push(value);
    return `:b${binds.length - 1}`;
}

function condition(filter: Filter, value: unknown, zone: string, binds: unknown[]): string {
    const { field, operator } = filter;
    const { name } = field;
    const comparison = COMPARISONS[operator];
    if (comparison) return `${name} ${comparison} ${bind(binds, typed(filter, value, zone))}`;
    switch (operator) {
        case 'IsNull':
            return `${name} ${value === true ? '=' : '!='} null`;
        case 'In':
        case 'NotIn': {
            const list = ((value as readonly unknown[] | null) ?? []).map((item) => typed(filter, item, zone));
            return `${name} ${operator === 'In' ? 'IN' : 'NOT IN'} ${bind(binds, ApexList.of(field.apexType, list))}`;
        }
        default:
            return pattern(filter, plainText(value), binds);
    }
}

function typed(filter: Filter, value: unknown, zone: string): unknown {
    if (value === null || value === undefined || value === '') return null;
    const { apexType } = filter.field;
    const sameMoment = value instanceof ApexDate || value instanceof ApexDatetime;
    return sameMoment || apexType.kind === 'primitive' ? toApexType(apexType, value, zone) : value;
}

function pattern({ field, operator }: Filter, text: string, binds: unknown[]): string {
    if (field.type === 'multipicklist' && operator === 'Contains') return `${field.name} INCLUDES (${bind(binds, text)})`;
    const escaped = text.replace(/[\\%_]/g, (character) => `\\${character}`);
    const like = operator === 'StartsWith' ? `${escaped}%` : operator === 'EndsWith' ? `%${escaped}` : `%${escaped}%`;
    return `${field.name} LIKE ${bind(binds, like)}`;
}
