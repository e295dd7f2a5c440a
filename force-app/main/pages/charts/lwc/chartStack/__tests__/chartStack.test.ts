import { createElement } from 'lwc';
import ChartStack, { type Column } from 'c/chartStack';
import { all } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const SERIES = ['started', 'expansion', 'contraction', 'churn'].map((key) => ({ key, label: key }));

const column = (key: string, ...amounts: number[]): Column => ({
    key,
    label: `Month ${key}`,
    amounts,
    text: `net ${amounts.reduce((sum, amount) => sum + amount, 0)}`,
    parts: amounts.join(' ')
});

const COLUMNS = [column('a', 40, 20, -10, -30), column('b', 0, 0, 0, 0), column('c', 0, 10, 0, -60)];

type Element = HTMLElement;

async function create(columns: Column[], width = 600): Promise<Element> {
    const element = createElement('c-chart-stack', { is: ChartStack }) as unknown as Element;
    Object.assign(element, { columns, series: SERIES, label: 'Moves', nameHeading: 'Month', amountHeading: 'Net', partsHeading: 'Parts' });
    document.body.appendChild(element);
    element.shadowRoot?.querySelector('c-chart-frame')?.dispatchEvent(new CustomEvent('measure', { detail: { width } }));
    await Promise.resolve();
    return element;
}

const box = (element: Element | undefined): { top: number; bottom: number; height: number } => {
    const [y, height] = ['y', 'height'].map((name) => Number(element?.getAttribute(name))) as [number, number];
    return { top: y, bottom: y + height, height };
};

describe('c-chart-stack', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('stacks what came above zero, and what went below it', async () => {
        const [started, expansion, contraction, churn] = all(await create(COLUMNS), '.segment').map(box);
        expect(expansion?.bottom).toBeCloseTo(started?.top ?? 0, 0);
        expect(contraction?.top).toBeCloseTo(started?.bottom ?? 0, 0);
        expect(churn?.top).toBeCloseTo(contraction?.bottom ?? 0, 0);
        expect(started?.height).toBeCloseTo(2 * (expansion?.height ?? 0), 0);
    });

    it('draws no segment of nothing, and says it all the same', async () => {
        const element = await create(COLUMNS);
        expect(all(element, '.segment')).toHaveLength(6);
        expect(all(element, 'tbody tr')).toHaveLength(3);
        expect(all(element, '[role="button"]')[1]?.getAttribute('aria-label')).toBe('Month b: net 0. 0 0 0 0');
        expect(all(element, '.legend-item').map(({ textContent }) => textContent)).toEqual([
            'started',
            'expansion',
            'contraction',
            'churn'
        ]);
    });

    it('is one tab stop, at the last column first, and tells which was chosen', async () => {
        const element = await create(COLUMNS);
        const chosen: string[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<{ key: string }>).detail.key));
        const columns = all(element, '[role="button"]');
        expect(columns.map((found) => found.getAttribute('tabindex'))).toEqual(['-1', '-1', '0']);
        columns[2]?.focus();
        columns[2]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
        await Promise.resolve();
        expect(columns.map((found) => found.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
        columns[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        expect(chosen).toEqual(['a']);
    });

    it.each([
        ['nothing', []],
        ['one column', [column('a', 5, 0, 0, 0)]],
        ['zeros', [column('a', 0, 0, 0, 0)]],
        ['losses alone', [column('a', 0, 0, -5, -1)]],
        ['many columns on little room', Array.from({ length: 24 }, (_unused, index) => column(String(index), index, 1, -1, -index))]
    ])('draws %s without a number that is none', async (_name, columns) => {
        const element = await create(columns, 240);
        const attributes = all(element, '*').flatMap((found) => [...found.attributes].map(({ value }) => value));
        expect(attributes.join(' ')).not.toMatch(/NaN|Infinity|undefined/);
        for (const segment of all(element, '.segment')) expect(Number(segment.getAttribute('width'))).toBeGreaterThan(2);
    });

    it('is accessible', async () => {
        await expect(await create(COLUMNS)).toBeAccessible();
    });
});
