import { UnsupportedError } from '../../errors.ts';
import type { OrgRuntime } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import type { TransactionRuntime } from '../../automation/runtime.ts';
import { metadataRoutes } from '../deploy/routes.ts';
import { errorAnswer, type HttpAnswer, type HttpMessage } from '../protocol.ts';
import type { Services } from '../services.ts';
import { toolingRoutes } from '../tooling/routes.ts';
import { notFound, parseJsonBody, Refusal, type Answer, type Call, type Route } from './call.ts';
import { createMany, deleteMany, retrieveMany, updateMany, upsertMany } from './collections.ts';
import { batch, composite, graph, type Dispatch } from './composite.ts';
import { limits } from './limits.ts';
import { queryResource } from './query.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import { shaped, type Shape } from './shape.ts';
import {
    basicInformation,
    createOne,
    deleteByExternalId,
    deleteOne,
    describeObject,
    listObjects,
    readByExternalId,
    readOne,
    updateOne,
    upsertByExternalId
} from './sobjects.ts';
import { createTree } from './tree.ts';
import { isKnownVersion, listResources, listVersions } from './versions.ts';

const ID = '(\\w{15}|\\w{18})';

const ROUTES: readonly Route[] = [
    ['GET', /^$/, ({ base }) => listResources(base)],
    ['GET', /^\/limits$/, limits],
    ['GET', /^\/query$/, (call) => queryResource(call, false)],
    ['GET', /^\/queryAll$/, (call) => queryResource(call, true)],
    ['GET', /^\/query\/([\w-]+)$/, (call) => call.services.locators.next(call.parameters[0]!, `${call.base}/query`)],
    ['GET POST', /^\/(parameterizedSearch|search)(\/.*)?$/, ({ parameters }) => refuse(`/${parameters[0]} (SOSL)`)],
    ['GET', /^\/sobjects$/, listObjects],
    ['GET', /^\/sobjects\/(\w+)\/describe$/, describeObject],
    ['GET', /^\/sobjects\/(\w+)$/, basicInformation],
    ['POST', /^\/sobjects\/(\w+)$/, createOne],
    ['GET', new RegExp(`^/sobjects/(\\w+)/${ID}$`), readOne],
    ['PATCH', new RegExp(`^/sobjects/(\\w+)/${ID}$`), updateOne],
    ['DELETE', new RegExp(`^/sobjects/(\\w+)/${ID}$`), deleteOne],
    ['GET', /^\/sobjects\/(\w+)\/(\w+)\/(.+)$/, readByExternalId],
    ['PATCH', /^\/sobjects\/(\w+)\/(\w+)\/(.+)$/, upsertByExternalId],
    ['DELETE', /^\/sobjects\/(\w+)\/(\w+)\/(.+)$/, deleteByExternalId],
    ['POST', /^\/composite\/sobjects$/, createMany],
    ['PATCH', /^\/composite\/sobjects$/, updateMany],
    ['DELETE', /^\/composite\/sobjects$/, deleteMany],
    ['PATCH', /^\/composite\/sobjects\/(\w+)\/(\w+)$/, upsertMany],
    ['GET POST', /^\/composite\/sobjects\/(\w+)$/, retrieveMany],
    ['POST', /^\/composite\/tree\/(\w+)$/, createTree],
    ['GET', /^\/composite$/, ({ base }) => listResources(`${base}/composite`)],
    ['POST', /^\/jobs\/ingest$/, (call) => call.services.bulkJobs.create(call)],
    ['GET', /^\/jobs\/ingest$/, (call) => call.services.bulkJobs.list(call)],
    ['GET', /^\/jobs\/ingest\/(\w+)$/, (call) => call.services.bulkJobs.read(call)],
    ['PATCH', /^\/jobs\/ingest\/(\w+)$/, (call) => call.services.bulkJobs.change(call)],
    ['DELETE', /^\/jobs\/ingest\/(\w+)$/, (call) => call.services.bulkJobs.remove(call)],
    ['PUT', /^\/jobs\/ingest\/(\w+)\/batches$/, (call) => call.services.bulkJobs.upload(call)],
    ['GET', /^\/jobs\/ingest\/(\w+)\/(successfulResults|failedResults|unprocessedrecords)$/, (call) => call.services.bulkJobs.rows(call)],
    ['GET POST', /^\/jobs\/query(\/.*)?$/, () => refuse('query jobs of the Bulk API')],
    ...toolingRoutes,
    ...metadataRoutes
];

/** Requests made of others. */
const COMPOSITE: Readonly<Record<string, (call: Call, dispatch: Dispatch) => HttpAnswer>> = {
    '/composite': composite,
    '/composite/batch': batch,
    '/composite/graph': graph
};

