import { parentPort, workerData } from 'node:worker_threads';
import { messageForPeople, UnsupportedError } from '../errors.ts';
import type { OpenOrgOptions } from '../org.ts';
import { operationsOf, type Operations } from './operations.ts';
import { OrgHost } from './org-host.ts';
import { TransactionLog } from './transaction-log.ts';

/**
 * The org's own thread: one transaction at a time. Calls of the front come first; between them the background work
 * goes on, one job after the other.
 */
export interface WorkerCall {
    readonly id: number;
    readonly operation: keyof Operations;
    readonly arguments: readonly unknown[];
}

export type WorkerMessage =
    | { readonly type: 'ready' }
    | { readonly type: 'failed'; readonly message: string; readonly expected: boolean }
    | { readonly type: 'changed'; readonly recordIds: readonly string[] }
    | { readonly type: 'deployed'; readonly extraDirectories: readonly string[] }
    | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
    | { readonly type: 'error'; readonly id: number; readonly message: string; readonly unsupported: boolean };

const port = parentPort!;

function send(message: WorkerMessage): void {
    port.postMessage(message);
}

function start(options: OpenOrgOptions): void {
    const log = new TransactionLog();
    const host = new OrgHost(
        options,
        { onTransaction: (record) => log.add(record), onChange: (recordIds) => send({ type: 'changed', recordIds }) },
        (extraDirectories) => send({ type: 'deployed', extraDirectories })
    );
    const operations = operationsOf(host, log) as Record<string, (...values: readonly unknown[]) => unknown>;
    let pumping = false;
    let closed = false;

    function pump(): void {
        if (closed) return;
        try {
            pumping = host.org.background.runNext();
        } catch (error) {
            // The job's row says Failed already; whoever watches the server must see why.
            console.error(error instanceof UnsupportedError ? error.message : error);
        }
        if (pumping) setImmediate(pump);
    }

    function wake(): void {
        if (pumping || closed) return;
        pumping = true;
        setImmediate(pump);
    }

    function refuse(id: number, error: unknown): void {
        const message = error instanceof UnsupportedError ? error.message : ((error as Error).stack ?? String(error));
        send({ type: 'error', id, message, unsupported: error instanceof UnsupportedError });
    }

    port.on('message', ({ id, operation, arguments: values }: WorkerCall) => {
        if (operation === 'close') closed = true;
        try {
            const value = operations[operation]!(...values);
            if (value instanceof Promise) {
                value.then(
                    (result: unknown) => send({ type: 'answer', id, value: result }),
                    (error: unknown) => refuse(id, error)
                );
            } else send({ type: 'answer', id, value });
        } catch (error) {
            refuse(id, error);
        }
        wake();
    });
    // Delayed jobs and schedules come due without anybody calling.
    setInterval(wake, 1_000).unref();
    wake();
    send({ type: 'ready' });
}

try {
    start(workerData as OpenOrgOptions);
} catch (error) {
    const message = messageForPeople(error);
    send({ type: 'failed', message: message ?? (error as Error).stack ?? String(error), expected: message !== undefined });
}
