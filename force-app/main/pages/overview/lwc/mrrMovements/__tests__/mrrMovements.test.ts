import { createElement } from 'lwc';
import MrrMovements from 'c/mrrMovements';
import getMovements from '@salesforce/apex/MrrOverviewController.getMovements';
import type { LedgerPage, LedgerRow } from 'c/mrrModel';

jest.mock('@salesforce/apex/MrrOverviewController.getMovements', () => ({ default: jest.fn() }), { virtual: true });

const ask = getMovements as unknown as jest.Mock;

const row = (index: number, more: Partial<LedgerRow> = {}): LedgerRow => ({
    recordId: `a0${index}`,
    accountId: '001',
    accountName: '=HYPERLINK("x")',
    customerId: 'cus_1',
    effectiveAt: '2026-03-05T12:00:00.000Z',
    movementType: 'New',
    reason: 'started',
    source: 'S',
    currencyCode: 'USD',
    delta: 0.1,
    balanceAfter: 10,
    convertedDelta: 0.1,
    ...more
});

const page = (movements: LedgerRow[], hasMore = false): LedgerPage => ({
    movements,
    missing: [],
    hasMore,
    nextBefore: '2026-03-05T12:00:00.000Z',
    nextBeforeId: 'a01'
});

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(properties: object = {}): Promise<HTMLElement> {
    const element = createElement('c-mrr-movements', { is: MrrMovements }) as unknown as HTMLElement;
    Object.assign(element, { heading: 'Churn', filter: { movementTypes: ['Churn'] }, ...properties });
    document.body.appendChild(element);
    await settle();
    return element;
}

const one = (element: HTMLElement, selector: string): HTMLElement | null =>
    element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

describe('c-mrr-movements', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.restoreAllMocks();
        ask.mockReset();
    });

    it('asks for what is behind the figure, and shows it with its sum', async () => {
        ask.mockResolvedValue(page([row(1), row(2), row(3)]));
        const element = await create();
        expect(ask).toHaveBeenCalledWith({ filter: { movementTypes: ['Churn'], before: null, beforeId: null } });
        expect(element.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(3);
        expect(one(element, '[data-figure="sum"]')?.textContent).toBe('c.MRR_Sum_Of_All');
    });

    it('calls a customer without an Account by its name, else by its id', async () => {
        const nameless = { accountId: null, accountName: null };
        ask.mockResolvedValue(page([row(1, { ...nameless, customerName: 'Laurel Partners' }), row(2, nameless)]));
        const element = await create();
        const names = [...(element.shadowRoot?.querySelectorAll('.cell_name') ?? [])].map(({ textContent }) => textContent.trim());
        expect(names).toEqual(['Laurel Partners', 'cus_1']);
    });

    it('says of a level that all movements until then make it up', async () => {
        ask.mockResolvedValue(page([row(1)]));
        expect(one(await create({ filter: { toMonth: '2026-11-01' } }), '[data-figure="until"]')?.textContent).toBe(
            'c.MRR_Movements_Until'
        );
        expect(one(await create({ filter: { fromMonth: '2026-11-01', toMonth: '2026-11-01' } }), '[data-figure="until"]')).toBeNull();
    });

    it('shows older rows on demand, from where the page ended', async () => {
        ask.mockResolvedValueOnce(page([row(1)], true)).mockResolvedValueOnce(page([row(2)]));
        const element = await create();
        one(element, '[data-action="more"]')?.click();
        await settle();
        expect(ask).toHaveBeenLastCalledWith({
            filter: { movementTypes: ['Churn'], before: '2026-03-05T12:00:00.000Z', beforeId: 'a01' }
        });
        expect(element.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(2);
        expect(one(element, '[data-action="more"]')).toBeNull();
    });

    it('shows what a change is in the currency of the org, and where nobody knows', async () => {
        ask.mockResolvedValue(page([row(1, { currencyCode: 'JPY', delta: 700, convertedDelta: null }), row(2)]));
        const element = await create({ convertedCurrency: 'USD' });
        expect(element.shadowRoot?.textContent).toContain('c.MRR_No_Rate');
        expect(element.shadowRoot?.textContent).toContain('+¥700');
    });

    it('says that there are none', async () => {
        ask.mockResolvedValue(page([]));
        const state = one(await create(), 'c-view-state') as (HTMLElement & { name: string }) | null;
        expect(state?.name).toBe('empty');
    });

    it('gives the reason of an error and tries again', async () => {
        ask.mockRejectedValueOnce({ body: { message: 'Too slow.' } }).mockResolvedValueOnce(page([row(1)]));
        const element = await create();
        const state = one(element, 'c-view-state') as (HTMLElement & { text: string }) | null;
        expect(state?.text).toBe('Too slow.');
        expect(one(element, '[data-figure="sum"]')?.textContent).toBe('');
        state?.dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(element.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(1);
    });

    it('exports every page, and no name as a formula', async () => {
        ask.mockResolvedValueOnce(page([row(1)], true)).mockResolvedValueOnce(page([row(2, { delta: -4 })]));
        let href = '';
        jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
            href = decodeURIComponent(this.href);
        });
        const element = await create();
        one(element, '[data-action="export"]')?.click();
        await settle();
        await settle();
        const lines = href.trim().split('\r\n');
        expect(lines).toHaveLength(3);
        expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
        expect(lines[2]).toContain(',-4,');
    });

    it('closes with the record to open, or with none', async () => {
        ask.mockResolvedValue(page([row(1)]));
        const element = await create();
        const closed: unknown[] = [];
        element.addEventListener('closedialog', (event) => closed.push((event as CustomEvent).detail));
        one(element, '[data-object="Account"]')?.click();
        one(element, '[data-action="close"]')?.click();
        expect(closed).toEqual([{ recordId: '001', objectApiName: 'Account' }, null]);
    });

    it('leaves blank what somebody may not read, and says so', async () => {
        const bare = row(1, { accountId: null, accountName: null, balanceAfter: null, reason: null });
        ask.mockResolvedValue({ ...page([bare]), missing: ['Accounts'] });
        const element = await create();
        expect(one(element, '[data-state="partial"]')?.textContent).toBe('c.Billing_Partial');
        expect(one(element, '.cell_balance')?.textContent).toBe('');
        await expect(element).toBeAccessible();
    });

    it('is accessible', async () => {
        ask.mockResolvedValue(page([row(1), row(2, { accountId: null, accountName: null, delta: 0 })]));
        await expect(await create({ convertedCurrency: 'USD' })).toBeAccessible();
    });
});
