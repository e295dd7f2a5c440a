const EVENT_ID = /^evt_\w+$/;

/** Where Stripe's Dashboard shows an event; undefined for what is none of Stripe's own. */
export function eventUrl(eventId: string | undefined, isLive: boolean): string | undefined {
    return eventId && EVENT_ID.test(eventId) ? `https://dashboard.stripe.com/${isLive ? '' : 'test/'}events/${eventId}` : undefined;
}
