import { CURRENCIES, PRICES } from './prices.ts';
import type { Customer, Discount, Item, PauseBehavior, Price, StripeEvent, Subscription } from './shapes.ts';

/** What somebody does in Stripe. The numbers choose among what there is, so that every list of commands makes sense. */
export interface Command {
    readonly kind: CommandKind;
    readonly customer: number;
    readonly pick: number;
    readonly amount: number;
    /** Seconds that pass before. */
    readonly wait: number;
}

export const COMMANDS = [
    'subscribe',
    'trial',
    'seats',
    'plan',
    'swap',
    'addItem',
    'removeItem',
    'discount',
    'coupon',
    'undiscount',
    'pause',
    'resume',
    'fail',
    'recover',
    'giveUp',
    'cancelLater',
    'cancel',
    'rename',
    'introduce',
    'delete'
] as const;
export type CommandKind = (typeof COMMANDS)[number];

const DAY = 86_400;
const PERIOD = 30 * DAY;
const TRIAL = 14 * DAY;
const BEHAVIORS: readonly PauseBehavior[] = ['void', 'mark_uncollectible', 'keep_as_draft'];
const API_VERSION = '2026-10-28.endive';

/** One Stripe account: its customers and subscriptions, and the events that tell of every change. */
export class StripeAccount {
    readonly customers: Customer[] = [];
    readonly subscriptions = new Map<string, Subscription>();
    readonly events: StripeEvent[] = [];
    /** Seconds since the epoch, as is `startedAt`. */
    now: number;
    readonly startedAt: number;
    private readonly accountIds: readonly string[];
    private readonly name: string;
    private readonly publish: (object: Customer | Subscription) => void;
    private ids = 0;

    /**
     * @param name goes into every id, so that accounts never share one
     * @param accountIds Accounts that customers are introduced to
     * @param publish gets every new state at once, as Stripe's API would answer with it
     */
    constructor(name: string, now: number, accountIds: readonly string[], publish: (object: Customer | Subscription) => void) {
        this.accountIds = accountIds;
        this.name = name;
        this.now = now;
        this.startedAt = now;
        this.publish = publish;
    }

    addCustomer(accountId: string | null): Customer {
        const id = this.id('cus');
        const customer: Customer = {
            id,
            object: 'customer',
            created: this.now,
            name: `Customer ${id}`,
            email: `${id}@example.com`,
            metadata: accountId === null ? {} : { salesforce_account_id: accountId },
            discount: null,
            livemode: false
        };
        this.customers.push(customer);
        this.publish(customer);
        this.tell('customer.created', customer);
        return customer;
    }

    /** Lets time pass, and what falls due in it, and then does as commanded. */
    run(command: Command): void {
        this.pass(command.wait);
        const index = command.customer % this.customers.length;
        const customer = this.customers[index]!;
        const { kind, pick, amount } = command;
        if (customer.deleted) return;
        if (kind === 'subscribe' || kind === 'trial') {
            this.subscribe(customer, pick, amount, kind === 'trial');
            return;
        }
        if (kind === 'rename') {
            this.updateCustomer(index, { ...customer, name: `${customer.name.slice(0, 40)} ${amount}` });
            return;
        }
        if (kind === 'introduce') {
            this.introduce(index, this.accountIds[amount % this.accountIds.length]!);
            return;
        }
        if (kind === 'delete') {
            this.delete(index);
            return;
        }
        const living = this.of(customer).filter(({ status }) => status !== 'canceled');
        const subscription = living[pick % Math.max(1, living.length)];
        if (subscription) this.change(kind, subscription, pick, amount);
    }

    of(customer: Customer): Subscription[] {
        return [...this.subscriptions.values()].filter((subscription) => subscription.customer === customer.id);
    }

    updateCustomer(index: number, customer: Customer): void {
        this.customers[index] = customer;
        this.publish(customer);
        this.tell('customer.updated', customer);
    }

