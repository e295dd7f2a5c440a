import type Stripe from 'stripe';

/** Adds the pairs given, drops those with an empty value; an empty text drops all. */
export function mergeMetadata(
    current: Stripe.Metadata | null,
    change: Stripe.Emptyable<Stripe.MetadataParam> | undefined
): Stripe.Metadata {
    if (change === '') return {};
    const merged = { ...(current ?? {}), ...((change ?? {}) as Stripe.Metadata) };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