/** The REST API's resources, as the platform answers them. Each request is one transaction of the user. */
export function handleRest(org: OrgRuntime, services: Services, user: RunningUser, request: HttpMessage): Answer {
    const path = request.path.replace(/\/+$/, '');
    if (path === '/services/data') return onlyGet(request) ?? listVersions();
    const [, base = '', version = '', rest = ''] = /^(\/services\/data\/v(\d+\.\d))(\/.*)?$/.exec(path) ?? [];
    if (!isKnownVersion(version)) return errorAnswer(404, 'NOT_FOUND', 'The requested resource does not exist');
    const query = new URLSearchParams(request.query);
    // Clients that cannot send PATCH say it in a parameter of POST.
    const method = request.method === 'POST' ? (query.get('_HttpMethod')?.toUpperCase() ?? 'POST') : request.method;
    const context = {
        org,
        services,
        user,
        base,
        method,
        headers: request.headers,
        query,
        json: <T>(shape: Shape) => shaped<T>(parseJsonBody(request), shape),
        bytes: () => request.body
    };
    const own = <T>(action: (transaction: TransactionRuntime) => T): T =>
        org.transact('synchronous', user, action, { name: `${method} ${rest}`, quiddity: 'REST' });
    const dispatch: Dispatch = (part) => {
        const answer = part.transaction
            ? handlePart(org, services, user, part, part.transaction)
            : handleRest(org, services, user, messageOf(request, part));
        return answer instanceof Promise ? errorAnswer(400, 'INVALID_INPUT', `${part.path} cannot be part of a composite request`) : answer;
    };
    const together = method === 'POST' ? COMPOSITE[rest] : undefined;
    if (together) return answering(() => together({ ...context, parameters: [], transact: own }, dispatch));
    return route(rest, method, (parameters) => ({ ...context, parameters, transact: own }));
}

type CompositePart = Parameters<Dispatch>[0];

/** A part of a composite request with allOrNone: it shares that request's transaction. */
function handlePart(org: OrgRuntime, services: Services, user: RunningUser, part: CompositePart, transaction: TransactionRuntime): Answer {
    const [path = '', query = ''] = part.path.split('?');
    const [, base = '', version = '', rest = ''] = /^(\/services\/data\/v(\d+\.\d))(\/.*)?$/.exec(decodeURI(path)) ?? [];
    if (!isKnownVersion(version)) return errorAnswer(404, 'NOT_FOUND', 'The requested resource does not exist');
    return route(rest, part.method, (parameters) => ({
        org,
        services,
        user,
        base,
        method: part.method,
        headers: part.headers,
        query: new URLSearchParams(query),
        parameters,
        json: <T>(shape: Shape) => shaped<T>(part.body, shape),
        bytes: () => new Uint8Array(),
        transact: (action) => action(transaction)
    }));
}

function messageOf(request: HttpMessage, part: CompositePart): HttpMessage {
    const [path = '', query = ''] = part.path.split('?');
    const body = part.body === undefined || part.body === null ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(part.body));
    return { ...request, method: part.method, path: decodeURI(path), query, headers: part.headers, body };
}

function route(path: string, method: string, call: (parameters: readonly string[]) => Call): Answer {
    const allowed = new Set<string>();
    for (const [methods, pattern, run] of ROUTES) {
        const match = pattern.exec(path);
        if (!match) continue;
        const known = methods.split(' ');
        if (known.includes(method)) return answering(() => run(call(match.slice(1))));
        for (const other of known) allowed.add(other);
    }
    if (allowed.size > 0) return notAllowed(method, [...allowed]);
    return notFound(
        `The requested resource does not exist: the local org has no ${method} ${path}. See local-org/README.md for what it covers.`
    ).answer;
}

function notAllowed(method: string, allowed: readonly string[]): HttpAnswer {
    return errorAnswer(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`);
}

function onlyGet({ method }: HttpMessage): HttpAnswer | undefined {
    return method === 'GET' ? undefined : notAllowed(method, ['GET']);
}

function refuse(what: string): never {
    throw new UnsupportedError(what);
}

function answering(run: () => Answer): Answer {
    try {
        const answer = run();
        return answer instanceof Promise ? answer.catch(refusalOf) : answer;
    } catch (error) {
        return refusalOf(error);
    }
}

function refusalOf(error: unknown): HttpAnswer {
    if (error instanceof Refusal) return error.answer;
    if (error instanceof BadValue) return errorAnswer(400, error.errorCode, error.message, error.fields.length ? error.fields : undefined);
    if (error instanceof UnsupportedError) return errorAnswer(501, 'NOT_SUPPORTED_LOCALLY', error.message);
    throw error;
}
