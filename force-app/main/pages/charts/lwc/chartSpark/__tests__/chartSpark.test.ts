import { createElement } from 'lwc';
import ChartSpark from 'c/chartSpark';

async function path(values: (number | null)[], name = 'line'): Promise<string> {
    const element = createElement('c-chart-spark', { is: ChartSpark }) as unknown as HTMLElement;
    Object.assign(element, { values });
    document.body.appendChild(element);
    await Promise.resolve();
    return element.shadowRoot?.querySelector(`path.${name}`)?.getAttribute('d') ?? '';
}

describe('c-chart-spark', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('goes from the lowest to the highest', async () => {
        expect(await path([0, 5, 10])).toBe('M0 22L48 12L96 2');
    });

    it('leaves a gap where a value is missing', async () => {
        expect(await path([1, 1, null, 3, 3])).toBe('M0 22L24 22M72 2L96 2');
        expect(await path([1, 1, null, 3, 3], 'dots')).toBe('');
    });

    it('makes a dot of a value that stands alone', async () => {
        const values = [1, null, 3, null, 2, 3];
        expect(await path(values, 'dots')).toBe('M0 22h0M38.4 2h0');
        expect(await path(values)).toBe('M76.8 12L96 2');
    });

    it('draws nothing of nothing, and a level line of equal values', async () => {
        expect(await path([])).toBe('');
        expect(await path([4, 4])).toBe('M0 12L96 12');
    });
});
