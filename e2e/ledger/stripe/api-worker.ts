import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Customer, Subscription } from './shapes.ts';

/*
 * Stripe's API, as far as the package reads it, in a thread of its own: a callout stops the thread that the org runs in.
 * What the test tells it is read when a request comes, so that no request can overtake it.
 */

export type ApiMessage =
    | { readonly put: Customer | Subscription }
    /** The next requests, so many of them, fare badly. 0 is no answer at all. */
    | { readonly fail: number; readonly times: number }
    | { readonly forget: true };

interface Failing {
    status: number;
    times: number;
}

const LIST_LIMIT = 10;
const { messages } = workerData as { messages: MessagePort };
const customers = new Map<string, Customer>();
const subscriptions = new Map<string, Subscription>();
let failing: Failing = { status: 0, times: 0 };

function catchUp(): void {
    for (let next = receiveMessageOnPort(messages); next; next = receiveMessageOnPort(messages)) take(next.message as ApiMessage);
}

function take(message: ApiMessage): void {
    if ('fail' in message) {
        failing = { status: message.fail, times: message.times };
    } else if ('forget' in message) {
        customers.clear();
        subscriptions.clear();
        failing = { status: 0, times: 0 };
    } else if (message.put.object === 'customer') {
        customers.set(message.put.id, message.put);
    } else {
        subscriptions.set(message.put.id, message.put);
    }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
    catchUp();
    if (failing.times > 0) {
        failing.times -= 1;
        if (failing.status === 0) response.destroy();
        else send(response, failing.status, { error: { message: 'Asked to fail.' } });
        return;
    }
    const url = new URL(request.url!, 'http://stripe');
    const [, , kind, id] = url.pathname.split('/');
    const body = id === undefined ? list(kind!, url) : one(kind!, decodeURIComponent(id));
    if (body === undefined) send(response, 404, { error: { message: `No such ${kind}: '${id}'` } });
    else send(response, 200, body);
}

function one(kind: string, id: string): unknown {
    if (kind === 'customers') return customerOf(id);
    const subscription = kind === 'subscriptions' ? subscriptions.get(id) : undefined;
    return subscription && expanded(subscription);
}

/** Of this account there are no lists but those of customers and subscriptions; the others are empty. */
function rowsOf(kind: string): readonly { readonly id: string }[] {
    if (kind === 'customers') return [...customers.values()];
    return kind === 'subscriptions' ? [...subscriptions.values()].map(expanded) : [];
}

/** Newest first, page after page. */
function list(kind: string, url: URL): unknown {
    const newestFirst = [...rowsOf(kind)].reverse();
    const after = url.searchParams.get('starting_after');
    const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    const end = start + Number(url.searchParams.get('limit') ?? LIST_LIMIT);
    return { object: 'list', data: newestFirst.slice(start, end), has_more: end < newestFirst.length, url: url.pathname };
}

function expanded(subscription: Subscription): Omit<Subscription, 'customer'> & { customer: unknown } {
    return { ...subscription, customer: customerOf(subscription.customer) ?? subscription.customer };
}

/** Of a deleted customer Stripe says nothing else. */
function customerOf(id: string): unknown {
    const customer = customers.get(id);
    return customer?.deleted ? { id, object: 'customer', deleted: true } : customer;
}

function send(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
}

const server = createServer(answer);
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as { port: number }).port));
