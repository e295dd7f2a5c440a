import type Stripe from 'stripe';
import type { Catalogue, PriceName } from './catalogue';
import { CAST, type CharacterName } from './story';

/** Finds the test clock that a new customer hangs on. */
export type ClockChoice = () => Promise<string>;

/** What can happen in the story, said in the words of the story and done with the official SDK. */
export class Scene {
    private readonly stripe: Stripe;
    private readonly catalogue: Catalogue;
    private readonly clock: ClockChoice;
    private readonly accountIds: ReadonlyMap<string, string>;
    private readonly customers = new Map<CharacterName, string>();
    private readonly subscriptions = new Map<string, Stripe.Subscription>();

    /** @param accountIds Account ids by Account name */
    constructor(stripe: Stripe, catalogue: Catalogue, clock: ClockChoice, accountIds: ReadonlyMap<string, string>) {
        this.stripe = stripe;
        this.catalogue = catalogue;
        this.clock = clock;
        this.accountIds = accountIds;
    }

    /** Stripe customer ids by character, of those who have appeared. */
    get cast(): ReadonlyMap<CharacterName, string> {
        return this.customers;
    }

    async subscribe(who: CharacterName, price: PriceName, quantity = 1, options: { trialDays?: number } = {}): Promise<void> {
        const subscription = await this.stripe.subscriptions.create({
            customer: await this.customer(who),
            items: [{ price: this.catalogue[price], quantity }],
            ...(options.trialDays === undefined ? {} : { trial_period_days: options.trialDays })
        });
        this.subscriptions.set(`${who} ${price}`, subscription);
    }

    async seats(who: CharacterName, price: PriceName, quantity: number): Promise<void> {
        await this.change(who, price, (item) => ({ items: [{ id: item, quantity }] }));
    }

    async changePlan(who: CharacterName, from: PriceName, to: PriceName, quantity: number): Promise<void> {
        await this.change(who, from, (item) => ({ items: [{ id: item, price: this.catalogue[to], quantity }] }));
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
        await this.stripe.subscriptions.cancel(this.subscription(who, price).id);
    }

    private async change(
        who: CharacterName,
        price: PriceName,
        parameters: (item: string) => Stripe.SubscriptionUpdateParams
    ): Promise<void> {
        const { id, items } = this.subscription(who, price);
        await this.stripe.subscriptions.update(id, parameters(items.data[0]!.id));
    }

    private subscription(who: CharacterName, price: PriceName): Stripe.Subscription {
        const subscription = this.subscriptions.get(`${who} ${price}`);
        if (subscription === undefined) throw new Error(`In the story ${who} has no subscription to ${price} yet.`);
        return subscription;
    }

    private async customer(who: CharacterName): Promise<string> {
        const known = this.customers.get(who);
        if (known !== undefined) return known;
        const { name } = CAST[who];
        const account = this.accountIds.get(name);
        const customer = await this.stripe.customers.create({
            name,
            email: `billing@${who}.example`,
            test_clock: await this.clock(),
            payment_method: 'pm_card_visa',
            invoice_settings: { default_payment_method: 'pm_card_visa' },
            ...(account === undefined ? {} : { metadata: { salesforce_account_id: account } })
        });
        this.customers.set(who, customer.id);
        return customer.id;
    }
}
