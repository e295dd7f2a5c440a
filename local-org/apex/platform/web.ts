import { ApexBlob } from '../runtime/values/blob.ts';
import { ApexList } from '../runtime/values/list.ts';
import { ApexMap } from '../runtime/values/map.ts';
import { stringException } from '../runtime/values/raise.ts';
import { primitive } from '../types.ts';
import { interfaceMethod } from './collections/interfaces.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods } from './strict.ts';

const STRING = primitive('String');

/** Header names keep their spelling and are found without regard to case. */
class Headers {
    private readonly byLowerName = new Map<string, [string, string]>();

    get(name: string): string | null {
        return this.byLowerName.get(name.toLowerCase())?.[1] ?? null;
    }

    set(name: string, value: string): void {
        this.byLowerName.set(name.toLowerCase(), [this.byLowerName.get(name.toLowerCase())?.[0] ?? name, value]);
    }

    entries(): [string, string][] {
        return [...this.byLowerName.values()];
    }
}

/** `System.HttpRequest`: what `Http.send` is given. */
export class HttpRequest {
    endpoint: string | null = null;
    method: string | null = null;
    readonly headers = new Headers();
    body: ApexBlob | null = null;
    /** Milliseconds; the platform's default is ten seconds. */
    timeout = 10_000;
    compressed = false;
    clientCertificate: string | null = null;

    toString(): string {
        return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
    }
}

/** `System.HttpResponse` */
export class HttpResponse {
    status: string | null = null;
    statusCode = 0;
    readonly headers = new Headers();
    body: ApexBlob | null = null;

    toString(): string {
        return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
    }
}

const blobOf = (text: string | null): ApexBlob | null => (text === null ? null : ApexBlob.fromText(text));
const textOf = (message: HttpRequest | HttpResponse): string => (message.body ? Buffer.from(message.body.bytes).toString('utf8') : '');
const MAXIMUM_TIMEOUT = 120_000;

definePlatformClass({
    name: 'System.HttpRequest',
    jsClass: HttpRequest,
    constructors: { '()': () => new HttpRequest() },
    methods: {
        'String getBody()': textOf,
        'Blob getBodyAsBlob()': (request: HttpRequest) => request.body,
        'Boolean getCompressed()': (request: HttpRequest) => request.compressed,
        'String getEndpoint()': (request: HttpRequest) => request.endpoint,
        'String getMethod()': (request: HttpRequest) => request.method,
        'String toString()': (request: HttpRequest) => request.toString(),
        'void setBody(String body)': (request: HttpRequest, body) => void (request.body = blobOf(body)),
        'void setBodyAsBlob(Blob body)': (request: HttpRequest, body) => void (request.body = body),
        'void setEndpoint(String endpoint)': (request: HttpRequest, endpoint) => void (request.endpoint = endpoint),
        ...strictMethods({
            'String getHeader(String key)': (request: HttpRequest, name: string) => request.headers.get(name),
            'void setClientCertificateName(String name)': (request: HttpRequest, name: string) => void (request.clientCertificate = name),
            'void setCompressed(Boolean flag)': (request: HttpRequest, flag: boolean) => void (request.compressed = flag),
            'void setMethod(String method)': (request: HttpRequest, method: string) => void (request.method = method),
            'void setTimeout(Integer timeout)': (request: HttpRequest, timeout: number) => {
                if (timeout < 1 || timeout > MAXIMUM_TIMEOUT)
                    throw stringException(`timeout must be between 1 and ${MAXIMUM_TIMEOUT}: ${timeout}`);
                request.timeout = timeout;
            }
        }),
        'void setHeader(String key, String value)': (request: HttpRequest, name: string, value: string | null) =>
            request.headers.set(name, value ?? '')
    }
});

definePlatformClass({
    name: 'System.HttpResponse',
    jsClass: HttpResponse,
    constructors: { '()': () => new HttpResponse() },
    methods: {
        'String getBody()': textOf,
        'Blob getBodyAsBlob()': (response: HttpResponse) => response.body ?? new ApexBlob(new Uint8Array()),
        'List<String> getHeaderKeys()': (response: HttpResponse) =>
            ApexList.of(
                STRING,
                response.headers.entries().map(([name]) => name)
            ),
        'String getStatus()': (response: HttpResponse) => response.status,
        'Integer getStatusCode()': (response: HttpResponse) => response.statusCode,
        'String toString()': (response: HttpResponse) => response.toString(),
        'void setBody(String body)': (response: HttpResponse, body) => void (response.body = blobOf(body)),
        'void setBodyAsBlob(Blob body)': (response: HttpResponse, body) => void (response.body = body),
        'void setStatus(String status)': (response: HttpResponse, status) => void (response.status = status),
        ...strictMethods({
            'String getHeader(String key)': (response: HttpResponse, name: string) => response.headers.get(name),
            'void setStatusCode(Integer statusCode)': (response: HttpResponse, code: number) => void (response.statusCode = code)
        }),
        'void setHeader(String key, String value)': (response: HttpResponse, name: string, value: string | null) =>
            response.headers.set(name, value ?? '')
    }
});

definePlatformClass({
    name: 'System.HttpCalloutMock',
    kind: 'interface',
    methods: { 'HttpResponse respond(HttpRequest request)': interfaceMethod('respond') }
});

const textMap = (): ApexMap => new ApexMap(STRING, STRING);

/** `System.RestRequest`. Its maps are those of Apex: names are found in the spelling in which they were put. */
export class RestRequest {
    headers = textMap();
    params = textMap();
    httpMethod: string | null = null;
    remoteAddress: string | null = null;
    requestBody: ApexBlob | null = null;
    requestURI: string | null = null;
    resourcePath: string | null = null;
}

export class RestResponse {
    headers = textMap();
    responseBody: ApexBlob | null = null;
    statusCode: number | null = null;
}

/** Plain properties of a class, readable and writable. */
export function fields<T extends object>(
    types: Record<string, string>
): Record<string, { get: (self: T) => unknown; set: (self: T, value: unknown) => void }> {
    return Object.fromEntries(
        Object.entries(types).map(([name, type]) => [
            `${type} ${name} { get; set; }`,
            {
                get: (self: T) => self[name as keyof T],
                set: (self: T, value: unknown) => {
                    self[name as keyof T] = value as T[keyof T];
                }
            }
        ])
    );
}

definePlatformClass({
    name: 'System.RestRequest',
    jsClass: RestRequest,
    constructors: { '()': () => new RestRequest() },
    properties: fields<RestRequest>({
        headers: 'Map<String,String>',
        params: 'Map<String,String>',
        httpMethod: 'String',
        remoteAddress: 'String',
        requestBody: 'Blob',
        requestURI: 'String',
        resourcePath: 'String'
    }),
    methods: {
        'void addHeader(String name, String value)': (request: RestRequest, name, value) => void request.headers.put(name, value),
        'void addParameter(String name, String value)': (request: RestRequest, name, value) => void request.params.put(name, value)
    }
});

definePlatformClass({
    name: 'System.RestResponse',
    jsClass: RestResponse,
    constructors: { '()': () => new RestResponse() },
    properties: fields<RestResponse>({ headers: 'Map<String,String>', responseBody: 'Blob', statusCode: 'Integer' }),
    methods: {
        'void addHeader(String name, String value)': (response: RestResponse, name, value) => void response.headers.put(name, value)
    }
});
