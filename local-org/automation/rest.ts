import { parseJson } from '../apex/platform/json/values.ts';
import { typedValue } from '../apex/platform/json/reader.ts';
import { serialize } from '../apex/platform/json/index.ts';
import { RestRequest, RestResponse } from '../apex/platform/web.ts';
import type { ApexClass, ApexMethod } from '../apex/program.ts';
import { ApexException } from '../apex/runtime/exceptions.ts';
import { ApexBlob } from '../apex/runtime/values/blob.ts';
import { stackOf } from '../apex/runtime/values/user-objects.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { RunningUser } from './transaction.ts';

export interface RestCall {
    readonly method: string;
    /** With or without the path of a Site in front of /services/apexrest. */
    readonly path: string;
    /** What follows the question mark. */
    readonly query?: string;
    readonly headers: Readonly<Record<string, string>>;
    /** As received, byte for byte. */
    readonly body: Uint8Array;
    readonly remoteAddress?: string;
    readonly user: RunningUser;
}

export interface RestAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
}

const ROOT = '/services/apexrest';
const JSON_TYPE = 'application/json;charset=UTF-8';

/** Serves one request to a class with `@RestResource` (Apex Developer Guide, "Exposing Apex Classes as REST Web Services"). */
export function handleApexRest(org: OrgRuntime, call: RestCall): RestAnswer {
    const path = org.pathWithinSite(call.path);
    const uri = path.slice(path.toLowerCase().indexOf(ROOT) + ROOT.length);
    const resource = findResource(org, uri);
    if (!resource) return problem(404, 'NOT_FOUND', 'Could not find a match for URL');
    const { declaration, mapping } = resource;
    const methods = declaration.methods.filter((method) => verbOf(method) !== undefined);
    const method = methods.find((candidate) => verbOf(candidate) === call.method.toUpperCase());
    if (!method) {
        const allowed = methods.map((candidate) => verbOf(candidate)).join(',');
        return problem(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${call.method.toUpperCase()}' not allowed. Allowed are ${allowed}`);
    }
    if (!org.access(call.user).hasApexClass(declaration.name)) {
        return problem(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${declaration.name}`);
    }
    const request = requestOf(call, uri, mapping, method);
    try {
        return org.transact('synchronous', call.user, (tx) => answer(tx, method, request, call), {
            name: `${declaration.name}.${method.name}`,
            quiddity: 'REST'
        });
    } catch (error) {
        if (error instanceof BadBody) return problem(400, 'JSON_PARSER_ERROR', error.message);
        if (!(error instanceof ApexException)) throw error;
        return problem(500, 'APEX_ERROR', `${error.apexTypeName}: ${error.message}\n\n${stackOf(error).trace}`);
    }
}

/** The class whose urlMapping fits; of several, the one with the longest mapping. */
function findResource(org: OrgRuntime, uri: string): { declaration: ApexClass; mapping: string } | undefined {
    const found = org.program.classes.flatMap((declaration) => {
        const annotation = declaration.annotations.find(({ name }) => name.toLowerCase() === 'restresource');
        const mapping = annotation?.parameters['urlmapping'];
        return mapping !== undefined && matches(mapping, uri) ? [{ declaration, mapping }] : [];
    });
    return found.sort((a, b) => b.mapping.length - a.mapping.length)[0];
}

function matches(mapping: string, uri: string): boolean {
    const path = uri.toLowerCase();
    const pattern = mapping.toLowerCase();
    if (!pattern.endsWith('/*')) return path === pattern || path === `${pattern}/`;
    const prefix = pattern.slice(0, -1);
    return path.startsWith(prefix) || path === prefix.slice(0, -1);
}

function verbOf(method: ApexMethod): string | undefined {
    const annotation = method.annotations.find(({ name }) => /^http(get|post|put|patch|delete)$/i.test(name));
    return method.static ? annotation?.name.slice(4).toUpperCase() : undefined;
}

function requestOf(call: RestCall, uri: string, mapping: string, method: ApexMethod): RestRequest {
    const request = new RestRequest();
    for (const [name, value] of Object.entries(call.headers)) request.headers.put(headerCase(name), value);
    for (const [name, value] of new URLSearchParams(call.query ?? '')) request.params.put(name, value);
    request.httpMethod = call.method.toUpperCase();
    request.remoteAddress = call.remoteAddress ?? '127.0.0.1';
    request.requestURI = uri;
    request.resourcePath = `${ROOT}${mapping}`;
    // With parameters, the platform reads the body into them and keeps none for the method.
    if (method.parameters.length === 0) request.requestBody = new ApexBlob(call.body);
    return request;
}

/** The platform hands headers over in the spelling of the protocol's documents: Content-Type. */
function headerCase(name: string): string {
    return name.toLowerCase().replace(/(^|-)(\w)/g, (_match, dash: string, letter: string) => dash + letter.toUpperCase());
}

function answer(tx: TransactionRuntime, method: ApexMethod, request: RestRequest, call: RestCall): RestAnswer {
    const response = new RestResponse();
    tx.rest = { request, response };
    const values = method.parameters.length === 0 ? [] : parametersOf(method, request, call.body);
    const result = method.invoke(null, values);
    const final = tx.rest.response as RestResponse;
    const headers: Record<string, string> = {};
    for (const [name, value] of final.headers) headers[String(name).toLowerCase()] = String(value);
    const isVoid = method.returns.kind === 'void';
    const body = isVoid ? (final.responseBody?.bytes ?? new Uint8Array()) : Buffer.from(serialize(result), 'utf8');
    if (body.length > 0) headers['content-type'] ??= JSON_TYPE;
    return { status: final.statusCode ?? (isVoid && body.length === 0 ? 204 : 200), headers, body };
}

class BadBody extends Error {}

/** Parameters of the method from the members of the JSON body; a GET or DELETE has them in its query. */
function parametersOf(method: ApexMethod, request: RestRequest, body: Uint8Array): unknown[] {
    const members = membersOf(request, body);
    for (const name of members.keys()) {
        if (!method.parameters.some((parameter) => parameter.name === name)) {
            throw new BadBody(`Unexpected parameter encountered during deserialization: ${name}`);
        }
    }
    return method.parameters.map(({ name, type }) => {
        try {
            return typedValue((members.get(name) ?? null) as Parameters<typeof typedValue>[0], type, true);
        } catch (error) {
            throw error instanceof ApexException ? new BadBody(error.message) : error;
        }
    });
}

function membersOf(request: RestRequest, body: Uint8Array): Map<string, unknown> {
    if (body.length === 0) return new Map([...request.params].map(([name, value]) => [String(name), value]));
    let json: unknown;
    try {
        json = parseJson(Buffer.from(body).toString('utf8'));
    } catch (error) {
        throw error instanceof ApexException ? new BadBody(error.message) : error;
    }
    if (!(json instanceof Map)) throw new BadBody('HTTP entity body is required to be a JSON object');
    return json as Map<string, unknown>;
}

function problem(status: number, errorCode: string, message: string): RestAnswer {
    return { status, headers: { 'content-type': JSON_TYPE }, body: Buffer.from(JSON.stringify([{ errorCode, message }]), 'utf8') };
}
