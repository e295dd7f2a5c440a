import type Stripe from 'stripe';
import { signatureHeader } from '../stripe/signature';
import { HANDLED_EVENTS } from '../stripe/events';
import type { Attempted } from '../stripe/stand-in/delivery';
import { controlStandIn } from '../stripe/stand-in/process';
import type { LocalOrg } from '../org/local';
import type { RestOrg } from '../org/rest';

export interface Disorder {
    order: 'reversed' | 'shuffled';
    copies: number;
}

/** How events get from Stripe into the org, and when all of them are worked off. */
export interface Delivery {
    settle(): Promise<void>;
    /** Lets the events of `action` arrive in disorder, where that can be arranged. */
    disturb(disorder: Disorder, action: () => Promise<void>): Promise<void>;
}

/** The stand-in delivers to the local org by itself. */
export class StandInDelivery implements Delivery {
    private readonly url: string;
    private readonly org: LocalOrg;

    constructor(url: string, org: LocalOrg) {
        this.url = url;
        this.org = org;
    }

    async settle(): Promise<void> {
        const { idle, failed } = await controlStandIn<{ idle: boolean; failed: number }>(this.url, 'GET', '/idle');
        if (!idle) throw new Error('Webhooks were still on their way after a minute: does the local org answer?');
        if (failed > 0) throw new Error(`The org refused ${failed} webhook(s) for good. ${await this.lastRefusal()}`);
        await this.org.idle();
    }

    async disturb({ order, copies }: Disorder, action: () => Promise<void>): Promise<void> {
        await controlStandIn(this.url, 'POST', '/deliveries/hold', {});
        await action();
        await controlStandIn(this.url, 'POST', '/deliveries/release', { order, copies });
    }

    private async lastRefusal(): Promise<string> {
        const { deliveries } = await controlStandIn<{ deliveries: Attempted[] }>(this.url, 'GET', '/deliveries');
        const refused = deliveries.filter((entry) => !entry.delivered).at(-1)!;
        return `${refused.type} was answered with ${refused.status} after ${refused.attempts} attempts: ${refused.answer}`;
    }
}

/** Milliseconds: between two looks for events, and the silence that means there are no more for now. */
export interface PollPace {
    pause: number;
    quiet: number;
}

export const STRIPE_POLL: PollPace = { pause: 1_500, quiet: 6_000 };

/** Stripe cannot reach this machine: events are fetched from its API, signed anew and posted to the local org. */
export class ForwardedDelivery implements Delivery {
    private readonly stripe: Stripe;
    private readonly org: LocalOrg;
    private readonly webhook: string;
    private readonly secret: string;
    private readonly customers: () => ReadonlySet<string>;
    private readonly now: () => number;
    private readonly pace: PollPace;
    private last: string | undefined;
    private disorder: Disorder | undefined;
    /** Objects of our customers that were seen so far. */
    private readonly known = new Set<string>();

    /**
     * @param customers only their events are forwarded: a Stripe account may hold others
     * @param now seconds since the epoch on the org's clock, for the signature
     */
    constructor(options: {
        stripe: Stripe;
        org: LocalOrg;
        webhook: string;
        secret: string;
        customers: () => ReadonlySet<string>;
        now: () => number;
        pace: PollPace;
    }) {
        this.stripe = options.stripe;
        this.org = options.org;
        this.webhook = options.webhook;
        this.secret = options.secret;
        this.customers = options.customers;
        this.now = options.now;
        this.pace = options.pace;
    }

    /** Everything before this call is history. */
    async begin(): Promise<void> {
        this.last = (await this.stripe.events.list({ limit: 1 })).data[0]?.id;
    }

    async disturb(disorder: Disorder, action: () => Promise<void>): Promise<void> {
        await action();
        this.disorder = disorder;
    }

