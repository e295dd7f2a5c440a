import { invalid } from '../errors';
import { addIntervals } from '../period';
import type { World } from '../router';
import { newId } from '../state';
import type { DiscountRecord } from '../wire';

export interface DiscountParameter {
    coupon?: string;
    discount?: string;
    promotion_code?: string;
}

export interface DiscountOwner {
    customer: string;
    subscription: string;
    item: string | null;
}

/** Makes the discounts that a request names: a fresh one of a coupon, or one that is there already. Order is kept. */
export function applyDiscounts(
    world: World,
    parameters: readonly DiscountParameter[] | '',
    owner: DiscountOwner,
    now: number,
    param: string
): string[] {
    if (parameters === '') return [];
    return parameters.map((parameter, index) => {
        const name = `${param}[${index}]`;
        if (parameter.discount !== undefined) return world.state.find('discount', parameter.discount, `${name}[discount]`).id;
        if (parameter.coupon === undefined) throw invalid('You must provide one of: coupon, discount, promotion_code.', name);
        return redeem(world, parameter.coupon, owner, now, `${name}[coupon]`).id;
    });
}

/** What remains at `now`: discounts whose months are over drop out, and `once` after the first invoice. */
export function remainingDiscounts(world: World, discounts: readonly string[], now: number): string[] {
    return discounts.filter((id) => {
        const discount = world.state.find('discount', id);
        const coupon = world.state.find('coupon', discount.source.coupon as string);
        return coupon.duration !== 'once' && (discount.end === null || discount.end > now);
    });
}

function redeem(world: World, couponId: string, owner: DiscountOwner, now: number, param: string): DiscountRecord {
    const coupon = world.state.find('coupon', couponId, param);
    if (!coupon.valid) throw invalid(`Coupon expired: ${coupon.id}`, param, 'coupon_expired');
    coupon.times_redeemed += 1;
    return world.state.put('discount', {
        id: newId('di', 24),
        object: 'discount',
        checkout_session: null,
        customer: owner.customer,
        customer_account: null,
        end: coupon.duration === 'repeating' ? addIntervals(now, 'month', coupon.duration_in_months!) : null,
        invoice: null,
        invoice_item: null,
        promotion_code: null,
        source: { coupon: coupon.id, type: 'coupon' },
        start: now,
        subscription: owner.item === null ? owner.subscription : null,
        subscription_item: owner.item
    });
}
