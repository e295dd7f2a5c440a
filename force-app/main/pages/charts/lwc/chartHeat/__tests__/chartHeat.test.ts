import { createElement } from 'lwc';
import ChartHeat, { type HeatRow } from 'c/chartHeat';

const row = (key: string, ...shares: number[]): HeatRow => ({
    key,
    label: key,
    note: '$100',
    cells: shares.map((share, index) => ({
        text: share < 0 ? '' : `${share * 100}%`,
        share: share < 0 ? null : share,
        title: `${key} ${index}`
    }))
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

    it('tells more from less by colour, the stronger the further from all of it, never so strong that text loses its contrast', async () => {
        const heat = cells(await create(ROWS)).map((cell) => [
            cell.classList.contains('share_less') ? 'less' : 'more',
            Number(/--heat: (-?\d+)%/.exec(cell.getAttribute('style') ?? '')?.[1])
        ]);
        expect(heat).toEqual([
            ['more', 0],
            ['less', 34],
            ['more', 34],
            ['more', 0],
            ['less', 48],
            ['more', 0]
        ]);
    });

    it('has no colour where there is nothing', async () => {
        const [, blank] = cells(await create([row('may', 1, -1)]));
        expect(blank?.classList.contains('share_blank')).toBe(true);
        expect(blank?.getAttribute('style') ?? '').toBe('');
    });

    it('explains its colours, and sums up its rows', async () => {
        const element = await create(ROWS);
        Object.assign(element, {
            summary: row('all', 1, 0.8),
            legendHeading: 'Left',
            formatShare: (share: number) => `${Math.round(share * 100)}%`
        });
        await Promise.resolve();
        const texts = (selector: string): (string | undefined)[] =>
            [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent);
        expect(texts('.share_legend')).toEqual(['0%', '50%', '90%', '100%', '110%', '150%', '200%+']);
        expect(texts('tfoot .share')).toEqual(['100%', '80%']);
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