    async settle(): Promise<void> {
        const { pause, quiet } = this.pace;
        const events: Stripe.Event[] = [];
        for (let silent = 0; silent < quiet; silent += pause) {
            const fresh = await this.fresh();
            if (fresh.length > 0) silent = -pause;
            events.push(...fresh);
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
        for (const event of arrange(events, this.disorder)) await this.forward(event);
        this.disorder = undefined;
        await this.org.idle();
    }

    /** New events of our customers, the oldest first. */
    private async fresh(): Promise<Stripe.Event[]> {
        const events: Stripe.Event[] = [];
        for (let more = true; more;) {
            const page: Stripe.ApiList<Stripe.Event> = await this.stripe.events.list({
                limit: 100,
                ...(this.last ? { ending_before: this.last } : {})
            });
            events.push(...[...page.data].reverse());
            more = page.has_more && this.last !== undefined;
            this.last = page.data[0]?.id ?? this.last;
        }
        const customers = this.customers();
        return events.filter((event) => isHandled(event.type) && this.isOurs(event, customers));
    }

    /** A dispute names its charge alone, an invoice payment its invoice; a payout is the whole account's. */
    private isOurs(event: Stripe.Event, customers: ReadonlySet<string>): boolean {
        const object = event.data.object as Headline;
        const ours =
            object.object === 'payout' ||
            customers.has(customerOf(object)) ||
            [object.charge, object.invoice].some((reference) => this.known.has(idOf(reference)));
        if (ours) this.known.add(object.id ?? '');
        return ours;
    }

    private async forward(event: Stripe.Event): Promise<void> {
        const body = JSON.stringify(event);
        const answer = await fetch(this.webhook, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'stripe-signature': signatureHeader(body, this.now(), this.secret) },
            body
        });
        if (!answer.ok) throw new Error(`The org answered ${answer.status} to ${event.type}: ${await answer.text()}`);
    }
}

/** Pause between two looks at a Salesforce org's inbox, in milliseconds, and when to give up. */
const ORG_PAUSE = 3_000;
const ORG_PATIENCE = 300_000;

/** Stripe delivers to a Salesforce org by itself; the org's own queue works it off. */
export class StripeDelivery implements Delivery {
    private readonly org: RestOrg;

    constructor(org: RestOrg) {
        this.org = org;
    }

    async disturb(_disorder: Disorder, action: () => Promise<void>): Promise<void> {
        await action();
    }

    async settle(): Promise<void> {
        for (let waited = 0; waited < ORG_PATIENCE; waited += ORG_PAUSE) {
            await new Promise((resolve) => setTimeout(resolve, ORG_PAUSE));
            const open = await this.org.query("SELECT Id FROM Stripe_Event__c WHERE State__c IN ('Received', 'Claimed') LIMIT 1");
            if (open.length === 0) return;
        }
        throw new Error('The org still had unprocessed events after five minutes: look at its Apex jobs.');
    }
}

export function arrange<T>(events: readonly T[], disorder: Disorder | undefined): T[] {
    if (disorder === undefined) return [...events];
    const round = disorder.order === 'reversed' ? [...events].reverse() : rotated(events);
    return Array.from({ length: disorder.copies }, () => round).flat();
}

/** A different order that is the same in every run. */
function rotated<T>(events: readonly T[]): T[] {
    const middle = Math.floor(events.length / 2);
    return [...events.slice(middle), ...events.slice(0, middle)];
}

function isHandled(type: string): boolean {
    return (HANDLED_EVENTS as readonly string[]).includes(type);
}

type Reference = string | { id: string } | null | undefined;

/** What an event's object says about whose it is. */
interface Headline {
    id?: string;
    object: string;
    customer?: Reference;
    charge?: Reference;
    invoice?: Reference;
}

function customerOf(object: Headline): string {
    return object.object === 'customer' ? (object.id ?? '') : idOf(object.customer);
}

function idOf(reference: Reference): string {
    return typeof reference === 'string' ? reference : (reference?.id ?? '');
}
