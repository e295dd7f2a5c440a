import { createElement } from 'lwc';
import BillingMatch from 'c/billingMatch';
import findCustomers from '@salesforce/apex/BillingPanelActions.findCustomers';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import removeCustomer from '@salesforce/apex/BillingPanelActions.removeCustomer';

jest.mock('@salesforce/apex/BillingPanelActions.findCustomers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.matchCustomer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.removeCustomer', () => ({ default: jest.fn() }), { virtual: true });

const find = findCustomers as unknown as jest.Mock;
const match = matchCustomer as unknown as jest.Mock;
const remove = removeCustomer as unknown as jest.Mock;
const ACCOUNT = '001000000000001AAA';
const MATCHED = [{ recordId: 'c9', customerId: 'cus_9', name: 'Own', matchMethod: 'Email' }];
const CUSTOMERS = [
    { recordId: 'c1', customerId: 'cus_1', name: 'Birch', email: 'a@birch.example' },
    { recordId: 'c2', customerId: 'cus_2' },
    { recordId: 'c3', customerId: 'cus_3', name: 'Elsewhere', accountId: '001000000000002AAA', accountName: 'Northwind' }
];

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(matched: unknown[] = []): Promise<HTMLElement> {
    const element = createElement('c-billing-match', { is: BillingMatch });
    Object.assign(element, { accountId: ACCOUNT, matched });
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
        remove.mockResolvedValue(undefined);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('lists customers without an Account by what they are best known as', async () => {
        const element = await create();
        expect(find).toHaveBeenCalledWith({ text: '', accountId: ACCOUNT });
        expect(all(element, '.name').map(({ textContent }) => textContent)).toEqual(['Birch', 'cus_2', 'Elsewhere']);
    });

    it('says before a search that nobody waits, and after one that nobody was found', async () => {
        find.mockResolvedValue([]);
        const element = await create();
        expect(all(element, '[role="status"]').map(({ textContent }) => textContent)).toEqual(['c.Billing_None_Unmatched']);
        const field = all(element, '[data-field="search"]')[0];
        field?.dispatchEvent(new CustomEvent('change', { detail: { value: 'birch' } }));
        jest.runOnlyPendingTimers();
        await settle();
        expect(all(element, '[role="status"]').map(({ textContent }) => textContent)).toEqual(['c.Billing_None_To_Match']);
    });

    it('searches when one stops writing', async () => {
        const element = await create();
        find.mockResolvedValue([]);
        for (const value of ['b', 'bi']) {
            all(element, '[data-field="search"]')[0]?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
        }
        jest.advanceTimersByTime(400);
        await settle();
        expect(find.mock.calls.map(([parameters]: unknown[]) => parameters)).toEqual([
            { text: '', accountId: ACCOUNT },
            { text: 'bi', accountId: ACCOUNT }
        ]);
        expect(all(element, '.choice')).toHaveLength(0);
        expect(all(element, '[role="status"]')).toHaveLength(1);
    });

    it('gives the customer that was chosen to the Account', async () => {
        const element = await create();
        all(element, '[data-action="choose"]')[1]?.click();
        await settle();
        expect(match).toHaveBeenCalledWith({ customerId: 'c2', accountId: ACCOUNT, formerAccountId: null });
    });

    it('asks before it moves a customer from another account', async () => {
        const element = await create();
        const press = (): void => {
            all(element, '[data-action="choose"]')[2]?.click();
        };
        press();
        await settle();
        expect(match).not.toHaveBeenCalled();
        expect(all(element, '[role="alert"]')).toHaveLength(1);
        press();
        await settle();
        expect(match).toHaveBeenCalledWith({ customerId: 'c3', accountId: ACCOUNT, formerAccountId: '001000000000002AAA' });
    });

    it('takes a customer that was matched wrongly away, once that was confirmed', async () => {
        const element = await create(MATCHED);
        const closed = jest.fn();
        element.addEventListener('closedialog', (event) => {
            closed((event as CustomEvent).detail);
        });
        expect(all(element, '[data-list="matched"] .details')[0]?.textContent).toBe('cus_9 · c.Billing_Method_Email');
        all(element, '[data-action="choose"]')[0]?.click();
        await settle();
        all(element, '[data-action="back"]')[0]?.click();
        await settle();
        expect(all(element, '[role="alert"]')).toHaveLength(0);
        expect(remove).not.toHaveBeenCalled();
        all(element, '[data-action="choose"]')[0]?.click();
        await settle();
        all(element, '[data-action="choose"]')[0]?.click();
        await settle();
        expect(remove).toHaveBeenCalledWith({ customerId: 'c9', accountId: ACCOUNT });
        expect(closed).toHaveBeenCalledWith('removed');
    });

    it('does what was chosen once, whatever a search brings meanwhile, and cannot be closed until that is done', async () => {
        let done: () => void = () => undefined;
        match.mockImplementationOnce(() => new Promise<void>((resolve) => (done = resolve)));
        const element = await create();
        const closed = jest.fn();
        element.addEventListener('closedialog', (event) => {
            closed((event as CustomEvent).detail);
        });
        all(element, '[data-field="search"]')[0]?.dispatchEvent(new CustomEvent('change', { detail: { value: 'b' } }));
        all(element, '[data-action="choose"]')[0]?.click();
        await jest.advanceTimersByTimeAsync(400);
        expect(find).toHaveBeenCalledTimes(2);
        expect(all(element, '[data-action="choose"]')[0]).toMatchObject({ disabled: true });
        expect(all(element, '[data-action="close"]')[0]).toMatchObject({ disabled: true });
        expect((element as unknown as { disableClose: boolean }).disableClose).toBe(true);
        all(element, '[data-action="choose"]')[0]?.click();
        expect(match).toHaveBeenCalledTimes(1);
        done();
        await settle();
        expect(closed.mock.calls).toEqual([['matched']]);
    });

    it('says why it could not, and stays', async () => {
        match.mockRejectedValue({ body: { message: 'It has an Account by now.' } });
        const element = await create();
        all(element, '[data-action="choose"]')[0]?.click();
        await settle();
        expect(all(element, 'c-view-state')[0]).toMatchObject({ name: 'error', text: 'It has an Account by now.' });
        expect(all(element, '.choice')).toHaveLength(3);
        expect(all(element, '[data-action="choose"]')[0]).toMatchObject({ disabled: false });
        expect((element as unknown as { disableClose: boolean }).disableClose).toBe(false);
    });

    it('is accessible', async () => {
        jest.useRealTimers();
        await expect(await create(MATCHED)).toBeAccessible();
    });
});
