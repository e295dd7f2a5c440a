import { createElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getAttention from '@salesforce/apex/BillingAttentionController.getAttention';
import BillingAttention from 'c/billingAttention';
import type { Attention } from 'c/attentionModel';
import { attention, row } from './rows';

jest.mock(
    '@salesforce/apex/BillingAttentionController.getAttention',
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

interface State extends HTMLElement {
    name: string;
    text: string;
    heading: string;
    actionLabel?: string;
}

const adapter = getAttention as unknown as TestAdapter;

const THREE: Attention = attention({
    kinds: [
        { urgency: 1, count: { total: 1, isMore: false } },
        { urgency: 3, count: { total: 1000, isMore: true } }
    ],
    rows: [
        row({ accountName: 'Larch Legal', urgency: 1, day: '2026-11-27' }),
        row({ accountName: 'Sorrel Systems', urgency: 3, delinquentSince: '2026-11-12', openBalance: 225 }),
        row({ accountName: '<b>ش</b> 🦊'.repeat(20), urgency: 7, day: '2026-12-01', mrr: 0 })
    ]
});

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn);
}

async function create(answer?: Attention): Promise<HTMLElement> {
    const element = createElement('c-billing-attention', { is: BillingAttention }) as unknown as HTMLElement;
    document.body.appendChild(element);
    await settle();
    if (answer) await give(answer);
    return element;
}

async function give(answer: Attention): Promise<void> {
    adapter.emit(answer);
    await settle();
}

function find<T extends Element | null = HTMLElement>(element: HTMLElement, selector: string): T {
    return element.shadowRoot?.querySelector(selector) as T;
}

