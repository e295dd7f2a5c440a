import { request } from 'node:http';
import { signatureHeader } from '../signature';
import { jsonText } from './json-text';
import type { State } from './state';
import type { EventRecord, WebhookEndpointRecord } from './wire';

/** Pauses before the second, third and fourth attempt, in milliseconds. (Stripe's test mode waits hours.) */
const RETRY_PAUSES = [250, 1_000, 4_000];
const ANSWER_TIMEOUT = 20_000;
const ANSWER_SHOWN = 300;

export interface Attempted {
    event: string;
    type: string;
    endpoint: string;
    attempts: number;
    /** The last HTTP status; 0 where nothing answered. */
    status: number;
    delivered: boolean;
    /** The beginning of what was answered last, or why there was no answer. */
    answer: string;
}

export type ReleaseOrder = 'created' | 'reversed' | 'shuffled';

interface Parcel {
    event: EventRecord;
    endpoint: WebhookEndpointRecord;
}

/** Sends events to webhook endpoints: one after the other, a failing one tried again apart from the rest. */
export class Delivery {
    readonly log: Attempted[] = [];
    private readonly state: State;
    private readonly now: () => number;
    private readonly queue: Parcel[] = [];
    private readonly waiting: (() => void)[] = [];
    private open = 0;
    private sending = false;
    private held: Parcel[] | undefined;
    private closed = false;

    /** @param now seconds since the epoch, for the signature's time */
    constructor(state: State, now: () => number) {
        this.state = state;
        this.now = now;
    }

    endpointsFor(type: string): WebhookEndpointRecord[] {
        return this.state
            .all('webhook_endpoint')
            .filter(
                (endpoint) =>
                    endpoint.status === 'enabled' && endpoint.enabled_events.some((enabled) => enabled === '*' || enabled === type)
            );
    }

    enqueue(event: EventRecord): void {
        for (const endpoint of this.endpointsFor(event.type)) {
            if (this.held) this.held.push({ event, endpoint });
            else this.push({ event, endpoint });
        }
    }

    /** Keeps parcels back until `release`. */
    hold(): void {
        this.held ??= [];
    }

    /** Sends what was kept back, in the order wanted, each event `copies` times. */
    release(order: ReleaseOrder, copies: number): number {
        const held = this.held ?? [];
        this.held = undefined;
        const parcels = Array.from({ length: copies }, () => inOrder(held, order)).flat();
        parcels.forEach((parcel) => this.push(parcel));
        return parcels.length;
    }

    /** Resolves when nothing is left to send; false when the time is up before. */
    async idle(timeout: number): Promise<boolean> {
        if (this.open === 0) return true;
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeout)));
        const done = new Promise<boolean>((resolve) => this.waiting.push(() => resolve(true)));
        const result = await Promise.race([late, done]);
        clearTimeout(timer);
        return result;
    }

    close(): void {
        this.closed = true;
        this.queue.length = 0;
    }

    private push(parcel: Parcel): void {
        this.open += 1;
        this.queue.push(parcel);
        if (!this.sending) void this.sendAll();
    }

    private async sendAll(): Promise<void> {
        this.sending = true;
        for (let parcel = this.queue.shift(); parcel !== undefined; parcel = this.queue.shift()) {
            const entry: Attempted = {
                event: parcel.event.id,
                type: parcel.event.type,
                endpoint: parcel.endpoint.id,
                attempts: 0,
                status: 0,
                delivered: false,
                answer: ''
            };
            this.log.push(entry);
            await this.attempt(parcel, entry);
        }
        this.sending = false;
    }

    private async attempt(parcel: Parcel, entry: Attempted): Promise<void> {
        entry.attempts += 1;
        const { status, text } = await post(parcel, this.now());
        entry.status = status;
        entry.answer = text.slice(0, ANSWER_SHOWN);
        entry.delivered = entry.status >= 200 && entry.status < 300;
        const pause = RETRY_PAUSES[entry.attempts - 1];
        if (!entry.delivered && pause !== undefined && !this.closed) {
            setTimeout(() => void this.attempt(parcel, entry), pause).unref();
            return;
        }
        if (entry.delivered) parcel.event.pending_webhooks = Math.max(0, parcel.event.pending_webhooks - 1);
        this.open -= 1;
        if (this.open === 0) this.waiting.splice(0).forEach((resolve) => resolve());
    }
}

function inOrder(parcels: readonly Parcel[], order: ReleaseOrder): Parcel[] {
    const copy = [...parcels];
    if (order === 'reversed') return copy.reverse();
    if (order === 'created') return copy;
    for (let index = copy.length - 1; index > 0; index -= 1) {
        const other = Math.floor(Math.random() * (index + 1));
        [copy[index], copy[other]] = [copy[other]!, copy[index]!];
    }
    return copy;
}

interface Answer {
    status: number;
    text: string;
}

function post({ event, endpoint }: Parcel, timestamp: number): Promise<Answer> {
    const body = jsonText(event);
    return new Promise((resolve) => {
        const failed = (error: Error): void => resolve({ status: 0, text: error.message });
        const call = request(
            endpoint.url,
            {
                method: 'POST',
                headers: {
                    'content-type': 'application/json; charset=utf-8',
                    'content-length': Buffer.byteLength(body),
                    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
                    'stripe-signature': signatureHeader(body, timestamp, endpoint.secret ?? '')
                },
                timeout: ANSWER_TIMEOUT
            },
            (answer) => {
                let text = '';
                answer.setEncoding('utf8').on('data', (part: string) => (text += part));
                answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
                answer.on('error', failed);
            }
        );
        call.on('timeout', () => call.destroy(new Error(`no answer within ${ANSWER_TIMEOUT / 1000} seconds`)));
        call.on('error', failed);
        call.end(body);
    });
}
