import type { Cause, EventLog } from './events';
import { unrecognizedUrl } from './errors';
import type { Shape } from './parameters';
import type { Json } from './render';
import type { State } from './state';
import type { Timekeeper } from './time';
import type { Delivery } from './delivery';

/** The world that a request acts on. */
export interface World {
    state: State;
    time: Timekeeper;
    events: EventLog;
    delivery: Delivery;
}

export interface Call<P> extends World {
    parameters: P;
    /** The parts of the path that the route names, such as `id`. */
    path: Record<string, string>;
    cause: Cause;
}

/** What a route answers: a record or a page of records, shown with the `expand` of the request. */
export type Answer = object;

export interface Route {
    method: 'GET' | 'POST' | 'DELETE';
    pattern: string;
    parameters: Shape;
    handle(call: Call<never>): Answer | Promise<Answer>;
}

export function route<P>(
    method: Route['method'],
    pattern: string,
    parameters: Shape,
    handle: (call: Call<P>) => Answer | Promise<Answer>
): Route {
    return { method, pattern, parameters, handle: handle as Route['handle'] };
}

export function matchRoute(routes: readonly Route[], method: string, path: string): { route: Route; path: Record<string, string> } {
    for (const candidate of routes) {
        const parts = candidate.method === method ? match(candidate.pattern, path) : undefined;
        if (parts) return { route: candidate, path: parts };
    }
    throw unrecognizedUrl(method, path);
}

export function asJson(record: object): Json {
    return record as Json;
}

function match(pattern: string, path: string): Record<string, string> | undefined {
    const expected = pattern.split('/');
    const actual = path.split('/');
    if (expected.length !== actual.length) return undefined;
    const parts: Record<string, string> = {};
    for (const [index, part] of expected.entries()) {
        if (part.startsWith(':')) parts[part.slice(1)] = decodeURIComponent(actual[index]!);
        else if (part !== actual[index]) return undefined;
    }
    return parts;
}
