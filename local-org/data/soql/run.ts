import type { SObject } from '../../apex/runtime/sobject.ts';
import type { AccessMode, SharingMode } from '../../automation/transaction.ts';
import type { UserAccess } from '../access.ts';
import { keyField } from '../../schema/definitions.ts';
import { sqlList } from '../codec.ts';
import type { SqlValue } from '../codec.ts';
import { rowFilter } from '../sharing.ts';
import type { Store } from '../store.ts';
import type { SoqlQuery, TypeOfItem } from './ast.ts';
import { checkSoql } from './check.ts';
import type { SoqlProblem } from './check.ts';
import { Operands, queryException } from './operands.ts';
import { checkRights, checkSecurityEnforced } from './rights.ts';
import { RowReader } from './rows.ts';
import { Select } from './select.ts';
import type { SelectEnvironment } from './select.ts';

/** Who asks, and with what rights. */
export interface QueryContext {
    readonly access: UserAccess;
    /** Of the caller; what the query itself says (WITH USER_MODE, WITH SYSTEM_MODE) counts more. */
    readonly mode: AccessMode;
    readonly sharing: SharingMode;
    /** Milliseconds since the epoch. */
    readonly now: number;
}

export interface QueryResult {
    readonly rows: SObject[];
    /** The number of SELECT COUNT(), else the number of rows. */
    readonly count: number;
    /** Rows that count against the limit: children too, and every row that an aggregate took in. */
    readonly countedRows: number;
}

/**
 * Runs a query. `binds` are the values of `query.binds`, in order. Problems of the query itself and missing rights
 * throw a QueryException.
 */
export function runQuery(store: Store, query: SoqlQuery, binds: readonly unknown[], context: QueryContext): QueryResult {
    const { schema } = store;
    const check = checkSoql(query, schema);
    const problem = check.problems[0];
    if (problem) throw queryException(problemText(query.text, problem));
    const { access, now } = context;
    const mode = query.accessMode ?? (context.mode === 'default' ? 'system' : context.mode);
    if (mode === 'user') checkRights(check, access, schema);
    else if (query.securityEnforced) checkSecurityEnforced(check, access, schema);
    const sharing = mode === 'user' || context.sharing === 'with';
    const { timeZone, locale, id: userId } = access.user;
    const environment: SelectEnvironment = {
        sql: store.sqlContext,
        check,
        operands: new Operands(binds, { now, timeZone, locale }),
        visible: (object, alias) => {
            if (!sharing) return null;
            const filter = rowFilter(schema, access, object, 'read', alias);
            return filter.every ? null : filter.sql;
        },
        userId
    };
    store.enterQuery(timeZone);
    if (check.countOnly) return runCount(store, query, environment);
    return check.aggregate ? runAggregate(store, query, environment) : runRecords(store, query, environment);
}

/** A problem with the line of the query around it, as an org shows it. */
export function problemText(text: string, { message, offset }: SoqlProblem): string {
    const before = text.slice(0, offset);
    const row = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    const lineStart = before.lastIndexOf('\n') + 1;
    const lineEnd = text.indexOf('\n', offset);
    const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
    return `\n${line}\n${' '.repeat(column - 1)}^\nERROR at Row:${row}:Column:${column}\n${message}`;
}

function runCount(store: Store, query: SoqlQuery, environment: SelectEnvironment): QueryResult {
    const select = new Select(query, environment);
    const from = select.fromWhere();
    const sql =
        query.limit === null && query.offset === null
            ? `SELECT COUNT(*) FROM ${from}`
            : `SELECT COUNT(*) FROM (SELECT 1 FROM ${from}${paging(select)})`;
    const [row] = rowsOf(store, sql, select.values, false);
    return { rows: [], count: Number(row![0]), countedRows: 1 };
}

function runAggregate(store: Store, query: SoqlQuery, environment: SelectEnvironment): QueryResult {
    const select = new Select(query, environment);
    const reader = new RowReader(select, environment.check.columns.get(query)!, true);
    const takenIn = select.column('COUNT(*)');
    const from = select.fromWhere();
    const groups = select.groupByHaving();
    const order = select.orderBy();
    const sql = `SELECT ${select.columns.join(', ')} FROM ${from}${groups}${order === '' ? '' : ` ORDER BY ${order}`}${paging(select)}`;
    const cells = rowsOf(store, sql, select.values, reader.wide);
    const rows = cells.map((row) => reader.read(row, store.schema));
    const onlyCounts = query.groupBy.length === 0 && query.select.every((item) => item.kind === 'field' && item.field.function === 'COUNT');
    const countedRows = onlyCounts ? 1 : cells.reduce((sum, row) => sum + Number(row[takenIn]), 0);
    return { rows, count: rows.length, countedRows };
}

function runRecords(store: Store, query: SoqlQuery, environment: SelectEnvironment): QueryResult {
    const select = new Select(query, environment);
    const reader = new RowReader(select, environment.check.columns.get(query)!, false);
    const from = select.fromWhere();
    const order = select.orderBy();
    const sql = `SELECT ${select.columns.join(', ')} FROM ${from} ORDER BY ${order}${paging(select)}`;
    const rows = rowsOf(store, sql, select.values, reader.wide).map((row) => reader.read(row, store.schema));
    for (const item of query.select) if (item.kind === 'typeof') addTypedParents(store, item, rows, environment);
    const children = addChildren(store, query, rows, environment);
    return { rows, count: rows.length, countedRows: rows.length + children };
}

