import { UnsupportedError } from '../../errors.ts';
import { isStored } from '../codec.ts';
import { DEFINITION_COLUMNS } from '../../schema/definitions.ts';
import type { ChildRelationship, FieldInfo, ObjectInfo, Schema } from '../../schema/model.ts';
import { isStandardObjectWithoutFacts } from '../../schema/standard.ts';
import type { Condition, FieldExpression, Operand, SelectItem, SoqlQuery, TypeOfItem } from './ast.ts';
import { AGGREGATES, DATE_FUNCTIONS, REFUSED_FUNCTIONS } from './functions.ts';
import { hasPrefix, isAggregate, isAggregateItem, isNumericFunction, isQuery, isText, keyOf, textOf } from './analysis.ts';
import type { BindUse, FieldUse, SelectedColumn, SoqlAnalysis, SoqlProblem } from './analysis.ts';
import { literalProblem } from './literals.ts';
import { noSuchObject, noSuchRelationship, resolvePath } from './resolve.ts';
import type { ResolvedField } from './resolve.ts';

/** Objects whose rows an org works out on the fly; an empty answer would be a wrong one. */
const VIRTUAL_OBJECTS = new Set([
    'EventBusSubscriber',
    'FlowDefinitionView',
    'FlowInterview',
    'PlatformEventUsageMetric',
    'UserRecordAccess'
]);
const MAXIMUM_OFFSET = 2000;
const MAXIMUM_INTEGER = 2_147_483_647;
/** Rows that FIELDS(ALL) and FIELDS(CUSTOM) may ask for. */
const MAXIMUM_FIELDS_ROWS = 200;

export function analyse(query: SoqlQuery, schema: Schema): SoqlAnalysis {
    const analyser = new Analyser(schema);
    analyser.query(query, 'outer', undefined);
    const { problems, objects, fields, relationships, columns, grouped, uses } = analyser;
    return {
        problems,
        objects,
        fields,
        relationships,
        columns,
        grouped,
        uses,
        binds: query.binds.map((_bind, index) => analyser.bindUses.get(index) ?? { field: undefined, collection: false })
    };
}

type Place = 'outer' | 'child' | 'filter';

class Analyser {
    readonly problems: SoqlProblem[] = [];
    readonly objects = new Map<SoqlQuery, ObjectInfo>();
    readonly fields = new Map<FieldExpression, ResolvedField>();
    readonly relationships = new Map<SoqlQuery, ChildRelationship>();
    readonly columns = new Map<SoqlQuery, SelectedColumn[]>();
    readonly grouped = new Map<SoqlQuery, boolean>();
    readonly uses: FieldUse[] = [];
    readonly bindUses = new Map<number, BindUse>();
    private readonly schema: Schema;

    constructor(schema: Schema) {
        this.schema = schema;
    }

    query(query: SoqlQuery, place: Place, parent: { object: ObjectInfo; query: SoqlQuery } | undefined): void {
        const object = place === 'child' ? this.childObject(query, parent!) : this.fromObject(query);
        if (!object) return;
        this.objects.set(query, object);
        const grouped = query.groupBy.length > 0 || query.select.some(isAggregateItem);
        this.grouped.set(query, grouped);
        if (place !== 'outer' && query.select.some((item) => item.kind === 'count')) this.unexpectedCount(query);
        for (const field of query.groupBy) this.groupField(query, object, field);
        const columns: SelectedColumn[] = [];
        for (const item of query.select) columns.push(...this.selectItem(query, object, item, grouped, place));
        this.columns.set(query, this.named(columns, grouped));
        if (grouped) this.groupedColumns(query, columns);
        else this.duplicateColumns(columns);
        if (query.where) this.condition(query, object, query.where, false);
        if (query.having) {
            if (query.groupBy.length === 0) this.problem('HAVING requires a GROUP BY clause', query.from.offset);
            this.condition(query, object, query.having, true);
        }
        for (const { field } of query.orderBy) this.orderField(query, object, field, grouped);
        this.count(query.limit);
        this.count(query.offset);
        this.clauses(query, object, place);
    }

    private fromObject(query: SoqlQuery): ObjectInfo | undefined {
        const { name, offset } = query.from;
        const object = this.schema.object(name);
        if (object && VIRTUAL_OBJECTS.has(object.name)) throw new UnsupportedError(`queries of ${object.name}`);
        if (object?.queryable) return object;
        if (!object && isStandardObjectWithoutFacts(name)) throw new UnsupportedError(`the standard object ${name}`);
        this.problem(noSuchObject(name), offset);
        return undefined;
    }

