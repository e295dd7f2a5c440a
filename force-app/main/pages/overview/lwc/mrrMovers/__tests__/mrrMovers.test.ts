import { createElement } from 'lwc';
import MrrMovers from 'c/mrrMovers';
import type { LedgerRow } from 'c/mrrModel';

const ROW: LedgerRow = {
    recordId: 'a01',
    accountId: '001',
    accountName: '<b>شركة</b> 🚀'.repeat(12),
    customerId: 'cus_1',
    effectiveAt: '2026-03-05T12:00:00.000Z',
    movementType: 'Expansion',
    reason: 'seats',
    source: 'S',
    currencyCode: 'EUR',
    delta: 100,
    balanceAfter: 300,
    convertedDelta: 108.5
};

async function create(properties: object): Promise<HTMLElement> {
    const element = createElement('c-mrr-movers', { is: MrrMovers }) as unknown as HTMLElement;
    Object.assign(element, { currencyCode: 'USD', isConverted: true, heading: 'Gains', ...properties });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const text = (element: HTMLElement, selector: string): string => element.shadowRoot?.querySelector(selector)?.textContent.trim() ?? '';

describe('c-mrr-movers', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows who, how much and why; names as text, whatever they hold', async () => {
        const element = await create({ rows: [ROW] });
        expect(text(element, '.name')).toBe(ROW.accountName);
        expect(text(element, '.amount')).toBe('+$108.50');
        expect(text(element, '.what')).toBe('c.Billing_Type_Expansion · c.Billing_Reason_Seats');
        expect(element.shadowRoot?.querySelector('.name b')).toBeNull();
    });

    it('shows the row’s own amount in a single currency, and Stripe’s id where there is no Account', async () => {
        const element = await create({
            rows: [{ ...ROW, accountId: null, accountName: null, delta: -5 }],
            isConverted: false,
            currencyCode: 'EUR'
        });
        expect(text(element, '.amount')).toBe('-€5.00');
        expect(text(element, '.name')).toBe('cus_1');
        expect(element.shadowRoot?.querySelector('.amount_down')).not.toBeNull();
        element.shadowRoot?.querySelector<HTMLElement>('.name')?.click();
    });

    it('says where there are none', async () => {
        expect(text(await create({ rows: [] }), '.quiet')).toBe('c.MRR_No_Movers');
    });

    it('is accessible', async () => {
        await expect(await create({ rows: [ROW] })).toBeAccessible();
    });
});
