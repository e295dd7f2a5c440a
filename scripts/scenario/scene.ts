import Stripe from 'stripe';
import type { Catalogue, PriceName } from './catalogue';
import { CAST, type Biller, type CharacterName } from './cast';

/** Finds the test clock that a new customer hangs on. */
export type ClockChoice = () => Promise<string>;

/** A Stripe account in the scene: what it sells, and where its new customers hang. */
export interface StripeAccount {
    stripe: Stripe;
    catalogue: Catalogue;
    clock: ClockChoice;
    /** Makes the bank refuse the payouts under way; only the stand-in can be told so. */
    refusePayouts?(): Promise<void>;
}

/** Stripe's test cards by what they do. `declined` can be attached and fails when it is charged. */
const CARDS = { good: 'pm_card_visa', declined: 'pm_card_chargeCustomerFail', disputed: 'pm_card_createDispute' } as const;
export type CardName = keyof typeof CARDS;

/** The texts by which Stripe's test mode decides a dispute. */
export type Evidence = 'winning_evidence' | 'losing_evidence';

export interface SubscribeOptions {
    trialDays?: number;
    /** The customer is sent invoices, to be paid within 30 days. */
    byInvoice?: boolean;
    card?: CardName;
}

/** What can happen in the story, said in the words of the story and done with the official SDK. */
export class Scene {
    private readonly billers: ReadonlyMap<Biller, StripeAccount>;
    private readonly accountIds: ReadonlyMap<string, string>;
    private readonly customers = new Map<CharacterName, string>();
    private readonly subscriptions = new Map<string, Stripe.Subscription>();
    /** What the story tells and this Stripe account would not do, in sentences. */
    readonly notes: string[] = [];

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

    async subscribe(who: CharacterName, price: PriceName, quantity = 1, options: SubscribeOptions = {}): Promise<void> {
        const biller = this.billerOf(who);
        if (!biller) return;
        const subscription = await biller.stripe.subscriptions.create({
            customer: await this.customer(who, biller, options.card ?? 'good'),
            items: [{ price: biller.catalogue[price], quantity }],
            ...(options.trialDays === undefined ? {} : { trial_period_days: options.trialDays }),
            ...(options.byInvoice ? { collection_method: 'send_invoice', days_until_due: 30 } : {})
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

    /** Gives the customer another card as the one that is charged from now on. */
    async changeCard(who: CharacterName, card: CardName): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const method = await at.stripe.paymentMethods.attach(CARDS[card], { customer: at.customer });
        await at.stripe.customers.update(at.customer, { invoice_settings: { default_payment_method: method.id } });
    }

    async payWhatIsOpen(who: CharacterName): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const { data } = await at.stripe.invoices.list({ customer: at.customer, status: 'open' });
        for (const invoice of data) await at.stripe.invoices.pay(invoice.id);
    }

    async answerDispute(who: CharacterName, evidence: Evidence): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const charge = await this.findCharge(who, (one) => one.disputed);
        const { data } = await at.stripe.disputes.list({ charge: charge.id });
        await at.stripe.disputes.update(data[0]!.id, { evidence: { uncategorized_text: evidence }, submit: true });
    }

    /** Gives the latest payment back: as a whole, or this much of it. */
    async refund(who: CharacterName, amount?: number): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const charge = await this.findCharge(who, (one) => one.paid && !one.refunded && !one.disputed);
        await at.stripe.refunds.create({
            charge: charge.id,
            reason: 'requested_by_customer',
            ...(amount === undefined ? {} : { amount })
        });
    }

    /** Takes a part of the latest paid invoice back, as credit for the next one. */
    async creditNote(who: CharacterName, amount: number): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const { data } = await at.stripe.invoices.list({ customer: at.customer, status: 'paid', limit: 1 });
        const line = data[0]!.lines.data.find((one) => one.amount >= amount)!;
        await at.stripe.creditNotes.create({
            invoice: data[0]!.id,
            lines: [{ type: 'invoice_line_item', invoice_line_item: line.id, amount }],
            credit_amount: amount,
            reason: 'order_change'
        });
    }

    /** An invoice outside of any subscription, to be paid within 30 days. */
    async invoice(who: CharacterName, amount: number, description: string): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const { currency } = CAST[who];
        const { customer } = at;
        const { id } = await at.stripe.invoices.create({ customer, currency, collection_method: 'send_invoice', days_until_due: 30 });
        await at.stripe.invoiceItems.create({ customer, invoice: id, amount, currency, description });
        await at.stripe.invoices.finalizeInvoice(id);
    }

    async voidInvoice(who: CharacterName): Promise<void> {
        const at = this.at(who);
        if (!at) return;
        const { data } = await at.stripe.invoices.list({ customer: at.customer, status: 'open', limit: 1 });
        await at.stripe.invoices.voidInvoice(data[0]!.id);
    }

    async refusePayouts(name: Biller): Promise<void> {
        const biller = this.billers.get(name);
        if (biller?.refusePayouts) await biller.refusePayouts();
        else if (biller) this.notes.push("No payout was refused: Stripe's test mode needs a bank account of its own for that.");
    }

    /** Pays out half of what is available in each currency. */
    async payOut(name: Biller): Promise<void> {
        const stripe = this.billers.get(name)?.stripe;
        if (!stripe) return;
        const { available } = await stripe.balance.retrieve();
        for (const { amount, currency } of available.filter((balance) => balance.amount >= 2)) {
            try {
                await stripe.payouts.create({ amount: Math.floor(amount / 2), currency });
            } catch (error) {
                if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
                this.notes.push(`Stripe made no payout in ${currency.toUpperCase()}: ${error.message}`);
            }
        }
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

    /** The Stripe account that bills a character, and its customer there; undefined where the account is not in the scene. */
    private at(who: CharacterName): { stripe: Stripe; customer: string } | undefined {
        const biller = this.billerOf(who);
        if (!biller) return undefined;
        const customer = this.customers.get(who);
        if (customer === undefined) throw new Error(`In the story ${who} has not appeared yet.`);
        return { stripe: biller.stripe, customer };
    }

    /** The latest of a character's charges that fits. */
    private async findCharge(who: CharacterName, fits: (charge: Stripe.Charge) => boolean): Promise<Stripe.Charge> {
        const { stripe, customer } = this.at(who)!;
        for await (const charge of stripe.charges.list({ customer, limit: 100 })) if (fits(charge)) return charge;
        throw new Error(`In the story ${who} has no payment that fits.`);
    }

    private async customer(who: CharacterName, { stripe, clock }: StripeAccount, card: CardName): Promise<string> {
        const known = this.customers.get(who);
        if (known !== undefined) return known;
        const { name } = CAST[who];
        const account = this.accountIds.get(name);
        const customer = await stripe.customers.create({
            name,
            email: `billing@${who}.example`,
            test_clock: await clock(),
            payment_method: CARDS[card],
            invoice_settings: { default_payment_method: CARDS[card] },
            ...(account === undefined ? {} : { metadata: { salesforce_account_id: account } })
        });
        this.customers.set(who, customer.id);
        return customer.id;
    }
}
