import fc from 'fast-check';

/** Something that happens to the MRR of a customer in a currency. */
export interface Move {
    readonly customer: number;
    readonly currency: number;
    /** The balance that it leads to, in the smallest unit; of FX rows, the change in cents of the org's currency. */
    readonly amount: number;
    readonly kind: 'sale' | 'end' | 'restatement' | 'fx';
    /** Months before the current one; beyond the period, too. */
    readonly monthsAgo: number;
    /** Within the month: its first instant, its last second, or somewhere between. */
    readonly place: 'first' | 'last' | 'between';
    readonly between: number;
}

/** A ledger, how much of it the month figures hold already, and what somebody asks for. */
export interface Ledger {
    readonly moves: readonly Move[];
    /** The first movement of a customer was taken over from before. */
    readonly isTakenOver: readonly boolean[];
    readonly folded: number;
    readonly zone: 'UTC' | 'America/New_York' | 'Asia/Kolkata';
    readonly months: number;
    readonly source: number;
    readonly currency: number;
}

export const CUSTOMERS = 6;
/** The last one has no exchange rate. */
export const CURRENCIES = ['USD', 'EUR', 'CHF'] as const;
export const SOURCES = ['Stripe_Test', 'Stripe_Payload'] as const;

const MOST_MONTHS_AGO = 50;

export function ledgers(): fc.Arbitrary<Ledger> {
    const move = fc.record({
        customer: fc.nat(CUSTOMERS - 1),
        currency: fc.nat(CURRENCIES.length - 1),
        amount: fc.oneof(fc.integer({ min: -4_000, max: 60_000 }), fc.constantFrom(1, 100, 33_333)),
        kind: fc.constantFrom<Move['kind']>('sale', 'sale', 'sale', 'sale', 'end', 'restatement', 'fx'),
        monthsAgo: fc.oneof(fc.nat(4), fc.nat(14), fc.nat(MOST_MONTHS_AGO)),
        place: fc.constantFrom<Move['place']>('between', 'between', 'first', 'last'),
        between: fc.nat(27 * 86_400)
    });
    return fc.record({
        moves: fc.array(move, { maxLength: 40, size: 'max' }),
        isTakenOver: fc.array(fc.boolean(), { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
        folded: fc.nat(40),
        zone: fc.constantFrom<Ledger['zone']>('UTC', 'America/New_York', 'Asia/Kolkata'),
        months: fc.constantFrom(1, 3, 6, 12, 24),
        source: fc.integer({ min: -1, max: SOURCES.length - 1 }),
        currency: fc.integer({ min: -1, max: CURRENCIES.length - 1 })
    });
}
