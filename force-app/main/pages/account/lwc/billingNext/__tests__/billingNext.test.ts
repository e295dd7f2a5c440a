import { createElement } from 'lwc';
import BillingNext from 'c/billingNext';
import type { Invoice, Panel, Subscription } from 'c/billingFormat';
import { nextSteps } from '../steps';
import { NOTHING, PANEL } from '../../billingPanel/__tests__/panels';

const [OPEN] = PANEL.invoices as [Invoice];
const [PAYING] = PANEL.subscriptions as [Subscription];
const SOON = '2026-11-26T00:00:00.000Z';

function textsOf(panel: Partial<Panel>): string[] {
    return nextSteps({ ...NOTHING, ...panel }).map(({ text }) => text);
}

async function create(panel: Panel): Promise<HTMLElement> {
    const element = createElement('c-billing-next', { is: BillingNext });
    Object.assign(element, { panel });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

function all(element: HTMLElement, selector: string): HTMLElement[] {
    return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

// In these tests a label's text is its name.
describe('c-billing-next', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('has nothing to say where nothing is to be done', async () => {
        expect(textsOf({})).toEqual([]);
        expect(textsOf({ subscriptions: [PAYING], invoices: [{ ...OPEN, isOverdue: false }] })).toEqual([]);
        expect(all(await create(NOTHING), 'section')).toHaveLength(0);
    });

    it('puts what has a deadline before money that is missing', () => {
        expect(textsOf(PANEL)).toEqual(['c.Billing_Next_Dispute', 'c.Billing_Next_Wait']);
    });

    it('does not ask for evidence by a day that is over', () => {
        const disputes = PANEL.disputes.map((dispute) => ({ ...dispute, evidenceDueBy: '2026-11-20T12:00:00.000Z' }));
        expect(textsOf({ disputes })).toEqual(['c.Billing_Next_Dispute_Late']);
    });

    it.each([
        ['Decline_Soft', 'Wait'],
        [null, 'Wait'],
        ['Decline_Hard', 'New_Card'],
        ['Decline_Fraud', 'Fraud']
    ])('advises by what a decline (%s) means', (declineKind, label) => {
        expect(textsOf({ invoices: [{ ...OPEN, declineKind }] })).toEqual([`c.Billing_Next_${label}`]);
    });

    it.each(['Decline_Soft', 'Decline_Hard', 'Decline_Fraud'])('promises no attempt that is past (%s)', (declineKind) => {
        const invoice = { ...OPEN, declineKind, nextAttemptAt: '2026-11-22T11:00:00.000Z' };
        expect(textsOf({ invoices: [invoice] })).toEqual(['c.Billing_Next_Unreported']);
    });

    it('asks for money that Stripe does not collect by itself', () => {
        expect(textsOf({ invoices: [{ ...OPEN, nextAttemptAt: null }] })).toEqual(['c.Billing_Next_Given_Up']);
        expect(textsOf({ invoices: [{ ...OPEN, dueAt: '2026-11-10T00:00:00.000Z' }] })).toEqual(['c.Billing_Next_Remind']);
    });

    it('looks ahead: cards that run out, subscriptions that end, trials', () => {
        const reason = { recordId: 'r', points: 10, code: 'Card_Expiry', values: '["2026-11-30","2026-12-04"]' };
        expect(textsOf({ health: { currencyCode: 'USD', reasons: [reason] } })).toEqual(['c.Billing_Next_Card']);
        expect(textsOf({ health: { currencyCode: 'USD', reasons: [{ ...reason, values: null }] } })).toEqual([]);
        expect(textsOf({ health: { currencyCode: 'USD', reasons: [{ ...reason, values: '["2026-10-31","2026-11-21"]' }] } })).toEqual([]);
        expect(textsOf({ subscriptions: [{ ...PAYING, cancelAt: SOON }] })).toEqual(['c.Billing_Next_Cancel']);
        expect(textsOf({ subscriptions: [{ ...PAYING, cancelAt: '2026-11-01T00:00:00.000Z' }] })).toEqual([]);
        expect(textsOf({ subscriptions: [{ ...PAYING, status: 'trialing', mrr: 0, trialEnd: SOON }] })).toEqual(['c.Billing_Next_Trial']);
        expect(textsOf({ subscriptions: [{ ...PAYING, status: 'trialing', trialEnd: '2027-01-01T00:00:00.000Z' }] })).toEqual([]);
    });

    it('brings the links that it takes, to Stripe only', async () => {
        const element = await create({ ...PANEL, invoices: [OPEN, { ...OPEN, recordId: 'in9', hostedUrl: 'https://evil.example/i' }] });
        expect(all(element, '.step')).toHaveLength(3);
        expect(all(element, '[data-action="copy-link"]').map(({ dataset }) => dataset.url)).toEqual([OPEN.hostedUrl]);
        expect(all(element, 'a').map((link) => link.getAttribute('href'))).toEqual(['https://dashboard.stripe.com/test/payments/pi_1']);
    });

    it('shows the most pressing of many, and all on demand', async () => {
        const invoices = [1, 2, 3, 4, 5].map((index) => ({ ...OPEN, recordId: `in${String(index)}` }));
        const element = await create({ ...NOTHING, invoices });
        expect(all(element, '.step')).toHaveLength(3);
        all(element, '[data-action="toggle-steps"]')[0]?.click();
        await Promise.resolve();
        expect(all(element, '.step')).toHaveLength(5);
    });

    it('copies the payment link', async () => {
        const writeText = jest.fn(() => Promise.resolve());
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
        all(await create(PANEL), '[data-action="copy-link"]')[0]?.click();
        expect(writeText).toHaveBeenCalledWith(OPEN.hostedUrl);
    });

    it('is accessible', async () => {
        await expect(await create(PANEL)).toBeAccessible();
    });
});
