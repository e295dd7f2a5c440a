import { createElement, type LightningElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import BillingPanel from 'c/billingPanel';
import getPanel from '@salesforce/apex/BillingPanelController.getPanel';
import reprocessFailed from '@salesforce/apex/BillingPanelActions.reprocessFailed';
import type { Health, Invoice, Panel, Subscription } from 'c/billingFormat';
import type { Step } from 'c/chartWaterfall';
import type { FigureTile } from 'c/figureTiles';
import BillingMatch from 'c/billingMatch';
import { NOTHING, PANEL } from './panels';

jest.mock(
    '@salesforce/apex/BillingPanelController.getPanel',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/BillingPanelActions.reprocessFailed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.findCustomers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.matchCustomer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/BillingPanelActions.removeCustomer', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

/** What sfdx-lwc-jest puts in the place of a wire adapter. */
interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

const panelAdapter = getPanel as unknown as TestAdapter;
const recordAdapter = getRecord as unknown as TestAdapter;

const ACCOUNT = '001000000000001AAA';

/** Lets what waits in microtasks happen, rendering included. */
async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn);
}

function create(): LightningElement {
    const element = createElement('c-billing-panel', { is: BillingPanel });
    Object.assign(element, { recordId: ACCOUNT });
    document.body.appendChild(element);
    return element as unknown as LightningElement;
}

function subscribed(status: string): Partial<Panel> {
    return { subscriptions: [{ ...(PANEL.subscriptions[0] as Subscription), status }] };
}

async function createWith(panel: Panel): Promise<LightningElement> {
    const element = create();
    panelAdapter.emit(panel);
    await settle();
    return element;
}

function all(root: LightningElement | Element, selector: string): HTMLElement[] {
    const shadow = (root as Element).shadowRoot;
    return shadow ? [...shadow.querySelectorAll<HTMLElement>(selector)] : [];
}

function one(root: LightningElement | Element, selector: string): HTMLElement {
    const [found] = all(root, selector);
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
}

async function tilesOf(panel: Panel): Promise<FigureTile[]> {
    const totals = one(await createWith(panel), 'c-billing-totals');
    return (one(totals, 'c-figure-tiles') as unknown as { tiles: FigureTile[] }).tiles;
}

function states(element: LightningElement): string[] {
    return all(element, 'c-view-state').map((state) => (state as unknown as { name: string }).name);
}

