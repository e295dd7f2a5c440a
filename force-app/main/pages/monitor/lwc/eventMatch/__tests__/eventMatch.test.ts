import { createElement } from 'lwc';
import findAccounts from '@salesforce/apex/EventMonitorController.findAccounts';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import EventMatch from 'c/eventMatch';
import type { Candidate, Customer } from 'c/eventModel';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

jest.mock('@salesforce/apex/EventMonitorController.findAccounts', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.matchCustomer', () => ({ default: jest.fn() }), { virtual: true });

const findMock = findAccounts as unknown as jest.Mock;
const matchMock = matchCustomer as unknown as jest.Mock;
const JUNIPER: Candidate = { accountId: '001', name: 'Juniper' };
const CUSTOMER: Customer = { recordId: 'a02', customerId: 'cus_1', name: 'Juniper Ltd', source: 'Stripe_Test', candidates: [JUNIPER] };

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(values: Record<string, unknown> = {}): Promise<HTMLElement> {
    const element = createElement('c-event-match', { is: EventMatch }) as unknown as HTMLElement;
    Object.assign(element, { customer: CUSTOMER, ...values });
    document.body.appendChild(element);
    await settle();
    return element;
}

async function search(element: HTMLElement, text: string): Promise<void> {
    one(element, '[data-field="search"]').dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
    await jest.advanceTimersByTimeAsync(400);
}

async function press(element: HTMLElement, action: string): Promise<void> {
    one(element, `[data-action="${action}"]`).click();
    await settle();
}

function closings(element: HTMLElement): unknown[] {
    const results: unknown[] = [];
    element.addEventListener('closedialog', ({ detail }: CustomEventInit) => results.push(detail));
    return results;
}

describe('c-event-match', () => {
    beforeEach(() => {
        jest.useFakeTimers();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
        jest.useRealTimers();
    });

    it('offers what the matcher found, and gives the customer to it once somebody says yes', async () => {
        matchMock.mockResolvedValue(undefined);
        const element = await create();
        const closed = closings(element);
        await press(element, 'choose');
        expect(one(element, '[data-step="confirm"]').textContent).toBe('c.Monitor_Match_Question');
        expect(matchMock).not.toHaveBeenCalled();
        await press(element, 'give');
        expect(matchMock).toHaveBeenCalledWith({ customerId: 'a02', accountId: '001' });
        expect(closed).toEqual(['Juniper']);
    });

    it('asks at once about an Account that was chosen before, and leads back to the others', async () => {
        const element = await create({ candidate: JUNIPER });
        expect(find(element, '[data-step="confirm"]')).not.toBeNull();
        await press(element, 'back');
        expect(find(element, '[data-step="confirm"]')).toBeNull();
        expect(all(element, '.choice')).toHaveLength(1);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('finds other Accounts, and the candidates again', async () => {
        findMock.mockResolvedValue([{ accountId: '002', name: 'Oak', details: 'Robin' }]);
        const element = await create();
        await search(element, ' Oa ');
        expect(findMock).toHaveBeenCalledWith({ text: 'Oa' });
        expect(all(element, '.choice .name').map(({ textContent }) => textContent)).toEqual(['Oak']);
        findMock.mockResolvedValue([]);
        await search(element, 'Oakxx');
        expect(one(element, 'p[role="status"]').textContent).toBe('c.Monitor_No_Account_Found');
        await search(element, '');
        expect(all(element, '.choice .name').map(({ textContent }) => textContent)).toEqual(['Juniper']);
    });

    it('shows the last question’s answer only', async () => {
        let late: (found: Candidate[]) => void = () => undefined;
        findMock.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
        const element = await create();
        await search(element, 'J');
        findMock.mockResolvedValue([{ accountId: '002', name: 'Oak' }]);
        await search(element, 'O');
        late([JUNIPER]);
        await settle();
        expect(all(element, '.choice .name').map(({ textContent }) => textContent)).toEqual(['Oak']);
    });

    it('says nothing of a search before it has an answer', async () => {
        findMock.mockResolvedValue([]);
        const element = await create();
        one(element, '[data-field="search"]').dispatchEvent(new CustomEvent('change', { detail: { value: 'Oak' } }));
        await settle();
        expect(find(element, 'p[role="status"]')).toBeNull();
        await jest.advanceTimersByTimeAsync(400);
        expect(one(element, 'p[role="status"]').textContent).toBe('c.Monitor_No_Account_Found');
    });

    it('gives once, whatever a search brings meanwhile, and cannot be closed until that is done', async () => {
        let late: (found: Candidate[]) => void = () => undefined;
        let done: () => void = () => undefined;
        findMock.mockImplementation(() => new Promise((resolve) => (late = resolve)));
        matchMock.mockImplementation(() => new Promise<void>((resolve) => (done = resolve)));
        const element = await create();
        const closed = closings(element);
        findMock.mockResolvedValueOnce([JUNIPER]);
        await search(element, 'J');
        await search(element, 'Jun');
        await press(element, 'choose');
        await press(element, 'give');
        late([]);
        await settle();
        expect(one(element, '[data-action="give"]').disabled).toBe(true);
        expect((element as unknown as { disableClose: boolean }).disableClose).toBe(true);
        await press(element, 'give');
        expect(matchMock).toHaveBeenCalledTimes(1);
        done();
        await settle();
        expect(closed).toEqual(['Juniper']);
    });

    it('begins anew where somebody goes back from what a search brought', async () => {
        findMock.mockResolvedValue([{ accountId: '002', name: 'Oak' }]);
        const element = await create();
        await search(element, 'Oak');
        await press(element, 'choose');
        await press(element, 'back');
        expect(all(element, '.choice .name').map(({ textContent }) => textContent)).toEqual(['Juniper']);
    });

    it('says what to do where the matcher found nobody', async () => {
        const element = await create({ customer: { ...CUSTOMER, candidates: [] } });
        expect(one(element, 'p[role="status"]').textContent).toBe('c.Monitor_No_Candidates');
    });

    it('says why it could not be, and stays', async () => {
        matchMock.mockRejectedValue({ body: { message: 'Taken.' } });
        const element = await create({ candidate: JUNIPER });
        const closed = closings(element);
        await press(element, 'give');
        expect(one(element, 'c-view-state').text).toBe('Taken.');
        expect(one(element, '[data-action="give"]').disabled).toBe(false);
        expect(closed).toEqual([]);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('says that a search failed', async () => {
        findMock.mockRejectedValue({ body: { message: 'No Accounts for you.' } });
        const element = await create();
        await search(element, 'J');
        expect(one(element, 'c-view-state').text).toBe('No Accounts for you.');
    });

    it('changes nothing where somebody cancels', async () => {
        const element = await create();
        const closed = closings(element);
        await press(element, 'close');
        expect(closed).toEqual([null]);
        expect(matchMock).not.toHaveBeenCalled();
    });
});
