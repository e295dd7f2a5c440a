import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer that is no success, with what to tell. */
export class HttpProblem extends Error {
    readonly status: number;
    /** What the answer says besides the message. */
    readonly details: object;

    constructor(status: number, message: string, details: object = {}) {
        super(message);
        this.details = details;
        this.name = 'HttpProblem';
        this.status = status;
    }
}

const JSON_LIMIT = 4_000_000;

/** `revision` text: the browser asks again each time and is told when nothing changed. 'forever': it never asks again. */
export function send(
    request: IncomingMessage,
    response: ServerResponse,
    type: string,
    body: string | Uint8Array,
    keep: 'forever' | 'revalidate' | 'never' = 'never'
): void {
    const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff' };
    if (keep === 'forever') headers['cache-control'] = 'public, max-age=31536000, immutable';
    else headers['cache-control'] = keep === 'revalidate' ? 'no-cache' : 'no-store';
    if (keep === 'revalidate') {
        headers['etag'] = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
        if (request.headers['if-none-match'] === headers['etag']) {
            response.writeHead(304, headers).end();
            return;
        }
    }
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
}

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

export function redirect(response: ServerResponse, location: string): void {
    response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}

/** Refuses other names for this machine: a site could point its own name here and read these pages as its own. */
export function requireLocalName(request: IncomingMessage): void {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!LOCAL_NAMES.has(name)) throw new HttpProblem(403, 'Open these pages as http://127.0.0.1 or http://localhost.');
}

/** Refuses requests that another site's page sends from the same browser. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') throw new HttpProblem(403, 'Only the pages of this server may send this.');
    if (!request.headers['content-type']?.startsWith('application/json')) throw new HttpProblem(415, 'Send JSON.');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > JSON_LIMIT) throw new HttpProblem(413, 'The request is too large.');
        chunks.push(chunk);
    }
    try {
        const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
        // Said below, as for any other text that is no object.
    }
    throw new HttpProblem(400, 'The request is not a JSON object.');
}

export function cookie(request: IncomingMessage, name: string): string | undefined {
    for (const part of (request.headers.cookie ?? '').split(';')) {
        const [key, value] = part.trim().split('=');
        if (key === name && value !== undefined) return decodeURIComponent(value);
    }
    return undefined;
}