/** One more statement for each subquery, whatever the number of parents. Returns the number of child rows. */
function addChildren(store: Store, query: SoqlQuery, parents: readonly SObject[], environment: SelectEnvironment): number {
    let count = 0;
    const key = keyField(environment.check.objects.get(query)!.name);
    for (const item of query.select) {
        if (item.kind !== 'subquery') continue;
        const relationship = environment.check.relationships.get(item.query)!;
        const byParent = new Map<string, SObject[]>();
        for (const parent of parents) {
            const rows: SObject[] = [];
            parent.children.set(relationship.name, rows);
            byParent.set(parent.fields.get(key) as string, rows);
        }
        if (parents.length > 0) count += runChildren(store, item.query, relationship.field, byParent, environment);
    }
    return count;
}

function runChildren(
    store: Store,
    query: SoqlQuery,
    lookup: string,
    byParent: ReadonlyMap<string, SObject[]>,
    environment: SelectEnvironment
): number {
    const select = new Select(query, environment);
    const reader = new RowReader(select, environment.check.columns.get(query)!, false);
    const lookupColumn = select.lookupColumn(lookup);
    const parentAt = select.column(lookupColumn);
    const parents = select.parameter(sqlList([...byParent.keys()]));
    const from = select.fromWhere(`${lookupColumn} IN (SELECT value FROM json_each(${parents}))`);
    const order = select.orderBy();
    const columns = select.columns.map((column, at) => `${column} AS c${at}`);
    let sql = `SELECT ${columns.join(', ')} FROM ${from} ORDER BY ${order}`;
    if (query.limit || query.offset) {
        const place = `ROW_NUMBER() OVER (PARTITION BY ${lookupColumn} ORDER BY ${order}) AS place`;
        const skipped = query.offset ? environment.operands.count(query.offset, 'OFFSET') : 0;
        const last = query.limit ? skipped + environment.operands.count(query.limit, 'LIMIT') : Number.MAX_SAFE_INTEGER;
        const window = `place > ${select.parameter(skipped)} AND place <= ${select.parameter(last)}`;
        const names = columns.map((_column, at) => `c${at}`);
        sql = `SELECT ${names.join(', ')} FROM (SELECT ${columns.join(', ')}, ${place} FROM ${from}) WHERE ${window} ORDER BY place`;
    }
    const rows: SObject[] = [];
    for (const cells of rowsOf(store, sql, select.values, reader.wide)) {
        const row = reader.read(cells, store.schema);
        byParent.get(cells[parentAt] as string)!.push(row);
        rows.push(row);
    }
    return rows.length + addChildren(store, query, rows, environment);
}

/** What TYPEOF asks of the records behind a relationship: one more statement for each of its objects. */
function addTypedParents(store: Store, item: TypeOfItem, rows: readonly SObject[], environment: SelectEnvironment): void {
    const { check } = environment;
    const of = (row: SObject): [string, SObject | null] | undefined =>
        [...row.parents].find(([name]) => name.toLowerCase() === item.relationship.toLowerCase());
    const ids = new Set(rows.flatMap((row) => of(row)?.[1]?.id ?? []));
    const typed = new Map<string, SObject>();
    for (const inner of item.cases) {
        const select = new Select(inner, environment);
        const reader = new RowReader(select, check.columns.get(inner)!, false);
        const wanted = [...ids].filter((id) => store.schema.objectOfId(id)?.name === select.object.name);
        if (wanted.length === 0) continue;
        const { alias } = select.scope;
        const parameter = select.parameter(sqlList(wanted));
        const sql = `SELECT ${select.columns.join(', ')} FROM ${select.scope.from()} WHERE ${alias}."Id" IN (SELECT value FROM json_each(${parameter}))`;
        for (const cells of rowsOf(store, sql, select.values, reader.wide)) {
            const parent = reader.read(cells, store.schema);
            typed.set(parent.id!, parent);
        }
    }
    const covered = new Set(item.cases.map((inner) => check.objects.get(inner)!.name));
    for (const row of rows) {
        const [name, parent] = of(row) ?? [];
        if (name === undefined || !parent) continue;
        const found = typed.get(parent.id!);
        if (found) row.parents.set(name, found);
        else if (item.otherwise === null || covered.has(parent.typeName)) row.parents.set(name, null);
    }
}

function paging(select: Select): string {
    const { limit, offset } = select.query;
    const rows = limit ? select.parameter(select.operands.count(limit, 'LIMIT')) : offset ? '-1' : null;
    if (rows === null) return '';
    return offset ? ` LIMIT ${rows} OFFSET ${select.parameter(select.operands.count(offset, 'OFFSET'))}` : ` LIMIT ${rows}`;
}

function rowsOf(store: Store, sql: string, values: readonly SqlValue[], wide: boolean): SqlValue[][] {
    return store.connection.prepare(sql, wide).all(...values) as unknown as SqlValue[][];
}
