import { createElement } from 'lwc';
import type { FigureTile } from 'c/figureTiles';
import MrrFigures from 'c/mrrFigures';
import type { Figure } from 'c/mrrModel';
import { all, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const figure = (name: string, kind: Figure['kind'], value: number | null): Figure => ({
    name,
    kind,
    value,
    series: [1, 2],
    movementTypes: [],
    sinceBeginning: true
});

async function create(figures: Figure[], currencyCode = 'USD'): Promise<HTMLElement> {
    const element = createElement('c-mrr-figures', { is: MrrFigures }) as unknown as HTMLElement;
    Object.assign(element, { figures, currencyCode });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const values = (element: HTMLElement): string[] => all(element, '.value').map((value) => value.textContent.trim());

describe('c-mrr-figures', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('writes each kind as it is read', async () => {
        const element = await create([
            figure('mrr', 'money', 1234.5),
            figure('netRetention', 'share', 1.0931),
            figure('quickRatio', 'ratio', 3.361),
            figure('customers', 'count', 1500),
            figure('average', 'money', null)
        ]);
        expect(values(element)).toEqual(['$1,234.50', '109.3%', '3.36', '1,500', 'c.MRR_None']);
    });

    it('shows zero and less than zero', async () => {
        expect(values(await create([figure('mrr', 'money', 0), figure('growth', 'money', -5)]))).toEqual(['$0.00', '-$5.00']);
    });

    it('explains every figure by the label of its definition', async () => {
        const element = await create([figure('quickRatio', 'ratio', 1)]);
        expect(one(element, 'lightning-helptext').content).toBe('c.MRR_About_Quick_Ratio');
    });

    it('tells what changed since the beginning of the period, where there was something', async () => {
        const changes = async (value: number, before: number | null): Promise<string[]> => {
            const element = await create([{ ...figure('mrr', 'money', value), before }]);
            return all(element, '.change').map((change) => change.textContent);
        };
        expect((await changes(150, 100))[0]).toMatch(/^\+50\.0%/);
        expect((await changes(75, 100))[0]).toMatch(/^-25\.0%/);
        expect(await changes(75, 0)).toEqual([]);
        expect(await changes(75, null)).toEqual([]);
    });

    it('tells rates from those of the period before by their difference, and less churn is better', async () => {
        const change = async (
            name: string,
            kind: Figure['kind'],
            value: number,
            before: number
        ): Promise<[string | undefined, string | undefined]> => {
            const [tile] = one(await create([{ ...figure(name, kind, value), before }]), 'c-figure-tiles').tiles as FigureTile[];
            return [tile?.change?.text, tile?.change?.tone];
        };
        expect(await change('quickRatio', 'ratio', 4.5, 3)).toEqual(['+1.50', 'up']);
        expect(await change('netRetention', 'share', 0.95, 0.975)).toEqual(['c.MRR_Change_Points', 'down']);
        expect((await change('mrrChurn', 'share', 0.01, 0.02))[1]).toBe('up');
        expect((await change('customerChurn', 'share', 0.02, 0.01))[1]).toBe('down');
        expect((await change('customerChurn', 'share', 0, 0))[1]).toBeUndefined();
    });

    it('tells which figure was chosen', async () => {
        const element = await create([figure('arr', 'money', 1)]);
        const chosen: unknown[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent).detail));
        one(element, '.value').click();
        expect(chosen).toEqual([{ key: 'arr' }]);
    });

    it('is accessible', async () => {
        await expect(await create([figure('mrr', 'money', 1), figure('unheard of', 'count', 2)])).toBeAccessible();
    });
});
