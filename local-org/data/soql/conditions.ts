import { ignoresCase } from '../tables.ts';
import { sqlList } from '../codec.ts';
import type { SqlValue } from '../codec.ts';
import { isNumericFunction, isQuery } from './analysis.ts';
import type { Condition, FieldExpression, Operand, SoqlQuery } from './ast.ts';
import type { Comparand, Operands } from './operands.ts';
import type { ResolvedField } from './resolve.ts';

/** What conditions need of the SELECT that they stand in. */
export interface ConditionContext {
    readonly operands: Operands;
    resolved(expression: FieldExpression): ResolvedField;
    /** The SQL of a field, or of a function over it. */
    expression(expression: FieldExpression): string;
    /** Makes a value a parameter. */
    parameter(value: SqlValue): string;
    /** An inner query of one column. */
    inner(query: SoqlQuery): string;
}

type CompareOperator = Extract<Condition, { kind: 'compare' }>['operator'];

const NON_ASCII = /[\u0080-\uffff]/;

/**
 * A condition of SOQL in SQL. Comparisons follow SOQL's rules for blanks: `!= x` and `NOT IN` hold for them, `= null`
 * asks for them, and an order comparison never holds.
 */
export function conditionSql(condition: Condition, context: ConditionContext): string {
    switch (condition.kind) {
        case 'and':
        case 'or':
            return `(${condition.terms.map((term) => conditionSql(term, context)).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
        case 'not':
            return `NOT ifnull(${conditionSql(condition.term, context)}, FALSE)`;
        case 'compare':
            return compare(condition.field, condition.operator, condition.value, context);
        case 'in':
            if (isQuery(condition.values)) return semiJoin(condition.field, condition.operator, condition.values, context);
            if (condition.operator === 'INCLUDES' || condition.operator === 'EXCLUDES') {
                return includes(condition.field, condition.operator, condition.values, context);
            }
            return inList(condition.field, condition.operator === 'NOT IN', condition.values, context);
    }
}

function compare(expression: FieldExpression, operator: CompareOperator, value: Operand, context: ConditionContext): string {
    const comparand = comparandOf(expression, value, context);
    if (comparand.kind === 'list') {
        if (operator === 'LIKE') return likeAny(expression, comparand.values, context);
        return membership(expression, operator === '!=', comparand.values, comparand.hasNull, context);
    }
    const sql = filterColumn(expression, context);
    if (comparand.kind === 'null') {
        if (operator === '=') return `${sql} IS NULL`;
        return operator === '!=' ? `${sql} IS NOT NULL` : 'FALSE';
    }
    if (comparand.kind === 'range') return compareRange(sql, operator, comparand, context);
    if (operator === 'LIKE') return likeAny(expression, [comparand.value], context);
    const [left, right] = folded(expression, sql, [comparand.value], context);
    const parameter = context.parameter(right[0]!);
    if (operator === '!=') return `(${left} <> ${parameter} OR ${sql} IS NULL)`;
    return `${left} ${operator} ${parameter}`;
}

function compareRange(
    sql: string,
    operator: CompareOperator,
    range: Extract<Comparand, { kind: 'range' }>,
    context: ConditionContext
): string {
    const from = (): string => context.parameter(range.from);
    const to = (): string => context.parameter(range.to);
    switch (operator) {
        case '=':
            return `(${sql} >= ${from()} AND ${sql} < ${to()})`;
        case '!=':
            return `(${sql} < ${from()} OR ${sql} >= ${to()} OR ${sql} IS NULL)`;
        case '<':
            return `${sql} < ${from()}`;
        case '<=':
            return `${sql} < ${to()}`;
        case '>':
            return `${sql} >= ${to()}`;
        case '>=':
            return `${sql} >= ${from()}`;
        case 'LIKE':
            return 'FALSE';
    }
}

function inList(expression: FieldExpression, negated: boolean, operands: readonly Operand[], context: ConditionContext): string {
    const values: SqlValue[] = [];
    let hasNull = false;
    const ranges: string[] = [];
    for (const operand of operands) {
        const comparand = comparandOf(expression, operand, context);
        if (comparand.kind === 'null') hasNull = true;
        else if (comparand.kind === 'value') values.push(comparand.value);
        else if (comparand.kind === 'range') ranges.push(compareRange(filterColumn(expression, context), '=', comparand, context));
        else {
            values.push(...comparand.values);
            hasNull ||= comparand.hasNull;
        }
    }
    const listed = membership(expression, negated, values, hasNull, context);
    if (ranges.length === 0) return listed;
    return negated ? `(${listed} AND NOT ifnull(${ranges.join(' OR ')}, FALSE))` : `(${[listed, ...ranges].join(' OR ')})`;
}

function membership(
    expression: FieldExpression,
    negated: boolean,
    values: readonly SqlValue[],
    hasNull: boolean,
    context: ConditionContext
): string {
    const sql = filterColumn(expression, context);
    const [left, right] = folded(expression, sql, values, context);
    const list = `(SELECT value FROM json_each(${context.parameter(sqlList(right))}))`;
    if (!negated) return hasNull ? `(${left} IN ${list} OR ${sql} IS NULL)` : `${left} IN ${list}`;
    return hasNull ? `(${left} NOT IN ${list} AND ${sql} IS NOT NULL)` : `(${left} NOT IN ${list} OR ${sql} IS NULL)`;
}

/** LIKE pays no regard to case, in fields that otherwise do as well. */
function likeAny(expression: FieldExpression, patterns: readonly SqlValue[], context: ConditionContext): string {
    const sql = context.expression(expression);
    if (patterns.length === 0) return 'FALSE';
    const terms = patterns.map((pattern) => {
        const text = String(pattern);
        if (!NON_ASCII.test(text)) return `${sql} LIKE ${context.parameter(text)} ESCAPE '\\'`;
        return `fold(${sql}) LIKE ${context.parameter(fold(text))} ESCAPE '\\'`;
    });
    return terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
}

function includes(
    expression: FieldExpression,
    operator: 'INCLUDES' | 'EXCLUDES',
    operands: readonly Operand[],
    context: ConditionContext
): string {
    const values = operands.flatMap((operand) => {
        const comparand = comparandOf(expression, operand, context);
        return comparand.kind === 'value' ? [comparand.value] : comparand.kind === 'list' ? comparand.values : [];
    });
    const call = `includes_any(${context.expression(expression)}, ${context.parameter(sqlList(values))})`;
    return operator === 'INCLUDES' ? call : `NOT ${call}`;
}

function semiJoin(expression: FieldExpression, operator: string, query: SoqlQuery, context: ConditionContext): string {
    const sql = context.expression(expression);
    const inner = `(${context.inner(query)})`;
    return operator === 'IN' ? `${sql} IN ${inner}` : `(${sql} NOT IN ${inner} OR ${sql} IS NULL)`;
}

function comparandOf(expression: FieldExpression, operand: Operand, context: ConditionContext): Comparand {
    if (isNumericFunction(expression)) return context.operands.comparand(operand, { field: undefined });
    const { field } = context.resolved(expression);
    if (expression.function === 'DAY_ONLY') return context.operands.comparand(operand, { field: { ...field, type: 'date' } });
    return context.operands.comparand(operand, { field });
}

/** A checkbox of an empty parent counts as not checked. */
function filterColumn(expression: FieldExpression, context: ConditionContext): string {
    const sql = context.expression(expression);
    const { steps, field } = context.resolved(expression);
    return field.type === 'boolean' && (steps.length > 0 || field.formula !== undefined) ? `ifnull(${sql}, 0)` : sql;
}

/** SQLite's own comparison knows the case of ASCII alone: other letters are folded on both sides. */
function folded(
    expression: FieldExpression,
    sql: string,
    values: readonly SqlValue[],
    context: ConditionContext
): [string, readonly SqlValue[]] {
    const { field } = context.resolved(expression);
    if (!ignoresCase(field) || !values.some((value) => typeof value === 'string' && NON_ASCII.test(value))) return [sql, values];
    return [`fold(${sql})`, values.map((value) => (typeof value === 'string' ? fold(value) : value))];
}

export function fold(text: string): string {
    return text.toLowerCase();
}