function all(element: HTMLElement, selector: string): HTMLElement[] {
    return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

function state(element: HTMLElement): State {
    return find<State>(element, 'c-view-state');
}

async function chooseWhose(element: HTMLElement, value: string): Promise<void> {
    find(element, '[data-filter="whose"]').dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
}

describe('c-billing-attention', () => {
    afterEach(() => {
        document.body.replaceChildren();
        window.localStorage.clear();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('shows that it is reading', async () => {
        const element = await create();
        expect(state(element).name).toBe('loading');
        expect(find(element, '[aria-busy]').getAttribute('aria-busy')).toBe('true');
        expect(adapter.getLastConfig()).toEqual({ isMine: null, urgency: null, most: 10 });
        await expect(element).toBeAccessible();
    });

    it('goes on waiting for what somebody asked, though an earlier question is answered', async () => {
        jest.useFakeTimers();
        let answered: () => void = () => undefined;
        jest.mocked(refreshApex).mockImplementationOnce(() => new Promise((resolve) => (answered = resolve)));
        const element = await create(THREE);
        await jest.advanceTimersByTimeAsync(61_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        await chooseWhose(element, 'all');
        answered();
        await settle();
        expect(find(element, '[aria-busy]').getAttribute('aria-busy')).toBe('true');
        await give(THREE);
        expect(find(element, '[aria-busy]').getAttribute('aria-busy')).toBe('false');
    });

    it('lists Accounts with a link, a word, an icon, a reason and an amount', async () => {
        const element = await create(THREE);
        const rows = all(element, '.row');
        expect(rows).toHaveLength(3);
        const [first, second, odd] = rows as [HTMLElement, HTMLElement, HTMLElement];
        const link = first.querySelector('c-page-link') as HTMLElement & { label: string; page: { attributes: { recordId: string } } };
        expect(link.label).toBe('Larch Legal');
        expect(link.page.attributes.recordId).toBe('001-Larch Legal');
        expect(first.querySelector('.kind')?.textContent).toBe('c.Billing_Health_In_Dispute');
        expect(first.querySelector<HTMLElement & { iconName: string; variant: string }>('lightning-icon')).toMatchObject({
            iconName: 'utility:priority',
            variant: 'error'
        });
        expect(second.querySelector('.why')?.textContent).toContain('c.Billing_Overdue_Since');
        expect(second.querySelector('.amount')?.textContent).toBe('$225.00');
        expect(odd.querySelector('.amount')?.textContent).toBe('$0.00');
        expect(odd.querySelector<HTMLElement & { label: string }>('c-page-link')?.label).toContain('<b>ش</b> 🦊');
        expect(element.shadowRoot?.querySelector('b')).toBeNull();
        expect(all(element, '.owner')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });

    it('limits the list to one kind and back', async () => {
        const element = await create(THREE);
        const chips = all(element, '.chip');
        expect(chips.map((chip) => chip.getAttribute('aria-pressed'))).toEqual(['true', 'false', 'false']);
        expect(chips[1]?.textContent).toContain('1');
        expect(chips[1]?.getAttribute('aria-label')).toBe('c.Billing_Health_In_Dispute 1');
        expect(chips[2]?.textContent).toContain('c.Monitor_More_Than');
        chips[2]?.click();
        await settle();
        expect(adapter.getLastConfig()).toEqual({ isMine: null, urgency: 3, most: 10 });
        await give({ ...THREE, kinds: THREE.kinds.slice(0, 1), rows: [] });
        expect(all(element, '.chip')[2]?.getAttribute('aria-pressed')).toBe('true');
        expect(state(element).text).toBe('c.Attention_Empty_Kind');
        state(element).dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(adapter.getLastConfig()).toEqual({ isMine: null, urgency: null, most: 10 });
    });

    it('remembers whether one looks at one’s own or at all', async () => {
        const element = await create(THREE);
        await chooseWhose(element, 'all');
        expect(adapter.getLastConfig()).toEqual({ isMine: false, urgency: null, most: 10 });
        await give({ ...THREE, isMine: false });
        expect(all(element, '.owner')).toHaveLength(3);
        await chooseWhose(element, 'all');
        document.body.replaceChildren();
        await create();
        expect(adapter.getLastConfig()).toEqual({ isMine: false, urgency: null, most: 10 });
    });

    it('begins as the server finds fit', async () => {
        const element = await create({ ...THREE, isMine: false });
        expect(find<HTMLElement & { value: string }>(element, '[data-filter="whose"]').value).toBe('all');
        await chooseWhose(element, 'mine');
        expect(adapter.getLastConfig()).toEqual({ isMine: true, urgency: null, most: 10 });
    });

    it('says that nothing needs attention, and where something does', async () => {
        const element = await create(attention({ elsewhere: { total: 4, isMore: false } }));
        expect(state(element)).toMatchObject({ text: 'c.Attention_Empty_Mine', actionLabel: 'c.Attention_Show_Everybody' });
        await expect(element).toBeAccessible();
        state(element).dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(adapter.getLastConfig()).toEqual({ isMine: false, urgency: null, most: 10 });
        await give(attention({ isMine: false }));
        expect(state(element).text).toBe('c.Attention_Empty_All');
        expect(state(element).actionLabel).toBeUndefined();
        await chooseWhose(element, 'mine');
        await give(attention({ elsewhere: { total: 0, isMore: false } }));
        expect(state(element).actionLabel).toBeUndefined();
    });

    it('shows more until there is no more', async () => {
        const element = await create({ ...THREE, hasMore: true });
        const more = (): HTMLElement | null => find<HTMLElement | null>(element, '[data-action="more"]');
        const press = async (): Promise<void> => {
            more()?.click();
            await settle();
            await give({ ...THREE, hasMore: true });
        };
        await press();
        expect(adapter.getLastConfig()).toEqual({ isMine: null, urgency: null, most: 30 });
        await Array.from({ length: 9 }).reduce<Promise<void>>((before) => before.then(press), Promise.resolve());
        expect(adapter.getLastConfig()).toEqual({ isMine: null, urgency: null, most: 200 });
        expect(more()).toBeNull();
        expect(find(element, '.most').textContent).toBe('c.Attention_Most_Shown');
        await give(THREE);
        expect(element.shadowRoot?.querySelector('.most')).toBeNull();
    });

    it('gives the reason of an error, and tries again', async () => {
        const element = await create();
        adapter.error({ message: 'Too slow' });
        await settle();
        expect(state(element)).toMatchObject({ name: 'error', text: 'Too slow' });
        await expect(element).toBeAccessible();
        state(element).dispatchEvent(new CustomEvent('action'));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
        await give(THREE);
        expect(all(element, '.row')).toHaveLength(3);
    });

    it('keeps the list while it cannot be refreshed, and says so', async () => {
        jest.useFakeTimers();
        const element = await create(THREE);
        jest.advanceTimersByTime(60_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        adapter.error({ message: 'Gone' });
        await settle();
        expect(all(element, '.row')).toHaveLength(3);
        expect(all(element, '.warning').map(({ textContent }) => textContent)).toEqual(['c.Attention_Not_Refreshed']);
        document.body.replaceChildren();
        jest.advanceTimersByTime(120_000);
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('keeps the list where somebody’s own refresh fails, but not where another list was asked for', async () => {
        const element = await create(THREE);
        find(element, '[data-action="refresh"]').click();
        adapter.error({ message: 'Gone' });
        await settle();
        expect(all(element, '.row')).toHaveLength(3);
        all(element, '.chip')[1]?.click();
        await settle();
        adapter.error({ message: 'Gone' });
        await settle();
        expect(all(element, '.row')).toHaveLength(0);
        expect(state(element)).toMatchObject({ name: 'error', text: 'Gone' });
    });

    it('warns of shadow mode and of what a person may not read', async () => {
        const element = await create({ ...THREE, isShadowMode: true, missing: ['disputes'] });
        expect(all(element, '.warning').map(({ textContent }) => textContent)).toEqual(['c.Attention_Shadow_Mode', 'c.Billing_Partial']);
        await expect(element).toBeAccessible();
    });

    it('names the permission set to ask for', async () => {
        const element = await create(attention({ hasAccess: false }));
        expect(state(element)).toMatchObject({ name: 'no-access', text: 'c.Billing_No_Access_Text' });
        await expect(element).toBeAccessible();
        document.body.replaceChildren();
        const closed = await create(attention({ hasAccess: false, missing: ['Accounts'] }));
        expect(state(closed).text).toBe('c.Page_Closed_Without c.Billing_No_Access_Text');
        document.body.replaceChildren();
        const other = await create();
        adapter.error({ message: 'You do not have access to the Apex class named BillingAttentionController.' });
        await settle();
        expect(state(other).name).toBe('no-access');
    });
});
