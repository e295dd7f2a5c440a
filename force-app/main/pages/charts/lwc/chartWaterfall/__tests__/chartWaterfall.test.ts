import { createElement } from 'lwc';
import ChartWaterfall, { type Step } from 'c/chartWaterfall';
import { all } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const step = (key: string, amount: number, isTotal = false): Step => ({
    key,
    label: key,
    amount,
    isTotal,
    text: `$${amount}.00`,
    shortText: `$${amount}`,
    about: `about ${key}`
});

const STEPS = [step('opening', 100, true), step('new', 50), step('churn', -30), step('closing', 120, true)];

type Waterfall = HTMLElement & { steps: Step[]; label: string };

async function create(steps: Step[], width?: number): Promise<Waterfall> {
    const element = createElement('c-chart-waterfall', { is: ChartWaterfall }) as unknown as Waterfall;
    Object.assign(element, { steps, label: 'Waterfall', nameHeading: 'Change', amountHeading: 'Amount' });
    document.body.appendChild(element);
    if (width) {
        element.shadowRoot?.querySelector('c-chart-frame')?.dispatchEvent(new CustomEvent('measure', { detail: { width } }));
    }
    await Promise.resolve();
    return element;
}

const number = (element: Element | undefined, name: string): number => Number(element?.getAttribute(name));

const press = (element: Element | undefined, key: string): void => {
    element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
};

const attributes = (element: Element): string =>
    all(element, '*')
        .flatMap((found) => [...found.attributes].map(({ value }) => value))
        .join(' ');

describe('c-chart-waterfall', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('lets every bar begin where the one before ended', async () => {
        const [opening, started, churn, closing] = all(await create(STEPS, 800), '.bar');
        const top = (bar: Element | undefined): number => number(bar, 'y');
        const bottom = (bar: Element | undefined): number => number(bar, 'y') + number(bar, 'height');
        expect(bottom(started)).toBeCloseTo(top(opening), 0);
        expect(top(churn)).toBeCloseTo(top(started), 0);
        expect(bottom(churn)).toBeCloseTo(top(closing), 0);
        expect(bottom(closing)).toBeCloseTo(bottom(opening), 0);
    });

    it('lies down where names would run into each other', async () => {
        const bars = all(await create(STEPS, 320), '.bar');
        expect(new Set(bars.map((bar) => number(bar, 'height'))).size).toBe(1);
        expect(number(bars[1], 'x')).toBeCloseTo(number(bars[0], 'x') + number(bars[0], 'width'), 0);
    });

    it('shortens amounts that have no room', async () => {
        const long = STEPS.map((item) => ({ ...item, text: '$123,456,789,012.00', shortText: 'short' }));
        expect(all(await create(long, 400), '.amount')[0]?.textContent).toBe('short');
        expect(all(await create(long, 320), '.amount')[0]?.textContent).toBe('short');
        expect(all(await create(STEPS, 320), '.amount')[0]?.textContent).toBe('$100.00');
    });

    it('tells direction by more than colour, and everything to screen readers', async () => {
        const element = await create(STEPS);
        expect(all(element, '.bar_down')).toHaveLength(1);
        expect(all(element, '[role="button"]').map((bar) => bar.getAttribute('aria-label'))).toContain('churn: $-30.00');
        expect(all(element, 'tbody tr')).toHaveLength(4);
    });

    it('is one tab stop; arrow keys move, Enter and a click choose', async () => {
        const element = await create(STEPS);
        const chosen: string[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<{ key: string }>).detail.key));
        const bars = all(element, '[role="button"]');
        expect(bars.map((bar) => bar.getAttribute('tabindex'))).toEqual(['0', '-1', '-1', '-1']);
        bars[0]?.focus();
        press(bars[0], 'ArrowRight');
        await Promise.resolve();
        expect(bars.map((bar) => bar.getAttribute('tabindex'))).toEqual(['-1', '0', '-1', '-1']);
        press(bars[1], 'Enter');
        bars[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        press(bars[2], 'x');
        expect(chosen).toEqual(['new', 'churn']);
    });

    it('says what a bar is while one points at it', async () => {
        const element = await create(STEPS);
        const frame = all(element, 'c-chart-frame')[0];
        all(element, '[role="button"]')[1]?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        await Promise.resolve();
        expect(frame?.shadowRoot?.querySelector('.tip')?.textContent).toBe('new $50.00about new');
    });

    it.each([
        ['nothing', []],
        ['zeros', [step('opening', 0, true), step('closing', 0, true)]],
        ['less than nothing', [step('opening', -20, true), step('new', -5), step('closing', -25, true)]]
    ])('draws %s without a number that is none', async (_name, steps) => {
        const element = await create(steps, 700);
        expect(attributes(element)).not.toMatch(/NaN|Infinity|undefined/);
        for (const bar of all(element, '.bar')) expect(number(bar, 'height')).toBeGreaterThan(0);
    });

    it('is accessible', async () => {
        await expect(await create(STEPS)).toBeAccessible();
    });
});
