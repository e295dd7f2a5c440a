import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STRIPE_API_VERSION } from '../api-version';
import { handleControl } from './control';
import { Delivery } from './delivery';
import { invalid, StripeFailure } from './errors';
import { EventLog } from './events';
import { parseForm } from './form';
import { jsonText } from './json-text';
import { readParameters } from './parameters';
import { render, renderList, type Json } from './render';
import { catalogueRoutes } from './resources/catalogue';
import { couponRoutes } from './resources/coupons';
import { customerRoutes } from './resources/customers';
import { invoiceRoutes } from './resources/invoices';
import { paymentMethodRoutes } from './resources/payment-methods';
import { paymentRoutes } from './resources/payments';
import { payoutRoutes } from './resources/payouts';
import { subscriptionRoutes } from './resources/subscriptions';
import { taxRateRoutes } from './resources/tax-rates';
import { testClockRoutes } from './resources/test-clocks';
import { webhookRoutes } from './resources/webhooks';
import { asJson, matchRoute, type Route, type World } from './router';
import { State } from './state';
import { Timekeeper } from './time';

const ROUTES: Route[] = [
    ...customerRoutes,
    ...catalogueRoutes,
    ...couponRoutes,
    ...subscriptionRoutes,
    ...invoiceRoutes,
    ...paymentMethodRoutes,
    ...paymentRoutes,
    ...payoutRoutes,
    ...taxRateRoutes,
    ...testClockRoutes,
    ...webhookRoutes
];
const MAXIMUM_BODY = 1_000_000;

interface Reply {
    status: number;
    body: unknown;
    headers?: Record<string, string>;
}

interface Remembered {
    fingerprint: string;
    reply: Reply;
}

/** A part of Stripe's API over one State. `main.ts` says what it is for and what it leaves out. */
export class StandIn {
    readonly world: World;
    private readonly server: Server;
    private readonly remembered = new Map<string, Remembered>();
    /** Answers forced upon the next API requests, to try out how callers bear them. */
    readonly faults: number[] = [];

    constructor(state = new State()) {
        const time = new Timekeeper();
        const delivery = new Delivery(state, () => time.now());
        this.world = { state, time, delivery, events: new EventLog(state, delivery) };
        this.server = createServer((request, response) => void this.answer(request, response));
    }

    /** Listens on 127.0.0.1 and returns the base address. */
    listen(port = 0): Promise<string> {
        return new Promise((resolve, reject) => {
            this.server.once('error', reject);
            this.server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`));
        });
    }

    close(): Promise<void> {
        this.world.delivery.close();
        this.server.closeAllConnections();
        return new Promise((resolve) => this.server.close(() => resolve()));
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const requestId = `req_${randomBytes(7).toString('hex')}`;
        const reply = await this.reply(request, requestId).catch(failureReply);
        const body = jsonText(reply.body);
        response.writeHead(reply.status, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'request-id': requestId,
            'stripe-version': STRIPE_API_VERSION,
            ...reply.headers
        });
        response.end(body);
    }

    private async reply(request: IncomingMessage, requestId: string): Promise<Reply> {
        const url = new URL(request.url ?? '/', 'http://stand-in');
        const body = await readBody(request);
        if (url.pathname.startsWith('/stand-in/'))
            return { status: 200, body: await handleControl(this, request.method ?? 'GET', url, body) };
        authenticate(request);
        checkVersion(request);
        const fault = this.faults.shift();
        if (fault !== undefined)
            throw new StripeFailure(fault, {
                type: fault === 429 ? 'rate_limit_error' : 'api_error',
                message: 'A fault that was asked for.'
            });
        const key = request.method === 'POST' ? header(request, 'idempotency-key') : undefined;
        const known = key === undefined ? undefined : this.recall(key, request, url, body);
        if (known) return known;
        const reply = await this.execute(request, url, body, requestId, key ?? null);
        if (key !== undefined) this.remembered.set(key, { fingerprint: fingerprint(request, url, body), reply });
        return reply;
    }

    private recall(key: string, request: IncomingMessage, url: URL, body: string): Reply | undefined {
        const known = this.remembered.get(key);
        if (known === undefined) return undefined;
        if (known.fingerprint === fingerprint(request, url, body)) {
            return { ...known.reply, headers: { 'idempotent-replayed': 'true', 'idempotency-key': key } };
        }
        throw new StripeFailure(400, {
            type: 'idempotency_error',
            message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
        });
    }

    private async execute(
        request: IncomingMessage,
        url: URL,
        body: string,
        requestId: string,
        idempotencyKey: string | null
    ): Promise<Reply> {
        const { route, path } = matchRoute(ROUTES, request.method ?? 'GET', url.pathname);
        const form = parseForm(request.method === 'POST' ? body : url.search.slice(1) || body);
        const parameters = readParameters<{ expand?: string[] }>(route.parameters, form);
        const answer = await route.handle({ ...this.world, parameters: parameters as never, path, cause: { requestId, idempotencyKey } });
        return { status: 200, body: this.show(asJson(answer), parameters.expand ?? []) };
    }

    private show(answer: Json, expand: string[]): Json {
        if (answer['object'] === 'list') return renderList(this.world.state, answer as Json & { data: Json[] }, expand);
        return render(this.world.state, answer, expand);
    }
}

function authenticate(request: IncomingMessage): void {
    const [scheme, credential = ''] = (header(request, 'authorization') ?? '').split(' ');
    const key = scheme === 'Basic' ? Buffer.from(credential, 'base64').toString('utf8').split(':')[0]! : credential;
    if (/^(sk|rk)_test_/.test(key)) return;
    const message = key
        ? 'Invalid API Key provided. (The stand-in takes any key that begins with sk_test_ or rk_test_.)'
        : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
    throw new StripeFailure(401, { message });
}

/** The stand-in renders one version; asking for another would get shapes that were never checked. */
function checkVersion(request: IncomingMessage): void {
    const version = header(request, 'stripe-version');
    if (version === undefined || version === STRIPE_API_VERSION) return;
    throw invalid(`Invalid Stripe API version: ${version}. (The stand-in speaks ${STRIPE_API_VERSION} only.)`);
}

function failureReply(error: unknown): Reply {
    if (error instanceof StripeFailure) return { status: error.status, body: error.toJSON() };
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { status: 500, body: { error: { type: 'api_error', message: 'The stand-in failed; its own output says how.' } } };
}

function fingerprint(request: IncomingMessage, url: URL, body: string): string {
    return createHash('sha256').update(`${request.method} ${url.pathname}${url.search}\n${body}`).digest('hex');
}

function header(request: IncomingMessage, name: string): string | undefined {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
}

async function readBody(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > MAXIMUM_BODY) throw invalid('Request body too large.');
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
