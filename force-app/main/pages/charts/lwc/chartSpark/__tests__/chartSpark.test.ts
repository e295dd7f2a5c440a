import { createElement } from 'lwc';
import ChartSpark from 'c/chartSpark';

async function path(values: (number | null)[]): Promise<string> {
    const element = createElement('c-chart-spark', { is: ChartSpark }) as unknown as HTMLElement;
    Object.assign(element, { values });
    document.body.appendChild(element);
    await Promise.resolve();
    return element.shadowRoot?.querySelector('path')?.getAttribute('d') ?? '';
}

describe('c-chart-spark', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('goes from the lowest to the highest', async () => {
        expect(await path([0, 5, 10])).toBe('M0 22L48 12L96 2');
    });

    it('leaves a gap where a value is missing, and a dash where one stands alone', async () => {
        expect(await path([1, null, 3])).toBe('M0 22h4M92 2h4');
    });

    it('draws nothing of nothing, and a level line of equal values', async () => {
        expect(await path([])).toBe('');
        expect(await path([4, 4])).toBe('M0 12L96 12');
    });
});
