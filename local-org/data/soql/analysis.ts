import type { ChildRelationship, FieldInfo, ObjectInfo } from '../../schema/model.ts';
import type { FieldExpression, Operand, SelectItem, SoqlQuery } from './ast.ts';
import { AGGREGATES, DATE_FUNCTIONS } from './functions.ts';
import type { ResolvedField } from './resolve.ts';

export interface SoqlProblem {
    readonly message: string;
    readonly offset: number;
}

/** A field that the query touches: user mode demands the right to read each. */
export interface FieldUse {
    readonly object: string;
    readonly field: string;
    readonly selected: boolean;
    readonly offset: number;
}

/** What a bind is compared with: a field, or nothing for LIMIT and OFFSET. */
export interface BindUse {
    readonly field: FieldInfo | undefined;
    /** The operator takes a list or a set. */
    readonly collection: boolean;
}

export interface SelectedColumn {
    readonly expression: FieldExpression;
    /** Name of the value in the result row, where it is not simply the field's. */
    readonly alias: string | null;
}

/** What the names of a query mean. Keys are the nodes of its syntax tree. */
export interface SoqlAnalysis {
    readonly problems: readonly SoqlProblem[];
    readonly objects: ReadonlyMap<SoqlQuery, ObjectInfo>;
    readonly fields: ReadonlyMap<FieldExpression, ResolvedField>;
    /** The relationship that a subquery in the SELECT clause follows. */
    readonly relationships: ReadonlyMap<SoqlQuery, ChildRelationship>;
    readonly columns: ReadonlyMap<SoqlQuery, readonly SelectedColumn[]>;
    readonly grouped: ReadonlyMap<SoqlQuery, boolean>;
    readonly uses: readonly FieldUse[];
    /** In the order of `query.binds`. */
    readonly binds: readonly BindUse[];
}

export function isAggregate(expression: FieldExpression): boolean {
    return expression.function !== null && AGGREGATES.has(expression.function);
}

/** What the function gives is a number, whatever the field is. */
export function isNumericFunction({ function: name }: FieldExpression): boolean {
    return (
        name === 'AVG' ||
        name === 'COUNT' ||
        name === 'COUNT_DISTINCT' ||
        (name !== null && DATE_FUNCTIONS.has(name) && name !== 'DAY_ONLY')
    );
}

export function isQuery(values: readonly Operand[] | SoqlQuery): values is SoqlQuery {
    return !Array.isArray(values);
}

export function isAggregateItem(item: SelectItem): boolean {
    return item.kind === 'field' && isAggregate(item.field);
}

export function hasPrefix(name: string, query: SoqlQuery): boolean {
    const lower = name.toLowerCase();
    return lower === query.from.alias?.toLowerCase() || lower === query.from.name.toLowerCase();
}

export function isText(field: FieldInfo): boolean {
    return ['string', 'textarea', 'picklist', 'multipicklist', 'combobox', 'email', 'phone', 'url', 'encryptedstring'].includes(field.type);
}

export function textOf(expression: FieldExpression): string {
    const path = expression.path.join('.');
    return expression.function === null ? path : `${expression.function}(${path})`;
}

export function keyOf(expression: FieldExpression): string {
    return `${textOf(expression)}${expression.convertTimezone ? ' local' : ''}`.toLowerCase();
}
