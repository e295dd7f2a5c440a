import { createElement } from 'lwc';
import type { Point } from 'c/chartLine';
import type { Figure } from 'c/mrrModel';
import MrrTrend from 'c/mrrTrend';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { choose, drills } from '../../mrrModel/__tests__/part';

const figure = (name: string, kind: Figure['kind'], series: (number | null)[], movementTypes: string[] = []): Figure => ({
    name,
    kind,
    series,
    movementTypes,
    sinceBeginning: movementTypes.length === 0
});

const FIGURES = [
    figure('mrr', 'money', [1200, 1300]),
    figure('customers', 'count', [2, 3]),
    figure('quickRatio', 'ratio', [null, 4.5], ['New', 'Churn']),
    figure('mrrChurn', 'share', [0.025, 0], ['Contraction', 'Churn'])
];

async function create(figures = FIGURES): Promise<HTMLElement> {
    const element = createElement('c-mrr-trend', { is: MrrTrend }) as unknown as HTMLElement;
    Object.assign(element, { figures, months: [{ month: '2025-12-01' }, { month: '2026-01-01' }], currencyCode: 'USD' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const points = (element: HTMLElement): Point[] => one(element, 'c-chart-line').points as Point[];
const tick = (element: HTMLElement, value: number): string => (one(element, 'c-chart-line').formatTick as (value: number) => string)(value);

describe('c-mrr-trend', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('begins with MRR, each month with its name and year', async () => {
        const element = await create();
        expect(points(element)).toEqual([
            { key: '2025-12-01', label: 'Dec 2025', name: 'Dec', group: '2025', value: 1200, text: '$1,200.00' },
            { key: '2026-01-01', label: 'Jan 2026', name: 'Jan', group: '2026', value: 1300, text: '$1,300.00' }
        ]);
        expect(tick(element, 1500)).toBe('$1.5K');
        expect(one(element, 'c-chart-line').isOpen).toBe(true);
    });

    it.each([
        ['customers', ['2', '3'], '3', false],
        ['quickRatio', ['c.MRR_None', '4.50'], '3.00', true],
        ['mrrChurn', ['2.5%', '0.0%'], '300%', true]
    ])('shows %s as it is written', async (name, texts, third, isRate) => {
        const element = await create();
        await choose(element, 'trend', name);
        expect(points(element).map(({ text }) => text)).toEqual(texts);
        expect(tick(element, 3)).toBe(third);
        expect(one(element, 'c-chart-line').isRate).toBe(isRate);
    });

    it('leads from a point to what is behind the figure in that month', async () => {
        const element = await create();
        const found = drills(element);
        const press = (): boolean =>
            one(element, 'c-chart-line').dispatchEvent(new CustomEvent('choose', { detail: { key: '2025-12-01' } }));
        press();
        await choose(element, 'trend', 'mrrChurn');
        press();
        expect(found.map(({ filter }) => filter)).toEqual([
            { toMonth: '2025-12-01' },
            { fromMonth: '2025-12-01', toMonth: '2025-12-01', movementTypes: ['Contraction', 'Churn'] }
        ]);
    });

    it('draws nothing of no figures', async () => {
        const element = await create([]);
        const found = drills(element);
        one(element, 'c-chart-line').dispatchEvent(new CustomEvent('choose', { detail: { key: '2025-12-01' } }));
        expect(points(element)).toEqual([]);
        expect(found).toEqual([]);
    });

    it('is accessible', async () => {
        await expect(await create()).toBeAccessible();
    });
});
