import { errorAnswer, jsonAnswer, type HttpAnswer, type HttpMessage } from './protocol.ts';
import type { OrgWorker } from './org-worker.ts';

/** What scripts and tests ask of a local org and no real org has: its clock, its background work, its counters. */
export async function handleControl(org: OrgWorker, username: string, message: HttpMessage): Promise<HttpAnswer> {
    const parameters = new URLSearchParams(message.query);
    switch (`${message.method} ${message.path}`) {
        case 'POST /local-org/clock': {
            const now = bodyOf(message)?.now;
            if (now !== null && typeof now !== 'number') return badRequest('{"now": milliseconds since the epoch, or null for real time}');
            await org.call('setClock', now);
            return jsonAnswer(200, { now });
        }
        case 'POST /local-org/idle':
            return jsonAnswer(200, { jobs: await org.call('idle') });
        case 'GET /local-org/transactions':
            return jsonAnswer(200, await org.call('transactions', parameters.get('clear') === '1'));
        case 'POST /local-org/apex': {
            const source = bodyOf(message)?.source;
            if (typeof source !== 'string') return badRequest('{"source": anonymous Apex}');
            return jsonAnswer(200, await org.call('anonymous', username, source));
        }
        default:
            return errorAnswer(404, 'NOT_FOUND', `There is no ${message.method} ${message.path}`);
    }
}

function badRequest(expected: string): HttpAnswer {
    return errorAnswer(400, 'JSON_PARSER_ERROR', `The body must be ${expected}`);
}

function bodyOf(message: HttpMessage): Record<string, unknown> | undefined {
    try {
        return JSON.parse(new TextDecoder().decode(message.body)) as Record<string, unknown>;
    } catch {
        return undefined;
    }
}
