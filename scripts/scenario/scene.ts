import type Stripe from 'stripe';
import type { Catalogue, PriceName } from './catalogue';
import { CAST, type Biller, type CharacterName } from './story';

/** Finds the test clock that a new customer hangs on. */
export type ClockChoice = () => Promise<string>;

/** A Stripe account in the scene: what it sells, and where its new customers hang. */
export interface StripeAccount {
    stripe: Stripe;
    catalogue: Catalogue;
    clock: ClockChoice;
}

/** What can happen in the story, said in the words of the story and done with the official SDK. */
export class Scene {
    private readonly billers: ReadonlyMap<Biller, StripeAccount>;
    private readonly accountIds: ReadonlyMap<string, string>;
    private readonly customers = new Map<CharacterName, string>();
    private readonly subscriptions = new Map<string, Stripe.Subscription>();

    /**
     * @param billers what customers of a Stripe account that is not among them do is left out
     * @param accountIds Account ids by Account name
     */
    constructor(billers: ReadonlyMap<Biller, StripeAccount>, accountIds: ReadonlyMap<string, string>) {
        this.billers = billers;
        this.accountIds = accountIds;
    }

    /** Stripe customer ids by character, of those who have appeared. */
    get cast(): ReadonlyMap<CharacterName, string> {
        return this.customers;
    }

    async subscribe(who: CharacterName, price: PriceName, quantity = 1, options: { trialDays?: number } = {}): Promise<void> {
        const biller = this.billerOf(who);
        if (!biller) return;
        const subscription = await biller.stripe.subscriptions.create({
            customer: await this.customer(who, biller),
            items: [{ price: biller.catalogue[price], quantity }],
            ...(options.trialDays === undefined ? {} : { trial_period_days: options.trialDays })
        });
        this.subscriptions.set(`${who} ${price}`, subscription);
    }

    async seats(who: CharacterName, price: PriceName, quantity: number): Promise<void> {
        await this.change(who, price, (item) => ({ items: [{ id: item, quantity }] }));
    }

    async changePlan(who: CharacterName, from: PriceName, to: PriceName, quantity: number): Promise<void> {
        await this.change(who, from, (item, { catalogue }) => ({ items: [{ id: item, price: catalogue[to], quantity }] }));
    }

    async cancelAtPeriodEnd(who: CharacterName, price: PriceName): Promise<void> {
        await this.change(who, price, () => ({ cancel_at_period_end: true }));
    }

    async pause(who: CharacterName, price: PriceName): Promise<void> {
        await this.change(who, price, () => ({ pause_collection: { behavior: 'void' } }));
    }

    async resume(who: CharacterName, price: PriceName): Promise<void> {
        await this.change(who, price, () => ({ pause_collection: '' }));
    }

    async cancel(who: CharacterName, price: PriceName): Promise<void> {
        await this.billerOf(who)?.stripe.subscriptions.cancel(this.subscription(who, price).id);
    }

    private async change(
        who: CharacterName,
        price: PriceName,
        parameters: (item: string, biller: StripeAccount) => Stripe.SubscriptionUpdateParams
    ): Promise<void> {
        const biller = this.billerOf(who);
        if (!biller) return;
        const { id, items } = this.subscription(who, price);
        await biller.stripe.subscriptions.update(id, parameters(items.data[0]!.id, biller));
    }

    private billerOf(who: CharacterName): StripeAccount | undefined {
        return this.billers.get(CAST[who].billedBy);
    }

    private subscription(who: CharacterName, price: PriceName): Stripe.Subscription {
        const subscription = this.subscriptions.get(`${who} ${price}`);
        if (subscription === undefined) throw new Error(`In the story ${who} has no subscription to ${price} yet.`);
        return subscription;
    }

    private async customer(who: CharacterName, { stripe, clock }: StripeAccount): Promise<string> {
        const known = this.customers.get(who);
        if (known !== undefined) return known;
        const { name } = CAST[who];
        const account = this.accountIds.get(name);
        const customer = await stripe.customers.create({
            name,
            email: `billing@${who}.example`,
            test_clock: await clock(),
            payment_method: 'pm_card_visa',
            invoice_settings: { default_payment_method: 'pm_card_visa' },
            ...(account === undefined ? {} : { metadata: { salesforce_account_id: account } })
        });
        this.customers.set(who, customer.id);
        return customer.id;
    }
}
