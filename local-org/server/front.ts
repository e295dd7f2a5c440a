import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { handleControl } from './control.ts';
import { errorAnswer, jsonAnswer, type HttpAnswer, type HttpMessage } from './protocol.ts';
import type { OrgWorker } from './org-worker.ts';
import type { Session } from './session.ts';

/** The platform takes requests of at most 6 MB into Apex REST; what is larger is refused before it is read whole. */
const BODY_LIMIT = 6_000_000;

export interface PageHost {
    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The org's HTTP side: Apex REST, the REST API, the control calls of scripts and tests, and the Lightning pages. */
export function createFront(org: OrgWorker, session: Session, pages: PageHost): Server {
    return createServer((request, response) => {
        respond(org, session, pages, request, response).catch((error: unknown) => {
            console.error(`${request.method} ${request.url}: ${(error as Error).message}`);
            if (response.headersSent) response.destroy();
            else write(response, errorAnswer(500, 'UNKNOWN_EXCEPTION', (error as Error).message));
        });
    });
}

async function respond(
    org: OrgWorker,
    session: Session,
    pages: PageHost,
    request: IncomingMessage,
    response: ServerResponse
): Promise<void> {
    const url = new URL((request.url ?? '/').replace(/^\/{2,}/, '/'), 'http://localhost');
    const belongsToApi = /^(\/[\w-]+)?\/services\/|^\/local-org\//.test(url.pathname);
    if (!belongsToApi) {
        if (!(await pages.handle(request, response))) write(response, errorAnswer(404, 'NOT_FOUND', `Nothing is at ${url.pathname}`));
        return;
    }
    const body = await readBody(request);
    if (body === undefined) {
        response.setHeader('connection', 'close');
        write(response, errorAnswer(413, 'REQUEST_TOO_LARGE', `The request body is over ${BODY_LIMIT} bytes`));
        return;
    }
    const message: HttpMessage = {
        method: request.method ?? 'GET',
        path: decodeURIComponent(url.pathname),
        query: url.search.slice(1),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body,
        remoteAddress: request.socket.remoteAddress ?? ''
    };
    write(response, await answer(org, session, message));
}

async function answer(org: OrgWorker, session: Session, message: HttpMessage): Promise<HttpAnswer> {
    const authorized = session.accepts(message.headers.authorization);
    const wrongToken = message.headers.authorization !== undefined && !authorized;
    if (wrongToken) return errorAnswer(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (message.path.includes('/services/apexrest/')) {
        return org.call('apexRest', authorized ? session.username : null, message);
    }
    if (message.path === '/services/data' || message.path === '/services/data/') return org.call('rest', session.username, message);
    if (!authorized) return errorAnswer(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (message.path.startsWith('/local-org/')) return handleControl(org, session, message);
    if (message.path === '/services/oauth2/userinfo') return userInfo(org, session);
    return org.call('rest', session.username, message);
}

async function userInfo(org: OrgWorker, session: Session): Promise<HttpAnswer> {
    const facts = await org.call('facts');
    const user = (await org.call('users')).find((candidate) => candidate.username === session.username)!;
    return jsonAnswer(200, {
        user_id: user.id,
        organization_id: facts.id,
        preferred_username: user.username,
        name: user.name,
        email: user.email
    });
}

/** Undefined where the body is over the limit. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > BODY_LIMIT) return undefined;
        chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
}

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(body);
}
