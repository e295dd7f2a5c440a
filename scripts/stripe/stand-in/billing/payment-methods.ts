import { noSuch, StripeFailure } from '../errors';
import type { Cause } from '../events';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { CustomerRecord, PaymentMethodRecord } from '../wire';
import { customerNow } from './customer';
import { TEST_CARDS, type TestCard } from './test-cards';

/** A test card is good for this many years. */
const YEARS_GOOD = 4;

/** A payment method of its own for the customer: a copy of a test card, or the one named if it is the customer's already. */
export function attachPaymentMethod(world: World, customer: CustomerRecord, id: string, param: string, cause: Cause): PaymentMethodRecord {
    const card = TEST_CARDS[id];
    if (card === undefined) return ownPaymentMethod(world, customer, id, param);
    if (card.refusesToAttach) throw cardError(card.refusesToAttach);
    const now = customerNow(world, customer);
    const method = world.state.put('payment_method', blankCard(card, customer, now));
    world.events.emit('payment_method.attached', asJson(method), now, cause);
    return method;
}

/** A payment method that the customer has. */
export function ownPaymentMethod(world: World, customer: CustomerRecord, id: string, param: string): PaymentMethodRecord {
    const method = world.state.get('payment_method', id);
    if (method === undefined) throw noSuch('PaymentMethod', id, param);
    if (method.customer !== customer.id) {
        throw new StripeFailure(400, {
            message: `The payment method you provided does not belong to the customer ${customer.id}. Attach it to the customer first.`,
            param
        });
    }
    return method;
}

export function cardError(
    { code, declineCode, message }: { code: string; declineCode: string; message: string },
    charge?: string
): StripeFailure {
    return new StripeFailure(402, { type: 'card_error', code, declineCode, message, ...(charge === undefined ? {} : { charge }) });
}

function blankCard(card: TestCard, customer: CustomerRecord, now: number): PaymentMethodRecord {
    const date = new Date(now * 1000);
    return {
        id: newId('pm', 24),
        object: 'payment_method',
        allow_redisplay: 'unspecified',
        billing_details: { address: null, email: customer.email, name: customer.name ?? null, phone: null, tax_id: null },
        card: {
            brand: card.brand,
            checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
            country: 'US',
            display_brand: card.brand,
            exp_month: date.getUTCMonth() + 1,
            exp_year: date.getUTCFullYear() + YEARS_GOOD,
            fingerprint: newId('fp', 16).slice(3),
            funding: 'credit',
            generated_from: null,
            last4: card.last4,
            networks: { available: [card.brand], preferred: null },
            regulated_status: 'unregulated',
            three_d_secure_usage: { supported: true },
            wallet: null
        },
        created: now,
        customer: customer.id,
        customer_account: null,
        livemode: false,
        metadata: {},
        type: 'card'
    };
}
