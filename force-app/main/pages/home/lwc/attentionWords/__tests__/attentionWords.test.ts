import { AT_RISK, CHURN_RISK, DISPUTE, DISPUTE_ANSWERED, ENDING, PAST_DUE, RENEWING, TRIAL_ENDING } from 'c/attentionModel';
import { countText, kindPhrase, reasonText, stakeOf } from 'c/attentionWords';
import { NOW, row } from '../../billingAttention/__tests__/rows';

// Labels are their names in tests, so that a sentence without a placeholder is its label.
const DUE = '2026-11-27T12:00:00.000Z';

describe('attentionWords', () => {
    it('has a word, a colour and an icon of its own for each kind', () => {
        const phrases = [DISPUTE, AT_RISK, PAST_DUE, CHURN_RISK, ENDING, TRIAL_ENDING, RENEWING, DISPUTE_ANSWERED].map(kindPhrase);
        expect(new Set(phrases.map(({ text }) => text)).size).toBe(8);
        expect(new Set(phrases.map(({ icon }) => icon)).size).toBe(8);
        expect(phrases[0]?.tone).toBe('error');
        expect(kindPhrase(99).tone).toBe('neutral');
    });

    it('says when a number was not counted to its end', () => {
        expect(countText({ total: 12, isMore: false })).toBe('12');
        expect(countText({ total: 1000, isMore: true })).toBe('c.Monitor_More_Than');
    });

    it('tells of a dispute until when evidence is due, that it is too late, or that the bank decides', () => {
        const disputed = { urgency: DISPUTE, day: '2026-11-27' };
        const dispute = { currencyCode: 'USD', amount: 49, status: 'needs_response', evidenceDueBy: DUE };
        expect(reasonText(row({ ...disputed, disputes: [dispute] }), NOW)).toBe('c.Attention_Evidence_Due');
        expect(reasonText(row(disputed), NOW)).toBe('c.Attention_Evidence_Due');
        expect(reasonText(row({ ...disputed, day: '2026-11-20' }), NOW)).toBe('c.Attention_Evidence_Late');
        const late = { ...dispute, evidenceDueBy: '2026-11-22T11:59:00.000Z' };
        expect(reasonText(row({ ...disputed, disputes: [late] }), NOW)).toBe('c.Attention_Evidence_Late');
        const answered = { ...dispute, status: 'under_review' };
        expect(reasonText(row({ urgency: DISPUTE_ANSWERED, disputes: [answered] }), NOW)).toBe('c.Attention_Bank_Decides');
        expect(reasonText(row({ urgency: DISPUTE, disputes: [{ ...dispute, evidenceDueBy: null }] }), NOW)).toBe(
            'c.Attention_Evidence_Wanted'
        );
        expect(reasonText(row({ ...disputed, delinquentSince: '2026-11-01' }), NOW)).toBe(
            'c.Attention_Evidence_Due c.Billing_Overdue_Since c.Billing_No_Attempt'
        );
    });

    it('tells of overdue money whether Stripe tries again', () => {
        const overdue = { urgency: PAST_DUE, delinquentSince: '2026-11-12', openBalance: 225 };
        expect(reasonText(row({ ...overdue, nextAttemptAt: DUE }), NOW)).toBe('c.Billing_Overdue_Since c.Billing_Tries_Again');
        expect(reasonText(row({ ...overdue, urgency: AT_RISK }), NOW)).toBe('c.Billing_Overdue_Since c.Billing_No_Attempt');
        expect(reasonText(row({ urgency: AT_RISK }), NOW)).toBe('c.Attention_Unpaid');
    });

    it('tells of the rest what comes, of several subscriptions how many', () => {
        expect(reasonText(row({ urgency: CHURN_RISK, riskScore: 72, reason: { recordId: 'r', points: 20, words: 'It fell.' } }), NOW)).toBe(
            'c.Attention_Score It fell.'
        );
        const known = { recordId: 'r', points: 20, code: 'Low_Usage', values: '[3]', words: 'It fell.' };
        expect(reasonText(row({ urgency: CHURN_RISK, riskScore: 72, reason: known }), NOW)).toBe(
            'c.Attention_Score c.Billing_Because_Usage'
        );
        expect(reasonText(row({ urgency: CHURN_RISK, riskScore: 0 }), NOW)).toBe('c.Attention_Score');
        expect(reasonText(row({ urgency: CHURN_RISK }), NOW)).toBe('');
        const two = [
            { currencyCode: 'USD', amount: 10 },
            { currencyCode: 'USD', amount: 20 }
        ];
        expect(reasonText(row({ urgency: ENDING, day: '2026-12-01' }), NOW)).toBe('c.Attention_Ends');
        expect(reasonText(row({ urgency: ENDING, day: '2026-12-01', subscriptions: two }), NOW)).toBe('c.Attention_Several_End');
        expect(reasonText(row({ urgency: TRIAL_ENDING, day: '2026-12-01', subscriptions: two }), NOW)).toBe('c.Attention_Trial_Ends');
        expect(reasonText(row({ urgency: RENEWING, day: '2026-12-01' }), NOW)).toBe('c.Attention_Renews');
        expect(reasonText(row({ urgency: RENEWING, day: '2026-12-01', subscriptions: two }), NOW)).toBe('c.Attention_Several_Renew');
        expect(reasonText(row({ urgency: RENEWING }), NOW)).toBe('');
    });

    it('names what is at stake, with the currency’s own decimals', () => {
        const disputes = [
            { currencyCode: 'USD', amount: 49, status: 'needs_response' },
            { currencyCode: 'JPY', amount: 5000, status: 'needs_response' }
        ];
        expect(stakeOf(row({ urgency: DISPUTE, disputes })).amount).toBe('$49.00 + ¥5,000');
        expect(stakeOf(row({ urgency: DISPUTE_ANSWERED, disputes })).amount).toBe('$49.00 + ¥5,000');
        expect(stakeOf(row({ urgency: DISPUTE })).amount).toBe('$49.00');
        expect(stakeOf(row({ urgency: PAST_DUE, openBalance: 1.5, currencyCode: 'KWD' })).amount.replace(/\s/g, ' ')).toBe('KWD 1.500');
        expect(stakeOf(row({ urgency: ENDING, subscriptions: [{ currencyCode: 'EUR', amount: 30 }] })).amount).toBe('€30.00');
        expect(stakeOf(row({ urgency: CHURN_RISK, mrr: -5 })).amount).toBe('-$5.00');
        expect(stakeOf(row({ urgency: RENEWING, mrr: 0 })).amount).toBe('$0.00');
    });

    it('names no amount that somebody may not read', () => {
        const nothing = { amount: '', note: '' };
        expect(stakeOf(row({ urgency: RENEWING, mrr: null }))).toEqual(nothing);
        expect(stakeOf(row({ urgency: PAST_DUE, mrr: null, openBalance: null }))).toEqual(nothing);
        expect(stakeOf(row({ urgency: PAST_DUE, mrr: 10, openBalance: null }))).toEqual({ amount: '$10.00', note: 'c.Billing_MRR' });
        expect(stakeOf(row({ urgency: PAST_DUE, mrr: null, openBalance: 5 }))).toEqual({ amount: '$5.00', note: 'c.Attention_Open' });
    });
});
