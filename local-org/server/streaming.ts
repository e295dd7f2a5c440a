import { randomUUID } from 'node:crypto';
import { errorAnswer, jsonAnswer, type HttpAnswer, type HttpMessage } from './protocol.ts';

/** Milliseconds that a client's poll is held. */
const HOLD = 5_000;
/** The one channel that tools subscribe to while they wait for tests; they also ask for the rows, which is how they learn of the end. */
const TEST_RESULTS = '/systemTopic/TestResult';

interface BayeuxMessage {
    readonly channel: string;
    readonly id?: string;
    readonly clientId?: string;
    readonly subscription?: string;
}

/**
 * The handshake of the Streaming API (Bayeux 1.0), as far as tools need it to wait for test runs. No message is ever
 * pushed; subscriptions to anything else are refused.
 */
export async function handleStreaming(message: HttpMessage): Promise<HttpAnswer> {
    const messages = messagesOf(message);
    if (!messages) return errorAnswer(400, 'JSON_PARSER_ERROR', 'The body must be a list of Bayeux messages');
    const answers = messages.map(answerOf);
    if (messages.some(({ channel }) => channel === '/meta/connect')) await new Promise((resolve) => setTimeout(resolve, HOLD).unref());
    return jsonAnswer(200, answers);
}

function messagesOf({ body }: HttpMessage): BayeuxMessage[] | undefined {
    try {
        const parsed = JSON.parse(new TextDecoder().decode(body)) as unknown;
        return (Array.isArray(parsed) ? parsed : [parsed]) as BayeuxMessage[];
    } catch {
        return undefined;
    }
}

function answerOf({ channel, id, clientId, subscription }: BayeuxMessage): object {
    const common = { channel, ...(id === undefined ? {} : { id }), clientId: clientId ?? randomUUID(), successful: true };
    switch (channel) {
        case '/meta/handshake':
            return { ...common, version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: ['long-polling'], advice: ADVICE };
        case '/meta/connect':
            return { ...common, advice: ADVICE };
        case '/meta/disconnect':
        case '/meta/unsubscribe':
            return common;
        case '/meta/subscribe':
            if (subscription === TEST_RESULTS) return { ...common, subscription };
            return { ...common, successful: false, subscription, error: `403:${subscription}:The local org does not stream this channel` };
        default:
            return { ...common, successful: false, error: `400:${channel}:Unknown channel` };
    }
}

const ADVICE = { reconnect: 'retry', interval: 0, timeout: HOLD };