    /** Stripe ends the subscriptions first, and then knows nothing of the customer but that it was one. */
    private delete(index: number): void {
        const customer = this.customers[index]!;
        for (const subscription of this.of(customer)) if (subscription.status !== 'canceled') this.cancel(subscription);
        const deleted = { ...customer, deleted: true } as const;
        this.customers[index] = deleted;
        this.publish(deleted);
        this.tell('customer.deleted', customer);
    }

    /** Names the customer's Account. */
    introduce(index: number, accountId: string): void {
        const customer = this.customers[index]!;
        this.updateCustomer(index, { ...customer, metadata: { ...customer.metadata, salesforce_account_id: accountId } });
    }

    /** When the last of the discounts that end has ended. */
    discountsEnd(): number {
        const ends = [...this.subscriptions.values()].flatMap(({ discounts }) => discounts.map(({ end }) => end ?? 0));
        return Math.max(0, ...ends);
    }

    /** Says again how everything stands. */
    retell(): StripeEvent[] {
        const told = this.events.length;
        for (const customer of this.customers) this.tell(customer.deleted ? 'customer.deleted' : 'customer.updated', customer);
        for (const subscription of this.subscriptions.values()) this.tell('customer.subscription.updated', subscription);
        return this.events.slice(told);
    }

    update(subscription: Subscription, changes: Partial<Subscription>, type = 'customer.subscription.updated'): Subscription {
        const updated = { ...subscription, ...changes };
        this.subscriptions.set(updated.id, updated);
        this.publish(updated);
        this.tell(type, updated);
        return updated;
    }

    subscribe(customer: Customer, pick: number, amount: number, trial = false): Subscription {
        const currency = CURRENCIES[amount % CURRENCIES.length]!;
        return this.start(customer, priceOf(currency, pick), 1 + (amount % 25), trial);
    }

    start(customer: Customer, price: Price, quantity: number, trial = false): Subscription {
        const { now } = this;
        const subscription: Subscription = {
            id: this.id('sub'),
            object: 'subscription',
            customer: customer.id,
            created: now,
            start_date: now,
            currency: price.currency,
            status: trial ? 'trialing' : 'active',
            items: { object: 'list', has_more: false, data: [this.item(price, quantity, now)] },
            discounts: [],
            collection_method: 'charge_automatically',
            cancel_at_period_end: false,
            cancel_at: null,
            canceled_at: null,
            ended_at: null,
            trial_end: trial ? now + TRIAL : null,
            pause_collection: null,
            livemode: false
        };
        return this.update(subscription, {}, 'customer.subscription.created');
    }

    private change(kind: CommandKind, subscription: Subscription, pick: number, amount: number): void {
        const { data } = subscription.items;
        const items = (changed: readonly Item[]): void =>
            void this.update(subscription, { items: { ...subscription.items, data: changed } });
        const at = amount % data.length;
        const replaced = (changes: Partial<Item>): readonly Item[] =>
            data.map((item, index) => (index === at ? { ...item, ...changes } : item));
        switch (kind) {
            case 'seats':
                return items(replaced({ quantity: amount % 40 }));
            case 'plan':
                return items(replaced({ price: priceOf(subscription.currency, pick + amount) }));
            case 'addItem':
                if (data.length < 5) items([...data, this.item(priceOf(subscription.currency, amount), 1 + (amount % 3), this.now)]);
                return;
            case 'removeItem':
                if (data.length > 1) items(data.filter((_item, index) => index !== at));
                return;
            case 'discount':
                return void this.update(subscription, { discounts: [...subscription.discounts.slice(-1), this.discount(amount)] });
            case 'coupon':
                return void this.update(subscription, {
                    discounts: [...subscription.discounts.slice(-1), this.coupon(subscription.currency, amount)]
                });
            case 'undiscount':
                return void this.update(subscription, { discounts: [] });
            case 'pause':
                return void this.update(subscription, {
                    pause_collection: { behavior: BEHAVIORS[amount % BEHAVIORS.length]!, resumes_at: null }
                });
            case 'resume':
                return void this.update(subscription, { pause_collection: null });
            case 'cancelLater':
                return void this.update(subscription, { cancel_at_period_end: true, cancel_at: periodEnd(subscription) });
            case 'swap':
                this.cancel(subscription);
                this.start(
                    this.customers.find(({ id }) => id === subscription.customer)!,
                    priceOf(subscription.currency, pick + 1),
                    1 + (amount % 25)
                );
                return;
            case 'cancel':
                return this.cancel(subscription);
            default:
                return this.changeStatus(kind, subscription);
        }
    }

