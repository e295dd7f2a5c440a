import { createElement } from 'lwc';
import ChartLine, { type Point } from 'c/chartLine';
import { all } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const points = (...values: number[]): Point[] =>
    values.map((value, index) => ({ key: `m${index}`, label: `Month ${index}`, value, text: `$${value}` }));

type Element = HTMLElement;

async function create(shown: Point[], width = 600): Promise<Element> {
    const element = createElement('c-chart-line', { is: ChartLine }) as unknown as Element;
    Object.assign(element, { points: shown, label: 'MRR', nameHeading: 'Month', amountHeading: 'MRR', formatTick: (v: number) => `T${v}` });
    document.body.appendChild(element);
    element.shadowRoot?.querySelector('c-chart-frame')?.dispatchEvent(new CustomEvent('measure', { detail: { width } }));
    await Promise.resolve();
    return element;
}

const press = (element: Element | undefined, key: string): void => {
    element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
};

const attributes = (element: Element): string =>
    all(element, '*')
        .flatMap((found) => [...found.attributes].map(({ value }) => value))
        .join(' ');

describe('c-chart-line', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('draws a point for each month, higher for more', async () => {
        const dots = all(await create(points(0, 50, 100)), '.dot').map((dot) => Number(dot.getAttribute('cy')));
        expect(dots).toHaveLength(3);
        expect(dots[2]).toBeLessThan(dots[1] ?? 0);
        expect(dots[1]).toBeLessThan(dots[0] ?? 0);
    });

    it('names as many months as there is room for, the last one always', async () => {
        const names = (element: Element): string[] => all(element, '.tick').map((tick) => tick.textContent);
        const wide = names(await create(points(...Array.from({ length: 12 }, (_unused, index) => index)), 1200));
        const narrow = names(await create(points(...Array.from({ length: 12 }, (_unused, index) => index)), 320));
        expect(narrow.length).toBeLessThan(wide.length);
        expect(narrow).toContain('Month 11');
        expect(narrow).toContain('T0');
    });

    it('is one tab stop, at the last point first; arrow keys move, Enter and a click choose', async () => {
        const element = await create(points(1, 2, 3));
        const chosen: string[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<{ key: string }>).detail.key));
        const dots = all(element, '[role="button"]');
        expect(dots.map((dot) => dot.getAttribute('tabindex'))).toEqual(['-1', '-1', '0']);
        dots[2]?.focus();
        press(dots[2], 'ArrowLeft');
        await Promise.resolve();
        expect(dots.map((dot) => dot.getAttribute('tabindex'))).toEqual(['-1', '0', '-1']);
        expect(element.shadowRoot?.activeElement).toBe(dots[1]);
        press(dots[1], ' ');
        dots[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        press(dots[0], 'x');
        expect(chosen).toEqual(['m1', 'm0']);
    });

    it('gives the words of each point to the frame', async () => {
        const element = await create(points(1, 2, 3));
        const frame = all(element, 'c-chart-frame')[0] as Element & { marks?: { title: string; text: string }[] };
        expect(frame.marks?.[1]).toMatchObject({ title: '$2', text: 'Month 1' });
        const shown = (): string => frame.shadowRoot?.querySelector('.tip')?.textContent ?? '';
        const dots = all(element, '[role="button"]');
        dots[1]?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        await Promise.resolve();
        expect(shown()).toBe('$2Month 1');
        expect(frame.shadowRoot?.querySelector('.tip')?.getAttribute('style')).toMatch(/^left: [\d.]+px; top: /);
        frame.shadowRoot?.querySelector('.frame')?.dispatchEvent(new MouseEvent('mouseleave'));
        await Promise.resolve();
        expect(shown()).toBe('');
        dots[0]?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
        await Promise.resolve();
        expect(shown()).toBe('$1Month 0');
        press(dots[0], 'Escape');
        await Promise.resolve();
        expect(shown()).toBe('');
    });

    it('writes the year below the first of its months, and a line between years', async () => {
        const months = ['Nov', 'Dec', 'Jan', 'Feb'].map((name, index) => ({
            ...points(10 + index)[0],
            key: name,
            label: `${name} ${index < 2 ? 2025 : 2026}`,
            name,
            group: index < 2 ? '2025' : '2026'
        })) as Point[];
        const element = await create(months, 900);
        const words = all(element, '.tick').map((tick) => tick.textContent);
        expect(words.filter((word) => /^20/.test(word))).toEqual(['2025', '2026']);
        expect(all(element, '.border')).toHaveLength(1);
    });

    it('leaves a gap where there is no value, which the table says', async () => {
        const element = await create([
            ...points(1, 2),
            { key: 'none', label: 'Nothing', value: null, text: '–' },
            { ...(points(4)[0] as Point), key: 'last' }
        ]);
        expect(all(element, '.dot')).toHaveLength(3);
        expect(all(element, 'tbody tr')).toHaveLength(4);
        expect(all(element, '.line')[0]?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
        expect(all(element, '.area')[0]?.getAttribute('d')).toBe('');
    });

    it('draws the way to a point that is not final in dashes', async () => {
        const element = await create(points(1, 2, 3));
        Object.assign(element, { isOpen: true });
        await Promise.resolve();
        expect(all(element, '.line')[0]?.getAttribute('d')?.match(/[ML]/g)).toHaveLength(2);
        expect(all(element, '.line_open')[0]?.getAttribute('d')).toMatch(/^M.*L/);
    });

    it('needs no zero for a rate', async () => {
        const element = await create(points(0.95, 1, 1.05));
        expect(all(element, '.tick').map((tick) => tick.textContent)).toContain('T0');
        Object.assign(element, { isRate: true });
        await Promise.resolve();
        expect(all(element, '.tick').map((tick) => tick.textContent)).not.toContain('T0');
    });

    it.each([
        ['nothing', points()],
        ['one month', points(5)],
        ['zeros', points(0, 0, 0)],
        ['less than nothing', points(-5, -10)]
    ])('draws %s without a number that is none', async (_name, shown) => {
        const element = await create(shown);
        expect(attributes(element)).not.toMatch(/NaN|Infinity|undefined/);
        expect(all(element, '.dot')).toHaveLength(shown.length);
    });

    it('is accessible', async () => {
        await expect(await create(points(1, 2, 3))).toBeAccessible();
    });
});
