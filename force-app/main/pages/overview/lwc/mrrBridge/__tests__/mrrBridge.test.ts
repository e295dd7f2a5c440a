import { createElement } from 'lwc';
import MrrBridge from 'c/mrrBridge';
import type { MonthLine } from 'c/mrrModel';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { month } from '../../mrrModel/__tests__/lines';
import { choose, drills } from '../../mrrModel/__tests__/part';

const MONTHS = [
    month('2026-10-01', { opening: 300, started: 40, closing: 340 }),
    month('2026-11-01', { opening: 340, contraction: -80, closing: 260 })
];

async function create(months: MonthLine[]): Promise<HTMLElement> {
    const element = createElement('c-mrr-bridge', { is: MrrBridge }) as unknown as HTMLElement;
    Object.assign(element, { months, period: 'Last 2 months', currencyCode: 'USD' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const amounts = (element: HTMLElement): number[] =>
    (one(element, 'c-chart-waterfall').steps as { amount: number }[]).map(({ amount }) => amount);

const bar = (element: HTMLElement, key: string): boolean =>
    one(element, 'c-chart-waterfall').dispatchEvent(new CustomEvent('choose', { detail: { key } }));

describe('c-mrr-bridge', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows the whole period, one month, and all of them again where the month is gone', async () => {
        const element = await create(MONTHS);
        expect(amounts(element)).toEqual([300, 40, 0, 0, -80, 0, 260]);
        await choose(element, 'month', '2026-11-01');
        expect(amounts(element)).toEqual([340, 0, 0, 0, -80, 0, 260]);
        Object.assign(element, { months: MONTHS.slice(0, 1) });
        await Promise.resolve();
        expect(amounts(element)[0]).toBe(300);
    });

    it('leads from each bar to its movements', async () => {
        const element = await create(MONTHS);
        const found = drills(element);
        bar(element, 'opening');
        bar(element, 'contraction');
        await choose(element, 'month', '2026-11-01');
        bar(element, 'closing');
        expect(found.map(({ filter }) => filter)).toEqual([
            { toMonth: '2026-09-01' },
            { fromMonth: '2026-10-01', toMonth: '2026-11-01', movementTypes: ['Contraction'] },
            { toMonth: '2026-11-01' }
        ]);
    });

    it('draws nothing of no months', async () => {
        expect(amounts(await create([]))).toEqual([]);
    });

    it('is accessible', async () => {
        await expect(await create(MONTHS)).toBeAccessible();
    });
});