    private changeStatus(kind: CommandKind, subscription: Subscription): void {
        if (subscription.status === 'trialing') return;
        const status = kind === 'fail' ? 'past_due' : kind === 'recover' ? 'active' : 'unpaid';
        this.update(subscription, { status });
    }

    private cancel(subscription: Subscription): void {
        const ended = { status: 'canceled', canceled_at: this.now, ended_at: this.now } as const;
        this.update(subscription, ended, 'customer.subscription.deleted');
    }

    /** Trials and periods end at their own instants. */
    private pass(seconds: number): void {
        const until = this.now + seconds;
        for (;;) {
            const [next] = [...this.subscriptions.values()]
                .map((subscription) => ({ subscription, at: nextChange(subscription) }))
                .filter(({ at }) => at <= until)
                .sort((one, other) => one.at - other.at);
            if (!next) break;
            this.now = Math.max(this.now, next.at);
            this.fallDue(next.subscription);
        }
        this.now = until;
    }

    private fallDue(subscription: Subscription): void {
        if (subscription.status === 'trialing') this.update(subscription, { status: 'active' });
        else this.cancel(subscription);
    }

    private item(price: Price, quantity: number, now: number): Item {
        return {
            id: this.id('si'),
            object: 'subscription_item',
            price,
            quantity,
            discounts: [],
            current_period_start: now,
            current_period_end: now + PERIOD
        };
    }

    private discount(amount: number): Discount {
        const percent = [5, 10, 33, 50, 100][amount % 5]!;
        return {
            id: this.id('di'),
            object: 'discount',
            start: this.now,
            end: null,
            source: {
                type: 'coupon',
                coupon: {
                    id: `coupon_${percent}`,
                    object: 'coupon',
                    percent_off: percent,
                    amount_off: null,
                    currency: null,
                    duration: 'forever'
                }
            }
        };
    }

    /** An amount off each invoice; half of them for a time only. */
    private coupon(currency: string, amount: number): Discount {
        const days = amount % 2 === 0 ? null : 1 + (amount % 60);
        const duration = days === null ? 'forever' : 'repeating';
        return {
            id: this.id('di'),
            object: 'discount',
            start: this.now,
            end: days === null ? null : this.now + days * DAY,
            source: {
                type: 'coupon',
                coupon: {
                    id: `coupon_${currency}_${amount}`,
                    object: 'coupon',
                    percent_off: null,
                    amount_off: 1 + amount * 7,
                    currency,
                    duration
                }
            }
        };
    }

    private tell(type: string, object: Customer | Subscription): void {
        const event = { id: this.id('evt'), object: 'event', type, created: this.now, livemode: false } as const;
        this.events.push({ ...event, api_version: API_VERSION, data: { object } });
    }

    private id(prefix: string): string {
        this.ids += 1;
        return `${prefix}_${this.name}${this.ids}`;
    }
}

function priceOf(currency: string, pick: number): Price {
    const prices = PRICES[currency]!;
    return prices[pick % prices.length]!;
}

function periodEnd(subscription: Subscription): number {
    return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

function nextChange({ status, trial_end, cancel_at }: Subscription): number {
    if (status === 'trialing') return trial_end!;
    return status === 'canceled' ? Infinity : (cancel_at ?? Infinity);
}
