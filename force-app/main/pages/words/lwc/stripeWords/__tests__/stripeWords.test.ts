import {
    cardName,
    collectionWords,
    declineWords,
    disputeReasonWords,
    disputeStateWords,
    pauseWords,
    refundReasonWords
} from 'c/stripeWords';

// In these tests a label's text is its name.
describe('c-stripe-words', () => {
    it.each([
        ['insufficient_funds', 'c.Stripe_Decline_Money'],
        ['expired_card', 'c.Stripe_Decline_Expired'],
        ['pickup_card', 'c.Stripe_Decline_Lost'],
        ['generic_decline', 'c.Stripe_Decline_Generic']
    ])('says why a payment was declined: %s', (code, words) => {
        expect(declineWords(code, 'Your card was declined.')).toBe(words);
    });

    it('says of a new code what Stripe told the customer, else the code', () => {
        expect(declineWords('brand_new', 'Try another card.')).toBe('Try another card.');
        expect(declineWords('brand_new')).toBe('Brand new');
        expect(declineWords(null, 'Try another card.')).toBe('Try another card.');
        expect(declineWords(null)).toBe('');
    });

    it('has words for what Stripe says of disputes, refunds, collection and pauses', () => {
        expect(disputeReasonWords('product_not_received')).toBe('c.Stripe_Dispute_Not_Received');
        expect(disputeStateWords('warning_under_review')).toBe('c.Stripe_Dispute_Under_Review');
        expect(refundReasonWords('requested_by_customer')).toBe('c.Stripe_Refund_Requested');
        expect(collectionWords('charge_automatically')).toBe('c.Stripe_Collection_Automatic');
        expect(pauseWords('mark_uncollectible')).toBe('c.Stripe_Pause_Uncollectible');
        expect(cardName('amex')).toBe('American Express');
    });

    it('shows what Stripe adds as one reads it, and what is no code as it is', () => {
        for (const words of [disputeReasonWords, disputeStateWords, refundReasonWords, collectionWords, pauseWords, cardName]) {
            expect(words('something_new')).toBe('Something new');
            expect(words('<b>Bold</b>')).toBe('<b>Bold</b>');
        }
    });
});
