import { isCountQuery } from '../../../automation/queries.ts';
import { QueryLocator } from '../../../automation/query-locator.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import type { AccessMode } from '../../../automation/transaction.ts';
import type { SoqlQuery } from '../../../data/soql/ast.ts';
import { parseSoql, SoqlSyntaxError } from '../../../data/soql/parse.ts';
import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApexIterator } from '../../runtime/values/iteration.ts';
import { ApexList } from '../../runtime/values/list.ts';
import type { ApexMap } from '../../runtime/values/map.ts';
import { SOBJECT, sobjectType } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import type { AccessLevel } from './dml-options.ts';

/** Parsed queries, by their text. */
const parsed = new Map<string, SoqlQuery>();
const KEPT = 500;

function parse(text: string | null): SoqlQuery {
    if (text === null) throw apexException('System.NullPointerException', 'Argument 1 cannot be null');
    let query = parsed.get(text);
    if (query) return query;
    try {
        query = parseSoql(text);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) throw apexException('System.QueryException', error.message);
        throw error;
    }
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(text, query);
    return query;
}

function modeOf(level: AccessLevel | undefined): AccessMode {
    return level?.mode ?? 'default';
}

/** Values of the query's binds, by name from the map of a …WithBinds call. */
function bindsOf(query: SoqlQuery, map: ApexMap | null): unknown[] {
    return query.binds.map(({ source }) => {
        const name = source.trim();
        if (!map) throw new UnsupportedError(`the bind variable :${name} in a query text (use Database.queryWithBinds)`);
        for (const [key, value] of map) if (String(key).toLowerCase() === name.toLowerCase()) return value;
        throw apexException('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    });
}

function rowsOf(text: string | null, map: ApexMap | null, level: AccessLevel | undefined): SObject[] {
    const query = parse(text);
    const tx = currentRuntime();
    return tx.query(query, bindsOf(query, map), modeOf(level));
}

function list(rows: readonly SObject[]): ApexList {
    const name = rows[0]?.typeName;
    return new ApexList(name === undefined ? SOBJECT : sobjectType(name), [...rows]);
}

function count(text: string | null, map: ApexMap | null, level?: AccessLevel): number {
    const query = parse(text);
    const tx = currentRuntime();
    if (!isCountQuery(tx, query)) throw apexException('System.QueryException', 'COUNT() query expected.');
    return tx.count(query, bindsOf(query, map), modeOf(level));
}

/** Counts its rows against their own limit when they are read, and sees the data of that moment. */
function locator(text: string | null, map: ApexMap | null, level?: AccessLevel): QueryLocator {
    const query = parse(text);
    return new QueryLocator(query, () => {
        const tx = currentRuntime();
        return tx.query(query, bindsOf(query, map), modeOf(level));
    });
}

definePlatformClass({
    name: 'System.Database',
    statics: {
        'List<SObject> query(String queryString)': (text: string | null) => list(rowsOf(text, null, undefined)),
        'List<SObject> query(String queryString, AccessLevel accessLevel)': (text: string | null, level: AccessLevel) =>
            list(rowsOf(text, null, level)),
        'List<SObject> queryWithBinds(String queryString, Map<String,Object> bindMap, AccessLevel accessLevel)': (
            text: string | null,
            map: ApexMap,
            level: AccessLevel
        ) => list(rowsOf(text, map, level)),
        'Integer countQuery(String queryString)': (text: string | null) => count(text, null),
        'Integer countQuery(String queryString, AccessLevel accessLevel)': (text: string | null, level: AccessLevel) =>
            count(text, null, level),
        'Integer countQueryWithBinds(String queryString, Map<String,Object> bindMap, AccessLevel accessLevel)': count,
        'Database.QueryLocator getQueryLocator(String queryString)': (text: string | null) => locator(text, null),
        'Database.QueryLocator getQueryLocator(String queryString, AccessLevel accessLevel)': (text: string | null, level: AccessLevel) =>
            locator(text, null, level),
        'Database.QueryLocator getQueryLocatorWithBinds(String queryString, Map<String,Object> bindMap, AccessLevel accessLevel)': locator,
        'Database.QueryLocator getQueryLocator(List<SObject> records)': (records: ApexList) =>
            new QueryLocator(null, () => [...records] as SObject[])
    }
});

definePlatformClass({
    name: 'Database.QueryLocator',
    jsClass: QueryLocator,
    methods: {
        'String getQuery()': (query: QueryLocator) => query.query?.text ?? null,
        'Database.QueryLocatorIterator iterator()': (query: QueryLocator) => new ApexIterator(new ApexList(SOBJECT, query.rows()))
    }
});

definePlatformClass({ name: 'Database.QueryLocatorIterator', extends: 'System.Iterator<SObject>' });
