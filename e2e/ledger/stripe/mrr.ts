import type { Interval, Item, Subscription } from './shapes.ts';

/*
 * MRR by the rules of docs/mrr.md, a second time and in another way: in fractions of whole numbers. It is what the
 * package's own calculator is measured against.
 */

interface Fraction {
    readonly over: bigint;
    readonly under: bigint;
}

const MONTHS: Readonly<Record<Interval, Fraction>> = {
    month: { over: 1n, under: 1n },
    year: { over: 1n, under: 12n },
    week: { over: 52n, under: 12n },
    day: { over: 365n, under: 12n }
};

/** Minor units a month at an instant (seconds since the epoch). */
export function mrrOf(subscription: Subscription, now: number): bigint {
    return counts(subscription, now) ? subscription.items.data.reduce((sum, item) => sum + mrrOfItem(item, subscription), 0n) : 0n;
}

function counts({ status, trial_end, pause_collection }: Subscription, now: number): boolean {
    if (status !== 'active' && status !== 'past_due') return false;
    if (trial_end !== null && trial_end > now) return false;
    return pause_collection === null || pause_collection.behavior === 'keep_as_draft';
}

function mrrOfItem({ price, quantity }: Item, { discounts }: Subscription): bigint {
    const { interval, interval_count, usage_type } = price.recurring;
    if (usage_type === 'metered') return 0n;
    const factor = MONTHS[interval];
    let amount = decimal(price.unit_amount_decimal);
    amount = times(amount, { over: BigInt(quantity) * factor.over, under: factor.under * BigInt(interval_count) });
    for (const { source } of discounts) amount = times(amount, { over: BigInt(100 - source.coupon.percent_off), under: 100n });
    return roundHalfUp(amount);
}

function decimal(text: string): Fraction {
    const [whole = '0', rest = ''] = text.split('.');
    return { over: BigInt(whole + rest), under: 10n ** BigInt(rest.length) };
}

function times(one: Fraction, other: Fraction): Fraction {
    return { over: one.over * other.over, under: one.under * other.under };
}

/** Of an amount that is not negative. */
function roundHalfUp({ over, under }: Fraction): bigint {
    return (2n * over + under) / (2n * under);
}
