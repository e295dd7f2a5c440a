/** An HTTP request as the front hands it to the org: the body is the bytes as received. */
export interface HttpMessage {
    readonly method: string;
    /** Decoded, without the query string. */
    readonly path: string;
    /** The query string without its question mark, as received. */
    readonly query: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly remoteAddress: string;
}

export interface HttpAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
}

export function jsonAnswer(status: number, value: unknown): HttpAnswer {
    return {
        status,
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        body: new TextEncoder().encode(JSON.stringify(value))
    };
}

/** The platform's REST errors: a list of messages with codes. */
export function errorAnswer(status: number, errorCode: string, message: string, fields?: readonly string[]): HttpAnswer {
    return jsonAnswer(status, [{ message, errorCode, ...(fields ? { fields } : {}) }]);
}
