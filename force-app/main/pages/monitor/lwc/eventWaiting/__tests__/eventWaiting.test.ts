import { createElement } from 'lwc';
import EventWaiting from 'c/eventWaiting';
import type { WaitingCustomer } from 'c/eventModel';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const NOW = '2026-11-22T12:00:00.000Z';
const MARKUP = '<img src=x onerror="alert(1)">';
const candidates = [1, 2, 3].map((number) => ({ accountId: `001${number}`, name: `Account ${number}` }));
const CUSTOMER: WaitingCustomer = {
    recordId: 'a02',
    customerId: 'cus_1',
    name: MARKUP,
    email: 'pay@juniper.example',
    source: 'Stripe_Test',
    candidates,
    events: 7,
    since: '2026-11-20T12:00:00.000Z'
};

async function create(customers: WaitingCustomer[], values: Record<string, unknown> = {}): Promise<HTMLElement> {
    const element = createElement('c-event-waiting', { is: EventWaiting }) as unknown as HTMLElement;
    const count = { total: customers.length, isMore: false };
    Object.assign(element, { customers, count, readAt: NOW, mayMatch: true, sourceNames: { Stripe_Test: 'Stripe Test' }, ...values });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

function heard(element: HTMLElement, name: string): unknown[] {
    const details: unknown[] = [];
    element.addEventListener(name, ({ detail }: CustomEventInit) => details.push(detail));
    return details;
}

describe('c-event-waiting', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('says who waits, and what of it', async () => {
        const element = await create([CUSTOMER]);
        expect(one(element, 'c-page-link').label).toBe(MARKUP);
        expect(one(element, 'p.details').textContent).toBe('pay@juniper.example · cus_1 · Stripe Test');
        expect(one(element, '[data-action="show-events"]').textContent).toBe('c.Monitor_Waits_Since');
        await expect(element).toBeAccessible();
    });

    it('calls a customer without a name by what is known', async () => {
        const element = await create([
            { ...CUSTOMER, name: null },
            { ...CUSTOMER, recordId: 'a03', name: null, email: null }
        ]);
        expect(all(element, 'c-page-link').map(({ label }) => label)).toEqual(['pay@juniper.example', 'cus_1']);
        expect(all(element, 'p.details').map(({ textContent }) => textContent)).toEqual(['cus_1 · Stripe Test', 'Stripe Test']);
    });

    it('offers the likeliest Accounts, and any other', async () => {
        const element = await create([CUSTOMER]);
        const matched = heard(element, 'match');
        expect(all(element, '[data-action="match"]')).toHaveLength(2);
        all(element, '[data-action="match"]')[1]?.click();
        one(element, '[data-action="choose-account"]').click();
        expect(matched).toEqual([
            { customer: CUSTOMER, candidate: candidates[1] },
            { customer: CUSTOMER, candidate: undefined }
        ]);
    });

    it('offers nothing to those who may not, and nothing twice', async () => {
        expect(find(await create([CUSTOMER], { mayMatch: false }), '[data-action="choose-account"]')).toBeNull();
        const busy = await create([CUSTOMER], { isBusy: true });
        expect(all(busy, '.choice').map(({ disabled }) => disabled)).toEqual([true, true, true]);
    });

    it('shows the events of one customer', async () => {
        const element = await create([CUSTOMER]);
        const filtered = heard(element, 'filter');
        one(element, '[data-action="show-events"]').click();
        expect(filtered).toEqual([{ name: 'text', value: 'cus_1' }]);
    });

    it('leads to the others where it does not show them all', async () => {
        expect(all(await create([CUSTOMER]), 'c-page-link')).toHaveLength(1);
        const element = await create([CUSTOMER], { count: { total: 9, isMore: false } });
        expect(all(element, 'c-page-link')[1]?.page).toMatchObject({ state: { filterName: 'Unmatched' } });
    });
});
