import { createElement } from 'lwc';
import ChartFrame from 'c/chartFrame';

describe('c-chart-frame', () => {
    let tell: (() => void) | undefined;
    let width = 500;

    beforeEach(() => {
        class Observer {
            constructor(callback: () => void) {
                tell = callback;
            }
            observe(): void {
                tell?.();
            }
            disconnect(): void {
                tell = undefined;
            }
        }
        Object.assign(globalThis, { ResizeObserver: Observer });
        jest.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(() => ({ width }) as DOMRect);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.restoreAllMocks();
        Reflect.deleteProperty(globalThis, 'ResizeObserver');
    });

    it('tells its width at first and when it changes, and not otherwise', () => {
        const element = createElement('c-chart-frame', { is: ChartFrame }) as unknown as HTMLElement;
        const told: number[] = [];
        element.addEventListener('measure', (event) => told.push((event as CustomEvent<{ width: number }>).detail.width));
        document.body.appendChild(element);
        tell?.();
        width = 100;
        tell?.();
        expect(told).toEqual([500, 240]);
        element.remove();
        expect(tell).toBeUndefined();
    });

    it('says the same as a table, each line of which begins with what it is about', async () => {
        const element = createElement('c-chart-frame', { is: ChartFrame }) as unknown as HTMLElement;
        Object.assign(element, {
            label: 'MRR',
            headings: ['Month', 'MRR'],
            lines: [
                ['Jan', '$1'],
                ['Feb', '$1']
            ]
        });
        document.body.appendChild(element);
        await Promise.resolve();
        const texts = (selector: string): string[] =>
            [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent.trim());
        expect(texts('caption')).toEqual(['MRR']);
        expect(texts('[scope="col"]')).toEqual(['Month', 'MRR']);
        expect(texts('[scope="row"]')).toEqual(['Jan', 'Feb']);
        expect(texts('td')).toEqual(['$1', '$1']);
        await expect(element).toBeAccessible();
    });
});
