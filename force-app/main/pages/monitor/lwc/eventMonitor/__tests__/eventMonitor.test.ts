import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import LightningConfirm from 'lightning/confirm';
import { refreshApex } from '@salesforce/apex';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import replayFailed from '@salesforce/apex/EventMonitorController.replayFailed';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';
import EventMatch from 'c/eventMatch';
import EventMonitor from 'c/eventMonitor';
import type { Monitor, StripeEvent } from 'c/eventModel';
import { find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

jest.mock(
    '@salesforce/apex/EventMonitorController.getMonitor',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/EventMonitorController.findAccounts', () => ({ default: jest.fn() }), { virtual: true });
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
const event = (recordId: string): StripeEvent => ({
    recordId,
    state: 'Failed',
    source: 'Stripe_Test',
    receivedAt: '2026-11-22T11:59:00.000Z',
    candidates: []
});

const MONITOR: Monitor = {
    hasAccess: true,
    missing: [],
    mayReplay: true,
    mayMatch: true,
    readAt: '2026-11-22T12:00:00.000Z',
    received: { total: 1, isMore: false },
    claimed: none,
    retrying: none,
    givenUp: { total: 1, isMore: false },
    waiting: { total: 2, isMore: false },
    waitingCustomers: { total: 1, isMore: false },
    customers: [
        {
            recordId: 'a02',
            customerId: 'cus_1',
            name: 'Juniper Ltd',
            source: 'Stripe_Test',
            candidates: [{ accountId: '001', name: 'Juniper' }],
            events: 2,
            since: '2026-11-20T12:00:00.000Z'
        }
    ],
    arrivals: { unit: 'Hour', bars: [{ since: '2026-11-22T11:00:00.000Z', arrived: 2, failed: 1 }], isMore: false },
    lanes: [{ lane: 2, received: 1, claimed: 0, retrying: 0 }],
    measured: 0,
    sources: [
        {
            name: 'Stripe_Test',
            label: 'Stripe Test',
            lastAt: '2026-11-22T11:00:00.000Z',
            lastId: 'a09',
            lastType: 'invoice.paid',
            isSilent: false
        },
        { name: 'Stripe_Quiet', label: 'Stripe Quiet', isSilent: false }
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
const NOTHING = { state: '', source: '', kind: '', text: '', ...FIRST };

interface Dialog {
    open(options: Record<string, unknown>): Promise<unknown>;
}

const answer = (dialog: unknown, result: unknown): jest.SpyInstance => jest.spyOn(dialog as Dialog, 'open').mockResolvedValue(result);

describe('c-event-monitor', () => {
    beforeEach(() => {
        jest.useFakeTimers();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.restoreAllMocks();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('shows a skeleton, and asks for what the address says', async () => {
        const element = await create(undefined, { c__state: 'Failed', c__source: 'Stripe_Test', c__kind: 'Invoices', c__text: 'invoice' });
        expect(one(element, 'c-view-state').name).toBe('loading');
        expect(adapter.getLastConfig()).toEqual({
            filter: { state: 'Failed', source: 'Stripe_Test', kind: 'Invoices', text: 'invoice', ...FIRST }
        });
    });

    it('shows figures, arrivals, sources, lanes, who waits, unknown shapes and events', async () => {
        const element = await create({});
        expect(one(element, 'c-event-figures').monitor).toEqual(MONITOR);
        expect(one(element, 'c-event-arrivals').arrivals).toEqual(MONITOR.arrivals);
        expect(one(element, 'c-event-sources').sources).toHaveLength(2);
        expect(one(element, 'c-event-lanes').lanes).toHaveLength(1);
        expect(one(element, 'c-event-waiting').customers).toHaveLength(1);
        expect(one(element, 'c-event-shapes').shapes).toHaveLength(1);
        expect(one(element, 'c-event-stream').events).toHaveLength(1);
        expect(one(element, 'c-event-stream').newIds).toEqual([]);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('leaves out what there is nothing to say about', async () => {
        const element = await create({ received: none, customers: [], unknownShapes: [] });
        expect(find(element, 'c-event-lanes, c-event-waiting, c-event-shapes')).toBeNull();
    });

    it('refreshes by itself until somebody stops it, and points to what is new', async () => {
        const element = await create({});
        await jest.advanceTimersByTimeAsync(15_000);
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

    it('asks nothing while it is kept hidden, and minds no address of other pages', async () => {
        const element = await create({}, { c__state: 'Failed' });
        element.checkVisibility = () => false;
        pageAdapter.emit({ type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' }, state: { c__state: 'Waiting' } });
        await jest.advanceTimersByTimeAsync(60_000);
        expect(refreshApex).not.toHaveBeenCalled();
        expect(adapter.getLastConfig()).toEqual({ filter: { ...NOTHING, state: 'Failed' } });
        element.checkVisibility = () => true;
        await jest.advanceTimersByTimeAsync(5_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('looks less often while nothing happens, and more often again once something does', async () => {
        await create({});
        await jest.advanceTimersByTimeAsync(5_000 + 10_000 + 15_000 + 15_000);
        expect(refreshApex).toHaveBeenCalledTimes(4);
        (refreshApex as jest.Mock).mockImplementationOnce(() => {
            adapter.emit({ ...MONITOR, events: [event('a02')] });
            return Promise.resolve();
        });
        await jest.advanceTimersByTimeAsync(15_000 + 5_000);
        expect(refreshApex).toHaveBeenCalledTimes(6);
    });

    it('reads aloud how many events a filter leaves, and nothing of what happens by itself', async () => {
        const element = await create({});
        const spoken = (): string => one(element, '[aria-live]').textContent;
        expect(spoken()).toBe('c.Monitor_Results');
        await show({ ...MONITOR, events: [event('a02'), event('a01')] });
        expect(spoken()).toBe('');
        choose(element, 'state', 'Failed');
        await show({ ...MONITOR, events: [event('a02')] });
        expect(spoken()).toBe('c.Monitor_Results');
    });

    it('filters by state, kind, source and text', async () => {
        const element = await create({});
        choose(element, 'state', 'Queue');
        choose(element, 'source', 'Stripe_Quiet');
        choose(element, 'kind', 'Invoices');
        choose(element, 'text', 'inv');
        choose(element, 'text', ' invoice ');
        await jest.advanceTimersByTimeAsync(1000);
        expect(adapter.getLastConfig()).toEqual({
            filter: { state: 'Queue', source: 'Stripe_Quiet', kind: 'Invoices', text: 'invoice', ...FIRST }
        });
        choose(element, 'state', '*');
        choose(element, 'source', '*');
        choose(element, 'kind', '*');
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { ...NOTHING, text: 'invoice' } });
        fire(element, 'c-event-figures', 'choose', { state: 'Waiting' });
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { ...NOTHING, state: 'Waiting' } });
    });

    it('loses nothing that was typed when another filter is chosen at once', async () => {
        jest.useFakeTimers();
        const element = await create({}, { c__text: 'old' });
        choose(element, 'text', 'new ');
        choose(element, 'state', 'Failed');
        await settle();
        expect(adapter.getLastConfig()).toMatchObject({ filter: { text: 'new', state: 'Failed' } });
        expect(one(element, '[data-filter="text"]').value).toBe('new');
    });

    it('is not overtaken by what was typed before somebody asked for everything', async () => {
        jest.useFakeTimers();
        const element = await create({ events: [] }, { c__state: 'Failed' });
        choose(element, 'text', '%');
        await settle();
        one(element, '[data-state="nothing-found"], c-view-state').dispatchEvent(new CustomEvent('action'));
        await jest.advanceTimersByTimeAsync(1_000);
        expect(adapter.getLastConfig()).toEqual({ filter: NOTHING });
        await show({ ...MONITOR });
        expect(one(element, '[data-filter="text"]').value).toBe('');
    });

    it('shows the events of one customer or object only', async () => {
        const element = await create({}, { c__state: 'Failed' });
        fire(element, 'c-event-waiting', 'filter', { name: 'text', value: 'cus_1' });
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { ...NOTHING, text: 'cus_1' } });
        await show(MONITOR);
        fire(element, 'c-event-stream', 'filter', { name: 'text', value: 'in_1' });
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: { ...NOTHING, text: 'in_1' } });
    });

    it('leaves the filters alone while nothing about them changes', async () => {
        const element = await create({});
        const { filters } = one(element, 'c-filter-bar');
        await show({ ...MONITOR, events: [event('a02')] });
        expect(one(element, 'c-filter-bar').filters).toBe(filters);
        await show({ ...MONITOR, sources: [] });
        expect(one(element, 'c-filter-bar').filters).not.toBe(filters);
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

    it('says of a filter that leaves nothing that others do', async () => {
        const element = await create({ events: [], hasMore: false }, { c__state: 'Failed' });
        expect(one(element, 'c-view-state').text).toBe('c.Monitor_Nothing_Found_Text');
    });

    it('leads back to everything where a filter leaves nothing', async () => {
        const element = await create({ events: [], hasMore: false }, { c__text: 'nothing' });
        const state = one(element, 'c-view-state');
        expect(state.name).toBe('nothing-found');
        expect(state.text).toBe('c.Monitor_Nothing_Found_Search');
        state.dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: NOTHING });
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

    it('has one event processed again, or says why not', async () => {
        (reprocessOne as unknown as jest.Mock).mockResolvedValueOnce(undefined).mockRejectedValueOnce({ body: { message: 'Busy.' } });
        const element = await create({});
        const shown = toasts(element);
        fire(element, 'c-event-stream', 'replay', { recordId: 'a01' });
        await settle();
        expect(reprocessOne).toHaveBeenCalledWith({ eventId: 'a01' });
        fire(element, 'c-event-stream', 'replay', { recordId: 'a01' });
        await settle();
        expect(shown).toEqual(['c.Monitor_Replayed: c.Monitor_Replayed_Text', 'c.Monitor_Not_Replayed: Busy.']);
        expect(refreshApex).toHaveBeenCalledTimes(2);
    });

    it('has all failed events of the filters processed again, once somebody means it', async () => {
        (replayFailed as unknown as jest.Mock).mockResolvedValueOnce(7).mockResolvedValueOnce(0);
        const element = await create({}, { c__source: 'Stripe_Test' });
        const shown = toasts(element);
        const press = async (): Promise<void> => {
            one(element, '[data-action="replay-all"]').click();
            await settle();
        };
        answer(LightningConfirm, false);
        await press();
        expect(replayFailed).not.toHaveBeenCalled();
        answer(LightningConfirm, true);
        await press();
        expect(replayFailed).toHaveBeenCalledWith({ filter: { ...NOTHING, state: 'Failed', source: 'Stripe_Test' } });
        await press();
        expect(shown).toEqual(['c.Monitor_Replayed: c.Monitor_Replayed_Text', 'c.Monitor_Nothing_Replayed: ']);
        expect(one(element, '[data-action="replay-all"]').disabled).toBe(false);
    });

    it('has an Account chosen for a customer, and says which', async () => {
        const element = await create({});
        const shown = toasts(element);
        const customer = MONITOR.customers?.[0];
        const dialog = answer(EventMatch, undefined);
        fire(element, 'c-event-waiting', 'match', { customer });
        await settle();
        expect(refreshApex).not.toHaveBeenCalled();
        dialog.mockResolvedValue('Juniper');
        fire(element, 'c-event-waiting', 'match', { customer, candidate: customer?.candidates[0] });
        await settle();
        expect(dialog.mock.calls[1]).toEqual([expect.objectContaining({ customer, candidate: { accountId: '001', name: 'Juniper' } })]);
        expect(shown).toEqual(['c.Monitor_Matched: c.Monitor_Matched_Text']);
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('does one thing at a time, however often it reads again meanwhile, and stays where that fails', async () => {
        let done: () => void = () => undefined;
        (reprocessOne as unknown as jest.Mock).mockImplementationOnce(() => new Promise<void>((resolve) => (done = resolve)));
        const element = await create({});
        fire(element, 'c-event-stream', 'replay', { recordId: 'a01' });
        await settle();
        await show({ ...MONITOR });
        expect(one(element, 'c-event-stream').isBusy).toBe(true);
        await fail('No network.');
        expect(one(element, 'c-event-stream').isBusy).toBe(true);
        fire(element, 'c-event-stream', 'replay', { recordId: 'a01' });
        expect(reprocessOne).toHaveBeenCalledTimes(1);
        done();
        await settle();
        expect(one(element, 'c-event-stream').isBusy).toBe(false);
    });

    it('shows the rest to who may not read everything, and says what is missing', async () => {
        const blank = { sources: undefined, customers: undefined, received: undefined, givenUp: undefined, lanes: undefined };
        const unknownShapes = [{ objectName: 'Stripe_Payout__c', label: 'Stripe Payouts' }];
        const element = await create({ ...blank, unknownShapes, missing: ['queue', 'failures', 'customers', 'Stripe Events: Source'] });
        expect(one(element, '.warning').textContent).toContain('c.Billing_Partial');
        expect(find(element, 'c-event-lanes, c-event-waiting, c-event-shapes, [data-filter="source"]')).toBeNull();
        expect(one(element, 'c-event-stream').knowsNextTry).toBe(false);
        expect(one(element, '.dot_live')).not.toBeNull();
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('takes back the filters that ask for what somebody may not read', async () => {
        const element = await create({ events: undefined, missing: ['events'] }, { c__text: 'invoice' });
        expect(one(element, 'c-view-state').name).toBe('closed');
        expect(find(element, 'c-event-stream')).toBeNull();
        one(element, 'c-view-state').dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(adapter.getLastConfig()).toEqual({ filter: NOTHING });
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('names what keeps it closed', async () => {
        const element = await create({ hasAccess: false, missing: ['Stripe Events'] });
        expect(one(element, 'c-view-state').text).toBe('c.Page_Closed_Without c.Monitor_No_Access_Text');
    });

    it('offers no replay of all to those who may not, or where none failed', async () => {
        expect(find(await create({ mayReplay: false }), '[data-action="replay-all"]')).toBeNull();
        expect(find(await create({ givenUp: none }), '[data-action="replay-all"]')).toBeNull();
    });
});
