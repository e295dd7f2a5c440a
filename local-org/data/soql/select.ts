import type { FieldInfo, ObjectInfo } from '../../schema/model.ts';
import type { SqlValue } from '../codec.ts';
import { quoted } from '../tables.ts';
import { isAggregate } from './analysis.ts';
import type { FieldExpression, SoqlQuery } from './ast.ts';
import type { SoqlCheck } from './check.ts';
import { conditionSql } from './conditions.ts';
import type { ConditionContext } from './conditions.ts';
import { dateFunction, DATE_FUNCTIONS } from './functions.ts';
import type { Operands } from './operands.ts';
import type { ResolvedField } from './resolve.ts';
import { SqlScope } from './scope.ts';
import type { SqlContext } from './scope.ts';

/** What all parts of one query share while they become SQL. */
export interface SelectEnvironment {
    readonly sql: SqlContext;
    readonly check: SoqlCheck;
    readonly operands: Operands;
    /** The rows of an object that the user may see, as an SQL condition; null for all. */
    readonly visible: (object: ObjectInfo, alias: string) => string | null;
    readonly userId: string;
}

/** One SELECT as it is put together: columns, conditions, and the values of its parameters. */
export class Select implements ConditionContext {
    readonly query: SoqlQuery;
    readonly object: ObjectInfo;
    readonly scope: SqlScope;
    readonly values: SqlValue[];
    readonly columns: string[] = [];
    readonly environment: SelectEnvironment;
    private readonly level: string;
    private inners = 0;

    constructor(query: SoqlQuery, environment: SelectEnvironment, level = 'q', values: SqlValue[] = []) {
        this.query = query;
        this.environment = environment;
        this.object = environment.check.objects.get(query)!;
        this.level = level;
        this.scope = new SqlScope(environment.sql, this.object, level);
        this.values = values;
    }

    get operands(): Operands {
        return this.environment.operands;
    }

    /** Place of a column in the result rows; equal columns share one. */
    column(sql: string): number {
        const at = this.columns.indexOf(sql);
        return at >= 0 ? at : this.columns.push(sql) - 1;
    }

    parameter(value: SqlValue): string {
        return `?${this.values.push(value)}`;
    }

    resolved(expression: FieldExpression): ResolvedField {
        return this.environment.check.fields.get(expression)!;
    }

    expression(expression: FieldExpression): string {
        const resolved = this.resolved(expression);
        const column = this.scope.column(resolved);
        const { function: name } = expression;
        if (name === null || name === 'TOLABEL') return column;
        if (name === 'COUNT_DISTINCT') return `COUNT(DISTINCT ${column})`;
        if (DATE_FUNCTIONS.has(name)) return dateFunction(name, resolved.field, column, expression.convertTimezone === true);
        // Averages are compared and sorted in the units of the field.
        if (name === 'AVG') return `(AVG(${column}) / ${10 ** (resolved.field.scale ?? 0)})`;
        return `${name}(${column})`;
    }

    inner(query: SoqlQuery): string {
        const select = new Select(query, this.environment, `${this.level}${++this.inners}q`, this.values);
        const [selected] = this.environment.check.columns.get(query)!;
        const column = select.expression(selected!.expression);
        return `SELECT ${column} FROM ${select.fromWhere(`${column} IS NOT NULL`)}`;
    }

    /** FROM and WHERE clause: the query's own conditions, the recycle bin, the sharing, and what the caller adds. */
    fromWhere(...conditions: readonly string[]): string {
        const { query, object, scope } = this;
        const terms = [...conditions];
        if (object.field('IsDeleted') && !query.allRows) terms.push(`${scope.alias}."IsDeleted" = 0`);
        const visible = this.environment.visible(object, scope.alias);
        if (visible !== null) terms.push(visible);
        if (query.scope?.toLowerCase() === 'mine') terms.push(`${scope.alias}."OwnerId" = ${this.parameter(this.environment.userId)}`);
        if (query.where) terms.push(conditionSql(query.where, this));
        const where = terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`;
        return `${scope.from()}${where}`;
    }

    groupByHaving(): string {
        const { groupBy, having } = this.query;
        if (groupBy.length === 0) return '';
        const groups = ` GROUP BY ${groupBy.map((field) => this.expression(field)).join(', ')}`;
        return having ? `${groups} HAVING ${conditionSql(having, this)}` : groups;
    }

    /** Rows that nothing else tells apart come in the order of their creation. */
    orderBy(): string {
        const items = this.query.orderBy.map(({ field, descending, nulls }) => {
            const sql = this.sortKey(field);
            const usual = descending ? 'last' : 'first';
            return `${sql}${descending ? ' DESC' : ''}${nulls === usual ? '' : ` NULLS ${nulls.toUpperCase()}`}`;
        });
        if (!this.environment.check.grouped.get(this.query)) items.push(`${this.scope.alias}.rowid`);
        return items.join(', ');
    }

    lookupColumn(field: string): string {
        return `${this.scope.alias}.${quoted(field)}`;
    }

    /** Picklists sort in the order of their values in the setup; values that are not among them come last. */
    private sortKey(expression: FieldExpression): string {
        const sql = this.expression(expression);
        const { field } = this.resolved(expression);
        if (field.type !== 'picklist' || field.picklist.length === 0 || isAggregate(expression)) return sql;
        return `picklist_rank('${rankKey(field)}', ${sql})`;
    }
}

function rankKey(field: FieldInfo): string {
    return `${field.object}.${field.name}`;
}
