import { createElement } from 'lwc';
import ChartLine, { type Point } from 'c/chartLine';

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

const all = (element: Element, selector: string): Element[] => [...(element.shadowRoot?.querySelectorAll<Element>(selector) ?? [])];

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

    it('is one tab stop, at the last point first; arrow keys move, Enter chooses', async () => {
        const element = await create(points(1, 2, 3));
        const chosen: string[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<{ key: string }>).detail.key));
        const dots = all(element, '[role="button"]');
        expect(dots.map((dot) => dot.getAttribute('tabindex'))).toEqual(['-1', '-1', '0']);
        dots[2]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
        await Promise.resolve();
        expect(dots.map((dot) => dot.getAttribute('tabindex'))).toEqual(['-1', '0', '-1']);
        dots[1]?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }));
        dots[0]?.dispatchEvent(new MouseEvent('click'));
        expect(chosen).toEqual(['m1', 'm0']);
    });

    it('shows amount and month while one points at it or stands on it', async () => {
        const element = await create(points(1, 2, 3));
        const frame = all(element, 'c-chart-frame')[0] as Element & { tip?: { title: string; text: string } };
        const dots = all(element, '[role="button"]');
        dots[1]?.dispatchEvent(new MouseEvent('mouseenter'));
        await Promise.resolve();
        expect(frame.tip).toMatchObject({ title: '$2', text: 'Month 1' });
        dots[1]?.dispatchEvent(new MouseEvent('mouseleave'));
        await Promise.resolve();
        expect(frame.tip).toBeUndefined();
        dots[0]?.dispatchEvent(new FocusEvent('focus'));
        await Promise.resolve();
        expect(frame.tip?.title).toBe('$1');
        dots[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        await Promise.resolve();
        expect(frame.tip).toBeUndefined();
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
