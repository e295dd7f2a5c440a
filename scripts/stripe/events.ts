import type Stripe from 'stripe';

/** The events that the package acts on today; the webhook endpoint subscribes to these. */
export const HANDLED_EVENTS: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
    'customer.created',
    'customer.updated',
    'customer.deleted',
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.trial_will_end'
];
