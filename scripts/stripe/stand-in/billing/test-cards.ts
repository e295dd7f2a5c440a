import type { PaymentMethodRecord } from '../wire';

export interface Decline {
    code: string;
    declineCode: string;
    message: string;
    /** What Stripe advises to do about it. */
    advice: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later';
}

/** What a test card of Stripe's does beyond paying. */
export interface TestCard {
    brand: 'visa' | 'mastercard' | 'amex';
    last4: string;
    /** Cannot even be attached to a customer. */
    refusesToAttach?: Decline;
    /** Attaches, but fails when it is charged. */
    refusesToPay?: Decline;
    /** Disputed as soon as it has paid. */
    disputed?: { reason: string; inquiry?: boolean };
    /** Its refunds fail after they were made. */
    refundFails?: boolean;
    /** What it pays is available at once. */
    availableAtOnce?: boolean;
}

const GENERIC = decline('generic_decline', 'Your card was declined.', 'try_again_later');

/** Stripe's test payment methods by name; the last four digits tell them apart afterwards. */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
    pm_card_visa: { brand: 'visa', last4: '4242' },
    pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
    pm_card_amex: { brand: 'amex', last4: '8431' },
    pm_card_bypassPending: { brand: 'visa', last4: '0077', availableAtOnce: true },
    pm_card_chargeCustomerFail: { brand: 'visa', last4: '0341', refusesToPay: GENERIC },
    pm_card_createDispute: { brand: 'visa', last4: '0259', disputed: { reason: 'fraudulent' } },
    pm_card_createDisputeProductNotReceived: { brand: 'visa', last4: '2685', disputed: { reason: 'product_not_received' } },
    pm_card_createDisputeInquiry: { brand: 'visa', last4: '1976', disputed: { reason: 'fraudulent', inquiry: true } },
    pm_card_refundFail: { brand: 'visa', last4: '5126', refundFails: true },
    pm_card_chargeDeclined: { brand: 'visa', last4: '0002', refusesToAttach: GENERIC },
    pm_card_visa_chargeDeclined: { brand: 'visa', last4: '0002', refusesToAttach: GENERIC },
    pm_card_visa_chargeDeclinedInsufficientFunds: {
        brand: 'visa',
        last4: '9995',
        refusesToAttach: decline('insufficient_funds', 'Your card has insufficient funds.', 'try_again_later')
    },
    pm_card_visa_chargeDeclinedLostCard: {
        brand: 'visa',
        last4: '9987',
        refusesToAttach: decline('lost_card', 'Your card was declined.', 'do_not_try_again')
    },
    pm_card_visa_chargeDeclinedStolenCard: {
        brand: 'visa',
        last4: '9979',
        refusesToAttach: decline('stolen_card', 'Your card was declined.', 'do_not_try_again')
    },
    pm_card_chargeDeclinedExpiredCard: {
        brand: 'visa',
        last4: '0069',
        refusesToAttach: { ...decline('expired_card', 'Your card has expired.', 'do_not_try_again'), code: 'expired_card' }
    },
    pm_card_chargeDeclinedIncorrectCvc: {
        brand: 'visa',
        last4: '0127',
        refusesToAttach: {
            ...decline('incorrect_cvc', "Your card's security code is incorrect.", 'confirm_card_data'),
            code: 'incorrect_cvc'
        }
    },
    pm_card_chargeDeclinedProcessingError: {
        brand: 'visa',
        last4: '0119',
        refusesToAttach: {
            ...decline('processing_error', 'An error occurred while processing your card. Try again in a little bit.', 'try_again_later'),
            code: 'processing_error'
        }
    }
};

const BY_LAST4 = new Map(Object.values(TEST_CARDS).map((card) => [card.last4, card]));

export function testCardOf(method: PaymentMethodRecord): TestCard {
    return BY_LAST4.get(method.card?.last4 ?? '') ?? TEST_CARDS['pm_card_visa']!;
}

/** An expired card is declined whatever it did before. @param now seconds since the epoch */
export function declineOf(method: PaymentMethodRecord, now: number): Decline | undefined {
    const card = testCardOf(method);
    const { exp_month: month, exp_year: year } = method.card!;
    if (Date.UTC(year, month, 1) / 1000 <= now)
        return { ...decline('expired_card', 'Your card has expired.', 'do_not_try_again'), code: 'expired_card' };
    return card.refusesToPay ?? card.refusesToAttach;
}

function decline(declineCode: string, message: string, advice: Decline['advice']): Decline {
    return { code: 'card_declined', declineCode, message, advice };
}
