import { createServer, request as plainRequest, type Server } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Proxy {
    url: string;
    close(): Promise<void>;
}

/**
 * Passes requests of this machine on to Stripe's API with the test key, so that the key itself is given to no other
 * process and stands in no command line.
 * @param upstream where Stripe is, for example https://api.stripe.com
 */
export async function openStripeProxy(key: string, upstream = 'https://api.stripe.com'): Promise<Proxy> {
    const target = new URL(upstream);
    const send = target.protocol === 'https:' ? tlsRequest : plainRequest;
    const server: Server = createServer((incoming, response) => {
        const outgoing = send(
            new URL(incoming.url ?? '/', target),
            { method: incoming.method, headers: { ...incoming.headers, host: target.host, authorization: `Bearer ${key}` } },
            (answer) => {
                response.writeHead(answer.statusCode ?? 502, answer.headers);
                answer.pipe(response);
            }
        );
        outgoing.on('error', (error) => {
            if (response.headersSent) response.destroy();
            else
                response
                    .writeHead(502, { 'content-type': 'application/json' })
                    .end(JSON.stringify({ error: { type: 'api_error', message: error.message } }));
        });
        incoming.pipe(outgoing);
    });
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => {
            server.closeAllConnections();
            return new Promise((resolve) => server.close(() => resolve()));
        }
    };
}
