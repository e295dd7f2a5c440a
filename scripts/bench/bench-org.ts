import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { startLocalOrg, type LocalOrg } from '../org/local';
import { storeSigningSecret } from '../org/signing-secret';
import { SOURCE } from '../scenario/stages';
import { standInClient } from '../stripe/client';
import { StandIn } from '../stripe/stand-in/server';

export interface BenchOrg {
    org: LocalOrg;
    stripe: Stripe;
    standIn: StandIn;
    secret: string;
    /** Milliseconds from the start of the process until it served. */
    startup: number;
}

/** Does the work in a local org of its own, with a stand-in of its own behind it. */
export async function withBenchOrg<T>(work: (bench: BenchOrg) => Promise<T>): Promise<T> {
    const standIn = new StandIn();
    const url = await standIn.listen();
    const started = performance.now();
    const { org, child } = await startLocalOrg({ namedCredentials: { [SOURCE]: url } });
    try {
        const startup = performance.now() - started;
        const secret = `whsec_${randomBytes(24).toString('hex')}`;
        await storeSigningSecret(org, SOURCE, secret);
        await org.idle();
        return await work({ org, stripe: standInClient(url), standIn, secret, startup });
    } finally {
        await child.stop();
        await standIn.close();
    }
}
