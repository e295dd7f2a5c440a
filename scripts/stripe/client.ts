import Stripe from 'stripe';
import { UserError } from '../cli/arguments';
import { STRIPE_API_VERSION } from './api-version';

/** The official SDK, pointed at the stand-in. Any test key will do there. */
export function standInClient(url: string): Stripe {
    const { hostname, port } = new URL(url);
    return new Stripe('sk_test_stand_in', { apiVersion: STRIPE_API_VERSION, host: hostname, port, protocol: 'http', telemetry: false });
}

/** The official SDK in Stripe's test mode. A live key is refused: nothing here may touch real customers. */
export function testModeClient(key: string): Stripe {
    if (/^(sk|rk)_live_/.test(key)) throw new UserError('STRIPE_TEST_KEY holds a live key: take one that begins with sk_test_.');
    if (!/^(sk|rk)_test_/.test(key)) throw new UserError('STRIPE_TEST_KEY must begin with sk_test_ or rk_test_.');
    return new Stripe(key, { apiVersion: STRIPE_API_VERSION, maxNetworkRetries: 5, telemetry: false });
}
