import { percentOf, spread } from '../exact';
import type { World } from '../router';
import type { CouponRecord, LineRecord } from '../wire';

/** A line that discounts may lower: how much of it is left, and what its product is. */
interface Reducible {
    line: LineRecord;
    product: string | undefined;
    left: number;
}

/** Takes discounts off lines one after the other, each from what the former ones left. */
export function discountLines(world: World, lines: readonly LineRecord[], discounts: readonly string[]): void {
    const reducible = lines
        .filter((line) => line.discountable && line.amount > 0)
        .map((line): Reducible => ({ line, product: line.pricing?.price_details?.product, left: line.amount - discounted(line) }));
    for (const id of discounts) {
        const coupon = world.state.find('coupon', world.state.find('discount', id).source.coupon as string);
        const concerned = reducible.filter(({ product }) => appliesTo(coupon, product));
        const amounts = amountsOff(coupon, concerned);
        concerned.forEach((entry, index) => {
            const amount = amounts[index]!;
            entry.left -= amount;
            if (amount > 0) (entry.line.discount_amounts ??= []).push({ amount, discount: id });
        });
    }
}

export function discounted(line: { discount_amounts: LineRecord['discount_amounts'] }): number {
    return (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

function amountsOff(coupon: CouponRecord, entries: readonly Reducible[]): number[] {
    if (coupon.percent_off !== null) return entries.map(({ left }) => percentOf(left, coupon.percent_off!));
    const lefts = entries.map(({ left }) => left);
    const all = lefts.reduce((sum, left) => sum + left, 0);
    return spread(Math.min(coupon.amount_off ?? 0, all), lefts);
}

function appliesTo(coupon: CouponRecord, product: string | undefined): boolean {
    return coupon.applies_to === undefined || (product !== undefined && coupon.applies_to.products.includes(product));
}
