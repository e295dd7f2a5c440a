import type Stripe from 'stripe';
import { advance, DAY, START } from './sdk';

export const HOUR = 3_600;

/** A customer on a clock of its own that begins at START. */
export async function customerOnClock(stripe: Stripe, card = 'pm_card_visa'): Promise<{ clock: string; customer: string }> {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
    const customer = await stripe.customers.create({
        name: 'Alder',
        email: 'alder@example.com',
        test_clock: clock.id,
        payment_method: card,
        invoice_settings: { default_payment_method: card }
    });
    return { clock: clock.id, customer: customer.id };
}

export async function monthly(stripe: Stripe, amount: number, extra: Partial<Stripe.PriceCreateParams> = {}): Promise<string> {
    const price = await stripe.prices.create({
        currency: 'usd',
        unit_amount: amount,
        recurring: { interval: 'month' },
        product_data: { name: 'Seats' },
        ...extra
    });
    return price.id;
}

/** Gives the customer another card as the one that is charged. */
export async function changeCard(stripe: Stripe, customer: string, card: string): Promise<void> {
    const method = await stripe.paymentMethods.attach(card, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
}

/** A subscription of one seat at this price, its first invoice paid. */
export async function subscribed(
    stripe: Stripe,
    amount = 10_000,
    card = 'pm_card_visa'
): Promise<{ clock: string; customer: string; subscription: Stripe.Subscription; invoice: Stripe.Invoice }> {
    const { clock, customer } = await customerOnClock(stripe, card);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await monthly(stripe, amount) }] });
    return { clock, customer, subscription, invoice: await latestInvoice(stripe, subscription.id) };
}

export async function latestInvoice(stripe: Stripe, subscription: string): Promise<Stripe.Invoice> {
    const { data } = await stripe.invoices.list({ subscription, limit: 1, expand: ['data.payments'] });
    return data[0]!;
}

/** The charges of an invoice, the latest first. */
export async function chargesOf(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.Charge[]> {
    const payments = await stripe.invoicePayments.list({ invoice: invoice.id });
    const intent = payments.data[0]!.payment.payment_intent as string;
    return (await stripe.charges.list({ payment_intent: intent })).data;
}

/** Types of the events that came after `since`, in their order. */
export async function typesSince(stripe: Stripe, since: string): Promise<string[]> {
    const types: string[] = [];
    for await (const event of stripe.events.list({ limit: 100 })) {
        if (event.id === since) break;
        types.unshift(event.type);
    }
    return types;
}

export async function lastEvent(stripe: Stripe): Promise<string> {
    return (await stripe.events.list({ limit: 1 })).data[0]!.id;
}

/** To the end of the first month and the hour after, when the renewal is finalized. */
export async function renew(stripe: Stripe, clock: string): Promise<void> {
    await advance(stripe, clock, START + 31 * DAY + 2 * HOUR);
}
