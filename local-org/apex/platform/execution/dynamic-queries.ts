import { isCountQuery } from '../../../automation/queries.ts';
import { QueryLocator } from '../../../automation/query-locator.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import type { AccessMode } from '../../../automation/transaction.ts';
import type { SoqlQuery } from '../../../data/soql/ast.ts';
import { parseSoql, SoqlSyntaxError } from '../../../data/soql/parse.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApexIterator } from '../../runtime/values/iteration.ts';
import { ApexList } from '../../runtime/values/list.ts';
import type { ApexMap } from '../../runtime/values/map.ts';
import { SOBJECT, sobjectType } from '../../types.ts';
import { definePlatformClass, type Behaviour } from '../declare.ts';
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

/** Where a query text finds the values of its binds, by name. */
type Binds = (name: string) => unknown;

/** The value of a variable of the calling scope; undefined where it has none of that name. */
type Scope = (name: string) => unknown;

function fromScope(scope: Scope): Binds {
    return (name) => {
        const value = scope(name.toLowerCase());
        if (value === undefined) throw apexException('System.QueryException', `Variable does not exist: ${name}`);
        return value;
    };
}

function fromMap(map: ApexMap): Binds {
    return (name) => {
        for (const [key, value] of map) if (String(key).toLowerCase() === name.toLowerCase()) return value;
        throw apexException('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    };
}

function valuesOf(query: SoqlQuery, binds: Binds): unknown[] {
    return query.binds.map(({ source }) => binds(source.trim()));
}

function rows(text: string | null, binds: Binds, level?: AccessLevel): ApexList {
    const query = parse(text);
    const found = currentRuntime().query(query, valuesOf(query, binds), modeOf(level));
    const name = found[0]?.typeName;
    return new ApexList(name === undefined ? SOBJECT : sobjectType(name), [...found]);
}

function count(text: string | null, binds: Binds, level?: AccessLevel): number {
    const query = parse(text);
    const tx = currentRuntime();
    if (!isCountQuery(tx, query)) throw apexException('System.QueryException', 'COUNT() query expected.');
    return tx.count(query, valuesOf(query, binds), modeOf(level));
}

/** Counts its rows against their own limit when they are read, and sees the data of that moment. */
function locator(text: string | null, binds: Binds, level?: AccessLevel): QueryLocator {
    const query = parse(text);
    const values = valuesOf(query, binds);
    return new QueryLocator(query, () => currentRuntime().query(query, values, modeOf(level)));
}

/** The compiler passes the variables of the calling scope last. */
const statics: Record<string, Behaviour> = {};
for (const [returns, name, run] of [
    ['List<SObject>', 'query', rows],
    ['Integer', 'countQuery', count],
    ['Database.QueryLocator', 'getQueryLocator', locator]
] as const) {
    statics[`${returns} ${name}(String queryString)`] = (text: string | null, scope: Scope) => run(text, fromScope(scope));
    statics[`${returns} ${name}(String queryString, AccessLevel accessLevel)`] = (text: string | null, level: AccessLevel, scope: Scope) =>
        run(text, fromScope(scope), level);
    statics[`${returns} ${name}WithBinds(String queryString, Map<String,Object> bindMap, AccessLevel accessLevel)`] = (
        text: string | null,
        map: ApexMap,
        level: AccessLevel
    ) => run(text, fromMap(map), level);
}

definePlatformClass({
    name: 'System.Database',
    statics: {
        ...statics,
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
