import type { Delivery } from './delivery';
import { STRIPE_API_VERSION } from '../api-version';
import { render, type Json } from './render';
import { newId, type State } from './state';
import type { EventRecord } from './wire';

/** What the API call that caused an event was; null where time itself caused it. */
export interface Cause {
    requestId: string | null;
    idempotencyKey: string | null;
}

export const BY_TIME: Cause = { requestId: null, idempotencyKey: null };

/** Records events and hands them to the delivery. */
export class EventLog {
    private readonly state: State;
    private readonly delivery: Delivery;

    constructor(state: State, delivery: Delivery) {
        this.state = state;
        this.delivery = delivery;
    }

    /** @param created seconds since the epoch, on the clock of the object */
    emit(type: string, record: Json, created: number, cause: Cause, previous?: Json): void {
        const event: EventRecord = {
            id: newId('evt', 24),
            object: 'event',
            api_version: STRIPE_API_VERSION,
            created,
            data: { object: render(this.state, record), ...(previous === undefined ? {} : { previous_attributes: previous }) },
            livemode: false,
            pending_webhooks: this.delivery.endpointsFor(type).length,
            request:
                cause.requestId === null
                    ? { id: null, idempotency_key: null }
                    : { id: cause.requestId, idempotency_key: cause.idempotencyKey },
            type: type as EventRecord['type']
        };
        this.state.put('event', event);
        this.delivery.enqueue(event);
    }

    /** Runs a change and emits `type` with the former values, where anything changed. */
    change(type: string, record: Json, created: number, cause: Cause, change: () => void): void {
        const before = structuredClone(render(this.state, record));
        change();
        const previous = previousAttributes(before, render(this.state, record));
        if (Object.keys(previous).length > 0) this.emit(type, record, created, cause, previous);
    }
}

/** Former values of what changed: of a hash its changed keys, of an array all of its former elements. */
export function previousAttributes(before: Json, after: Json): Json {
    const previous: Json = {};
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        const [old, current] = [before[key], after[key]];
        if (JSON.stringify(old) === JSON.stringify(current)) continue;
        previous[key] = isHash(old) && isHash(current) ? previousAttributes(old, current) : (old ?? null);
    }
    return previous;
}

function isHash(value: unknown): value is Json {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
