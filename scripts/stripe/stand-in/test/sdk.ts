import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { StandIn } from '../server';

export const DAY = 86_400;
/** 1 January 2026, 00:00 UTC. */
export const START = 1_767_225_600;

export interface Bench {
    standIn: StandIn;
    url: string;
    stripe: Stripe;
    control(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>>;
    close(): Promise<void>;
}

/** A stand-in of its own and the official SDK pointed at it. */
export async function openStandIn(): Promise<Bench> {
    const standIn = new StandIn();
    const url = await standIn.listen();
    const { hostname, port } = new URL(url);
    const stripe = new Stripe('sk_test_anything', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
    return {
        standIn,
        url,
        stripe,
        control: async (method, path, body) => {
            const answer = await fetch(`${url}/stand-in${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
            return (await answer.json()) as Record<string, unknown>;
        },
        close: () => standIn.close()
    };
}

export interface Received {
    body: string;
    signature: string;
    event: Stripe.Event;
}

/** A webhook receiver; `answer` decides the status of each call. */
export async function openReceiver(
    answer: (call: number) => number = () => 200
): Promise<{ url: string; received: Received[]; close(): Promise<void> }> {
    const received: Received[] = [];
    const server: Server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8');
            received.push({ body, signature: String(request.headers['stripe-signature']), event: JSON.parse(body) as Stripe.Event });
            response.writeHead(answer(received.length)).end();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
        received,
        close: () => new Promise((resolve) => server.close(() => resolve()))
    };
}

export async function advance(stripe: Stripe, clock: string, to: number): Promise<void> {
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
    for (;;) {
        const { status } = await stripe.testHelpers.testClocks.retrieve(clock);
        if (status === 'ready') return;
        if (status !== 'advancing') throw new Error(`The clock is ${status}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
}
