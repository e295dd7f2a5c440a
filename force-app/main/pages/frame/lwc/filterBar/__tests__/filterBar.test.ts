import { createElement } from 'lwc';
import FilterBar from 'c/filterBar';
import { choiceOf } from 'c/pageFilters';
import { one } from '../../pageFrame/__tests__/inside';

async function create(): Promise<HTMLElement> {
    const element = createElement('c-filter-bar', { is: FilterBar }) as unknown as HTMLElement;
    const source = choiceOf('source', 'Source', 'All sources', [{ value: 'Stripe_Test', label: 'Stripe Test' }], '');
    Object.assign(element, { filters: [source, { name: 'type', label: 'Type', value: 'invoice', placeholder: 'invoice.paid' }] });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

describe('c-filter-bar', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('has a list where there are options, and a box to search with where there are none', async () => {
        const element = await create();
        expect(one(element, 'lightning-combobox').options).toHaveLength(2);
        expect(one(element, 'lightning-input').value).toBe('invoice');
        await expect(element).toBeAccessible();
    });

    it('tells what was chosen or searched for, and empties the choice of everything', async () => {
        const element = await create();
        const filtered: unknown[] = [];
        element.addEventListener('filter', ({ detail }: CustomEventInit) => filtered.push(detail));
        const choose = (filter: string, value: string): boolean =>
            one(element, `[data-filter="${filter}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
        choose('source', 'Stripe_Test');
        choose('source', '*');
        choose('type', 'charge');
        expect(filtered).toEqual([
            { name: 'source', value: 'Stripe_Test' },
            { name: 'source', value: '' },
            { name: 'type', value: 'charge' }
        ]);
    });
});
