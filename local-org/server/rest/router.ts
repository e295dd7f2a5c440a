import { UnsupportedError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { RunningUser, Transaction } from '../../automation/transaction.ts';
import { errorAnswer, jsonAnswer, type HttpAnswer, type HttpMessage } from '../protocol.ts';
import { BadValue, recordToJson } from './record-json.ts';
import { runClientQuery } from './query.ts';
import {
    createMany,
    createOne,
    deleteOne,
    describeObject,
    listObjects,
    readOne,
    updateMany,
    updateOne,
    upsertByExternalId
} from './sobjects.ts';

/** Rows of one answer; the rest is fetched by its locator. */
const BATCH = 2_000;

interface Call {
    readonly transaction: Transaction;
    readonly request: HttpMessage;
    /** '/services/data/v66.0' */
    readonly base: string;
    readonly parameters: readonly string[];
    json<T>(): T;
}

type Route = readonly [method: string, pattern: RegExp, run: (call: Call) => HttpAnswer];

const ROUTES: readonly Route[] = [
    [
        'GET',
        /^\/?$/,
        ({ base }) => jsonAnswer(200, { sobjects: `${base}/sobjects`, query: `${base}/query`, composite: `${base}/composite` })
    ],
    ['GET', /^\/query\/?$/, query],
    ['GET', /^\/sobjects\/?$/, (call) => listObjects(call.transaction, call.base)],
    ['GET', /^\/sobjects\/(\w+)\/describe\/?$/, (call) => describeObject(call.transaction, call.parameters[0]!)],
    ['POST', /^\/sobjects\/(\w+)\/?$/, (call) => createOne(call.transaction, call.parameters[0]!, call.json())],
    [
        'GET',
        /^\/sobjects\/(\w+)\/(\w{15}|\w{18})$/,
        (call) => readOne(call.transaction, call.parameters[0]!, call.parameters[1]!, call.base, fieldsOf(call))
    ],
    [
        'PATCH',
        /^\/sobjects\/(\w+)\/(\w{15}|\w{18})$/,
        (call) => updateOne(call.transaction, call.parameters[0]!, call.parameters[1]!, call.json())
    ],
    ['DELETE', /^\/sobjects\/(\w+)\/(\w{15}|\w{18})$/, (call) => deleteOne(call.transaction, call.parameters[0]!, call.parameters[1]!)],
    [
        'PATCH',
        /^\/sobjects\/(\w+)\/(\w+)\/(.+)$/,
        (call) => upsertByExternalId(call.transaction, call.parameters[0]!, call.parameters[1]!, call.parameters[2]!, call.json())
    ],
    ['POST', /^\/composite\/sobjects\/?$/, (call) => createMany(call.transaction, call.json())],
    ['PATCH', /^\/composite\/sobjects\/?$/, (call) => updateMany(call.transaction, call.json())]
];

/** The REST API's data resources, as the platform answers them. Each request is one transaction of the user. */
export function handleRest(org: Org, user: RunningUser, request: HttpMessage): HttpAnswer {
    if (/^\/services\/data\/?$/.test(request.path)) {
        return jsonAnswer(200, [{ label: "Spring '26", url: '/services/data/v66.0', version: '66.0' }]);
    }
    const version = /^(\/services\/data\/v(\d+\.\d))(\/.*)?$/.exec(request.path);
    if (!version) return errorAnswer(404, 'NOT_FOUND', 'The requested resource does not exist');
    const path = version[3] ?? '/';
    for (const [method, pattern, run] of ROUTES) {
        const match = pattern.exec(path);
        if (!match || method !== request.method) continue;
        return answering(() =>
            org.transact('synchronous', user, (transaction) =>
                run({ transaction, request, base: version[1]!, parameters: match.slice(1), json: <T>() => parseBody(request) as T })
            )
        );
    }
    return errorAnswer(
        404,
        'NOT_FOUND',
        `The local org does not have ${request.method} ${path}. See local-org/README.md for what it covers.`
    );
}

function answering(run: () => HttpAnswer): HttpAnswer {
    try {
        return run();
    } catch (error) {
        if (error instanceof BadValue)
            return errorAnswer(400, error.errorCode, error.message, error.fields.length ? error.fields : undefined);
        if (error instanceof UnsupportedError) return errorAnswer(501, 'NOT_SUPPORTED_LOCALLY', error.message);
        throw error;
    }
}

function query({ transaction, request, base }: Call): HttpAnswer {
    const soql = new URLSearchParams(request.query).get('q');
    if (!soql) throw new BadValue('MALFORMED_QUERY', 'Query string is missing');
    const { rows, count } = runClientQuery(transaction, soql);
    if (count !== undefined) return jsonAnswer(200, { totalSize: count, done: true, records: [] });
    if (rows.length > BATCH) throw new UnsupportedError(`REST queries of more than ${BATCH} rows (queryMore)`);
    return jsonAnswer(200, { totalSize: rows.length, done: true, records: rows.map((row) => recordToJson(row, base)) });
}

function fieldsOf({ request }: Call): readonly string[] | undefined {
    return new URLSearchParams(request.query).get('fields')?.split(',');
}

function parseBody(request: HttpMessage): unknown {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
    } catch (error) {
        throw new BadValue('JSON_PARSER_ERROR', `The body is not JSON: ${(error as Error).message}`);
    }
}
