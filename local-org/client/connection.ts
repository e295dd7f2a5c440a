import { resolve } from 'node:path';
import { findServer } from './running.ts';

export interface ConnectionOptions {
    /** The project whose server is looked for where no address is given. */
    readonly project: string;
    readonly url?: string;
    readonly token?: string;
}

/** What a person can do something about: no server, a wrong token, a refused query. */
export class ClientError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'ClientError';
    }
}

/** Speaks HTTP with a running local org. */
export class Connection {
    private readonly url: string;
    private readonly token: string;

    constructor({ project, url, token }: ConnectionOptions) {
        const server = findServer(resolve(project));
        const found = { url: url ?? server?.url, token: token ?? server?.token };
        if (found.url === undefined)
            throw new ClientError('No local org runs for this project: "local-org start" starts one; or give --url and --token.');
        if (found.token === undefined) throw new ClientError(`--url ${found.url} needs --token.`);
        this.url = found.url.replace(/\/$/, '');
        this.token = found.token;
    }

    async get<T>(path: string): Promise<T> {
        return this.send<T>(path, {});
    }

    async post<T>(path: string, body: unknown): Promise<T> {
        return this.send<T>(path, { method: 'POST', body: JSON.stringify(body) });
    }

    private async send<T>(path: string, request: RequestInit): Promise<T> {
        const headers = { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' };
        const response = await fetch(this.url + path, { ...request, headers }).catch((error: unknown) => {
            throw new ClientError(`${this.url} does not answer: ${String((error as { cause?: Error }).cause?.message ?? error)}`);
        });
        const text = await response.text();
        if (!response.ok) throw new ClientError(refusalIn(text) ?? `${response.status} ${text}`);
        return JSON.parse(text) as T;
    }
}

/** Errors of the REST API are a list of `errorCode` and `message`. */
function refusalIn(text: string): string | undefined {
    try {
        const errors = JSON.parse(text) as { errorCode: string; message: string }[];
        return errors.map(({ errorCode, message }) => `${errorCode}: ${message}`).join('\n');
    } catch {
        return undefined;
    }
}
