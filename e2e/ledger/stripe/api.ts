import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { ApiMessage } from './api-worker.ts';
import type { Customer, Subscription } from './shapes.ts';

/** Stripe's API on this machine, answering from another thread with the states that it is given. */
export class StripeApi {
    readonly url: string;
    private readonly worker: Worker;
    private readonly messages: MessagePort;

    private constructor(worker: Worker, messages: MessagePort, port: number) {
        this.worker = worker;
        this.messages = messages;
        this.url = `http://127.0.0.1:${port}`;
    }

    static async start(): Promise<StripeApi> {
        const { port1, port2 } = new MessageChannel();
        const worker = new Worker(new URL('./api-worker.ts', import.meta.url), {
            workerData: { messages: port2 },
            transferList: [port2]
        });
        const port = await new Promise<number>((resolve, reject) => {
            worker.once('message', resolve);
            worker.once('error', reject);
        });
        return new StripeApi(worker, port1, port);
    }

    readonly put = (object: Customer | Subscription): void => this.tell({ put: object });

    /** The next requests get this status; 0 is no answer at all. */
    fail(status: number, times = 1): void {
        this.tell({ fail: status, times });
    }

    forget(): void {
        this.tell({ forget: true });
    }

    async stop(): Promise<void> {
        this.messages.close();
        await this.worker.terminate();
    }

    private tell(message: ApiMessage): void {
        this.messages.postMessage(message);
    }
}
