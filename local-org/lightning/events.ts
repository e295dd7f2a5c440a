import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OrgGateway } from './gateway.ts';

/** Changes of one moment go out together. */
const COLLECT_MS = 150;
const KEEP_ALIVE_MS = 25_000;
/** For pages whose line was down for a while; who was away longer reads everything again. */
const KEPT = 50;

interface Message {
    readonly id: number;
    readonly text: string;
}

/**
 * Tells open pages which records changed, as server-sent events. Each message has a number: a page says which one it knows, and first
 * gets what it missed.
 */
export class ChangeFeed {
    private readonly open = new Set<ServerResponse>();
    private readonly changed = new Set<string>();
    private readonly kept: Message[] = [];
    private timer: NodeJS.Timeout | undefined;
    /** Begins at the clock, so that a number of an earlier server is an old one. */
    private last = Date.now();
    private forgotten = this.last;

    constructor(org: OrgGateway) {
        org.onChange((recordIds) => {
            for (const id of recordIds) this.changed.add(id);
            this.timer ??= setTimeout(() => this.flush(), COLLECT_MS).unref();
        });
    }

    /** The last change that was told. */
    get current(): number {
        return this.last;
    }

    /** A browser that lost the line says itself what it knows; a page that begins to listen says it in the address. */
    connect(request: IncomingMessage, response: ServerResponse, after: string | null): void {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write('retry: 2000\n\n');
        for (const { text } of this.missed(Number(request.headers['last-event-id'] ?? after ?? this.last))) response.write(text);
        const pulse = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
        this.open.add(response);
        response.on('close', () => {
            clearInterval(pulse);
            this.open.delete(response);
        });
    }

    private missed(known: number): Message[] {
        if (known >= this.forgotten && known <= this.last) return this.kept.filter(({ id }) => id > known);
        return [message(this.last, null)];
    }

    private flush(): void {
        this.timer = undefined;
        const told = message(++this.last, [...this.changed]);
        this.changed.clear();
        this.kept.push(told);
        if (this.kept.length > KEPT) this.forgotten = this.kept.shift()!.id;
        for (const response of this.open) response.write(told.text);
    }
}

/** Without ids: anything may have changed. */
function message(id: number, recordIds: readonly string[] | null): Message {
    return { id, text: `id: ${id}\ndata: ${JSON.stringify(recordIds)}\n\n` };
}
