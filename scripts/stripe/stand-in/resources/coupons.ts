import type Stripe from 'stripe';
import { invalid, missing } from '../errors';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { integer, listOf, metadata, oneOf, percent, range, shape, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import { newId } from '../state';
import type { CouponRecord } from '../wire';
import { mergeMetadata } from './metadata';

export const couponRoutes: Route[] = [
    route<Stripe.CouponCreateParams>(
        'POST',
        '/v1/coupons',
        {
            id: text,
            name: text,
            percent_off: percent,
            amount_off: integer,
            currency: text,
            duration: oneOf('forever', 'once', 'repeating'),
            duration_in_months: integer,
            applies_to: shape({ products: listOf(text) }),
            metadata
        },
        create
    ),
    route<PageParameters & { created?: RangeParameter }>('GET', '/v1/coupons', { ...PAGE, created: range }, ({ state, parameters }) =>
        page(
            '/v1/coupons',
            state.all('coupon').filter((coupon) => inRange(coupon.created, parameters.created)),
            parameters
        )
    ),
    route('GET', '/v1/coupons/:id', {}, ({ state, path }) => state.find('coupon', path['id']!)),
    route('DELETE', '/v1/coupons/:id', {}, remove)
];

function create(call: Call<Stripe.CouponCreateParams>): CouponRecord {
    const { parameters, state, time, events, cause } = call;
    if ((parameters.percent_off === undefined) === (parameters.amount_off === undefined)) {
        throw invalid('Must provide percent_off or amount_off, but not both.', 'percent_off');
    }
    if (parameters.amount_off !== undefined && parameters.currency === undefined) throw missing('currency');
    if (parameters.duration === 'repeating' && parameters.duration_in_months === undefined) throw missing('duration_in_months');
    if (parameters.id !== undefined && state.get('coupon', parameters.id))
        throw invalid('Coupon already exists.', 'id', 'resource_already_exists');
    const created = time.now();
    const coupon: CouponRecord = {
        id: parameters.id ?? newId('co', 8).slice(3),
        object: 'coupon',
        amount_off: parameters.amount_off ?? null,
        ...(parameters.applies_to?.products ? { applies_to: { products: parameters.applies_to.products } } : {}),
        created,
        currency: parameters.currency?.toLowerCase() ?? null,
        duration: parameters.duration ?? 'once',
        duration_in_months: parameters.duration_in_months ?? null,
        livemode: false,
        max_redemptions: null,
        metadata: mergeMetadata({}, parameters.metadata),
        name: parameters.name ?? null,
        percent_off: parameters.percent_off ?? null,
        redeem_by: null,
        times_redeemed: 0,
        valid: true
    };
    state.put('coupon', coupon);
    events.emit('coupon.created', asJson(coupon), created, cause);
    return coupon;
}

/** A deleted coupon can no longer be given; discounts that carry it stay. */
function remove(call: Call<unknown>): object {
    const coupon = call.state.find('coupon', call.path['id']!);
    call.events.emit('coupon.deleted', asJson(coupon), call.time.now(), call.cause);
    coupon.valid = false;
    return { id: coupon.id, object: 'coupon', deleted: true };
}
