import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header of a webhook: HMAC-SHA256 over "t.body", lower-case hex.
 * Several secrets give several `v1`, as while a secret is being rolled.
 * @param timestamp seconds since the epoch
 */
export function signatureHeader(body: string, timestamp: number, ...secrets: readonly string[]): string {
    const signatures = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex')}`);
    return [`t=${timestamp}`, ...signatures].join(',');
}
