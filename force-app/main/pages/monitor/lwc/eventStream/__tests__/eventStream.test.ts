import { createElement } from 'lwc';
import EventStream from 'c/eventStream';
import type { StripeEvent } from 'c/eventModel';

const NOW = '2026-11-22T12:00:00.000Z';
const MARKUP = '<img src=x onerror="alert(1)">';
const candidates = [1, 2, 3, 4, 5].map((number) => ({ accountId: `001${number}`, name: `Account ${number}` }));

const event = (values: Partial<StripeEvent>): StripeEvent => ({
    recordId: 'a01',
    state: 'Processed',
    source: 'Stripe_Test',
    type: 'invoice.paid',
    objectId: 'in_1',
    receivedAt: NOW,
    candidates: [],
    ...values
});

async function create(events: StripeEvent[], values: Record<string, unknown> = {}): Promise<HTMLElement> {
    const element = createElement('c-event-stream', { is: EventStream });
    Object.assign(element, {
        events,
        readAt: NOW,
        mayReplay: true,
        mayMatch: true,
        knowsNextTry: true,
        sourceNames: { Stripe_Test: 'Stripe Test' },
        ...values
    });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const all = (element: HTMLElement, selector: string): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])
];
const links = (element: HTMLElement): string[] => all(element, 'c-page-link').map((link) => (link as unknown as { label: string }).label);
const text = (element: HTMLElement, selector: string): string[] => all(element, selector).map(({ textContent }) => textContent.trim());

function heard(element: HTMLElement, name: string): unknown[] {
    const details: unknown[] = [];
    element.addEventListener(name, ({ detail }: CustomEventInit) => details.push(detail));
    return details;
}

describe('c-event-stream', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('tells what arrived, of whom, when, and how long it took', async () => {
        const element = await create([
            event({
                amount: 490,
                currencyCode: 'USD',
                createdAt: '2026-11-22T11:59:00.000Z',
                processedAt: '2026-11-22T11:59:05.000Z',
                accountId: '0011',
                accountName: 'Juniper'
            })
        ]);
        expect(links(element)).toEqual(['c.Event_Type_Invoice_Paid', 'Juniper']);
        expect(text(element, '.type-line .quiet')).toEqual(['invoice.paid']);
        expect(text(element, '.what .details')[0]).toMatch(/^\$490\.00\s*in_1\s*Stripe Test$/);
        expect(text(element, '.took')[0]).toContain('5 sec');
        expect(all(element, '.choice')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });

    it('leads to the event, the Account and the customer', async () => {
        const element = await create([
            event({ accountId: '0011', accountName: 'Juniper', customerRecordId: 'a02' }),
            event({ recordId: 'a03', customerRecordId: 'a02', customerName: MARKUP })
        ]);
        const pages = all(element, 'c-page-link').map((link) => (link as unknown as { page: { attributes: object } }).page.attributes);
        expect(pages).toEqual([
            { recordId: 'a01', objectApiName: 'Stripe_Event__c', actionName: 'view' },
            { recordId: '0011', objectApiName: 'Account', actionName: 'view' },
            { recordId: 'a03', objectApiName: 'Stripe_Event__c', actionName: 'view' },
            { recordId: 'a02', objectApiName: 'Stripe_Customer__c', actionName: 'view' }
        ]);
        expect(links(element)).toContain(MARKUP);
        expect(element.shadowRoot?.querySelector('img')).toBeNull();
    });

    it('narrows the list to an object or a customer', async () => {
        const element = await create([event({ customerId: 'cus_1' })]);
        const filtered = heard(element, 'filter');
        all(element, '[data-action="only-object"]')[0]?.click();
        all(element, '[data-action="only-customer"]')[0]?.click();
        expect(filtered).toEqual([
            { name: 'text', value: 'in_1' },
            { name: 'text', value: 'cus_1' }
        ]);
    });

    it('has an Account chosen for a customer that waits', async () => {
        const waiting = event({
            state: 'Waiting',
            customerRecordId: 'a02',
            customerId: 'cus_1',
            explanation: 'No Account yet.',
            candidates
        });
        const element = await create([waiting, event({ ...waiting, recordId: 'a07', accountId: '0011' })]);
        const matched = heard(element, 'match');
        expect(all(element, '[data-action="choose-account"]')).toHaveLength(1);
        all(element, '[data-action="choose-account"]')[0]?.click();
        expect(matched).toEqual([{ customer: { recordId: 'a02', customerId: 'cus_1', name: null, source: 'Stripe_Test', candidates } }]);
        expect(text(element, '.line')).toEqual(['No Account yet.', 'No Account yet.']);
        await expect(element).toBeAccessible();
    });

    it('says why an event failed and what comes next, and has it processed again', async () => {
        const element = await create([
            event({ state: 'Failed', explanation: MARKUP, attempts: 10 }),
            event({ recordId: 'a04', state: 'Failed', nextTryAt: NOW })
        ]);
        expect(text(element, '.line')).toEqual([MARKUP, 'c.Monitor_Attempt_Count c.Monitor_No_Next_Try', 'c.Monitor_Next_Try']);
        const replayed = heard(element, 'replay');
        all(element, '[data-action="replay"]')[1]?.click();
        expect(replayed).toEqual([{ recordId: 'a04' }]);
        await expect(element).toBeAccessible();
    });

    it('promises nothing of the next try to who may not read when it is', async () => {
        const element = await create([event({ state: 'Failed', attempts: 2 }), event({ recordId: 'a04', state: 'Failed' })], {
            knowsNextTry: false
        });
        expect(text(element, '.line')).toEqual(['c.Monitor_Attempt_Count']);
    });

    it('offers nothing to those who may do nothing, and nothing twice', async () => {
        const events = [event({ state: 'Failed' }), event({ recordId: 'a05', state: 'Waiting', customerRecordId: 'a02', candidates })];
        expect(all(await create(events, { mayReplay: false, mayMatch: false }), '.choice')).toHaveLength(0);
        const busy = await create(events, { isBusy: true });
        expect(all(busy, '.choice').map((button) => (button as HTMLButtonElement).disabled)).toEqual([true, true]);
    });

    it('shows what it does not know as it comes', async () => {
        const element = await create([
            event({ state: 'Strange', type: null, source: 'Gone', objectId: null, amount: 5, currencyCode: 'no', customerId: 'cus_1' })
        ]);
        expect(links(element)).toEqual(['–']);
        expect(text(element, '.what .details')[0]).toMatch(/^5 no\s*Gone$/);
        expect(text(element, '.who .details')).toEqual(['cus_1']);
        expect(text(element, '.state')).toEqual(['Strange']);
    });

    it('points to what has just arrived', async () => {
        const element = await create([event({}), event({ recordId: 'a06' })], { newIds: ['a06'] });
        expect(all(element, '.row_new').map(({ dataset }) => dataset.event)).toEqual(['a06']);
    });
});
