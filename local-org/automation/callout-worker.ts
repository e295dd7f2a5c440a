import { runAsWorker } from 'synckit';

export interface CalloutRequest {
    readonly url: string;
    readonly method: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array | null;
    /** Milliseconds. */
    readonly timeout: number;
}

export type CalloutAnswer =
    | {
          readonly status: number;
          readonly statusText: string;
          readonly headers: readonly (readonly [string, string])[];
          readonly body: Uint8Array;
      }
    | { readonly failed: 'timeout' | 'network'; readonly reason: string };

/** Sends one request from a thread of its own, while the org's thread stands still. Redirects are answers, as on the platform. */
async function callOut(request: CalloutRequest): Promise<CalloutAnswer> {
    try {
        const response = await fetch(request.url, {
            method: request.method,
            headers: request.headers.map(([name, value]) => [name, value] as [string, string]),
            body: request.body === null ? null : Buffer.from(request.body),
            redirect: 'manual',
            signal: AbortSignal.timeout(request.timeout)
        });
        const body = new Uint8Array(await response.arrayBuffer());
        return { status: response.status, statusText: response.statusText, headers: [...response.headers], body };
    } catch (error) {
        const { name, message, cause } = error as Error & { cause?: Error };
        return { failed: name === 'TimeoutError' ? 'timeout' : 'network', reason: cause?.message ?? message };
    }
}

runAsWorker(callOut);
