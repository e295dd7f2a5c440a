import { createElement } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import EventPayload from 'c/eventPayload';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

interface TestAdapter {
    emit(value: unknown): void;
}

const record = getRecord as unknown as TestAdapter;
const MARKUP = '<img src=x onerror="alert(1)">';
const PAYLOAD = {
    id: 'evt_1',
    created: 1795348800,
    data: { object: { id: 'in_1', name: MARKUP, lines: [{ amount: 4900 }], metadata: {}, discounts: [] } }
};

async function settle(): Promise<void> {
    await Promise.resolve().then(() => undefined);
}

async function emit(values: Record<string, unknown>): Promise<void> {
    const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, displayValue: null }]));
    record.emit({ apiName: 'Stripe_Event__c', id: 'a01', fields });
    await settle();
}

async function create(values: Record<string, unknown>): Promise<HTMLElement> {
    const element = createElement('c-event-payload', { is: EventPayload }) as unknown as HTMLElement;
    Object.assign(element, { recordId: 'a01' });
    document.body.appendChild(element);
    await emit(values);
    return element;
}

const withPayload = (payload: unknown): Promise<HTMLElement> => create({ Payload__c: JSON.stringify(payload) });
const names = (element: HTMLElement): string[] => all(element, 'li .name').map(({ textContent }) => textContent);

async function press(element: HTMLElement, selector: string): Promise<void> {
    one(element, selector).click();
    await settle();
}

async function search(element: HTMLElement, value: string): Promise<void> {
    one(element, '[data-field="search"]').dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
}

describe('c-event-payload', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows what the event is about, and folds the rest', async () => {
        const element = await withPayload(PAYLOAD);
        expect(names(element)).toEqual(['{ }', 'id', 'created', 'data', 'object', 'id', 'name', 'lines', 'metadata', 'discounts']);
        expect(one(element, '[data-path="$.data.object.lines"] .quiet').textContent).toBe('c.Event_Payload_Items');
        expect(one(element, '[data-path="$.data.object.metadata"] .text').textContent).toBe('{}');
        expect(one(element, '[data-path="$.data.object.discounts"] .text').textContent).toBe('[]');
        expect(one(element, '[data-path="$.created"] .quiet').textContent).toContain('2026');
        await expect(element).toBeAccessible();
    });

    it('keeps texts of strangers texts', async () => {
        const element = await withPayload(PAYLOAD);
        expect(one(element, '[data-path="$.data.object.name"] .text').textContent).toBe(JSON.stringify(MARKUP));
        expect(find(element, 'img')).toBeNull();
    });

    it('folds and unfolds one part, and all', async () => {
        const element = await withPayload(PAYLOAD);
        const fold = 'button[data-path="$.data.object.lines"]';
        expect(one(element, fold).getAttribute('aria-expanded')).toBe('false');
        await press(element, fold);
        expect(one(element, fold).getAttribute('aria-expanded')).toBe('true');
        await press(element, fold);
        expect(names(element)).not.toContain('amount');
        await press(element, '[data-action="expand"]');
        expect(names(element)).toContain('amount');
        await press(element, '[data-action="collapse"]');
        expect(names(element)).not.toContain('amount');
    });

    it('finds what is folded away, and says how much there is', async () => {
        const element = await withPayload(PAYLOAD);
        await search(element, 'amount');
        expect(names(element)).toEqual(['{ }', 'data', 'object', 'lines', '0', 'amount']);
        expect(all(element, '.line_found')).toHaveLength(1);
        expect(one(element, '[role="status"]').textContent).toBe('c.Event_Payload_Found');
        expect(find(element, 'button.fold')).toBeNull();
        await search(element, 'nowhere');
        expect(names(element)).toEqual([]);
        await search(element, ' ');
        expect(names(element)).toHaveLength(10);
        expect(one(element, '[role="status"]').textContent).toBe('');
    });

    it('shows a big one part by part', async () => {
        const element = await withPayload({
            data: { object: Object.fromEntries(Array.from({ length: 700 }, (_unused, n) => [`k${n}`, n])) }
        });
        expect(all(element, 'li')).toHaveLength(300);
        await press(element, '[data-action="more"]');
        await press(element, '[data-action="more"]');
        expect(all(element, 'li')).toHaveLength(703);
        expect(find(element, '[data-action="more"]')).toBeNull();
    });

    it('keeps what is unfolded where a refresh brings the same', async () => {
        const element = await withPayload(PAYLOAD);
        await press(element, '[data-action="expand"]');
        await emit({ Payload__c: JSON.stringify(PAYLOAD) });
        expect(names(element)).toContain('amount');
    });

    it('shows what is no JSON as it is', async () => {
        const element = await create({ Payload__c: MARKUP });
        expect(one(element, 'pre').textContent).toBe(MARKUP);
        expect(find(element, '[data-field="search"]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says when it was emptied, or that there is none', async () => {
        const cleared = await create({ Payload__c: null, Payload_Cleared_At__c: '2026-11-22T12:00:00.000Z' });
        expect(all(cleared, 'p.quiet').map(({ textContent }) => textContent)).toContain('c.Event_Payload_Cleared');
        document.body.replaceChildren();
        const none = await create({ Payload__c: null });
        expect(all(none, 'p.quiet').map(({ textContent }) => textContent)).toContain('c.Event_Payload_None');
    });

    it('shows nothing to those who may not read it', async () => {
        expect(find(await create({}), 'c-page-card')).toBeNull();
    });
});
