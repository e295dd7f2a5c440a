import type Stripe from 'stripe';
import type { Json } from '../stripe/stand-in/render';
import type { StandIn } from '../stripe/stand-in/server';
import { HANDLED_EVENTS } from '../stripe/events';
import { inParallel } from './load';

/** How many events a customer of the load has. */
export const EVENTS_EACH = 10;

/** A customer of the load: first it subscribes and pays, then its seats change, then it leaves, shrinks or is refunded. */
interface Member {
    customer: string;
    subscription: Stripe.Subscription;
    events: number;
}

/** A load in which things happen to many customers, round by round; each round gives the events that Stripe would send. */
export class MixedLoad {
    private readonly stripe: Stripe;
    private readonly standIn: StandIn;
    private readonly members: Member[] = [];
    private seen = 0;

    constructor(stripe: Stripe, standIn: StandIn) {
        this.stripe = stripe;
        this.standIn = standIn;
    }

    async *rounds(customers: number): AsyncGenerator<Json[]> {
        await this.subscribe(customers);
        yield this.fresh();
        await this.each(({ subscription }, index) => this.seats(subscription, (index % 20) + 3));
        yield this.fresh();
        await this.each((member, index) => this.last(member, index));
        yield this.fresh();
    }

    private async subscribe(customers: number): Promise<void> {
        const price = await this.stripe.prices.create({
            currency: 'usd',
            unit_amount: 1_500,
            recurring: { interval: 'month' },
            product_data: { name: 'Bench seat' }
        });
        await inParallel(Array.from({ length: customers }), async (_, index) => {
            const { id: customer } = await this.stripe.customers.create({
                name: `Mixed ${index}`,
                payment_method: 'pm_card_visa',
                invoice_settings: { default_payment_method: 'pm_card_visa' }
            });
            const items = [{ price: price.id, quantity: (index % 20) + 1 }];
            this.members.push({ customer, subscription: await this.stripe.subscriptions.create({ customer, items }), events: 0 });
        });
    }

    private async last({ customer, subscription }: Member, index: number): Promise<void> {
        if (index % 3 === 0) await this.stripe.subscriptions.cancel(subscription.id);
        else if (index % 3 === 1) await this.seats(subscription, 1);
        else {
            const { data } = await this.stripe.charges.list({ customer, limit: 1 });
            await this.stripe.refunds.create({ charge: data[0]!.id, amount: 500 });
        }
    }

    private async seats({ id, items }: Stripe.Subscription, quantity: number): Promise<void> {
        await this.stripe.subscriptions.update(id, { items: [{ id: items.data[0]!.id, quantity }], proration_behavior: 'none' });
    }

    private async each(work: (member: Member, index: number) => Promise<void>): Promise<void> {
        await inParallel(this.members, work);
    }

    /** What happened since the last round, of the types that the package handles: ten events a customer in all. */
    private fresh(): Json[] {
        const events = this.standIn.world.state.all('event').slice(this.seen);
        this.seen += events.length;
        const owners = new Map(this.members.map((member) => [member.customer, member]));
        return events.filter((event) => {
            if (!(HANDLED_EVENTS as readonly string[]).includes(event.type)) return false;
            const owner = owners.get(this.ownerOf(event.data.object));
            if (owner === undefined || owner.events === EVENTS_EACH) return false;
            owner.events += 1;
            return true;
        }) as unknown as Json[];
    }

    private ownerOf(object: Json): string {
        if (object['object'] === 'customer') return String(object['id']);
        const invoice = typeof object['invoice'] === 'string' ? this.standIn.world.state.get('invoice', object['invoice']) : undefined;
        return String(object['customer'] ?? invoice?.customer);
    }
}
