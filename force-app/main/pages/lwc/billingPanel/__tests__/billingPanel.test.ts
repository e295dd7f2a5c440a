import { createElement, type LightningElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { getRecord } from 'lightning/uiRecordApi';
import BillingPanel from 'c/billingPanel';
import getPanel from '@salesforce/apex/BillingPanelController.getPanel';
import type { Panel } from 'c/billingFormat';

jest.mock(
    '@salesforce/apex/BillingPanelController.getPanel',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

/** What sfdx-lwc-jest puts in the place of a wire adapter. */
interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

const panelAdapter = getPanel as unknown as TestAdapter;
const recordAdapter = getRecord as unknown as TestAdapter;

const ACCOUNT = '001000000000001AAA';

const PANEL: Panel = {
    hasAccess: true,
    readAt: '2026-11-22T12:00:00.000Z',
    totals: [{ currencyCode: 'USD', mrr: 1250, arr: 15000 }],
    customers: [{ recordId: 'c1', customerId: 'cus_1' }],
    hasMoreSubscriptions: false,
    hasMoreMovements: false,
    subscriptions: [
        {
            recordId: 's1',
            subscriptionId: 'sub_1',
            status: 'active',
            currencyCode: 'USD',
            mrr: 1250,
            currentPeriodEnd: '2026-12-04T00:00:00.000Z',
            items: [
                {
                    recordId: 'i1',
                    priceId: 'price_pro',
                    priceName: 'Pro seat',
                    quantity: 25,
                    unitAmount: 50,
                    intervalName: 'month',
                    intervalCount: 1,
                    mrr: 1250
                }
            ]
        },
        { recordId: 's2', subscriptionId: 'sub_2', status: 'canceled', currencyCode: 'USD', mrr: 0, items: [] }
    ],
    movements: [1, 2, 3, 4, 5, 6].map((step) => ({
        recordId: `m${step}`,
        movementType: step === 6 ? 'New' : 'Expansion',
        currencyCode: 'USD',
        delta: step === 1 ? -50 : 250,
        balanceAfter: 1250,
        effectiveAt: `2026-0${7 - step}-01T00:00:00.000Z`,
        reason: 'Quantity changed'
    }))
};

/** Lets what waits in microtasks happen, rendering included. */
async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn);
}

function create(): LightningElement {
    const element = createElement('c-billing-panel', { is: BillingPanel });
    Object.assign(element, { recordId: ACCOUNT });
    document.body.appendChild(element);
    return element as unknown as LightningElement;
}

async function createWith(panel: Panel): Promise<LightningElement> {
    const element = create();
    panelAdapter.emit(panel);
    await settle();
    return element;
}

function all(root: LightningElement | Element, selector: string): HTMLElement[] {
    const shadow = (root as Element).shadowRoot;
    return shadow ? [...shadow.querySelectorAll<HTMLElement>(selector)] : [];
}

function one(root: LightningElement | Element, selector: string): HTMLElement {
    const [found] = all(root, selector);
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
}

describe('c-billing-panel', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('asks for the account of the page, and shows a skeleton meanwhile', async () => {
        const element = create();
        await settle();
        expect(panelAdapter.getLastConfig()).toEqual({ accountId: ACCOUNT });
        expect(one(element, '[role="status"]').textContent).toContain('c.Billing_Loading');
    });

    it('shows the figures', async () => {
        const totals = one(await createWith(PANEL), 'c-billing-totals');
        expect(one(totals, '[data-figure="mrr"]').textContent).toBe('$1,250.00');
        expect(one(totals, '[data-figure="arr"]').textContent).toBe('$15,000.00');
        expect(one(totals, '[data-figure="renewal"]').textContent).toBe('Dec 3, 2026');
    });

    it('puts ended subscriptions aside until somebody asks', async () => {
        const element = await createWith(PANEL);
        expect(all(element, 'c-billing-subscription')).toHaveLength(1);
        one(element, '[data-action="toggle-ended"]').click();
        await settle();
        expect(all(element, 'c-billing-subscription')).toHaveLength(2);
    });

    it('lists the latest movements, and all on demand', async () => {
        const movements = one(await createWith(PANEL), 'c-billing-movements');
        expect(all(movements, 'tbody tr')).toHaveLength(5);
        expect(all(movements, '.cell_change')[0]?.textContent).toBe('-$50.00');
        one(movements, '[data-action="toggle-movements"]').click();
        await settle();
        expect(all(movements, 'tbody tr')).toHaveLength(6);
    });

    it('says what to do where no Stripe customer was matched', async () => {
        const element = await createWith({ ...PANEL, customers: [], subscriptions: [], movements: [], totals: [] });
        expect(one(element, '[data-state="no-customer"]').textContent).toContain('c.Billing_No_Customer_Text');
    });

    it('tells a customer without subscriptions from no customer', async () => {
        const element = await createWith({ ...PANEL, subscriptions: [], movements: [], totals: [] });
        expect(all(element, '[data-state="no-subscription"]')).toHaveLength(1);
    });

    it('tells those who may not read billing', async () => {
        const element = await createWith({ hasAccess: false } as Panel);
        expect(all(element, '[data-state="no-access"]')).toHaveLength(1);
        expect(all(element, 'c-billing-totals')).toHaveLength(0);
    });

    it('shows the reason of an error, and tries again', async () => {
        const element = create();
        panelAdapter.error({ message: 'This account is gone.' });
        await settle();
        expect(one(element, '[role="alert"]').textContent).toContain('This account is gone.');
        one(element, '[data-action="retry"]').click();
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('reads again when the account’s MRR changed, and only then', async () => {
        await createWith(PANEL);
        const record = (value: number): object => ({ apiName: 'Account', id: ACCOUNT, fields: { Stripe_MRR__c: { value } } });
        recordAdapter.emit(record(1250));
        recordAdapter.emit(record(1250));
        expect(refreshApex).not.toHaveBeenCalled();
        recordAdapter.emit(record(1300));
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it.each([
        ['data', PANEL],
        ['nothing', { ...PANEL, customers: [], subscriptions: [], movements: [], totals: [] }],
        ['no access', { hasAccess: false } as Panel]
    ])('is accessible with %s', async (_name, panel) => {
        const element = await createWith(panel);
        await expect(element).toBeAccessible();
    });
});
