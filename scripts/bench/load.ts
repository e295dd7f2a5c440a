import type Stripe from 'stripe';
import type { Fields } from '../org/rest';
import { signatureHeader } from '../stripe/signature';
import { STRIPE_API_VERSION } from '../stripe/api-version';
import type { Json } from '../stripe/stand-in/render';

/** Requests that are under way at the same time. */
const PARALLEL = 8;

/** `count` customers with one subscription each, made through the API that the org will read. */
export async function makeSubscriptions(stripe: Stripe, count: number): Promise<Stripe.Subscription[]> {
    const price = await stripe.prices.create({
        currency: 'usd',
        unit_amount: 1_500,
        recurring: { interval: 'month' },
        product_data: { name: 'Bench seat' }
    });
    return inParallel(Array.from({ length: count }), async (_, index) => {
        const customer = await stripe.customers.create({
            name: `Bench ${index}`,
            payment_method: 'pm_card_visa',
            invoice_settings: { default_payment_method: 'pm_card_visa' }
        });
        return stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity: (index % 20) + 1 }] });
    });
}

export function createdEvent(subscription: Stripe.Subscription): Json {
    const { id, object, customer, status, created } = subscription;
    return {
        id: `evt_${id}`,
        object: 'event',
        api_version: STRIPE_API_VERSION,
        created,
        data: { object: { id, object, customer, status } },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type: 'customer.subscription.created'
    };
}

/** The inbox row of an event that was received and not worked on yet. */
export function storedEvent(source: string, event: Json): Fields {
    const { object } = event['data'] as { object: { id: string; object: string; customer?: string | null } };
    return {
        Event_Key__c: `${source}:${String(event['id'])}`,
        Event_Id__c: String(event['id']),
        Type__c: String(event['type']),
        Source__c: source,
        Object_Id__c: object.id,
        Object_Type__c: object.object,
        Stripe_Customer_Id__c: object.object === 'customer' ? object.id : (object.customer ?? null),
        Stripe_Created_At__c: new Date(Number(event['created']) * 1000).toISOString(),
        Live_Mode__c: false,
        Api_Version__c: STRIPE_API_VERSION,
        Payload__c: JSON.stringify(event),
        State__c: 'Received',
        Attempts__c: 0,
        Lane__c: 0
    };
}

export async function postEvents(webhook: string, secret: string, events: readonly Json[]): Promise<void> {
    await inParallel(events, async (event) => {
        const body = JSON.stringify(event);
        const now = Math.floor(Date.now() / 1000);
        const answer = await fetch(webhook, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'stripe-signature': signatureHeader(body, now, secret) },
            body
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`The endpoint answered ${answer.status}: ${text.slice(0, 200)}`);
    });
}

/** Does the work for all items, a few at a time; results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
    const results: R[] = new Array<R>(items.length);
    let next = 0;
    const worker = async (): Promise<void> => {
        for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!, index);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    return results;
}
