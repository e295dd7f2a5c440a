import { createElement } from 'lwc';
import type { Mark } from 'c/chartFrame';
import ChartBars, { type Bar } from 'c/chartBars';
import { all, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const bar = (key: string, value: number, bad = 0): Bar => ({
    key,
    label: key,
    value,
    bad,
    text: `${value} arrived`,
    badText: `${bad} failed`
});

async function create(bars: Bar[]): Promise<HTMLElement> {
    const element = createElement('c-chart-bars', { is: ChartBars }) as unknown as HTMLElement;
    Object.assign(element, { bars, label: 'By day', nameHeading: 'Day', amountHeading: 'Arrived', badHeading: 'Failed' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const number = (element: HTMLElement, selector: string, name: string): number => Number(one(element, selector).getAttribute(name));

describe('c-chart-bars', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('is as high as its value, and the bad part stands below', async () => {
        const element = await create([bar('Mon', 10, 4), bar('Tue', 5)]);
        const [good, bad] = [number(element, '[data-key="Mon"] .good', 'height'), number(element, '[data-key="Mon"] .poor', 'height')];
        expect(good / bad).toBeCloseTo(6 / 4, 1);
        expect(number(element, '[data-key="Mon"] .good', 'y') + good).toBeCloseTo(number(element, '[data-key="Mon"] .poor', 'y'), 1);
        expect(number(element, '[data-key="Tue"] .poor', 'height')).toBe(0);
        expect(number(element, '[data-key="Tue"] .good', 'height')).toBeCloseTo((good + bad) / 2, 1);
    });

    it('says of each bar what it shows, and shows the same as a table', async () => {
        const element = await create([bar('Mon', 10, 4), bar('Tue', 5)]);
        expect(all(element, '[data-key]').map((each) => each.getAttribute('aria-label'))).toEqual([
            'Mon: 10 arrived, 4 failed',
            'Tue: 5 arrived'
        ]);
        expect(all(element, 'tbody tr').map(({ textContent }) => textContent)).toEqual(['Mon104', 'Tue50']);
        await expect(element).toBeAccessible();
    });

    it('is one tab stop, and arrows go from bar to bar', async () => {
        const element = await create([bar('Mon', 1), bar('Tue', 2), bar('Wed', 3)]);
        const stops = (): string[] => all(element, '[tabindex="0"]').map((each) => each.dataset.key ?? '');
        expect(stops()).toEqual(['Wed']);
        one(element, '[data-index="2"]').focus();
        one(element, '[data-index="2"]').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
        await Promise.resolve();
        expect(stops()).toEqual(['Tue']);
    });

    it('has words for every bar', async () => {
        const element = await create([bar('Mon', 10, 4), bar('Tue', 5)]);
        expect((one(element, 'c-chart-frame').marks as Mark[]).map(({ title, text }) => [title, text])).toEqual([
            ['10 arrived, 4 failed', 'Mon'],
            ['5 arrived', 'Tue']
        ]);
    });

    it('names whole numbers only, as many bars as there is room for, and the last of them', async () => {
        const element = await create(Array.from({ length: 30 }, (_unused, index) => bar(`Day ${index}`, index === 3 ? 1 : 0)));
        expect(all(element, 'text').map(({ textContent }) => textContent)).toEqual(expect.arrayContaining(['0', '1', 'Day 29']));
        expect(all(element, 'text').length).toBeLessThan(14);
    });

    it('draws nothing of nothing', async () => {
        expect(all(await create([]), '[data-key]')).toHaveLength(0);
        expect(all(await create([bar('Mon', 0)]), '[data-key]')).toHaveLength(1);
    });
});
