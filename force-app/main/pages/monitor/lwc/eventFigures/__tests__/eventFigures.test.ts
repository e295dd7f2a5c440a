import { createElement } from 'lwc';
import EventFigures from 'c/eventFigures';
import type { Monitor } from 'c/eventModel';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const NOW = '2026-11-22T12:00:00.000Z';
const none = { total: 0, isMore: false };

const MONITOR: Monitor = {
    hasAccess: true,
    missing: [],
    mayReplay: true,
    mayMatch: true,
    readAt: NOW,
    received: none,
    claimed: none,
    retrying: none,
    givenUp: none,
    waiting: none,
    waitingCustomers: none,
    customers: [],
    arrivals: { unit: 'Day', bars: [], isMore: false },
    lanes: [],
    measured: 0,
    sources: [],
    unknownShapes: [],
    events: [],
    hasMore: false
};

async function create(values: Partial<Monitor>): Promise<HTMLElement> {
    const element = createElement('c-event-figures', { is: EventFigures });
    element.monitor = { ...MONITOR, ...values };
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const words = (element: HTMLElement, name: string): string[] =>
    [...one(element, `[data-figure="${name}"]`).querySelectorAll('.value, .note')].map(({ textContent }) => textContent);

describe('c-event-figures', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('says of nothing that all is well, and leads nowhere', async () => {
        const element = await create({});
        expect(words(element, 'queue')).toEqual(['0', 'c.Monitor_Queue_Empty']);
        expect(words(element, 'failed')).toEqual(['0', 'c.Monitor_None_Failed']);
        expect(words(element, 'waiting')).toEqual(['0', 'c.Monitor_None_Waiting']);
        expect(words(element, 'delay')).toEqual(['–', 'c.Monitor_No_Delay']);
        expect(words(element, 'shapes')).toEqual(['0', 'c.Monitor_No_Shapes']);
        expect(find(element, 'button')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows what there is to do, and leads to it', async () => {
        const element = await create({
            received: { total: 3, isMore: false },
            claimed: { total: 2, isMore: false },
            oldestAt: '2026-11-22T11:50:00.000Z',
            retrying: { total: 1, isMore: false },
            givenUp: { total: 4, isMore: false },
            waiting: { total: 1000, isMore: true },
            waitingCustomers: { total: 3, isMore: true },
            medianSeconds: 3,
            slowSeconds: 300,
            unknownShapes: [
                { objectName: 'Subscription__c', label: 'Subscriptions', records: { total: 2, isMore: false } },
                { objectName: 'Stripe_Invoice__c', label: 'Stripe Invoices', records: { total: 1, isMore: false } }
            ]
        });
        expect(words(element, 'queue')).toEqual(['5', 'c.Monitor_Oldest']);
        expect(words(element, 'failed')).toEqual(['5', 'c.Monitor_Tries_Again', 'c.Monitor_Left_To_You']);
        expect(words(element, 'waiting')).toEqual(['c.Monitor_More_Than', 'c.Monitor_Waiting_Customers']);
        expect(words(element, 'delay')).toEqual(['3 sec', 'c.Monitor_Slow_Delay', 'c.Monitor_Delivery']);
        expect(words(element, 'shapes')).toEqual(['3', 'c.Monitor_Some_Shapes']);
        const chosen: unknown[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<unknown>).detail));
        all(element, 'button').forEach((button) => {
            button.click();
        });
        expect(chosen).toEqual([{ state: 'Queue' }, { state: 'Failed' }, { state: 'Waiting' }]);
        await expect(element).toBeAccessible();
    });

    it('shows no number for what somebody may not read, and says so', async () => {
        const blank = { received: undefined, givenUp: undefined, waiting: undefined, measured: undefined };
        const uncounted = { objectName: 'Stripe_Payout__c', label: 'Stripe Payouts' };
        const element = await create({ ...blank, unknownShapes: [uncounted] });
        for (const name of ['queue', 'failed', 'waiting', 'delay']) expect(words(element, name)).toEqual(['–', 'c.Page_Part_Closed']);
        expect(words(element, 'shapes')).toEqual(['–', 'c.Monitor_Not_Counted']);
        expect(find(element, 'button')).toBeNull();
        await expect(element).toBeAccessible();
        document.body.replaceChildren();
        const counted = { objectName: 'Subscription__c', label: 'Subscriptions', records: { total: 2, isMore: false } };
        const other = await create({ unknownShapes: [counted, uncounted] });
        expect(words(other, 'shapes')).toEqual(['2', 'c.Monitor_Some_Shapes', 'c.Monitor_Not_Counted']);
    });

    it('is blank before there is anything', async () => {
        const element = createElement('c-event-figures', { is: EventFigures }) as unknown as HTMLElement;
        document.body.appendChild(element);
        await Promise.resolve();
        expect(all(element, 'li')).toHaveLength(0);
    });
});