    private childObject(query: SoqlQuery, parent: { object: ObjectInfo; query: SoqlQuery }): ObjectInfo | undefined {
        const names = query.from.name.split('.');
        const prefixed = names.length === 2 && hasPrefix(names[0]!, parent.query);
        const relationship = names.length === 1 || prefixed ? parent.object.childRelationship(names.at(-1)!) : undefined;
        const object = relationship && this.schema.object(relationship.child);
        if (!relationship || !object) {
            this.problem(noSuchRelationship(query.from.name, 'in FROM part of query call'), query.from.offset);
            return undefined;
        }
        this.relationships.set(query, relationship);
        this.uses.push({ object: object.name, field: relationship.field, selected: true, offset: query.from.offset });
        return object;
    }

    private selectItem(query: SoqlQuery, object: ObjectInfo, item: SelectItem, grouped: boolean, place: Place): SelectedColumn[] {
        switch (item.kind) {
            case 'count':
                if (query.select.length > 1 || query.groupBy.length > 0) this.unexpectedCount(query);
                return [];
            case 'typeof':
                return this.typeOf(query, object, item, grouped);
            case 'fields':
                return this.fieldGroup(query, object, item.group, item.offset);
            case 'subquery':
                if (grouped || place === 'filter') this.problem("unexpected token: '('", item.offset);
                else this.query(item.query, 'child', { object, query });
                return [];
            case 'field':
                this.resolve(query, object, item.field, true);
                this.selectFunction(item.field, grouped);
                if (item.alias !== null && !grouped && item.field.function === null) {
                    this.problem('only aggregate expressions use field aliasing', item.field.offset);
                }
                return [{ expression: item.field, alias: item.alias }];
        }
    }

    /** The columns of an ELSE, or just the id where there is none: what the id tells decides whose fields are read. */
    private typeOf(query: SoqlQuery, object: ObjectInfo, item: TypeOfItem, grouped: boolean): SelectedColumn[] {
        const lookup = object.parentField(item.relationship);
        if (grouped || !lookup || lookup.referenceTo.length < 2) {
            this.problem(`TYPEOF needs a relationship of ${object.name} that leads to several objects: ${item.relationship}`, item.offset);
            return [];
        }
        for (const inner of item.cases) {
            this.query(inner, 'outer', undefined);
            const found = this.objects.get(inner)?.name;
            if (found !== undefined && !lookup.referenceTo.includes(found))
                this.problem(`${item.relationship} leads to no ${found}`, inner.from.offset);
        }
        const id: FieldExpression = { path: [item.relationship, 'Id'], function: null, offset: item.offset };
        const expressions = [id, ...(item.otherwise ?? []).filter((field) => field.path.at(-1)!.toLowerCase() !== 'id')];
        for (const expression of expressions) this.resolve(query, object, expression, true);
        return expressions.map((expression) => ({ expression, alias: null }));
    }

    private selectFunction(expression: FieldExpression, grouped: boolean): void {
        const { function: name, offset } = expression;
        if (name !== null && DATE_FUNCTIONS.has(name) && !grouped)
            this.problem(`Field must be grouped or aggregated: ${name}(${expression.path.join('.')})`, offset);
    }

    private fieldGroup(query: SoqlQuery, object: ObjectInfo, group: string, offset: number): SelectedColumn[] {
        const isLimited = query.limit !== null && (query.limit.kind !== 'number' || Number(query.limit.text) <= MAXIMUM_FIELDS_ROWS);
        if (group !== 'ALL' && group !== 'STANDARD' && group !== 'CUSTOM') this.problem(`unexpected token: '${group}'`, offset);
        else if (group !== 'STANDARD' && !isLimited) {
            this.problem('The SOQL FIELDS function must have a LIMIT of at most 200', offset);
        }
        return object.fields
            .filter((field) => field.type !== 'address' && field.type !== 'location')
            .filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'))
            .map((field) => {
                const expression: FieldExpression = { path: [field.name], function: null, offset };
                this.fields.set(expression, { steps: [], field });
                this.use({ steps: [], field }, true, offset);
                return { expression, alias: null };
            });
    }

    /** Values without an alias are called expr0, expr1 … in the order of the SELECT clause. */
    private named(columns: readonly SelectedColumn[], grouped: boolean): SelectedColumn[] {
        if (!grouped) return [...columns];
        let unnamed = 0;
        return columns.map(({ expression, alias }) => ({
            expression,
            alias: alias ?? (expression.function === null ? (this.fields.get(expression)?.field.name ?? null) : `expr${unnamed++}`)
        }));
    }

    private groupedColumns(query: SoqlQuery, columns: readonly SelectedColumn[]): void {
        const groups = new Set(query.groupBy.map(keyOf));
        const aliases = new Set<string>();
        for (const { expression, alias } of columns) {
            if (!isAggregate(expression) && !groups.has(keyOf(expression))) {
                this.problem(`Field must be grouped or aggregated: ${textOf(expression)}`, expression.offset);
            }
            const name = (alias ?? '').toLowerCase();
            if (name !== '' && aliases.has(name)) this.problem(`duplicate alias: ${alias}`, expression.offset);
            aliases.add(name);
        }
    }

