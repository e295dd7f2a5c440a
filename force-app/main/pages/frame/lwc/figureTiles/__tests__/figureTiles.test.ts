import { createElement } from 'lwc';
import FigureTiles, { type FigureTile } from 'c/figureTiles';
import { all, find, one } from '../../pageFrame/__tests__/inside';

const tile = (name: string, values: Partial<FigureTile> = {}): FigureTile => ({ name, label: name, value: '1', ...values });

async function create(tiles: FigureTile[]): Promise<HTMLElement> {
    const element = createElement('c-figure-tiles', { is: FigureTiles }) as unknown as HTMLElement;
    Object.assign(element, { tiles });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const rows = async (count: number): Promise<string> =>
    one(await create(Array.from({ length: count }, (_unused, index) => tile(String(index)))), 'ul').className;

describe('c-figure-tiles', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('is a button only where something follows', async () => {
        const element = await create([tile('mrr', { action: 'MRR: 1. Show movements' }), tile('delay')]);
        const chosen: unknown[] = [];
        element.addEventListener('choose', (event) => chosen.push((event as CustomEvent<unknown>).detail));
        for (const button of all(element, 'button')) button.click();
        expect(chosen).toEqual([{ key: 'mrr' }]);
        expect(one(element, 'button').getAttribute('aria-label')).toBe('MRR: 1. Show movements');
    });

    it('shows notes, change and line where a figure has them', async () => {
        const change = { text: '+5%', about: 'It was 95', tone: 'up' as const };
        const element = await create([tile('mrr', { notes: ['a', 'b'], change, series: [1, 2], tone: 'bad', about: 'What it is' })]);
        expect(all(element, '.note').map(({ textContent }) => textContent)).toEqual(['a', 'b']);
        expect(one(element, '.change_up').textContent).toContain('It was 95');
        expect(one(element, 'c-chart-spark').values).toEqual([1, 2]);
        expect(one(element, 'lightning-helptext').content).toBe('What it is');
        expect(find(element, '.tile_bad .value_bad')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('spreads figures so that the rows are alike', async () => {
        expect(await rows(0)).toBe('tiles tiles_0 tiles_row');
        expect(await rows(4)).toBe('tiles tiles_4 tiles_pairs tiles_row');
        expect(await rows(5)).toBe('tiles tiles_5 tiles_row');
        expect(await rows(6)).toBe('tiles tiles_3');
        expect(await rows(7)).toBe('tiles tiles_4 tiles_pairs');
        expect(await rows(10)).toBe('tiles tiles_5 tiles_pairs');
    });
});
