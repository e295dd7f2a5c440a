import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Authentication } from './authentication.ts';
import { handleControl } from './control.ts';
import { errorAnswer, type HttpAnswer, type HttpMessage } from './protocol.ts';
import type { OrgWorker } from './org-worker.ts';
import type { Session } from './session.ts';
import { sessionIdOf } from './soap/envelope.ts';
import { handleStreaming } from './streaming.ts';

/** The platform takes requests of at most 6 MB into Apex REST; what is larger is refused before it is read whole. */
const APEX_REST_LIMIT = 6_000_000;
/** Deployments come in one request: 39 MB of zip, a third more in base64 (Salesforce Developer Limits, "Metadata Limits"). */
const BODY_LIMIT = 53_000_000;

export interface PageHost {
    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The org's HTTP side: Apex REST, the REST API, the control calls of scripts and tests, and the Lightning pages. */
export function createFront(org: OrgWorker, session: Session, pages: PageHost): Server {
    const authentication = new Authentication(org, session);
    const run = (message: HttpMessage): Promise<HttpAnswer> => answer(org, session, authentication, message);
    return createServer((request, response) => {
        respond(run, pages, request, response).catch((error: unknown) => {
            console.error(`${request.method} ${request.url}: ${(error as Error).message}`);
            if (response.headersSent) response.destroy();
            else write(response, failure(error as Error));
        });
    });
}

/** What the local org lacks is named; of a defect of its own, the client sees no more than the first line. */
function failure({ name, message }: Error): HttpAnswer {
    if (name === 'UnsupportedError') return errorAnswer(501, 'NOT_SUPPORTED_LOCALLY', message);
    return errorAnswer(500, 'UNKNOWN_EXCEPTION', message.split('\n')[0]!);
}

async function respond(
    run: (message: HttpMessage) => Promise<HttpAnswer>,
    pages: PageHost,
    request: IncomingMessage,
    response: ServerResponse
): Promise<void> {
    const [path, query] = addressOf(request.url ?? '/');
    if (path === undefined) return write(response, errorAnswer(400, 'MALFORMED_URL', `${request.url} is not an address`));
    if (!/^(\/[\w-]+)?\/services\/|^\/local-org\/|^\/(id|cometd)\//.test(path)) {
        if (!(await pages.handle(request, response))) write(response, errorAnswer(404, 'NOT_FOUND', `Nothing is at ${path}`));
        return;
    }
    const limit = path.includes('/services/apexrest/') ? APEX_REST_LIMIT : BODY_LIMIT;
    const body = await readBody(request, limit);
    if (body === undefined) {
        response.setHeader('connection', 'close');
        return write(response, errorAnswer(413, 'REQUEST_TOO_LARGE', `The request body is over ${limit} bytes`));
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const remoteAddress = request.socket.remoteAddress ?? '';
    write(response, await run({ method: request.method ?? 'GET', path, query, headers, body, remoteAddress }));
}

/** Decoded path and raw query; no path where the address cannot be read. Some tools begin the path with two slashes. */
function addressOf(url: string): [path: string | undefined, query: string] {
    try {
        const { pathname, search } = new URL(url.replace(/^\/{2,}/, '/'), 'http://localhost');
        return [decodeURIComponent(pathname), search.slice(1)];
    } catch {
        return [undefined, ''];
    }
}

async function answer(org: OrgWorker, session: Session, authentication: Authentication, message: HttpMessage): Promise<HttpAnswer> {
    const own = authentication.handle(message);
    if (own) return own;
    if (message.path.startsWith('/services/Soap/')) {
        return org.call('soap', session.userOfToken(sessionIdOf(message.body) ?? '') ?? null, message);
    }
    const username = session.userOf(message.headers.authorization);
    const expired = errorAnswer(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (message.headers.authorization !== undefined && username === undefined) return expired;
    if (message.path.includes('/services/apexrest/')) return org.call('apexRest', username ?? null, message);
    if (/^\/services\/data\/?$/.test(message.path)) return org.call('rest', session.username, message);
    if (username === undefined) return expired;
    if (message.path.startsWith('/cometd/')) return handleStreaming(message);
    if (message.path.startsWith('/local-org/')) return handleControl(org, username, message);
    return org.call('rest', username, message);
}

/** Undefined where the body is over the limit. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) return undefined;
        chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
}

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(body);
}
