import { createSyncFn } from 'synckit';
import type { HttpRequest } from '../apex/platform/web.ts';
import { HttpResponse } from '../apex/platform/web.ts';
import { apexException, type ApexException } from '../apex/runtime/exceptions.ts';
import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { userObjects } from '../apex/runtime/values/user-objects.ts';
import type { CalloutAnswer, CalloutRequest } from './callout-worker.ts';
import type { TransactionRuntime } from './runtime.ts';

/** Milliseconds that the callouts of one transaction may take together (Apex Developer Guide, "Callout Limits and Limitations"). */
const TOTAL_TIME = 120_000;
/** Bytes of a request or response. */
const MAXIMUM_SIZE = { synchronous: 6_000_000, asynchronous: 12_000_000 };
/** Beyond the request's own timeout, before the thread that sends it is given up. */
const GRACE = 5_000;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

let send: ((request: CalloutRequest) => CalloutAnswer) | undefined;

/** `Http.send`: mocked in tests, otherwise a real request, for which the whole org waits. */
export function callOut(tx: TransactionRuntime, request: HttpRequest): HttpResponse {
    if (tx.uncommittedWork) {
        throw calloutException('You have uncommitted work pending. Please commit or rollback before calling out');
    }
    tx.limits.count('callouts');
    if (!request.endpoint) throw calloutException('no protocol: ');
    if (tx.test) return mocked(tx, request);
    const { url, headers } = resolve(tx, request);
    // The platform gives up row locks when a transaction calls out.
    tx.org.locks.release(tx.lockHolder);
    tx.scope.suspend();
    tx.org.onWait?.('callout', tx);
    tx.org.onStep?.('callout', tx);
    const before = performance.now();
    const answer = sender()({
        url,
        method: request.method ?? 'GET',
        headers: [...headers],
        body: request.body?.bytes ?? null,
        timeout: Math.min(request.timeout, timeLeft(tx))
    });
    tx.calloutTime += performance.now() - before;
    return responseOf(tx, answer, url);
}

function mocked(tx: TransactionRuntime, request: HttpRequest): HttpResponse {
    const mock = tx.test!.mocks.get('httpcalloutmock');
    if (!mock) throw apexException('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    const response = userObjects().invoke(mock, 'respond', [request]);
    if (response === null) throw calloutException('Null response from mock');
    return response as HttpResponse;
}

function resolve(tx: TransactionRuntime, request: HttpRequest): { url: string; headers: Map<string, string> } {
    const endpoint = request.endpoint!;
    const headers = new Map(request.headers.entries());
    const named = /^callout:([^/?#]+)(.*)$/i.exec(endpoint);
    if (named) {
        const [, name = '', rest = ''] = named;
        const credentials = Object.entries(tx.org.config.namedCredentials);
        const credential = credentials.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
        if (!credential)
            throw calloutException(
                `The callout couldn't access the endpoint. Named credential ${name} isn't configured: see namedCredentials in config/local-org.json.`
            );
        for (const [header, value] of Object.entries(credential.headers ?? {})) if (!hasHeader(headers, header)) headers.set(header, value);
        return { url: credential.url.replace(/\/+$/, '') + rest, headers };
    }
    if (!URL.canParse(endpoint) || !/^https?:/i.test(endpoint)) throw calloutException(`no protocol: ${endpoint}`);
    if (!isAllowed(tx, new URL(endpoint))) {
        throw calloutException(`Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`);
    }
    return { url: endpoint, headers };
}

/** This machine, and the hosts that the configuration names. */
function isAllowed(tx: TransactionRuntime, url: URL): boolean {
    if (LOOPBACK.has(url.hostname)) return true;
    return Object.values(tx.org.config.namedCredentials).some(
        (credential) => URL.canParse(credential.url) && new URL(credential.url).host === url.host
    );
}

function hasHeader(headers: ReadonlyMap<string, string>, name: string): boolean {
    return [...headers.keys()].some((known) => known.toLowerCase() === name.toLowerCase());
}

function timeLeft(tx: TransactionRuntime): number {
    const left = TOTAL_TIME - tx.calloutTime;
    if (left <= 0) throw calloutException('Exceeded maximum time allotted for callout (120000 ms)');
    return Math.ceil(left);
}

function responseOf(tx: TransactionRuntime, answer: CalloutAnswer, url: string): HttpResponse {
    if ('failed' in answer) {
        if (answer.failed === 'timeout') throw calloutException('Read timed out');
        throw calloutException(`${answer.reason} (${new URL(url).host})`);
    }
    const maximum = tx.kind === 'synchronous' ? MAXIMUM_SIZE.synchronous : MAXIMUM_SIZE.asynchronous;
    if (answer.body.length > maximum)
        throw calloutException(`Exceeded max size limit of ${maximum} with response size ${answer.body.length}`);
    const response = new HttpResponse();
    response.statusCode = answer.status;
    response.status = answer.statusText;
    response.body = new ApexBlob(answer.body);
    for (const [name, value] of answer.headers) response.headers.set(headerCase(name), value);
    return response;
}

function headerCase(name: string): string {
    return name.replace(/(^|-)(\w)/g, (_match, dash: string, letter: string) => dash + letter.toUpperCase());
}

function sender(): (request: CalloutRequest) => CalloutAnswer {
    send ??= createSyncFn<(request: CalloutRequest) => Promise<CalloutAnswer>>(new URL('./callout-worker.ts', import.meta.url).pathname, {
        timeout: TOTAL_TIME + GRACE
    });
    return send;
}

function calloutException(message: string): ApexException {
    return apexException('System.CalloutException', message);
}
