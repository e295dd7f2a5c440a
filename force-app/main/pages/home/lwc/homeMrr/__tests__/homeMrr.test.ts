import { createElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getOverview from '@salesforce/apex/MrrOverviewController.getOverview';
import HomeMrr from 'c/homeMrr';
import type { Figure, Overview } from 'c/mrrModel';

jest.mock(
    '@salesforce/apex/MrrOverviewController.getOverview',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

const adapter = getOverview as unknown as TestAdapter;

const figure = (name: string, value: number, series: number[]): Figure => ({
    name,
    kind: 'money',
    value,
    series,
    movementTypes: [],
    sinceBeginning: true
});

const OVERVIEW = {
    hasAccess: true,
    currencyCode: 'USD',
    months: [{ opening: 10 }],
    figures: [
        figure('mrr', 260, [340, 260]),
        figure('arr', 3120, []),
        figure('growth', -40, [40, -80]),
        figure('netRetention', 0.9, [1, 0.9])
    ]
} as unknown as Overview;

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn);
}

async function create(answer?: unknown): Promise<HTMLElement> {
    const element = createElement('c-home-mrr', { is: HomeMrr }) as unknown as HTMLElement;
    document.body.appendChild(element);
    await settle();
    if (answer) adapter.emit(answer);
    await settle();
    return element;
}

describe('c-home-mrr', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('shows a few figures, of growth the month’s', async () => {
        const element = await create(OVERVIEW);
        const figures = element.shadowRoot?.querySelector('c-mrr-figures') as HTMLElement & {
            figures: Figure[];
            notes: Record<string, string>;
        };
        expect(figures.figures.map(({ name, value }) => [name, value])).toEqual([
            ['mrr', 260],
            ['growth', -80],
            ['netRetention', 0.9]
        ]);
        expect(figures.notes).toEqual({
            mrr: 'c.MRR_Period_12',
            growth: 'c.Home_This_Month',
            customers: 'c.MRR_Period_12',
            netRetention: 'c.MRR_Period_12'
        });
        expect(adapter.getLastConfig()).toEqual({ monthCount: 12, source: '', currencyCode: '' });
        await expect(element).toBeAccessible();
        figures.dispatchEvent(new CustomEvent('choose', { detail: { key: 'mrr' } }));
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
        adapter.emit({
            ...OVERVIEW,
            months: [{ opening: 0, started: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, fx: 0, corrections: 0 }]
        });
        await settle();
        expect(state().name).toBe('empty');
        await expect(element).toBeAccessible();
    });

    it('keeps its figures while they cannot be read again', async () => {
        jest.useFakeTimers();
        const element = await create(OVERVIEW);
        jest.advanceTimersByTime(300_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        adapter.error({ message: 'Gone' });
        await settle();
        expect(element.shadowRoot?.querySelector('c-mrr-figures')).not.toBeNull();
    });

    it('shows nothing to who may not read the ledger', async () => {
        const element = await create({ hasAccess: false });
        expect(element.shadowRoot?.children).toHaveLength(0);
        document.body.replaceChildren();
        const other = await create();
        adapter.error({ message: 'You do not have access to the Apex class named MrrOverviewController.' });
        await settle();
        expect(other.shadowRoot?.children).toHaveLength(0);
    });
});
