import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { refreshApex } from '@salesforce/apex';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import replayFailed from '@salesforce/apex/EventMonitorController.replayFailed';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';
import EventMonitor from 'c/eventMonitor';
import type { Monitor } from 'c/eventModel';
import { find, one } from '../../pageFrame/__tests__/inside';

jest.mock(
    '@salesforce/apex/EventMonitorController.getMonitor',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/EventMonitorController.replayFailed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.matchCustomer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EventReprocess.reprocessOne', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

const adapter = getMonitor as unknown as TestAdapter;
const pageAdapter = CurrentPageReference as unknown as TestAdapter;
const none = { total: 0, isMore: false };
const event = (recordId: string): Monitor['events'][number] => ({
    recordId,
    state: 'Failed',
    source: 'Stripe_Test',
    receivedAt: '2026-11-22T11:59:00.000Z',
    candidates: []
});

const MONITOR: Monitor = {
    hasAccess: true,
    mayReplay: true,
    mayMatch: true,
    readAt: '2026-11-22T12:00:00.000Z',
    received: { total: 1, isMore: false },
    claimed: none,
    retrying: none,
    givenUp: { total: 1, isMore: false },
    waiting: none,
    lanes: [{ lane: 2, received: 1, claimed: 0, retrying: 0 }],
    measured: 0,
    sources: [
        { name: 'Stripe_Test', label: 'Stripe Test', lastAt: '2026-11-22T11:00:00.000Z', lastId: 'a09', lastType: 'invoice.paid' },
        { name: 'Stripe_Quiet', label: 'Stripe Quiet' }
    ],
    unknownShapes: [{ objectName: 'Subscription__c', label: 'Subscriptions', records: { total: 1000, isMore: true } }],
    events: [event('a01')],
    hasMore: true,
    nextBefore: '2026-11-22T11:59:00.000Z',
    nextBeforeId: 'a01'
};

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(monitor?: Partial<Monitor>, state: Record<string, string> = {}): Promise<HTMLElement> {
    const element = createElement('c-event-monitor', { is: EventMonitor }) as unknown as HTMLElement;
    document.body.appendChild(element);
    pageAdapter.emit({ type: 'standard__navItemPage', attributes: { apiName: 'Event_Monitor' }, state });
    await settle();
    if (monitor) await show({ ...MONITOR, ...monitor });
    return element;
}

async function show(monitor: Partial<Monitor>): Promise<void> {
    adapter.emit(monitor);
    await settle();
}

async function fail(message: string): Promise<void> {
    adapter.error({ message });
    await settle();
}

function choose(element: HTMLElement, filter: string, value: string): void {
    one(element, `[data-filter="${filter}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

function fire(element: HTMLElement, selector: string, name: string, detail: unknown): void {
    one(element, selector).dispatchEvent(new CustomEvent(name, { detail }));
}

function toasts(element: HTMLElement): string[] {
    const shown: string[] = [];
    element.addEventListener('lightning__showtoast', ({ detail }: CustomEventInit<{ title: string; message?: string }>) => {
        shown.push(`${detail?.title ?? ''}: ${detail?.message ?? ''}`);
    });
    return shown;
}

const FIRST = { before: null, beforeId: null };

describe('c-event-monitor', () => {
    beforeEach(() => {
        jest.useFakeTimers();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('shows a skeleton, and asks for what the address says', async () => {
        const element = await create(undefined, { c__state: 'Failed', c__source: 'Stripe_Test', c__type: 'invoice' });
        expect(one(element, 'c-view-state').name).toBe('loading');
        expect(adapter.getLastConfig()).toEqual({ filter: { state: 'Failed', source: 'Stripe_Test', type: 'invoice', ...FIRST } });
    });

    it('shows figures, sources, lanes, unknown shapes and events', async () => {
        const element = await create({});
        expect(one(element, 'c-event-figures').monitor).toEqual(MONITOR);
        expect(one(element, '[data-source="Stripe_Test"]').textContent).toContain('60 min. ago');
        expect(one(element, '[data-source="Stripe_Quiet"]').textContent).toContain('c.Monitor_Never');
        expect(one(element, '[data-lane="2"]').textContent).toContain('1');
        expect(one(element, '[data-object="Subscription__c"]').textContent).toContain('c.Monitor_More_Than');
        expect(one(element, 'c-event-stream').events).toHaveLength(1);
        expect(one(element, 'c-event-stream').newIds).toEqual([]);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('refreshes by itself until somebody stops it, and points to what is new', async () => {
        const element = await create({});
        await jest.advanceTimersByTimeAsync(10_000);
        expect(refreshApex).toHaveBeenCalledTimes(2);
        await show({ ...MONITOR, events: [event('a02'), event('a01')] });
        expect(one(element, 'c-event-stream').newIds).toEqual(['a02']);
        one(element, '[data-action="live"]').click();
        await jest.advanceTimersByTimeAsync(60_000);
        expect(refreshApex).toHaveBeenCalledTimes(2);
        expect(one(element, '.quiet').textContent).toBe('c.Monitor_Stopped');
        one(element, '[data-action="live"]').click();
        expect(refreshApex).toHaveBeenCalledTimes(3);
    });

    it('asks nothing any more once it is gone', async () => {
        const element = await create({});
        element.parentNode?.removeChild(element);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(refreshApex).not.toHaveBeenCalled();
    });

    it('filters by state, source and type', async () => {
        const element = await create({});
        choose(element, 'state', 'Queue');
        choose(element, 'source', 'Stripe_Quiet');
        choose(element, 'type', 'inv');
        choose(element, 'type', ' invoice ');
        await jest.advanceTimersByTimeAsync(1000);
        expect(adapter.getLastConfig()).toEqual({ filter: { state: 'Queue', source: 'Stripe_Quiet', type: 'invoice', ...FIRST } });
        choose(element, 'state', '*');
        choose(element, 'source', '*');
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { state: '', source: '', type: 'invoice', ...FIRST } });
        fire(element, 'c-event-figures', 'choose', { state: 'Waiting' });
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { state: 'Waiting', source: '', type: '', ...FIRST } });
    });

    it('keeps a source that the address names, though nobody knows it', async () => {
        const element = await create({}, { c__source: 'Gone' });
        expect((one(element, '[data-filter="source"]').options as { value: string }[]).map(({ value }) => value)).toContain('Gone');
    });

    it('turns pages back and forth', async () => {
        const element = await create({});
        expect(one(element, '[data-action="newer"]').disabled).toBe(true);
        one(element, '[data-action="older"]').click();
        await show({ ...MONITOR, hasMore: false });
        expect(adapter.getLastConfig()).toMatchObject({ filter: { before: MONITOR.nextBefore, beforeId: 'a01' } });
        expect(one(element, '[data-action="older"]').disabled).toBe(true);
        one(element, '[data-action="newer"]').click();
        await settle();
        expect(adapter.getLastConfig()).toMatchObject({ filter: FIRST });
    });

    it('says what to do where nothing ever arrived', async () => {
        const element = await create({ events: [], hasMore: false });
        expect(one(element, 'c-view-state').name).toBe('empty');
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('leads back to everything where a filter leaves nothing', async () => {
        const element = await create({ events: [], hasMore: false }, { c__type: 'nothing' });
        const state = one(element, 'c-view-state');
        expect(state.name).toBe('nothing-found');
        state.dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { state: '', source: '', type: '', ...FIRST } });
    });

    it('tells those who may not see events', async () => {
        const element = await create({ hasAccess: false });
        expect(one(element, 'c-view-state').name).toBe('no-access');
        expect(find(element, '[data-filter="state"]')).toBeNull();
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('tells those who may not run the controller', async () => {
        const element = await create();
        await fail('You do not have access to the Apex class named EventMonitorController.');
        expect(one(element, 'c-view-state').name).toBe('no-access');
    });

    it('gives the reason of an error and tries again', async () => {
        const element = await create();
        await fail('The server is away.');
        const state = one(element, 'c-view-state');
        expect([state.name, state.text]).toEqual(['error', 'The server is away.']);
        state.dispatchEvent(new CustomEvent('action'));
        expect(refreshApex).toHaveBeenCalledTimes(1);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('keeps what it showed where a refresh fails, and says so', async () => {
        const element = await create({});
        await fail('The server is away.');
        expect(one(element, '.warning').textContent).toContain('c.Monitor_Not_Refreshed');
        expect(find(element, 'c-event-stream')).not.toBeNull();
        await show(MONITOR);
        expect(find(element, '.warning')).toBeNull();
    });

    it('has one event and all failed ones processed again', async () => {
        (reprocessOne as unknown as jest.Mock).mockResolvedValue(undefined);
        (replayFailed as unknown as jest.Mock).mockResolvedValueOnce(7).mockResolvedValueOnce(0);
        const element = await create({}, { c__source: 'Stripe_Test' });
        const shown = toasts(element);
        fire(element, 'c-event-stream', 'replay', { recordId: 'a01', objectApiName: 'Stripe_Event__c' });
        await settle();
        expect(reprocessOne).toHaveBeenCalledWith({ eventId: 'a01' });
        one(element, '[data-action="replay-all"]').click();
        await settle();
        expect(replayFailed).toHaveBeenCalledWith({ filter: { state: 'Failed', source: 'Stripe_Test', type: '', ...FIRST } });
        one(element, '[data-action="replay-all"]').click();
        await settle();
        expect(shown).toEqual([
            'c.Monitor_Replayed: c.Monitor_Replayed_Text',
            'c.Monitor_Replayed: c.Monitor_Replayed_Text',
            'c.Monitor_Nothing_Replayed: '
        ]);
        expect(refreshApex).toHaveBeenCalledTimes(3);
    });

    it('gives a customer to an Account, or says why not', async () => {
        (matchCustomer as unknown as jest.Mock).mockResolvedValueOnce(undefined).mockRejectedValueOnce({ body: { message: 'Taken.' } });
        const element = await create({});
        const shown = toasts(element);
        fire(element, 'c-event-stream', 'match', { customerId: 'a02', accountId: '001', name: 'Juniper' });
        await settle();
        expect(matchCustomer).toHaveBeenCalledWith({ customerId: 'a02', accountId: '001' });
        fire(element, 'c-event-stream', 'match', { customerId: 'a02', accountId: '001', name: 'Juniper' });
        await settle();
        expect(shown).toEqual(['c.Monitor_Matched: c.Monitor_Matched_Text', 'c.Monitor_Not_Matched: Taken.']);
    });

    it('offers no replay of all to those who may not, or where none failed', async () => {
        expect(find(await create({ mayReplay: false }), '[data-action="replay-all"]')).toBeNull();
        expect(find(await create({ givenUp: none }), '[data-action="replay-all"]')).toBeNull();
    });
});
