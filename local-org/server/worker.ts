import { parentPort, workerData } from 'node:worker_threads';
import { ProblemList, UnsupportedError } from '../errors.ts';
import { openOrg, type OpenOrgOptions } from '../org.ts';
import { operationsOf, type Operations } from './operations.ts';
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
    | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
    | { readonly type: 'error'; readonly id: number; readonly message: string; readonly unsupported: boolean };

const port = parentPort!;

function send(message: WorkerMessage): void {
    port.postMessage(message);
}

function start(options: OpenOrgOptions): void {
    const log = new TransactionLog();
    const org = openOrg({
        ...options,
        onTransaction: (record) => log.add(record),
        onChange: (recordIds) => send({ type: 'changed', recordIds })
    });
    const operations = operationsOf(org, log) as Record<string, (...values: readonly unknown[]) => unknown>;
    let pumping = false;

    function pump(): void {
        try {
            pumping = org.background.runNext();
        } catch (error) {
            // The job's row says Failed already; whoever watches the server must see why.
            console.error(error instanceof UnsupportedError ? error.message : error);
        }
        if (pumping) setImmediate(pump);
    }

    function wake(): void {
        if (pumping) return;
        pumping = true;
        setImmediate(pump);
    }

    port.on('message', ({ id, operation, arguments: values }: WorkerCall) => {
        try {
            send({ type: 'answer', id, value: operations[operation]!(...values) });
        } catch (error) {
            const message = error instanceof UnsupportedError ? error.message : ((error as Error).stack ?? String(error));
            send({ type: 'error', id, message, unsupported: error instanceof UnsupportedError });
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
    const expected = error instanceof ProblemList || error instanceof UnsupportedError || (error as Error).name === 'CompileError';
    send({ type: 'failed', message: expected ? String((error as Error).message) : ((error as Error).stack ?? String(error)), expected });
}
