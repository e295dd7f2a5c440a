import { words } from 'platform/language';

/** A refusal of the server, as Lightning hands errors to components. */
export class ServerError extends Error {
    readonly status: number;
    readonly body: { message: string; exceptionType?: string };

    constructor(status: number, body: { message: string; exceptionType?: string }) {
        super(body.message);
        this.name = 'ServerError';
        this.status = status;
        this.body = body;
    }
}

const NO_ANSWER = 503;
const API = '/lightning/_/api';

export async function getJson<T>(path: string): Promise<T> {
    return read<T>(await ask(path));
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return read<T>(await ask(path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) }));
}

/** The browser's own words for a server that does not answer are in no language that the user chose. */
async function ask(path: string, request?: RequestInit): Promise<Response> {
    try {
        return await fetch(`${API}/${path}`, request);
    } catch {
        throw new ServerError(NO_ANSWER, { message: words.noAnswer });
    }
}

async function read<T>(response: Response): Promise<T> {
    const text = await response.text();
    let body: unknown;
    try {
        body = JSON.parse(text);
    } catch {
        body = { message: `The server answered ${response.status}: ${text.slice(0, 200)}` };
    }
    if (!response.ok) throw new ServerError(response.status, body as { message: string });
    return body as T;
}
