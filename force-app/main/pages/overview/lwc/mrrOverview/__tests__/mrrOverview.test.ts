import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { refreshApex } from '@salesforce/apex';
import getOverview from '@salesforce/apex/MrrOverviewController.getOverview';
import MrrOverview from 'c/mrrOverview';
import MrrMovements from 'c/mrrMovements';
import type { MonthLine, Overview } from 'c/mrrModel';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { month } from '../../mrrModel/__tests__/lines';

jest.mock(
    '@salesforce/apex/MrrOverviewController.getOverview',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/MrrOverviewController.getMovements', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
    const actual = jest.requireActual<{ NavigationMixin: { Navigate: symbol } }>('lightning/navigation');
    const { Navigate } = actual.NavigationMixin;
    const NavigationMixin = (Base: new () => object): unknown =>
        class extends Base {
            [Navigate](page: unknown, replace: unknown): void {
                mockNavigate(page, replace);
            }
        };
    return { ...actual, NavigationMixin: Object.assign(NavigationMixin, { Navigate }) };
});

interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

interface Dialog {
    open(options: Record<string, unknown>): Promise<unknown>;
}

const adapter = getOverview as unknown as TestAdapter;
const pageAdapter = CurrentPageReference as unknown as TestAdapter;

const OVERVIEW: Overview = {
    hasAccess: true,
    missing: [],
    readAt: '2026-11-22T12:00:00.000Z',
    currencyCode: 'USD',
    isConverted: true,
    timeZone: 'UTC',
    isBehind: false,
    unconverted: 0,
    sources: [
        { name: 'Stripe_Europe', label: 'Stripe Europe' },
        { name: 'Stripe_Test', label: 'Stripe Test' }
    ],
    currencies: ['JPY', 'USD'],
    figures: [
        { name: 'mrr', kind: 'money', value: 260, series: [340, 260], movementTypes: [], sinceBeginning: true },
        { name: 'mrrChurn', kind: 'share', value: 0.1, series: [null, 0.1], movementTypes: ['Contraction', 'Churn'], sinceBeginning: false }
    ],
    months: [
        month('2026-10-01', { opening: 300, started: 40, closing: 340, customersClosing: 3 }),
        month('2026-11-01', { opening: 340, contraction: -80, closing: 260, customersClosing: 3 })
    ],
    bySource: [{ ...month('', { opening: 300, started: 40, contraction: -80, closing: 260 }), month: null, source: 'Stripe_Test' }],
    byCurrency: [],
    cohorts: [
        {
            month: '2026-10-01',
            mrr: 40,
            customers: 1,
            mrrLeft: [40, 20],
            customersLeft: [1, 0],
            mrrShares: [1, 0.5],
            customerShares: [1, null]
        }
    ],
    gains: [],
    losses: []
};

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn);
}