    private duplicateColumns(columns: readonly SelectedColumn[]): void {
        const seen = new Set<string>();
        for (const { expression, alias } of columns) {
            const key = alias ?? keyOf(expression);
            if (seen.has(key)) this.problem(`duplicate field selected: ${textOf(expression)}`, expression.offset);
            seen.add(key);
        }
    }

    private groupField(query: SoqlQuery, object: ObjectInfo, expression: FieldExpression): void {
        const resolved = this.resolve(query, object, expression, false);
        if (!resolved) return;
        const isDate = expression.function !== null && DATE_FUNCTIONS.has(expression.function);
        if (expression.function !== null && !isDate) this.problem(`unexpected token: '${expression.function}'`, expression.offset);
        else if (!isDate && !resolved.field.groupable) this.cannot(resolved.field, 'grouped', expression.offset);
    }

    private orderField(query: SoqlQuery, object: ObjectInfo, expression: FieldExpression, grouped: boolean): void {
        const resolved = this.resolve(query, object, expression, false);
        if (!resolved) return;
        if (!grouped && isAggregate(expression)) this.problem(`unexpected token: '${expression.function}'`, expression.offset);
        else if (expression.function === null && !resolved.field.sortable) this.cannot(resolved.field, 'sorted', expression.offset);
        if (grouped && !isAggregate(expression) && !query.groupBy.some((group) => keyOf(group) === keyOf(expression))) {
            this.problem(`Ordered field must be grouped or aggregated: ${textOf(expression)}`, expression.offset);
        }
    }

    private condition(query: SoqlQuery, object: ObjectInfo, condition: Condition, having: boolean): void {
        switch (condition.kind) {
            case 'and':
            case 'or':
                for (const term of condition.terms) this.condition(query, object, term, having);
                return;
            case 'not':
                this.condition(query, object, condition.term, having);
                return;
            case 'compare':
                this.filterField(query, object, condition.field, condition.operator, [condition.value], having);
                return;
            case 'in':
                if (isQuery(condition.values)) this.semiJoin(query, object, condition.field, condition.values, having);
                else this.filterField(query, object, condition.field, condition.operator, condition.values, having);
        }
    }

    private filterField(
        query: SoqlQuery,
        object: ObjectInfo,
        expression: FieldExpression,
        operator: string,
        values: readonly Operand[],
        having: boolean
    ): void {
        const resolved = this.resolve(query, object, expression, false);
        if (!resolved) return;
        const { field } = resolved;
        const { offset } = expression;
        if (isAggregate(expression) && !having)
            this.problem(`Grouped fields and aggregate expressions belong in HAVING: ${textOf(expression)}`, offset);
        if (expression.function === null && !field.filterable) this.cannot(field, 'filtered', offset);
        if (having && !isAggregate(expression) && !query.groupBy.some((group) => keyOf(group) === keyOf(expression))) {
            this.problem(`Field must be grouped or aggregated: ${textOf(expression)}`, offset);
        }
        const isSet = operator === 'INCLUDES' || operator === 'EXCLUDES';
        if (isSet && field.type !== 'multipicklist')
            this.problem(`Invalid operator on field '${field.name}': ${operator} needs a multi-select picklist`, offset);
        if (operator === 'LIKE' && !isText(field))
            this.problem(`invalid operator on ${field.type === 'reference' ? 'id' : field.type} field`, offset);
        for (const value of values) {
            if (value.kind === 'bind') {
                const collection = operator === 'IN' || operator === 'NOT IN' || isSet;
                this.bindUses.set(value.index, { field: isNumericFunction(expression) ? undefined : field, collection });
                continue;
            }
            const problem = literalProblem(isNumericFunction(expression) ? { ...field, type: 'double' } : field, value);
            if (problem) this.problem(problem, 'offset' in value ? value.offset : offset);
        }
    }

    private semiJoin(query: SoqlQuery, object: ObjectInfo, expression: FieldExpression, inner: SoqlQuery, having: boolean): void {
        const resolved = this.resolve(query, object, expression, false);
        this.query(inner, 'filter', undefined);
        if (having) this.problem("unexpected token: 'SELECT'", expression.offset);
        const column = this.columns.get(inner)?.[0];
        const selected = column && this.fields.get(column.expression);
        if (!resolved || !selected) return;
        if (inner.select.length !== 1) this.problem('only one field may be selected in an inner query', inner.from.offset);
        for (const [found, place] of [
            [resolved.field, 'outer'],
            [selected.field, 'inner']
        ] as const) {
            if (found.type !== 'id' && found.type !== 'reference') {
                this.problem(`The ${place} field of a semi join must be an ID or a reference field: ${found.name}`, expression.offset);
            }
        }
    }

