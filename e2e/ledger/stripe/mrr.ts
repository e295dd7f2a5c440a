import type { Discount, Interval, Item, Subscription } from './shapes.ts';

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

const NOTHING: Fraction = { over: 0n, under: 1n };

/** Minor units a month at an instant (seconds since the epoch). */
export function mrrOf(subscription: Subscription, now: number): bigint {
    if (!counts(subscription, now)) return 0n;
    const items = subscription.items.data.filter(({ price }) => price.recurring.usage_type !== 'metered');
    let amounts = items.map(({ price, quantity }) => times(decimal(price.unit_amount_decimal), { over: BigInt(quantity), under: 1n }));
    for (const discount of subscription.discounts) if (isOn(discount, now)) amounts = discounted(amounts, discount);
    return items.reduce((sum, item, index) => sum + roundHalfUp(times(amounts[index]!, monthsOf(item))), 0n);
}

function counts({ status, trial_end, pause_collection }: Subscription, now: number): boolean {
    if (status !== 'active' && status !== 'past_due') return false;
    if (trial_end !== null && trial_end > now) return false;
    return pause_collection === null || pause_collection.behavior === 'keep_as_draft';
}

function isOn({ end }: Discount, now: number): boolean {
    return end === null || end > now;
}

/** A percentage multiplies; an amount is taken from the whole, by one factor for all. */
function discounted(amounts: readonly Fraction[], { source }: Discount): Fraction[] {
    const { percent_off, amount_off } = source.coupon;
    if (percent_off !== null) return amounts.map((amount) => times(amount, { over: BigInt(100 - percent_off), under: 100n }));
    const whole = amounts.reduce(plus, NOTHING);
    const off = BigInt(amount_off!) * whole.under;
    const left = off >= whole.over ? NOTHING : { over: whole.over - off, under: whole.over };
    return amounts.map((amount) => times(amount, left));
}

function monthsOf({ price }: Item): Fraction {
    const { interval, interval_count } = price.recurring;
    return times(MONTHS[interval], { over: 1n, under: BigInt(interval_count) });
}

function plus(one: Fraction, other: Fraction): Fraction {
    return { over: one.over * other.under + other.over * one.under, under: one.under * other.under };
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
