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

const API = '/lightning/_/api';

export async function getJson<T>(path: string): Promise<T> {
    return read<T>(await fetch(`${API}/${path}`));
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return read<T>(await fetch(`${API}/${path}`, { method: 'POST', headers, body: JSON.stringify(body ?? {}) }));
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
