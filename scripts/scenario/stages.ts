import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { STRIPE_API_VERSION } from '../stripe/api-version';
import { standInClient } from '../stripe/client';
import { HANDLED_EVENTS } from '../stripe/events';
import { controlStandIn } from '../stripe/stand-in/process';
import type { LocalOrg } from '../org/local';
import type { SalesforceOrg } from '../org/salesforce';
import { storeSigningSecret } from '../org/signing-secret';
import { settleIn } from './company';
import { ForwardedDelivery, StandInDelivery, STRIPE_POLL, StripeDelivery } from './delivery';
import { beginning, play, type Branch, type Play } from './play';
import { CAST, type Biller, type CharacterName } from './cast';
import { STAND_IN_PACE, STRIPE_PACE, TestClocks } from './test-clocks';

/** The source of the package that the scenario's webhooks come in by. */
export const SOURCE = 'Stripe_Test';

/** The source of the second Stripe account; see `config/scenario`. */
export const EUROPE = 'Stripe_Europe';

type Show = (done: number, total: number, title: string) => void;

/** Plays the scenario with the stand-in as Stripe: it owns the time, and the local org follows. */
export async function playWithStandIn(url: string, org: LocalOrg, progress: Show, europeUrl?: string): Promise<Play> {
    await connectSource(url, org, SOURCE);
    if (europeUrl) await connectSource(europeUrl, org, EUROPE);
    await controlStandIn(url, 'POST', '/follower', { url: org.url, token: org.token });
    const start = beginning(new Date());
    await org.setClock(start * 1000);
    await settleIn(org, start);
    const branch = (at: string, source: string): Branch => {
        const stripe = standInClient(at);
        return {
            stripe,
            clocks: new TestClocks(stripe, start, STAND_IN_PACE),
            delivery: new StandInDelivery(at, org),
            source,
            isOwn: true,
            refusePayouts: () => controlStandIn(at, 'POST', '/payouts/refuse', { code: 'account_closed' })
        };
    };
    for (const at of europeUrl ? [url, europeUrl] : [url]) await payOutMonthly(standInClient(at));
    const stage = { ...branch(url, SOURCE), org, start, progress, ...(europeUrl ? { europe: branch(europeUrl, EUROPE) } : {}) };
    const result = await play(stage, nowInSeconds());
    await controlStandIn(url, 'POST', '/follower', {});
    for (const at of europeUrl ? [url, europeUrl] : [url]) await controlStandIn(at, 'POST', '/thaw', {});
    await org.setClock(null);
    return result;
}

/** Plays the scenario in Stripe's test mode; events are fetched from there and posted to the local org. */
export async function playWithTestMode(
    stripe: Stripe,
    org: LocalOrg,
    progress: Show,
    pace = { clocks: STRIPE_PACE, poll: STRIPE_POLL }
): Promise<Play> {
    const secret = `whsec_${randomBytes(24).toString('hex')}`;
    await storeSigningSecret(org, SOURCE, secret);
    const start = beginning(new Date());
    let customers: ReadonlySet<string> = new Set();
    let now = start;
    const delivery = new ForwardedDelivery({
        stripe,
        org,
        webhook: await org.webhookUrl(SOURCE),
        secret,
        customers: () => customers,
        now: () => now,
        pace: pace.poll
    });
    await delivery.begin();
    const reached = async (moment: number): Promise<void> => {
        now = moment;
        await org.setClock(moment * 1000);
    };
    const cast = (appeared: ReadonlyMap<CharacterName, string>): void => {
        customers = new Set(appeared.values());
    };
    const clocks = new TestClocks(stripe, start, pace.clocks);
    const result = await play(
        { stripe, org, clocks, delivery, source: SOURCE, isOwn: false, start, progress, reached, cast },
        nowInSeconds()
    );
    await org.setClock(null);
    return result;
}

/** Plays the scenario in Stripe's test mode, which sends its webhooks to the org itself. */
export async function playInOrg(stripe: Stripe, org: SalesforceOrg, progress: Show): Promise<Play> {
    const endpoint = await connectWebhook(stripe, await org.webhookUrl(SOURCE), (secret) => storeSigningSecret(org, SOURCE, secret));
    const start = beginning(new Date());
    const clocks = new TestClocks(stripe, start, STRIPE_PACE);
    try {
        const delivery = new StripeDelivery(org);
        return await play({ stripe, org, clocks, delivery, source: SOURCE, isOwn: false, start, progress }, nowInSeconds());
    } finally {
        process.stdout.write(
            `The webhook endpoint ${endpoint} stays in Stripe's test mode: delete it in the dashboard when you are done.\n`
        );
    }
}

/** Money goes to the bank on the fifth of each month. In Stripe's test mode the account's own schedule holds. */
async function payOutMonthly(stripe: Stripe): Promise<void> {
    await stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval: 'monthly', monthly_payout_days: [5] } } } });
}

/** Lets a stand-in deliver to a source of the local org, and hands over its signing secret. */
export async function connectSource(standInUrl: string, org: LocalOrg, source: string): Promise<void> {
    await connectWebhook(standInClient(standInUrl), await org.webhookUrl(source), (secret) => storeSigningSecret(org, source, secret));
}

/** Customers of an earlier play that this Stripe account bills, by character; undefined where one is missing. */
export async function castOfEarlierPlay(stripe: Stripe, biller: Biller): Promise<ReadonlyMap<CharacterName, string> | undefined> {
    const byName = new Map<string, string>();
    for await (const { name, id } of stripe.customers.list({ limit: 100 })) if (name && !byName.has(name)) byName.set(name, id);
    const names = (Object.keys(CAST) as CharacterName[]).filter((name) => CAST[name].billedBy === biller);
    const cast = new Map(names.map((name) => [name, byName.get(CAST[name].name)] as const));
    return [...cast.values()].includes(undefined) ? undefined : (cast as Map<CharacterName, string>);
}

/** Registers the endpoint, in place of one for the same address, and hands over its fresh secret. */
export async function connectWebhook(stripe: Stripe, url: string, keep: (secret: string) => Promise<void>): Promise<string> {
    for await (const endpoint of stripe.webhookEndpoints.list({ limit: 100 })) {
        if (new URL(endpoint.url).pathname === new URL(url).pathname && sameHost(endpoint.url, url))
            await stripe.webhookEndpoints.del(endpoint.id);
    }
    const endpoint = await stripe.webhookEndpoints.create({
        url,
        enabled_events: HANDLED_EVENTS,
        api_version: STRIPE_API_VERSION,
        description: 'Recurrent'
    });
    await keep(endpoint.secret!);
    return endpoint.id;
}

function sameHost(one: string, other: string): boolean {
    return new URL(one).hostname === new URL(other).hostname;
}

function nowInSeconds(): number {
    return Math.floor(Date.now() / 1000);
}
