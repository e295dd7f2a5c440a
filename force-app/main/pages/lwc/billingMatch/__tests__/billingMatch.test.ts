import { createElement } from 'lwc';
import BillingMatch from 'c/billingMatch';
import findCustomers from '@salesforce/apex/BillingPanelActions.findCustomers';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';

jest.mock('@salesforce/apex/BillingPanelActions.findCustomers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.matchCustomer', () => ({ default: jest.fn() }), { virtual: true });

const find = findCustomers as unknown as jest.Mock;
const match = matchCustomer as unknown as jest.Mock;
const CUSTOMERS = [
    { recordId: 'c1', customerId: 'cus_1', name: 'Birch', email: 'a@birch.example' },
    { recordId: 'c2', customerId: 'cus_2' }
];

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(): Promise<HTMLElement> {
    const element = createElement('c-billing-match', { is: BillingMatch });
    Object.assign(element, { accountId: '001000000000001AAA' });
    document.body.appendChild(element);
    await settle();
    return element;
}

function all(element: HTMLElement, selector: string): HTMLElement[] {
    return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

describe('c-billing-match', () => {
    beforeEach(() => {
        jest.useFakeTimers();
        find.mockResolvedValue(CUSTOMERS);
        match.mockResolvedValue(undefined);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('lists customers without an Account by what they are best known as', async () => {
        const element = await create();
        expect(find).toHaveBeenCalledWith({ text: '' });
        expect(all(element, '.name').map(({ textContent }) => textContent)).toEqual(['Birch', 'cus_2']);
    });

    it('searches when one stops writing', async () => {
        const element = await create();
        find.mockResolvedValue([]);
        for (const value of ['b', 'bi']) {
            all(element, '[data-field="search"]')[0]?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
        }
        jest.advanceTimersByTime(400);
        await settle();
        expect(find.mock.calls.map(([parameters]: unknown[]) => parameters)).toEqual([{ text: '' }, { text: 'bi' }]);
        expect(all(element, '.choice')).toHaveLength(0);
        expect(all(element, '[role="status"]')).toHaveLength(1);
    });

    it('gives the customer that was chosen to the Account', async () => {
        const element = await create();
        all(element, '[data-action="choose"]')[1]?.click();
        await settle();
        expect(match).toHaveBeenCalledWith({ customerId: 'c2', accountId: '001000000000001AAA' });
    });

    it('says why it could not, and stays', async () => {
        match.mockRejectedValue({ body: { message: 'It has an Account by now.' } });
        const element = await create();
        all(element, '[data-action="choose"]')[0]?.click();
        await settle();
        expect(all(element, 'c-view-state')[0]).toMatchObject({ name: 'error', text: 'It has an Account by now.' });
        expect(all(element, '.choice')).toHaveLength(2);
    });

    it('is accessible', async () => {
        jest.useRealTimers();
        await expect(await create()).toBeAccessible();
    });
});
