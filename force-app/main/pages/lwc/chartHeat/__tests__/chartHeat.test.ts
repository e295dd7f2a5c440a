import { createElement } from 'lwc';
import ChartHeat, { type HeatRow } from 'c/chartHeat';

const row = (key: string, ...shares: number[]): HeatRow => ({
    key,
    label: key,
    note: '$100',
    cells: shares.map((share, index) => ({ text: share < 0 ? '' : `${share * 100}%`, share, title: `${key} ${index}` }))
});

const ROWS = [row('may', 1, 0.5, 1.5), row('june', 1, 0), row('july', 1)];

async function create(rows: HeatRow[]): Promise<HTMLElement> {
    const element = createElement('c-chart-heat', { is: ChartHeat }) as unknown as HTMLElement;
    Object.assign(element, { rows, columns: ['M0', 'M1', 'M2'], label: 'Cohorts', rowHeading: 'First', noteHeading: 'MRR' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const cells = (element: HTMLElement): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])];

describe('c-chart-heat', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('is stronger for more, and never so strong that text loses its contrast', async () => {
        const heat = cells(await create(ROWS)).map((cell) => Number(/--heat: (-?\d+)%/.exec(cell.getAttribute('style') ?? '')?.[1]));
        expect(heat).toEqual([30, 15, 45, 30, 0, 30]);
    });

    it('is one tab stop; arrow keys go along rows and columns that are there', async () => {
        const element = await create(ROWS);
        const focused = (): string | undefined => element.shadowRoot?.activeElement?.getAttribute('title') ?? undefined;
        const press = (key: string): void => {
            element.shadowRoot?.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key }));
        };
        cells(element)[0]?.focus();
        press('ArrowRight');
        expect(focused()).toBe('may 1');
        press('ArrowDown');
        expect(focused()).toBe('june 1');
        press('ArrowDown');
        expect(focused()).toBe('june 1');
        press('Home');
        press('ArrowDown');
        expect(focused()).toBe('july 0');
        press('x');
        expect(focused()).toBe('july 0');
        await Promise.resolve();
        expect(cells(element).filter((cell) => cell.getAttribute('tabindex') === '0')).toHaveLength(1);
    });

    it('tells which cell was chosen', async () => {
        const element = await create(ROWS);
        const chosen: unknown[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent).detail));
        cells(element)[1]?.click();
        expect(chosen).toEqual([{ key: 'may', column: 1 }]);
    });

    it('is accessible', async () => {
        await expect(await create(ROWS)).toBeAccessible();
    });
});
