import type { OrgRuntime } from '../../org.ts';
import type { TransactionRuntime } from '../../automation/runtime.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import { errorAnswer, type HttpAnswer, type HttpMessage } from '../protocol.ts';
import type { Services } from '../services.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { Shape } from './shape.ts';

/** One request to the REST API, or one part of a composite request. */
export interface Call {
    readonly org: OrgRuntime;
    readonly user: RunningUser;
    readonly services: Services;
    readonly method: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** '/services/data/v66.0' */
    readonly base: string;
    /** Decoded parts of the path, as the route's pattern catches them. */
    readonly parameters: readonly string[];
    readonly query: URLSearchParams;
    /** The body, which must have this shape. */
    json<T>(shape: Shape): T;
    bytes(): Uint8Array;
    /** A transaction of the user; inside a composite request with allOrNone, a part of that request's. */
    transact<T>(action: (transaction: TransactionRuntime) => T): T;
}

export type Answer = HttpAnswer | Promise<HttpAnswer>;

/** The pattern meets the path behind the version, without a slash at its end. */
export type Route = readonly [methods: string, pattern: RegExp, run: (call: Call) => Answer];

/** A request answered with another status than 400. */
export class Refusal extends Error {
    readonly answer: HttpAnswer;

    constructor(status: number, errorCode: string, message: string) {
        super(message);
        this.answer = errorAnswer(status, errorCode, message);
    }
}

export function notFound(message = 'The requested resource does not exist'): Refusal {
    return new Refusal(404, 'NOT_FOUND', message);
}

export function parseJsonBody(message: Pick<HttpMessage, 'body'>): unknown {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message.body));
    } catch (error) {
        throw new BadValue('JSON_PARSER_ERROR', `The body is not JSON: ${(error as Error).message}`);
    }
}

export function noContent(): HttpAnswer {
    return { status: 204, headers: {}, body: new Uint8Array() };
}
