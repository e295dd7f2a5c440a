import {
    discountWords,
    methodWords,
    notCountedWords,
    outlook,
    priceWords,
    reasonWords,
    riskPhrase,
    statusPhrase,
    typeWord
} from 'c/billingWords';
import type { Subscription } from 'c/billingFormat';

const REGION = { locale: 'en-US', timeZone: 'UTC' };
const NOW = '2026-11-22T12:00:00.000Z';
const END = '2026-12-04T00:00:00.000Z';

function subscription(values: Partial<Subscription>): Subscription {
    return { recordId: 'a', subscriptionId: 'sub_1', status: 'active', currencyCode: 'USD', items: [], ...values };
}

// In these tests a label's text is its name.
describe('c-billing-words', () => {
    it('shows a status that Stripe added as one reads it', () => {
        expect(statusPhrase('past_due')).toEqual({ text: 'c.Billing_Status_Past_Due', tone: 'warning' });
        expect(statusPhrase('brand_new')).toEqual({ text: 'Brand new', tone: 'neutral' });
        expect(typeWord('Churn')).toBe('c.Billing_Type_Churn');
        expect(typeWord('Other')).toBe('Other');
    });

    it('says in words why MRR moved', () => {
        expect(reasonWords('seats')).toBe('c.Billing_Reason_Seats');
        expect(reasonWords('canceled:payment_failed')).toBe('c.Billing_Reason_Canceled_Unpaid');
        expect(reasonWords('canceled:brand_new')).toBe('c.Billing_Reason_Canceled');
        expect(reasonWords('status:unpaid')).toBe('c.Billing_Reason_Status');
        expect(reasonWords('brand_new')).toBe('brand_new');
    });

    it('says that a period is over where nobody told of the next one', () => {
        expect(outlook(subscription({ currentPeriodEnd: END }), '2026-12-05T00:00:00.000Z', REGION)).toEqual({
            text: 'c.Billing_Period_Ended',
            tone: 'warning'
        });
    });

    it.each<[Partial<Subscription>, string]>([
        [{ cancelAt: END }, 'c.Billing_Was_To_End'],
        [{ cancelsAtPeriodEnd: true, currentPeriodEnd: END }, 'c.Billing_Was_To_End'],
        [{ status: 'trialing', trialEnd: END }, 'c.Billing_Trial_Was_Until'],
        [{ pauseBehavior: 'void', pauseResumesAt: END }, 'c.Billing_Was_To_Resume']
    ])('promises nothing of a day that is past: %j', (values, text) => {
        expect(outlook(subscription(values), '2026-12-05T00:00:00.000Z', REGION)).toEqual({ text, tone: 'warning' });
    });

    it('says what happens next to a subscription', () => {
        expect(outlook(subscription({ currentPeriodEnd: END }), NOW, REGION)?.text).toBe('c.Billing_Renews');
        expect(outlook(subscription({ currentPeriodEnd: END, cancelsAtPeriodEnd: true }), NOW, REGION)).toEqual({
            text: 'c.Billing_Cancels',
            tone: 'warning'
        });
        expect(outlook(subscription({ status: 'trialing', trialEnd: END, currentPeriodEnd: END }), NOW, REGION)?.text).toBe(
            'c.Billing_Trial_Ends'
        );
        expect(outlook(subscription({ pauseBehavior: 'void', currentPeriodEnd: END }), NOW, REGION)?.text).toBe('c.Billing_Paused');
        expect(outlook(subscription({ pauseBehavior: 'void', pauseResumesAt: END }), NOW, REGION)?.text).toBe('c.Billing_Paused_Until');
        expect(outlook(subscription({ status: 'canceled', endedAt: END }), NOW, REGION)?.text).toBe('c.Billing_Ended');
        expect(outlook(subscription({ status: 'canceled' }), NOW, REGION)).toBeUndefined();
    });

    it('names prices without a single amount as tiered', () => {
        expect(priceWords({ recordId: 'i' }, 'USD', REGION)).toBe('c.Billing_Tiered');
        expect(priceWords({ recordId: 'i', unitAmount: 20 }, 'USD', REGION)).toBe('$20.00');
        expect(priceWords({ recordId: 'i', unitAmount: 20, intervalName: 'month', intervalCount: 3 }, 'USD', REGION)).toBe(
            'c.Billing_Unit_Term'
        );
    });

    it('says what a subscription has off', () => {
        expect(discountWords('12.5 % off')).toEqual(['c.Billing_Discount']);
        expect(discountWords('10 % off until 2026-05-01 00:00 UTC (si_1, si_2)\nUSD 5.00 off')).toEqual([
            'c.Billing_Discount_Until',
            'c.Billing_Discount'
        ]);
        expect(discountWords('a gift')).toEqual(['a gift']);
        expect(discountWords(null)).toEqual([]);
    });

    it('says why a subscription counts nothing, unless its status does', () => {
        expect(notCountedWords(subscription({ notCounted: 'dispute lost' }))).toBe('c.Billing_Not_Counted');
        expect(notCountedWords(subscription({ status: 'trialing', notCounted: 'trialing' }))).toBeUndefined();
        expect(notCountedWords(subscription({}))).toBeUndefined();
    });

    it('names levels and ways of matching, and keeps what it does not know', () => {
        expect(riskPhrase('Critical')).toEqual({ text: 'c.Billing_Risk_Critical', tone: 'error' });
        expect(riskPhrase('Enormous')).toEqual({ text: 'Enormous', tone: 'neutral' });
        expect(riskPhrase(null).text).toBe('');
        expect(methodWords('Email')).toBe('c.Billing_Method_Email');
        expect(methodWords('None')).toBe('');
    });
});
