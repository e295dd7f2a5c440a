import { createElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import HomeIntake from 'c/homeIntake';

jest.mock(
    '@salesforce/apex/EventMonitorController.getMonitor',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });
const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
    const Navigate = Symbol('Navigate');
    const GenerateUrl = Symbol('GenerateUrl');
    const NavigationMixin = (Base: new () => object): unknown =>
        class extends Base {
            [Navigate](page: unknown): void {
                mockNavigate(page);
            }
            [GenerateUrl](): Promise<string> {
                return Promise.resolve('/lightning');
            }
        };
    return { NavigationMixin: Object.assign(NavigationMixin, { Navigate, GenerateUrl }) };
});

interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
}

const adapter = getMonitor as unknown as TestAdapter;
const none = { total: 0, isMore: false };

const MONITOR = {
    hasAccess: true,
    readAt: '2026-11-22T12:00:00.000Z',
    received: none,
    claimed: none,
    retrying: none,
    givenUp: { total: 2, isMore: false },
    waiting: none,
    lanes: [],
    measured: 0,
    sources: [
        { name: 'Stripe_Test', label: 'Stripe Test', lastAt: '2026-11-22T11:00:00.000Z', lastType: 'invoice.paid' },
        { name: 'Stripe_Europe', label: 'Stripe Europe' }
    ],
    unknownShapes: [],
    events: [{ recordId: 'a01' }]
};

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn);
}

async function create(answer?: unknown): Promise<HTMLElement> {
    const element = createElement('c-home-intake', { is: HomeIntake }) as unknown as HTMLElement;
    document.body.appendChild(element);
    await settle();
    if (answer) adapter.emit(answer);
    await settle();
    return element;
}

describe('c-home-intake', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('shows the figures of the monitor, and what last came through of each source', async () => {
        const element = await create(MONITOR);
        const sources = element.shadowRoot?.querySelector<HTMLElement & { sources: unknown; readAt: string }>('c-event-sources');
        expect(sources?.sources).toEqual(MONITOR.sources);
        expect(sources?.readAt).toBe(MONITOR.readAt);
        await expect(element).toBeAccessible();
        element.shadowRoot?.querySelector('c-event-figures')?.dispatchEvent(new CustomEvent('choose', { detail: { state: 'Failed' } }));
        expect(mockNavigate).toHaveBeenCalledWith({
            type: 'standard__navItemPage',
            attributes: { apiName: 'Event_Monitor' },
            state: { c__state: 'Failed' }
        });
    });

    it('shows that it is reading, that there is nothing, and what went wrong', async () => {
        const element = await create();
        const state = (): HTMLElement & { name: string; text: string } =>
            element.shadowRoot?.querySelector('c-view-state') as HTMLElement & { name: string; text: string };
        expect(state().name).toBe('loading');
        adapter.error({ message: 'Too slow' });
        await settle();
        expect(state()).toMatchObject({ name: 'error', text: 'Too slow' });
        state().dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
        adapter.emit({ ...MONITOR, events: [] });
        await settle();
        expect(state().name).toBe('empty');
        await expect(element).toBeAccessible();
    });

    it('looks again by itself and keeps what it knows', async () => {
        jest.useFakeTimers();
        const element = await create(MONITOR);
        jest.advanceTimersByTime(60_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        adapter.error({ message: 'Gone' });
        await settle();
        expect(element.shadowRoot?.querySelector('c-event-figures')).not.toBeNull();
    });

    it('shows nothing to who may not read events', async () => {
        const element = await create({ hasAccess: false });
        expect(element.shadowRoot?.children).toHaveLength(0);
        document.body.replaceChildren();
        const other = await create();
        adapter.error({ message: 'You do not have access to the Apex class named EventMonitorController.' });
        await settle();
        expect(other.shadowRoot?.children).toHaveLength(0);
    });
});
