import type { ServerResponse } from 'node:http';
import type { OrgGateway } from './gateway.ts';

/** Changes of one moment go out together. */
const COLLECT_MS = 150;
const KEEP_ALIVE_MS = 25_000;

/** Tells open pages which records changed, as server-sent events. */
export class ChangeFeed {
    private readonly open = new Set<ServerResponse>();
    private readonly changed = new Set<string>();
    private timer: NodeJS.Timeout | undefined;

    constructor(org: OrgGateway) {
        org.onChange((recordIds) => {
            if (this.open.size === 0) return;
            for (const id of recordIds) this.changed.add(id);
            this.timer ??= setTimeout(() => this.flush(), COLLECT_MS).unref();
        });
    }

    connect(response: ServerResponse): void {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write('retry: 2000\n\n');
        const pulse = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
        this.open.add(response);
        response.on('close', () => {
            clearInterval(pulse);
            this.open.delete(response);
        });
    }

    private flush(): void {
        this.timer = undefined;
        const message = `data: ${JSON.stringify([...this.changed])}\n\n`;
        this.changed.clear();
        for (const response of this.open) response.write(message);
    }
}
