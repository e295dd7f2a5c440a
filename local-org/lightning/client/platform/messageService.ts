import type { WireAdapter, WireDataCallback } from 'lwc';

/** A channel as `@salesforce/messageChannel` gives it. */
interface Channel {
    messageChannel: string;
}

type Listener = (message: unknown) => void;

interface Subscription {
    channel: string;
    listener: Listener;
}

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const subscriptions = new Set<Subscription>();

/** Scope of a component that has its context from `@wire(MessageContext)`. The host shows one page at a time, so scopes coincide. */
export class MessageContext implements WireAdapter {
    private readonly emit: WireDataCallback;

    constructor(emit: WireDataCallback) {
        this.emit = emit;
    }

    connect(): void {
        this.emit(createMessageContext());
    }

    disconnect(): void {
        // A component unsubscribes by itself, as it must on the platform.
    }

    update(): void {
        // It has no parameters.
    }
}

export function createMessageContext(): object {
    return {};
}

export function releaseMessageContext(): void {
    // Nothing is kept for a context.
}

/** The message is plain data: what a listener does to it, nobody else sees. */
export function publish(_context: object, channel: Channel, message?: unknown): void {
    const sent = JSON.stringify(message);
    for (const { channel: name, listener } of [...subscriptions])
        if (name === channel.messageChannel) listener(sent === undefined ? undefined : JSON.parse(sent));
}

export function subscribe(_context: object, channel: Channel, listener: Listener): Subscription {
    const subscription = { channel: channel.messageChannel, listener };
    subscriptions.add(subscription);
    return subscription;
}

export function unsubscribe(subscription: Subscription | null | undefined): void {
    if (subscription) subscriptions.delete(subscription);
}
