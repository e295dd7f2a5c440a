import { dashboardUrl, disputeRow, invoiceRow, paymentRow, stripeLink } from 'c/billingMoney';
import { PANEL } from '../../../../account/lwc/billingPanel/__tests__/panels';
import type { Dispute, Invoice, Payment } from 'c/billingFormat';

const NOW = '2026-11-22T12:00:00.000Z';
const [OPEN, PAID] = PANEL.invoices as [Invoice, Invoice];
const [CHARGE] = PANEL.payments as [Payment];
const [DISPUTE] = PANEL.disputes as [Dispute];

describe('c-billing-money', () => {
    it.each([
        ['https://invoice.stripe.com/i/acct_1/x?s=ap', 'https://invoice.stripe.com/i/acct_1/x?s=ap'],
        ['https://stripe.com/x', 'https://stripe.com/x'],
        ['http://invoice.stripe.com/i', undefined],
        ['https://invoice.stripe.com.evil.example/i', undefined],
        ['https://evilstripe.com/i', undefined],
        ['https://evil.example/invoice.stripe.com', undefined],
        ['https://user@invoice.stripe.com/i', undefined],
        ['https://invoice.stripe.com@evil.example/i', undefined],
        ['https://invoice.stripe.com:8443/i', undefined],
        ['data:text/html,stripe.com', undefined],
        ['//invoice.stripe.com/i', undefined],
        ['', undefined],
        [null, undefined]
    ])('takes %s for %s', (address, link) => {
        expect(stripeLink(address)).toBe(link);
    });

    it('leads into Stripe’s dashboard in the mode that something is of', () => {
        expect(dashboardUrl('customers', 'cus_1', true)).toBe('https://dashboard.stripe.com/customers/cus_1');
        expect(dashboardUrl('customers', 'cus_1', false)).toBe('https://dashboard.stripe.com/test/customers/cus_1');
        expect(dashboardUrl('subscriptions', 'sub_1', true)).toBe('https://dashboard.stripe.com/subscriptions/sub_1');
        expect(dashboardUrl('payments', 'pi_1', false)).toBe('https://dashboard.stripe.com/test/payments/pi_1');
        expect(dashboardUrl('customers', '../evil', true)).toBeUndefined();
        expect(dashboardUrl('payments', 'cus_1', true)).toBeUndefined();
        expect(dashboardUrl('payments', null, true)).toBeUndefined();
    });

    it('gives a link to pay for what can be paid only', () => {
        expect(invoiceRow(OPEN, NOW)).toMatchObject({
            paymentUrl: OPEN.hostedUrl,
            isUrgent: true,
            amount: '$200.00',
            note: 'c.Billing_Left'
        });
        expect(invoiceRow({ ...PAID, hostedUrl: OPEN.hostedUrl ?? null }, NOW)).toMatchObject({
            url: OPEN.hostedUrl,
            paymentUrl: undefined,
            note: ''
        });
    });

    it('writes amounts in the currency that they are in', () => {
        expect(invoiceRow({ ...OPEN, currencyCode: 'JPY', total: 4000, remaining: 4000 }, NOW).amount).toBe('¥4,000');
        expect(invoiceRow({ ...OPEN, currencyCode: 'KWD', total: 1.25 }, NOW).amount).toMatch(/^KWD\s1\.250$/);
        expect(invoiceRow({ ...OPEN, currencyCode: '??', total: 1 }, NOW).amount).toBe('1 ??');
        expect(invoiceRow({ ...OPEN, total: null }, NOW).amount).toBe('');
    });

    it('tells refunds from payments', () => {
        expect(paymentRow(CHARGE)).toMatchObject({ name: 'c.Billing_Card', amount: '$200.00', note: 'c.Billing_Refunded' });
        expect(paymentRow({ ...CHARGE, kind: 'Refund', refunded: null })).toMatchObject({ name: 'c.Billing_Refund', amount: '-$200.00' });
        expect(paymentRow({ ...CHARGE, status: 'failed', refunded: 0, failureCode: 'expired_card' })).toMatchObject({ isUrgent: true });
        expect(paymentRow({ ...CHARGE, kind: 'Refund', reason: 'requested_by_customer' }).facts).toContain('c.Stripe_Refund_Requested');
    });

    it('presses where evidence is due soon', () => {
        expect(disputeRow(DISPUTE, NOW)).toMatchObject({ isUrgent: true, name: 'c.Stripe_Dispute_Not_Received' });
        expect(disputeRow({ ...DISPUTE, evidenceDueBy: '2026-12-22T12:00:00.000Z' }, NOW).isUrgent).toBe(false);
        expect(disputeRow(DISPUTE, NOW).facts).toBe('c.Billing_Evidence_Due');
        expect(disputeRow({ ...DISPUTE, evidenceDueBy: '2020-01-01T00:00:00.000Z' }, NOW).facts).toBe('c.Attention_Evidence_Late');
        expect(disputeRow({ ...DISPUTE, status: 'under_review' }, NOW)).toMatchObject({
            isUrgent: false,
            facts: 'c.Stripe_Dispute_Under_Review'
        });
        expect(disputeRow({ ...DISPUTE, outcome: 'Won', closedAt: NOW }, NOW)).toMatchObject({
            isUrgent: false,
            facts: 'c.Billing_Closed_At'
        });
    });
});
