import { createElement } from 'lwc';
import PageCard from 'c/pageCard';
import { choiceOf } from 'c/pageFilters';
import { find, one } from '../../pageFrame/__tests__/inside';

async function create(properties: object): Promise<HTMLElement> {
    const element = createElement('c-page-card', { is: PageCard }) as unknown as HTMLElement;
    Object.assign(element, { heading: 'Trend', ...properties });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

describe('c-page-card', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('is named by its heading', async () => {
        const element = await create({});
        expect(one(element, 'section').getAttribute('aria-labelledby')).toBe(one(element, 'h2').id);
        expect(find(element, 'lightning-helptext')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('explains itself where there is something to explain', async () => {
        expect(one(await create({ about: 'By month' }), 'lightning-helptext').content).toBe('By month');
    });

    it('tells what it is filtered by', async () => {
        const element = await create({ filter: choiceOf('month', 'Month', 'All', [{ value: '2026-11', label: 'Nov' }], '') });
        const filtered: unknown[] = [];
        element.addEventListener('filter', (event) => filtered.push((event as CustomEvent<unknown>).detail));
        one(element, '[data-filter="month"]').dispatchEvent(new CustomEvent('change', { detail: { value: '2026-11' } }));
        expect(filtered).toEqual([{ name: 'month', value: '2026-11' }]);
        await expect(element).toBeAccessible();
    });
});
