import { createElement } from 'lwc';
import MrrBreakdown from 'c/mrrBreakdown';
import type { MonthLine } from 'c/mrrModel';
import { find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { line, month } from '../../mrrModel/__tests__/lines';
import { choose, drills } from '../../mrrModel/__tests__/part';

const SOURCES = [line({ source: 'A', closing: 60 }), line({ source: 'B', closing: 40 })];
const CURRENCIES = [line({ currencyCode: 'EUR', closing: 30 }), line({ currencyCode: 'USD', closing: 70 })];
const MONTHS = [month('2026-10-01', { started: 100, closing: 100 }), month('2026-11-01', { opening: 100, closing: 100 })];

async function create(bySource: MonthLine[], byCurrency: MonthLine[]): Promise<HTMLElement> {
    const element = createElement('c-mrr-breakdown', { is: MrrBreakdown }) as unknown as HTMLElement;
    Object.assign(element, { bySource, byCurrency, months: MONTHS, currencyCode: 'USD', sourceNames: { A: 'Account A' } });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const table = (element: HTMLElement): { lines: MonthLine[]; total?: MonthLine } =>
    one(element, 'c-mrr-months') as unknown as { lines: MonthLine[]; total?: MonthLine };

describe('c-mrr-breakdown', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows sources and all of them together, and currencies where there are several', async () => {
        const element = await create(SOURCES, CURRENCIES);
        expect(table(element).lines).toEqual(SOURCES);
        expect(table(element).total).toMatchObject({ opening: 0, started: 100, closing: 100 });
        await choose(element, 'breakdown', 'currency');
        expect(table(element).lines).toEqual(CURRENCIES);
        await choose(element, 'breakdown', 'source');
        expect(table(element).lines).toEqual(SOURCES);
    });

    it('needs no sum of one line, and no choice of one currency', async () => {
        const element = await create(SOURCES.slice(0, 1), CURRENCIES.slice(0, 1));
        expect(table(element).total).toBeUndefined();
        expect(find(element, '[data-filter="breakdown"]')).toBeNull();
    });

    it('hands on what somebody wants to see the movements of', async () => {
        const element = await create(SOURCES, CURRENCIES);
        const found = drills(element);
        const drill = { heading: 'New', filter: { source: 'A' } };
        one(element, 'c-mrr-months').dispatchEvent(new CustomEvent('drill', { detail: drill }));
        expect(found).toEqual([drill]);
    });

    it('is accessible', async () => {
        await expect(await create(SOURCES, CURRENCIES)).toBeAccessible();
    });
});