describe('c-billing-panel', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('asks for the account of the page, and shows a skeleton meanwhile', async () => {
        const element = create();
        await settle();
        expect(panelAdapter.getLastConfig()).toEqual({ accountId: ACCOUNT });
        expect(one(element, 'c-view-state')).toMatchObject({ name: 'loading', heading: 'c.Billing_Loading' });
    });

    it('shows the figures', async () => {
        expect(await tilesOf(PANEL)).toEqual([
            expect.objectContaining({
                name: 'mrr',
                value: '$1,250.00',
                notes: ['c.Billing_Customer_Since'],
                series: [0, 1000, 1000, 1250]
            }),
            expect.objectContaining({ name: 'arr', value: '$15,000.00', notes: [] }),
            expect.objectContaining({ name: 'balance', value: '$120.00', tone: 'bad', notes: ['c.Billing_Delinquent_Since'] }),
            expect.objectContaining({ name: 'renewal', value: 'Dec 3, 2026' })
        ]);
    });

    it('gives every currency its own figure, and one for all where the org can convert', async () => {
        const totals = [
            { currencyCode: 'USD', mrr: -12.5, arr: -150 },
            { currencyCode: 'JPY', mrr: 0, arr: 0 },
            { currencyCode: 'KWD', mrr: 1.999, arr: 23.988 }
        ];
        const [apart] = await tilesOf({ ...PANEL, totals, since: null });
        expect(apart).toMatchObject({ value: '-$12.50', notes: [expect.stringMatching(/^KWD\s1\.999$/), '¥0'] });
        expect(apart).not.toHaveProperty('series');
        const [together] = await tilesOf({ ...PANEL, totals, consolidated: { currencyCode: 'EUR', mrr: -5, arr: -60 }, since: null });
        expect(together).toMatchObject({ value: '-€5.00', notes: ['c.Billing_Consolidated'] });
    });

    it('lists the latest movements, and all on demand', async () => {
        const movements = one(await createWith(PANEL), 'c-billing-movements');
        expect(all(movements, 'tbody tr')).toHaveLength(5);
        expect(all(movements, '.cell_change')[0]?.textContent).toBe('-$50.00');
        one(movements, '[data-action="toggle-movements"]').click();
        await settle();
        expect(all(movements, 'tbody tr')).toHaveLength(6);
    });

    it('says how billing stands, and why', async () => {
        const health = one(await createWith(PANEL), 'c-billing-health');
        expect(one(health, '.status').textContent).toBe('c.Billing_Health_Past_Due');
        expect(one(health, '.health').className).toContain('health_warning');
        expect(one(health, '[data-risk]').dataset.risk).toBe('72');
        expect(one(health, '.level').textContent).toBe('c.Billing_Risk_High');
        expect(all(health, '.reason')).toHaveLength(3);
        one(health, '[data-action="toggle-reasons"]').click();
        await settle();
        expect(all(health, '.reason')).toHaveLength(4);
    });

    it.each([
        ['Good standing', 'success'],
        ['Past due', 'warning'],
        ['At risk', 'error'],
        ['In dispute', 'error'],
        ['No billing', 'neutral'],
        [null, 'neutral']
    ])('shows the status %s in the tone %s', async (status, tone) => {
        const health = { ...(PANEL.health as Health), status, delinquentSince: null, riskScore: null };
        const shown = one(await createWith({ ...PANEL, health }), 'c-billing-health');
        expect(one(shown, '.health').className).toContain(`health_${tone}`);
        expect(all(shown, '[data-risk]')).toHaveLength(0);
    });

    it.each<[string, Partial<Health>, Partial<Panel>, string]>([
        ['nothing is open', { openBalance: 0 }, {}, 'c.Billing_Nothing_Open'],
        ['what is open is not due', { openBalance: 5 }, {}, 'c.Billing_Open_Not_Due'],
        ['there is a credit', { openBalance: -5 }, {}, ''],
        ['the balance is not known', { openBalance: null }, {}, ''],
        [
            'an invoice was given up',
            { openBalance: 0 },
            { invoices: [{ ...(PANEL.invoices[1] as Invoice), status: 'uncollectible' }] },
            'c.Billing_Nothing_Open c.Billing_Written_Off'
        ],
        ['a subscription is past due', { status: 'Past due', openBalance: 5 }, subscribed('past_due'), 'c.Billing_Subscription_Past_Due'],
        ['a subscription is unpaid', { status: 'At risk', openBalance: 5 }, subscribed('unpaid'), 'c.Billing_Subscription_Unpaid'],
        [
            'no attempt is planned',
            { delinquentSince: '2026-11-04', nextPaymentAttempt: null },
            {},
            'c.Billing_Overdue_Since c.Billing_No_Attempt'
        ],
        ['one is', { delinquentSince: '2026-11-04' }, {}, 'c.Billing_Overdue_Since c.Billing_Tries_Again'],
        [
            'one is past',
            { delinquentSince: '2026-11-04', nextPaymentAttempt: '2026-11-22T11:00:00.000Z' },
            {},
            'c.Billing_Overdue_Since c.Billing_Attempt_Unreported'
        ]
    ])('says in a sentence how it stands where %s', async (_case, health, panel, sentence) => {
        const standing = { ...(PANEL.health as Health), status: 'Good standing', delinquentSince: null, ...health };
        const shown = one(await createWith({ ...PANEL, disputes: [], ...panel, health: standing }), 'c-billing-health');
        expect(one(shown, '.sentence').textContent).toBe(sentence);
    });

    it.each([
        ['2026-11-25T12:00:00.000Z', 'c.Billing_Next_Attempt'],
        ['2026-11-22T11:00:00.000Z', 'c.Billing_Attempt_Was_Planned']
    ])('tells of an attempt at %s to collect an invoice: %s', async (nextAttemptAt, text) => {
        const invoices = [{ ...(PANEL.invoices[0] as Invoice), nextAttemptAt }];
        const element = await createWith({ ...PANEL, invoices });
        expect(one(one(element, '[data-list="invoices"]'), '.facts').textContent).toContain(text);
    });

    it('lists invoices, payments and disputes, with links to Stripe only', async () => {
        const element = await createWith(PANEL);
        const list = (name: string): HTMLElement => one(element, `[data-list="${name}"]`);
        expect(all(list('invoices'), '.row')).toHaveLength(2);
        expect(all(list('invoices'), 'a').map((link) => link.getAttribute('href'))).toEqual(['https://invoice.stripe.com/i/acct_1/live_1']);
        expect(all(list('invoices'), '[data-action="copy"]')).toHaveLength(1);
        expect(one(list('payments'), '.amount').textContent).toBe('$200.00');
        expect(one(list('disputes'), '.facts').className).toContain('facts_urgent');
        expect(one(element, '[data-action="stripe"]').getAttribute('href')).toBe('https://dashboard.stripe.com/test/customers/cus_1');
    });

    it('leaves out what a person may not read, and says so', async () => {
        const element = await createWith({ ...PANEL, missing: ['invoices', 'totals'], invoices: [], totals: [] });
        expect(all(element, '[data-state="partial"]')).toHaveLength(1);
        expect(all(element, '[data-list="invoices"]')).toHaveLength(0);
        expect(all(element, 'c-billing-totals')).toHaveLength(0);
        expect(all(element, '[data-list="payments"]')).toHaveLength(1);
    });

    it('does not take customers that one may not read for none', async () => {
        const element = await createWith({ ...NOTHING, missing: ['customers'] });
        expect(states(element)).toEqual([]);
    });

    it('says what to do where no Stripe customer was matched', async () => {
        const element = await createWith(NOTHING);
        expect(states(element)).toEqual(['no-customer']);
        expect(one(element, 'c-view-state')).toMatchObject({ actionLabel: undefined });
    });

    it('lets those match a customer who may', async () => {
        const open = jest.spyOn(BillingMatch as unknown as { open(): Promise<unknown> }, 'open').mockResolvedValue('matched');
        const element = await createWith({ ...NOTHING, canMatch: true });
        const toasts = jest.fn();
        element.addEventListener('lightning__showtoast', toasts);
        one(element, 'c-view-state').dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(open).toHaveBeenCalledWith(expect.objectContaining({ accountId: ACCOUNT }));
        expect(refreshApex).toHaveBeenCalledTimes(1);
        expect(toasts).toHaveBeenCalledTimes(1);
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: ACCOUNT }]);
    });

    it('puts who closed the dialog on the heading where the button behind it is gone', async () => {
        jest.useFakeTimers();
        jest.spyOn(BillingMatch as unknown as { open(): Promise<unknown> }, 'open').mockResolvedValue(undefined);
        const element = await createWith({ ...NOTHING, canMatch: true });
        one(element, 'c-view-state').dispatchEvent(new CustomEvent('action'));
        await settle();
        jest.advanceTimersByTime(200);
        expect(element.shadowRoot?.activeElement).toBe(one(element, '.title'));
        jest.useRealTimers();
    });

    it('opens one dialog, however often somebody presses', async () => {
        let close: (outcome: undefined) => void = () => undefined;
        const open = jest
            .spyOn(BillingMatch as unknown as { open(): Promise<unknown> }, 'open')
            .mockImplementation(() => new Promise((resolve) => (close = resolve)));
        const element = await createWith({ ...PANEL, canMatch: true });
        const press = (): void => {
            one(element, '[data-action="match"]').click();
        };
        press();
        press();
        expect(open).toHaveBeenCalledTimes(1);
        close(undefined);
        await settle();
        press();
        expect(open).toHaveBeenCalledTimes(2);
    });

    it.each([false, true])('puts who matched a customer on the heading, unless they went elsewhere: %s', async (isElsewhere) => {
        jest.spyOn(BillingMatch as unknown as { open(): Promise<unknown> }, 'open').mockResolvedValue('matched');
        const element = await createWith({ ...NOTHING, canMatch: true });
        const other = document.body.appendChild(document.createElement('button'));
        if (isElsewhere) other.focus();
        one(element, 'c-view-state').dispatchEvent(new CustomEvent('action'));
        panelAdapter.emit({ ...PANEL, canMatch: true });
        await settle();
        expect(element.shadowRoot?.activeElement).toBe(isElsewhere ? null : one(element, '.title'));
    });

    it('looks several times what came of it, as long as it is there', async () => {
        jest.useFakeTimers();
        (reprocessFailed as unknown as jest.Mock).mockResolvedValue(1);
        const element = await createWith({ ...PANEL, failedEvents: 1 });
        one(element, '[data-action="reprocess"]').click();
        await settle();
        jest.advanceTimersByTime(11_000);
        expect(refreshApex).toHaveBeenCalledTimes(3);
        document.body.replaceChildren();
        jest.advanceTimersByTime(60_000);
        expect(refreshApex).toHaveBeenCalledTimes(3);
        jest.useRealTimers();
    });

    it('keeps what it has where it cannot be read again, and says how old it is', async () => {
        const element = await createWith(PANEL);
        panelAdapter.error({ message: 'The org is being maintained.' });
        await settle();
        expect(states(element)).toEqual([]);
        expect(one(element, '[data-state="stale"]').textContent).toContain('c.Billing_Stale');
        expect(all(element, 'c-billing-totals')).toHaveLength(1);
        one(element, '[data-action="retry"]').click();
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('has failed events processed again', async () => {
        (reprocessFailed as unknown as jest.Mock).mockResolvedValue(2);
        const element = await createWith({ ...PANEL, failedEvents: 2 });
        one(element, '[data-action="reprocess"]').click();
        await settle();
        expect(reprocessFailed).toHaveBeenCalledWith({ accountId: ACCOUNT });
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('tells a customer without subscriptions from no customer', async () => {
        const element = await createWith({ ...NOTHING, customers: PANEL.customers });
        expect(states(element)).toEqual(['no-subscription']);
    });

    it('tells those who may not read billing', async () => {
        const element = await createWith({ ...NOTHING, hasAccess: false });
        expect(states(element)).toEqual(['no-access']);
        expect(all(element, 'c-billing-totals')).toHaveLength(0);
    });

    it('tells those who may not run its class, whatever the words of the platform', async () => {
        const element = create();
        panelAdapter.error({ message: 'Kein Zugriff auf die Apex-Klasse "BillingPanelController".' });
        await settle();
        expect(states(element)).toEqual(['no-access']);
    });

    it('shows nothing more of what was read once access is taken away', async () => {
        const element = await createWith(PANEL);
        expect(one(element, '.read-at').textContent).not.toBe('');
        expect(all(element, '[data-action^="stripe"]')).not.toHaveLength(0);
        panelAdapter.error({ message: 'You do not have access to the Apex class BillingPanelController.' });
        await settle();
        expect(states(element)).toEqual(['no-access']);
        expect(one(element, '.read-at').textContent).toBe('');
        expect(all(element, '[data-action^="stripe"], [data-action="match"]')).toHaveLength(0);
    });

    it('shows the reason of an error, and tries again', async () => {
        const element = create();
        panelAdapter.error({ message: 'This account is gone.' });
        await settle();
        const state = one(element, 'c-view-state');
        expect(state).toMatchObject({ name: 'error', text: 'This account is gone.' });
        state.dispatchEvent(new CustomEvent('action'));
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('reads again when the account changed, and only then', async () => {
        await createWith(PANEL);
        const record = (value: string): object => ({ apiName: 'Account', id: ACCOUNT, fields: { SystemModstamp: { value } } });
        recordAdapter.emit(record('2026-11-22T12:00:00.000Z'));
        recordAdapter.emit(record('2026-11-22T12:00:00.000Z'));
        expect(refreshApex).not.toHaveBeenCalled();
        recordAdapter.emit(record('2026-11-22T12:01:00.000Z'));
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('reads again when the page is told to refresh, as long as it is there', async () => {
        await createWith(PANEL);
        const [, refresh] = (registerRefreshHandler as unknown as jest.Mock).mock.calls[0] as [unknown, () => Promise<boolean>];
        await expect(refresh()).resolves.toBe(true);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        document.body.replaceChildren();
        expect(unregisterRefreshHandler).toHaveBeenCalledTimes(1);
    });

    it('reads again every minute while it is there', async () => {
        jest.useFakeTimers();
        await createWith(PANEL);
        jest.advanceTimersByTime(61_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        document.body.replaceChildren();
        jest.advanceTimersByTime(120_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        jest.useRealTimers();
    });

    it('draws how MRR moved, for the period that one chooses', async () => {
        const growth = one(await createWith(PANEL), 'c-billing-growth');
        const steps = (): Record<string, number> =>
            Object.fromEntries(
                (one(growth, 'c-chart-waterfall') as unknown as { steps: Step[] }).steps.map(({ key, amount }) => [key, amount])
            );
        expect(steps()).toEqual(expect.objectContaining({ opening: 0, started: 1000, expansion: 300, contraction: -50, closing: 1250 }));
        one(growth, '[data-filter="period"]').dispatchEvent(new CustomEvent('change', { detail: { value: '1' } }));
        await settle();
        expect(steps()).toEqual({ opening: 1000, expansion: 300, contraction: -50, closing: 1250 });
    });

    it.each([
        ['data', PANEL],
        ['nothing', NOTHING],
        ['parts', { ...PANEL, missing: ['invoices', 'health'], health: null, failedEvents: 2, canMatch: true }],
        ['no access', { ...NOTHING, hasAccess: false }]
    ])('is accessible with %s', async (_name, panel) => {
        const element = await createWith(panel);
        await expect(element).toBeAccessible();
    });
});