    private clauses(query: SoqlQuery, object: ObjectInfo, place: Place): void {
        const { offset } = query.from;
        if (query.scope !== null && !['mine', 'everything'].includes(query.scope.toLowerCase()))
            throw new UnsupportedError(`USING SCOPE ${query.scope} in SOQL`);
        if (query.forUpdate && query.orderBy.length > 0) this.problem('ORDER BY cannot be used in conjunction with FOR UPDATE', offset);
        if (query.forUpdate && (place !== 'outer' || (this.grouped.get(query) ?? false))) this.problem("unexpected token: 'FOR'", offset);
        if (query.limit?.kind === 'number' && Number(query.limit.text) > MAXIMUM_INTEGER) {
            this.problem(`unexpected token: '${query.limit.text}'`, query.limit.offset);
        }
        if (query.offset?.kind === 'number' && Number(query.offset.text) > MAXIMUM_OFFSET) {
            this.problem(`Maximum SOQL offset allowed is ${MAXIMUM_OFFSET}`, query.offset.offset);
        }
        if (place === 'filter' && (query.limit || query.offset || query.orderBy.length > 0 || query.groupBy.length > 0)) {
            this.problem('An inner query takes neither ORDER BY nor LIMIT nor OFFSET nor GROUP BY', offset);
        }
        if (query.scope?.toLowerCase() === 'mine' && !object.field('OwnerId')) this.problem(`${object.name} has no owner`, offset);
    }

    private count(operand: Operand | null): void {
        if (operand?.kind === 'bind') this.bindUses.set(operand.index, { field: undefined, collection: false });
    }

    private resolve(query: SoqlQuery, object: ObjectInfo, expression: FieldExpression, selected: boolean): ResolvedField | undefined {
        const { function: name, offset } = expression;
        if (name !== null) {
            if (REFUSED_FUNCTIONS.has(name)) throw new UnsupportedError(`${name}() in SOQL`);
            if (!AGGREGATES.has(name) && !DATE_FUNCTIONS.has(name) && name !== 'TOLABEL') {
                this.problem(`unexpected token: '${name}'`, offset);
                return undefined;
            }
        }
        const [first = '', ...rest] = expression.path;
        const path = rest.length > 0 && hasPrefix(first, query) && !object.parentField(first) ? rest : expression.path;
        const resolved = resolvePath(this.schema, object, path);
        if (typeof resolved === 'string') {
            this.problem(resolved, offset);
            return undefined;
        }
        const { field } = resolved;
        if (field.formula === undefined && !isStored(field) && !(selected && name === null))
            throw new UnsupportedError(`the compound field ${field.object}.${field.name} in SOQL`);
        if (DEFINITION_COLUMNS[field.object]?.has(field.name) === false)
            throw new UnsupportedError(`${field.object}.${field.name} in SOQL`);
        this.fields.set(expression, resolved);
        this.use(resolved, selected, offset);
        if (name !== null) this.functionOn(name, field, offset);
        return resolved;
    }

    private functionOn(name: string, field: FieldInfo, offset: number): void {
        const isNumber = ['int', 'long', 'double', 'currency', 'percent'].includes(field.type);
        const fits =
            name === 'SUM' || name === 'AVG'
                ? isNumber
                : name === 'COUNT' || name === 'COUNT_DISTINCT' || name === 'MIN' || name === 'MAX'
                  ? field.aggregatable || field.type === 'id'
                  : name === 'TOLABEL' ||
                    field.type === 'datetime' ||
                    (field.type === 'date' && name !== 'HOUR_IN_DAY' && name !== 'DAY_ONLY');
        if (!fits && AGGREGATES.has(name)) this.problem(`field ${field.name} does not support aggregate operator ${name}`, offset);
        else if (!fits) this.problem(`field ${field.name} does not support the function ${name}`, offset);
    }

    private use({ steps, field }: ResolvedField, selected: boolean, offset: number): void {
        for (const { lookup } of steps) this.uses.push({ object: lookup.object, field: lookup.name, selected, offset });
        this.uses.push({ object: field.object, field: field.name, selected, offset });
    }

    private cannot(field: FieldInfo, what: 'filtered' | 'sorted' | 'grouped', offset: number): void {
        this.problem(`field '${field.name}' can not be ${what} in a query call`, offset);
    }

    private unexpectedCount(query: SoqlQuery): void {
        this.problem('COUNT() must be the only element in the select list', query.from.offset);
    }

    private problem(message: string, offset: number): void {
        this.problems.push({ message, offset });
    }
}
