import { ApexException } from '../../apex/runtime/exceptions.ts';
import type { SObject } from '../../apex/runtime/sobject.ts';
import type { TransactionRuntime } from '../../automation/runtime.ts';
import type { SoqlQuery } from '../../data/soql/ast.ts';
import { checkSoql } from '../../data/soql/check.ts';
import { parseSoql, SoqlSyntaxError } from '../../data/soql/parse.ts';
import { problemText, runQuery, type QueryResult } from '../../data/soql/run.ts';
import type { Schema } from '../../schema/model.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call } from './call.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import { recordToJson, type JsonRecord } from './record-json.ts';
import { columnsOf, selectionOf } from './selection.ts';

/** Rows of one answer, unless the header Sforce-Query-Options says fewer (REST API Developer Guide: 200 to 2,000). */
const BATCH = 2_000;
const SMALLEST_BATCH = 200;

export interface ClientRows {
    readonly query: SoqlQuery;
    readonly rows: readonly SObject[];
    /** Of SELECT COUNT(). */
    readonly count: number | undefined;
}

/** Runs a query that a client sent, with the rights and the sharing of the transaction's user. `deleted`: rows in the recycle bin too. */
export function runClientQuery(transaction: TransactionRuntime, soql: string, deleted = false): ClientRows {
    const query = { ...parsed(soql), ...(deleted ? { allRows: true } : {}) };
    checkClientQuery(query, transaction.org.schema);
    const { store } = transaction.org;
    // Governor limits are those of Apex: a client may fetch as many rows as there are.
    const context = { access: transaction.org.access(transaction.user), mode: 'user', sharing: 'with', now: transaction.now() } as const;
    return clientRows(() => runQuery(store, query, [], context), query);
}

/** What was found, or the refusal of a client's query. */
export function clientRows(find: () => QueryResult, query: SoqlQuery): ClientRows {
    try {
        const { rows, count } = find();
        const isCount = query.select.length === 1 && query.select[0]?.kind === 'count';
        return { query, rows, count: isCount ? count : undefined };
    } catch (error) {
        if (!(error instanceof ApexException)) throw error;
        throw new BadValue(/sObject type '/.test(error.message) ? 'INVALID_TYPE' : 'INVALID_FIELD', error.message);
    }
}

/** Throws what the platform says of a query that does not fit the schema. */
export function checkClientQuery(query: SoqlQuery, schema: Schema): void {
    const problem = checkSoql(query, schema).problems[0];
    if (problem) {
        const isType = /^sObject type/i.test(problem.message);
        throw new BadValue(isType ? 'INVALID_TYPE' : 'INVALID_FIELD', problemText(query.text, problem));
    }
    if (query.binds.length > 0) throw new BadValue('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
}

export function parsed(soql: string): SoqlQuery {
    try {
        return parseSoql(soql);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) throw new BadValue('MALFORMED_QUERY', error.message);
        throw error;
    }
}

/** `/query` and `/queryAll`. */
export function queryResource(call: Call, deleted: boolean): HttpAnswer {
    return call.transact((transaction) => answerQuery(call, 'query', (soql) => runClientQuery(transaction, soql, deleted)));
}

/** Answers a query resource with whatever `run` finds; what does not fit into one answer waits for `/query/<locator>`. */
export function answerQuery(call: Call, resource: string, run: (soql: string) => ClientRows): HttpAnswer {
    if (call.query.has('explain')) throw new BadValue('INVALID_QUERY', 'The local org does not explain queries. See local-org/README.md.');
    const soql = call.query.get('q');
    if (!soql) throw new BadValue('MALFORMED_QUERY', 'Query string is missing');
    const { query, rows, count } = run(soql);
    const columns = call.query.get('columns') === 'true' ? { entityName: query.from.name, columnMetadata: columnsOf(query) } : {};
    if (count !== undefined) return jsonAnswer(200, { totalSize: count, done: true, records: [], ...columns });
    const selection = selectionOf(query);
    const records = rows.map((row) => recordToJson(row, call.base, selection));
    return jsonAnswer(200, { ...call.services.locators.first(records, batchOf(call), `${call.base}/${resource}`), ...columns });
}

function batchOf(call: Call): number {
    const wanted = Number(/batchSize\s*=\s*(\d+)/i.exec(call.headers['sforce-query-options'] ?? '')?.[1] ?? BATCH);
    return Math.min(BATCH, Math.max(SMALLEST_BATCH, wanted));
}

interface Page {
    readonly totalSize: number;
    readonly done: boolean;
    readonly nextRecordsUrl?: string;
    readonly records: readonly JsonRecord[];
}

/** What is left of long results, kept until it was fetched or ten newer ones came (a user has ten open cursors). */
export class QueryLocators {
    private readonly open = new Map<string, { records: readonly JsonRecord[]; batch: number }>();
    private last = 0;

    first(records: readonly JsonRecord[], batch: number, resource: string): Page {
        if (records.length <= batch) return { totalSize: records.length, done: true, records };
        this.last += 1;
        const locator = `01gLo0${this.last.toString(36).toUpperCase().padStart(9, '0')}AAA`;
        this.open.set(locator, { records, batch });
        if (this.open.size > 10) this.open.delete(this.open.keys().next().value!);
        return this.page(locator, 0, resource);
    }

    /** `name` is what follows `/query/`: locator and first row, with a hyphen between. */
    next(name: string, resource: string): HttpAnswer {
        const [, locator = '', from = ''] = /^(\w+)-(\d+)$/.exec(name) ?? [];
        const found = this.open.get(locator);
        if (!found || Number(from) >= found.records.length) throw new BadValue('INVALID_QUERY_LOCATOR', 'invalid query locator');
        return jsonAnswer(200, this.page(locator, Number(from), resource));
    }

    private page(locator: string, from: number, resource: string): Page {
        const { records, batch } = this.open.get(locator)!;
        const to = from + batch;
        const done = to >= records.length;
        const next = done ? {} : { nextRecordsUrl: `${resource}/${locator}-${to}` };
        return { totalSize: records.length, done, ...next, records: records.slice(from, to) };
    }
}
