import type { Biller } from './cast';

/** How many objects of one kind and state there are in one Stripe account and currency, and what they add up to. */
export interface Figure {
    biller: Biller;
    what: 'Invoices' | 'Invoice lines' | 'Charges' | 'Refunds' | 'Credit notes' | 'Disputes' | 'Payouts' | 'Payout fees';
    /** Stripe's status of them. */
    state: string;
    /** Upper case. */
    currency: string;
    count: number;
    /** Minor units. */
    amount: number;
}

export type Entry = Omit<Figure, 'count'>;

/** Adds up what has the same account, kind, state and currency, in the order of first appearance. */
export function addUp(entries: readonly Entry[]): Figure[] {
    const figures = new Map<string, Figure>();
    for (const entry of entries) {
        const key = keyOf(entry);
        const figure = figures.get(key) ?? { ...entry, count: 0, amount: 0 };
        figure.count += 1;
        figure.amount += entry.amount;
        figures.set(key, figure);
    }
    return [...figures.values()];
}

/** Sentences about every figure in which the org and Stripe differ. */
export function differences(org: readonly Figure[], stripe: readonly Figure[], format: (figure: Figure) => string): string[] {
    const [ours, theirs] = [byKey(org), byKey(stripe)];
    return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((key) => {
        const [mine, their] = [ours.get(key), theirs.get(key)];
        if (mine?.count === their?.count && mine?.amount === their?.amount) return [];
        const { biller, what, state, currency } = (their ?? mine)!;
        const told = (figure: Figure | undefined): string => (figure ? `${figure.count} of ${format(figure)}` : 'none');
        return [`${what}, ${state}, ${currency}, account ${biller}: the org has ${told(mine)}, Stripe ${told(their)}.`];
    });
}

export function keyOf({ biller, what, state, currency }: Entry | Figure): string {
    return `${biller} ${what} ${state} ${currency}`;
}

function byKey(figures: readonly Figure[]): Map<string, Figure> {
    return new Map(figures.map((figure) => [keyOf(figure), figure]));
}