async function create(overview?: Overview, state: Record<string, string> = {}): Promise<HTMLElement> {
    const element = createElement('c-mrr-overview', { is: MrrOverview }) as unknown as HTMLElement;
    document.body.appendChild(element);
    pageAdapter.emit({ type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' }, state });
    await settle();
    if (overview) {
        adapter.emit(overview);
        await settle();
    }
    return element;
}

function opened(): Record<string, unknown>[] {
    const dialogs: Record<string, unknown>[] = [];
    jest.spyOn(MrrMovements as unknown as Dialog, 'open').mockImplementation((options) => {
        dialogs.push(options);
        return Promise.resolve(undefined);
    });
    return dialogs;
}

async function press(element: HTMLElement, child: string, event: string, detail: object): Promise<void> {
    one(element, child).dispatchEvent(new CustomEvent(event, { detail }));
    await settle();
}

const filterOf = (options: Record<string, unknown> | undefined): unknown => options?.filter;

function choose(element: HTMLElement, filter: string, value: string): void {
    one(element, `[data-filter="${filter}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

describe('c-mrr-overview', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.restoreAllMocks();
        jest.clearAllMocks();
    });

    it('shows a skeleton, and asks for what the address says', async () => {
        const element = await create(undefined, { c__months: '6', c__source: 'Stripe_Test', c__currency: 'JPY' });
        expect(one(element, 'c-view-state').name).toBe('loading');
        expect(adapter.getLastConfig()).toEqual({ monthCount: 6, source: 'Stripe_Test', currencyCode: 'JPY' });
    });

    it('asks for the usual where the address says nothing', async () => {
        await create();
        expect(adapter.getLastConfig()).toEqual({ monthCount: 12, source: '', currencyCode: '' });
    });

    it('shows figures, waterfall, trend, months newest first, sources and cohorts', async () => {
        const element = await create(OVERVIEW);
        expect(one(element, 'c-mrr-figures').figures).toHaveLength(2);
        const steps = one(element, 'c-chart-waterfall').steps as { key: string; amount: number; text: string }[];
        expect(steps.map(({ key, amount }) => [key, amount])).toEqual([
            ['opening', 300],
            ['started', 40],
            ['expansion', 0],
            ['reactivation', 0],
            ['contraction', -80],
            ['churn', 0],
            ['closing', 260]
        ]);
        expect(steps.map(({ text }) => text)).toContain('-$80.00');
        expect((one(element, 'c-chart-line').points as { value: number }[]).map(({ value }) => value)).toEqual([340, 260]);
        expect((one(element, 'c-mrr-months').lines as MonthLine[])[0]?.month).toBe('2026-11-01');
        const heat = one(element, 'c-chart-heat').rows as { note: string; cells: { text: string }[] }[];
        expect(heat[0]?.cells.map(({ text }) => text)).toEqual(['100.0%', '50.0%']);
        expect(heat[0]?.note).toBe('$40.00');
    });

    it('asks again for another period, source or currency', async () => {
        const element = await create(OVERVIEW);
        choose(element, 'period', '24');
        choose(element, 'source', 'Stripe_Europe');
        choose(element, 'currency', 'JPY');
        await settle();
        expect(adapter.getLastConfig()).toEqual({ monthCount: 24, source: 'Stripe_Europe', currencyCode: 'JPY' });
        choose(element, 'source', '*');
        choose(element, 'currency', '*');
        await settle();
        expect(adapter.getLastConfig()).toEqual({ monthCount: 24, source: '', currencyCode: '' });
    });

    it('keeps a source that the address names, though nobody knows it', async () => {
        const element = await create(OVERVIEW, { c__source: 'Gone' });
        expect((one(element, '[data-filter="source"]').options as { value: string }[]).map(({ value }) => value)).toContain('Gone');
    });

    it('leads from a figure to the movements behind it', async () => {
        const dialogs = opened();
        const element = await create(OVERVIEW, { c__source: 'Stripe_Test' });
        await press(element, 'c-mrr-figures', 'choose', { key: 'mrr' });
        await press(element, 'c-mrr-figures', 'choose', { key: 'mrrChurn' });
        await press(element, 'c-mrr-figures', 'choose', { key: 'no such' });
        expect(dialogs).toHaveLength(2);
        expect(filterOf(dialogs[0])).toEqual({
            source: 'Stripe_Test',
            currencyCode: '',
            fromMonth: null,
            toMonth: '2026-11-01',
            movementTypes: []
        });
        expect(filterOf(dialogs[1])).toMatchObject({ fromMonth: '2026-10-01', movementTypes: ['Contraction', 'Churn'] });
        expect(dialogs[0]?.convertedCurrency).toBe('USD');
    });

    it('leads from bars, points, lines and cells to their movements', async () => {
        const dialogs = opened();
        const element = await create(OVERVIEW);
        await press(element, 'c-chart-waterfall', 'choose', { key: 'opening' });
        await press(element, 'c-chart-waterfall', 'choose', { key: 'contraction' });
        await press(element, 'c-chart-waterfall', 'choose', { key: 'closing' });
        await press(element, 'c-chart-line', 'choose', { key: '2026-10-01' });
        await press(element, 'c-mrr-months', 'drill', { heading: 'x', filter: { source: 'S' } });
        await press(element, 'c-chart-heat', 'choose', { key: '2026-10-01', column: 1 });
        expect(dialogs.map(filterOf)).toEqual([
            { source: '', currencyCode: '', toMonth: '2026-09-01' },
            { source: '', currencyCode: '', fromMonth: '2026-10-01', toMonth: '2026-11-01', movementTypes: ['Contraction'] },
            { source: '', currencyCode: '', toMonth: '2026-11-01' },
            { source: '', currencyCode: '', toMonth: '2026-10-01' },
            { source: 'S', currencyCode: '' },
            { source: '', currencyCode: '', cohortMonth: '2026-10-01', toMonth: '2026-11-01' }
        ]);
    });

    it('opens the movements that the address names as soon as it knows the ledger, once', async () => {
        const dialogs = opened();
        const drill = { heading: 'New, Nov 2026', filter: { fromMonth: '2026-11-01', movementTypes: ['New'] } };
        await create(undefined, { c__source: 'Stripe_Test', c__movements: JSON.stringify(drill) });
        expect(dialogs).toHaveLength(0);
        adapter.emit(OVERVIEW);
        await settle();
        expect(dialogs).toHaveLength(1);
        expect(dialogs[0]).toMatchObject({ heading: 'New, Nov 2026', filter: { source: 'Stripe_Test', ...drill.filter } });
        adapter.emit({ ...OVERVIEW });
        await settle();
        expect(dialogs).toHaveLength(1);
    });

    it('stays as it is while one is on another page, and goes on from there', async () => {
        const dialogs = opened();
        const element = await create(OVERVIEW, { c__months: '6' });
        const drill = JSON.stringify({ heading: 'Elsewhere', filter: {} });
        pageAdapter.emit({ type: 'standard__recordPage', attributes: { recordId: '001' }, state: { c__movements: drill } });
        await settle();
        expect(dialogs).toHaveLength(0);
        expect(adapter.getLastConfig()).toMatchObject({ monthCount: 6 });
        choose(element, 'period', '3');
        await settle();
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ type: 'standard__navItemPage', state: { c__months: '3' } }),
            true
        );
    });

    it('opens no movements while it is kept hidden, and those of the address once it is shown', async () => {
        jest.useFakeTimers();
        const dialogs = opened();
        const element = await create(OVERVIEW);
        element.checkVisibility = () => false;
        const drill = JSON.stringify({ heading: 'New', filter: { movementTypes: ['New'] } });
        const emit = (): void => {
            pageAdapter.emit({ type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' }, state: { c__movements: drill } });
        };
        emit();
        await jest.advanceTimersByTimeAsync(5_000);
        expect(dialogs).toHaveLength(0);
        emit();
        await settle();
        element.checkVisibility = () => true;
        await jest.advanceTimersByTimeAsync(500);
        expect(dialogs).toHaveLength(1);
        jest.useRealTimers();
    });

    it('brings nobody back who went elsewhere while a dialog was open', async () => {
        let close: (opened: undefined) => void = () => undefined;
        jest.spyOn(MrrMovements as unknown as Dialog, 'open').mockImplementation(() => new Promise((resolve) => (close = resolve)));
        const element = await create(OVERVIEW);
        await press(element, 'c-mrr-figures', 'choose', { key: 'mrr' });
        mockNavigate.mockClear();
        element.checkVisibility = () => false;
        close(undefined);
        await settle();
        expect(mockNavigate).not.toHaveBeenCalled();
    });

    it('exports months and figures', async () => {
        let href = '';
        let name = '';
        jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
            href = decodeURIComponent(this.href);
            name = this.download;
        });
        const element = await create(OVERVIEW, { c__source: 'Stripe_Test' });
        one(element, '[data-action="export"]').click();
        const lines = href.trim().split('\r\n');
        expect(lines).toHaveLength(3);
        expect(lines[2]).toBe('2026-11-01,USD,340,0,0,0,-80,0,0,0,260,260,0.1');
        expect(name).toBe('c-Stripe_Test-USD-2026-11.MRR_File_Overview');
    });

    it('calls what is shown by its own names until another choice is answered', async () => {
        let name = '';
        jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
            name = this.download;
        });
        const element = await create(OVERVIEW, { c__source: 'Stripe_Test' });
        const [period, isBusy] = [one(element, 'c-mrr-bridge').period, one(element, 'c-page-frame').isBusy];
        choose(element, 'period', '3');
        choose(element, 'source', 'Stripe_Europe');
        await settle();
        expect(isBusy).toBe(false);
        expect(one(element, 'c-page-frame').isBusy).toBe(true);
        expect(one(element, 'c-mrr-bridge').period).toBe(period);
        one(element, '[data-action="export"]').click();
        expect(name).toContain('Stripe_Test');
        adapter.emit({ ...OVERVIEW });
        await settle();
        expect(one(element, 'c-page-frame').isBusy).toBe(false);
        expect(one(element, 'c-mrr-bridge').period).not.toBe(period);
    });

    it('gives no reason of an earlier failure for what was not asked before', async () => {
        const element = await create(OVERVIEW);
        adapter.error({ message: 'No network.' });
        await settle();
        choose(element, 'period', '3');
        await settle();
        expect(find(element, 'c-view-state')).toBeNull();
        expect(one(element, 'c-page-frame').isBusy).toBe(true);
    });

    it('says what is missing', async () => {
        const element = await create({ ...OVERVIEW, isBehind: true, unconverted: 3 });
        expect(all(element, '.warning')).toHaveLength(2);
    });

    it('shows the rest to who may not read everything, and says what is missing', async () => {
        const element = await create({ ...OVERVIEW, cohorts: null, unconverted: null, missing: ['cohorts', 'rates', 'Accounts'] });
        expect(all(element, '.warning').map(({ textContent }) => textContent)).toEqual(['c.Billing_Partial']);
        expect(one(element, 'c-mrr-figures').figures).toHaveLength(2);
        expect(one(element, 'p.quiet').textContent).toBe('c.Page_Part_Closed');
        await expect(element).toBeAccessible();
    });

    it('names what keeps it closed', async () => {
        const element = await create({ hasAccess: false, missing: ['MRR Months: Customers'] } as unknown as Overview);
        expect(one(element, 'c-view-state').text).toBe('c.Page_Closed_Without c.MRR_No_Access_Text');
    });

    it('says what to do where there is nothing, and keeps the filters', async () => {
        const element = await create({ ...OVERVIEW, months: [month('2026-11-01', {})], cohorts: [], bySource: [], figures: [] });
        expect(one(element, 'c-view-state').name).toBe('empty');
        expect(find(element, '[data-filter="period"]')).not.toBeNull();
        expect(find(element, 'c-mrr-figures')).toBeNull();
    });

    it('says that no customer began in the time', async () => {
        expect(one(await create({ ...OVERVIEW, cohorts: [] }), 'p.quiet').textContent).toBe('c.MRR_No_Cohorts');
    });

    it('tells those who may not read the ledger', async () => {
        const element = await create({ hasAccess: false } as Overview);
        expect(one(element, 'c-view-state').name).toBe('no-access');
        expect(find(element, '[data-filter="period"]')).toBeNull();
    });

    it('tells those who may not even run its controller the same', async () => {
        const element = await create();
        adapter.error({ message: "Sie haben keinen Zugriff auf die Apex-Klasse 'MrrOverviewController'." });
        await settle();
        expect(one(element, 'c-view-state').name).toBe('no-access');
    });

    it('gives the reason of an error and tries again', async () => {
        const element = await create();
        adapter.error({ message: 'The ledger is closed.' });
        await settle();
        const state = one(element, 'c-view-state');
        expect([state.name, state.text]).toEqual(['error', 'The ledger is closed.']);
        state.dispatchEvent(new CustomEvent('action'));
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('keeps what is known where it cannot be read again, and says so', async () => {
        const element = await create(OVERVIEW);
        adapter.error({ message: 'No network.' });
        await settle();
        expect(one(element, '.warning').textContent).toContain('c.Billing_Stale');
        expect(one(element, 'c-mrr-figures').figures).toHaveLength(2);
        adapter.emit({ ...OVERVIEW });
        await settle();
        expect(find(element, '.warning')).toBeNull();
    });

    it('shows no figures of another choice than its filters say, and keeps the filters', async () => {
        const element = await create(OVERVIEW);
        choose(element, 'period', '24');
        await settle();
        adapter.error({ message: 'No network.' });
        await settle();
        expect([one(element, 'c-view-state').name, find(element, 'c-mrr-figures')]).toEqual(['error', null]);
        expect(one(element, '[data-filter="period"]').value).toBe('24');
    });

    it('reads again on demand', async () => {
        const element = await create(OVERVIEW);
        one(element, '[data-action="refresh"]').click();
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it.each([
        ['data', OVERVIEW],
        ['nothing', { ...OVERVIEW, months: [month('2026-11-01', {})] }],
        ['no access', { hasAccess: false } as Overview]
    ])('is accessible with %s', async (_name, overview) => {
        await expect(await create(overview)).toBeAccessible();
    });
});
