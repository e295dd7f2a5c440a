import fc from 'fast-check';
import type { Command, CommandKind } from '../stripe/account.ts';

/** What happens in Stripe, and what the way from there to the org does to the news of it. */
export interface History {
    /** For each customer, whether Stripe knows the Account from the beginning. */
    readonly customers: readonly boolean[];
    readonly accounts: number;
    readonly commands: readonly Command[];
}

export interface Disorder {
    /** How many there are, step by step. */
    readonly lanes: readonly number[];
    /** Event by event, from the beginning again when the list is at its end. */
    readonly deliveries: readonly Delivery[];
    /** Step by step, likewise. */
    readonly troubles: readonly number[];
    /** At each callout: whether the world goes on while the org waits for Stripe. */
    readonly interruptions: readonly boolean[];
    /** Step by step: whether a night passes over what has arrived. */
    readonly nights: readonly boolean[];
}

export interface Delivery {
    /** Steps that each copy comes late by; no copy is a loss. */
    readonly delays: readonly number[];
    /** Place among those that come in the same step. */
    readonly order: number;
    /** Pieces of background work that follow on it. */
    readonly work: number;
}

/** Kinds by how often they come up. */
const USUAL: readonly CommandKind[] = [
    ...repeated(5, 'subscribe', 'seats'),
    ...repeated(2, 'trial', 'plan', 'swap', 'discount', 'coupon', 'addItem', 'cancel'),
    ...repeated(
        1,
        'removeItem',
        'undiscount',
        'pause',
        'resume',
        'fail',
        'recover',
        'giveUp',
        'cancelLater',
        'rename',
        'introduce',
        'delete'
    )
];
const DISCOUNTS: readonly CommandKind[] = ['discount', 'coupon', 'undiscount'];
const WITHOUT_DISCOUNTS = USUAL.filter((kind) => !DISCOUNTS.includes(kind));
const DAY = 86_400;

/** Answers of a Stripe in trouble; 0 is none at all. Most steps have none. */
const TROUBLES = [-1, -1, -1, -1, -1, 0, 429, 500] as const;

function repeated(times: number, ...kinds: readonly CommandKind[]): CommandKind[] {
    return kinds.flatMap((kind) => Array.from({ length: times }, () => kind));
}

/** @param payloads histories for a source in payload mode: payloads name discounts only by id, and tell of each second once */
export function histories({ payloads }: { readonly payloads: boolean }): fc.Arbitrary<History> {
    const command = fc.record({
        kind: fc.constantFrom(...(payloads ? WITHOUT_DISCOUNTS : USUAL)),
        customer: fc.nat(2),
        pick: fc.nat(30),
        amount: fc.nat(1_000),
        wait: fc.oneof(
            fc.integer({ min: payloads ? 1 : 0, max: 3 }),
            fc.integer({ min: 60, max: DAY }),
            fc.integer({ min: DAY, max: 40 * DAY })
        )
    });
    return fc.record({
        customers: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
        accounts: fc.integer({ min: 1, max: 2 }),
        commands: fc.array(command, { minLength: 1, maxLength: 12, size: 'max' })
    });
}

export function disorders({ payloads }: { readonly payloads: boolean }): fc.Arbitrary<Disorder> {
    const deliveries = (fewest: number): fc.Arbitrary<Delivery[]> => {
        const delivery = fc.record({
            delays: fc.array(fc.nat(6), { minLength: fewest, maxLength: 3, size: 'max' }),
            order: fc.nat(100),
            work: fc.oneof(fc.nat(3), fc.constant(1_000))
        });
        return fc.array(delivery, { minLength: 1, maxLength: 12, size: 'max' });
    };
    return fc.record({
        lanes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        deliveries: fc.oneof(deliveries(1), deliveries(0)),
        troubles: payloads ? fc.constant([-1]) : fc.array(fc.constantFrom(...TROUBLES), { minLength: 1, maxLength: 8 }),
        interruptions: fc.array(fc.boolean(), { minLength: 1, maxLength: 10 }),
        nights: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 })
    });
}
