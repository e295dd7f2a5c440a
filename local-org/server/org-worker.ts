import { Worker } from 'node:worker_threads';
import type { OpenOrgOptions } from '../org.ts';
import type { Operations } from './operations.ts';
import type { WorkerCall, WorkerMessage } from './worker.ts';

/** The project could not be opened: what is wrong with it, ready to be shown. */
export class OrgDidNotStart extends Error {}

/** Milliseconds that the org has to put its things away. */
const CLOSING = 1_000;

interface Waiting {
    resolve(value: unknown): void;
    reject(error: Error): void;
}

/** The main thread's end of the org. Calls are answered in the order they were made. */
export class OrgWorker {
    private readonly worker: Worker;
    private readonly waiting = new Map<number, Waiting>();
    private readonly listeners = new Set<(recordIds: readonly string[]) => void>();
    /** Called after a deployment changed the org, with the source directories beside the project's own. */
    onDeployed: ((extraDirectories: readonly string[]) => void) | null = null;
    private lastId = 0;

    private constructor(worker: Worker) {
        this.worker = worker;
    }

    static start(options: OpenOrgOptions): Promise<OrgWorker> {
        const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options });
        const org = new OrgWorker(worker);
        return new Promise((resolve, reject) => {
            worker.on('message', (message: WorkerMessage) => {
                if (message.type === 'ready') resolve(org);
                else if (message.type === 'failed') reject(new OrgDidNotStart(message.message));
                else org.receive(message);
            });
            worker.on('error', (error) => {
                reject(error);
                org.fail(error);
            });
            worker.on('exit', (code) => org.fail(new Error(`The org's thread ended with code ${code}.`)));
        });
    }

    call<Name extends keyof Operations>(
        operation: Name,
        ...values: Parameters<Operations[Name]>
    ): Promise<Awaited<ReturnType<Operations[Name]>>> {
        const id = (this.lastId += 1);
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
            this.worker.postMessage({ id, operation, arguments: values } satisfies WorkerCall);
        });
    }

    onChange(listener: (recordIds: readonly string[]) => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    async stop(): Promise<void> {
        // A thread that is busy or gone does not answer.
        const patience = new Promise((resolve) => setTimeout(resolve, CLOSING).unref());
        await Promise.race([this.call('close').catch(() => undefined), patience]);
        await this.worker.terminate();
    }

    private receive(message: WorkerMessage): void {
        if (message.type === 'changed') for (const listener of this.listeners) listener(message.recordIds);
        if (message.type === 'deployed') this.onDeployed?.(message.extraDirectories);
        if (message.type !== 'answer' && message.type !== 'error') return;
        const waiting = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (message.type === 'answer') waiting?.resolve(message.value);
        else waiting?.reject(Object.assign(new Error(message.message), message.unsupported ? { name: 'UnsupportedError' } : {}));
    }

    private fail(error: Error): void {
        for (const waiting of this.waiting.values()) waiting.reject(error);
        this.waiting.clear();
    }
}
