import fc from 'fast-check';
import type { Command, CommandKind } from './billing.ts';

/** What happens in Stripe, what the way to the org does to the news of it, and what finance does meanwhile. */
export interface History {
    readonly commands: readonly Command[];
    /** Event by event, from the beginning again when the list is at its end: its place among those of its batch. */
    readonly order: readonly number[];
    /** Events that come twice, likewise. */
    readonly doubled: readonly boolean[];
    /** Events that come together before the org gets to work. */
    readonly batch: number;
    /** After each batch, likewise: months by which the lock date moves on; mostly none. */
    readonly locks: readonly number[];
    readonly disputesWhenLost: boolean;
    readonly wonRestores: boolean;
}

const DAY = 86_400;
/** Kinds by how often they come up. */
const KINDS: readonly CommandKind[] = [
    ...repeated(4, 'pay'),
    ...repeated(3, 'bill', 'refund'),
    ...repeated(2, 'credit', 'dispute', 'endDispute', 'failRefund'),
    ...repeated(1, 'failToPay', 'voidCredit', 'void', 'giveUp')
];

function repeated(times: number, ...kinds: readonly CommandKind[]): CommandKind[] {
    return kinds.flatMap((kind) => Array.from({ length: times }, () => kind));
}

export function histories(): fc.Arbitrary<History> {
    const command = fc.record({
        kind: fc.constantFrom(...KINDS),
        pick: fc.nat(30),
        amount: fc.nat(20_000),
        shape: fc.nat(400),
        wait: fc.oneof(fc.integer({ min: 1, max: 3_600 }), fc.integer({ min: DAY, max: 50 * DAY }))
    });
    return fc.record({
        commands: fc
            .array(command, { minLength: 4, maxLength: 20, size: 'max' })
            .map((commands) => [{ ...commands[0]!, kind: 'bill' as const }, ...commands.slice(1)]),
        order: fc.array(fc.nat(100), { minLength: 1, maxLength: 10 }),
        doubled: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        batch: fc.integer({ min: 1, max: 12 }),
        locks: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 5), { minLength: 1, maxLength: 6 }),
        disputesWhenLost: fc.boolean(),
        wonRestores: fc.boolean()
    });
}
