import type { TransactionRuntime } from '../../automation/runtime.ts';
import { errorAnswer, jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call } from './call.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { Shape } from './shape.ts';

/** REST API Developer Guide, "Composite" and "Batch": so many parts of one request. */
const PARTS = 25;
/** "Composite Graph": of one request, nodes of all graphs together. */
const GRAPHS = 75;
const NODES = 500;
const HALTED = 'The transaction was rolled back since another operation in the same transaction failed.';

interface Subrequest {
    readonly method: string;
    readonly url: string;
    readonly referenceId?: string;
    readonly body?: unknown;
    readonly richInput?: unknown;
    readonly httpHeaders?: Readonly<Record<string, string>>;
}

/** `httpHeaders` are made texts where they are used. */
const PART: Shape = { method: 'text', url: 'text', referenceId: 'text', httpHeaders: {} };

export type Dispatch = (part: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly transaction: TransactionRuntime | undefined;
}) => HttpAnswer;

interface Part {
    readonly body: unknown;
    readonly httpHeaders: Record<string, string>;
    readonly httpStatusCode: number;
    readonly referenceId: string;
}

/** Parts that may name what earlier ones gave: `@{account.id}`. */
export function composite(call: Call, dispatch: Dispatch): HttpAnswer {
    const { compositeRequest, allOrNone = false } = call.json<{ compositeRequest?: Subrequest[]; allOrNone?: boolean }>({
        compositeRequest: [PART],
        allOrNone: 'flag'
    });
    const requests = referencesOf(compositeRequest, PARTS);
    if (!allOrNone) return jsonAnswer(200, { compositeResponse: runParts(requests, dispatch, undefined) });
    return jsonAnswer(200, { compositeResponse: allOrNothing(call, requests, dispatch) });
}

/** Each part has a name of its own. */
function referencesOf(compositeRequest: readonly Subrequest[] | undefined, most: number): readonly Subrequest[] {
    const requests = partsOf(compositeRequest, 'compositeRequest', most);
    const ids = requests.map(({ referenceId }) => referenceId ?? '');
    const wrong = ids.find((id, at) => !/^\w+$/.test(id) || ids.indexOf(id) !== at);
    if (wrong !== undefined)
        throw new BadValue(
            'INVALID_INPUT',
            `Provided referenceId ('${wrong}') must be unique and consist of letters, digits and underscores.`
        );
    return requests;
}

function allOrNothing(call: Call, requests: readonly Subrequest[], dispatch: Dispatch): Part[] {
    try {
        return call.transact((transaction) => {
            const parts = transaction.guarded(() => {
                const done = runParts(requests, dispatch, transaction);
                if (done.some(isFailure)) throw new RolledBack(done);
                return done;
            });
            return parts;
        });
    } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
        return error.parts.map((part) => (isFailure(part) ? part : halted(part.referenceId, HALTED)));
    }
}

class RolledBack extends Error {
    readonly parts: readonly Part[];

    constructor(parts: readonly Part[]) {
        super(HALTED);
        this.parts = parts;
    }
}

function runParts(requests: readonly Subrequest[], dispatch: Dispatch, transaction: TransactionRuntime | undefined): Part[] {
    const results = new Map<string, unknown>();
    const parts: Part[] = [];
    for (const request of requests) {
        const referenceId = request.referenceId!;
        if (transaction && parts.some(isFailure)) {
            parts.push(halted(referenceId, HALTED));
            continue;
        }
        try {
            const { status, headers, body } = dispatch({
                method: request.method,
                path: filledText(request.url, results),
                headers: lowerCase(request.httpHeaders),
                body: filled(request.body, results),
                transaction
            });
            const content = body.length === 0 ? null : (JSON.parse(new TextDecoder().decode(body)) as unknown);
            results.set(referenceId, content);
            const location: Record<string, string> =
                status === 201 && isCreated(content) ? { Location: `${request.url}/${content.id}` } : {};
            parts.push({ body: content, httpHeaders: { ...plainHeaders(headers), ...location }, httpStatusCode: status, referenceId });
        } catch (error) {
            if (!(error instanceof BadReference)) throw error;
            parts.push(halted(referenceId, error.message));
        }
    }
    return parts;
}

