import type { LocalOrg } from '../org/local';
import { apexString } from '../org/rest';
import type { VectorResult } from './model';

export interface SignatureVector {
    name: string;
    secret: string;
    payload: string;
    header: string;
    /** Seconds since the epoch. */
    now: number;
    /** Seconds; 0 switches the check of the age off. */
    tolerance: number;
    expected_valid: boolean;
}

/** Asks the package's own class about one signature, by anonymous Apex. Never throws: a failure is a result. */
export async function runSignature(org: LocalOrg, vector: SignatureVector): Promise<VectorResult> {
    const expected = vector.expected_valid ? 'valid' : 'invalid';
    const result = (got: string): VectorResult => ({ id: vector.name, passed: got === expected, expected, got });
    try {
        const { logs } = await org.apex(signatureApex(vector));
        return result(
            logs.map((line) => /VERDICT (\w+)/.exec(line)?.[1]).find((verdict) => verdict !== undefined) ?? 'no verdict in the debug log'
        );
    } catch (error) {
        return result((error as Error).message.split('\n')[0]!);
    }
}

function signatureApex({ payload, header, secret, tolerance, now }: SignatureVector): string {
    return [
        `Blob body = Blob.valueOf(${apexString(payload)});`,
        `List<String> secrets = new List<String>{ ${apexString(secret)} };`,
        `Datetime now = Datetime.newInstance(${now}000L);`,
        `Boolean valid = StripeSignature.verify(body, ${apexString(header)}, secrets, ${tolerance}L, now);`,
        "System.debug('VERDICT ' + (valid ? 'valid' : 'invalid'));"
    ].join('\n');
}