/** Composite requests side by side, each of them all or nothing. */
export function graph(call: Call, dispatch: Dispatch): HttpAnswer {
    const { graphs } = call.json<{ graphs?: { graphId?: string; compositeRequest?: Subrequest[] }[] }>({
        graphs: [{ graphId: 'text', compositeRequest: [PART] }]
    });
    if (!graphs || graphs.length === 0) throw new BadValue('INVALID_INPUT', 'The graphs list is required');
    const nodes = graphs.reduce((sum, { compositeRequest }) => sum + (compositeRequest?.length ?? 0), 0);
    if (graphs.length > GRAPHS || nodes > NODES)
        throw new BadValue('EXCEEDED_MAX_SIZE_REQUEST', `A request takes at most ${GRAPHS} graphs with ${NODES} nodes together`);
    const answers = graphs.map(({ graphId, compositeRequest }) => {
        const compositeResponse = allOrNothing(call, referencesOf(compositeRequest, NODES), dispatch);
        return { graphId, graphResponse: { compositeResponse }, isSuccessful: !compositeResponse.some(isFailure) };
    });
    return jsonAnswer(200, { graphs: answers });
}

/** Parts that know nothing of one another. */
export function batch(call: Call, dispatch: Dispatch): HttpAnswer {
    const { batchRequests, haltOnError = false } = call.json<{ batchRequests?: Subrequest[]; haltOnError?: boolean }>({
        batchRequests: [PART],
        haltOnError: 'flag'
    });
    const results: { statusCode: number; result: unknown }[] = [];
    for (const request of partsOf(batchRequests, 'batchRequests')) {
        if (haltOnError && results.some(({ statusCode }) => statusCode >= 400)) {
            const result = [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }];
            results.push({ statusCode: 412, result });
            continue;
        }
        const path = request.url.startsWith('/') ? request.url : `/services/data/${request.url}`;
        const answer = dispatch({ method: request.method, path, headers: {}, body: request.richInput, transaction: undefined });
        const text = new TextDecoder().decode(answer.body);
        results.push({ statusCode: answer.status, result: text === '' ? null : (JSON.parse(text) as unknown) });
    }
    return jsonAnswer(200, { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
}

function partsOf(requests: readonly Subrequest[] | undefined, name: string, most = PARTS): readonly Subrequest[] {
    if (!requests || requests.length === 0) throw new BadValue('INVALID_INPUT', `The ${name} list is required`);
    const incomplete = requests.findIndex(({ method, url }) => !method || !url);
    if (incomplete >= 0) throw new BadValue('INVALID_INPUT', `${name}[${incomplete}] needs a method and a url`);
    if (requests.length > most)
        throw new BadValue('EXCEEDED_MAX_SIZE_REQUEST', `${name} takes at most ${most} parts, not ${requests.length}`);
    return requests;
}

function isFailure({ httpStatusCode }: Part): boolean {
    return httpStatusCode >= 400;
}

function halted(referenceId: string, message: string): Part {
    const { status, body } = errorAnswer(400, 'PROCESSING_HALTED', message);
    return { body: JSON.parse(new TextDecoder().decode(body)) as unknown, httpHeaders: {}, httpStatusCode: status, referenceId };
}

function isCreated(content: unknown): content is { id: string } {
    return typeof content === 'object' && content !== null && typeof (content as { id?: unknown }).id === 'string';
}

function plainHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type' && name !== 'content-length'));
}

function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

class BadReference extends Error {}

const REFERENCE = /@\{(\w+)\.([^}]+)\}/g;

/** A text that is one reference takes the value's own type. */
function filled(value: unknown, results: ReadonlyMap<string, unknown>): unknown {
    if (typeof value === 'string') {
        const alone = /^@\{(\w+)\.([^}]+)\}$/.exec(value);
        return alone ? resolved(alone[1]!, alone[2]!, results) : filledText(value, results);
    }
    if (Array.isArray(value)) return value.map((item) => filled(item, results));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, results)]));
}

function filledText(text: string, results: ReadonlyMap<string, unknown>): string {
    return text.replace(REFERENCE, (_all, id: string, path: string) => String(resolved(id, path, results)));
}

function resolved(id: string, path: string, results: ReadonlyMap<string, unknown>): unknown {
    let value = results.get(id);
    for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
        value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
    }
    if (value === undefined || value === null) {
        throw new BadReference(`Invalid reference specified. No value for ${id}.${path} found in ${id}`);
    }
    return value;
}
