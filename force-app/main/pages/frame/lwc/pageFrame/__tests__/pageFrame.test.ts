import { createElement } from 'lwc';
import PageFrame from 'c/pageFrame';
import { choiceOf } from 'c/pageFilters';
import { all, find, one } from './inside';

const FILTERS = [
    choiceOf('source', 'Source', 'All sources', [{ value: 'Stripe_Test', label: 'Stripe Test' }], ''),
    { name: 'type', label: 'Type', value: 'invoice', placeholder: 'invoice.paid' }
];

async function create(properties: object): Promise<HTMLElement> {
    const element = createElement('c-page-frame', { is: PageFrame }) as unknown as HTMLElement;
    Object.assign(element, { heading: 'Events', ...properties });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

function heard(element: HTMLElement, name: string): unknown[] {
    const details: unknown[] = [];
    element.addEventListener(name, (event) => details.push((event as CustomEvent<unknown>).detail));
    return details;
}

describe('c-page-frame', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('has no tools where the page has none', async () => {
        const element = await create({});
        expect(one(element, 'h1').textContent).toBe('Events');
        expect(find(element, '.tools')).toBeNull();
    });

    it('tells what was chosen or searched for, and empties the choice of everything', async () => {
        const element = await create({ filters: FILTERS });
        const filtered = heard(element, 'filter');
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

    it('tells which button was pressed', async () => {
        const element = await create({ buttons: [{ name: 'refresh', icon: 'utility:refresh', label: 'Refresh' }] });
        const pressed = heard(element, 'press');
        one(element, '[data-action="refresh"]').click();
        expect(pressed).toEqual([{ name: 'refresh' }]);
    });

    it('shows a state in the place of the content, and tells that somebody tries again', async () => {
        const element = await create({ state: { name: 'error', heading: 'Failed', text: 'because', action: 'Again' } });
        expect(find(element, 'slot:not([name])')).toBeNull();
        const tries = heard(element, 'retry');
        one(element, 'c-view-state').dispatchEvent(new CustomEvent('action'));
        expect(tries).toHaveLength(1);
    });

    it('warns of content that it shows all the same', async () => {
        const element = await create({ warnings: ['Behind', 'Not converted'] });
        expect(all(element, '.warning')).toHaveLength(2);
        expect(find(element, 'slot:not([name])')).not.toBeNull();
    });

    it('says that it is busy', async () => {
        expect(one(await create({ isBusy: true }), '.page').getAttribute('aria-busy')).toBe('true');
    });

    it.each([
        ['tools', { filters: FILTERS, buttons: [{ name: 'refresh', icon: 'utility:refresh', label: 'Refresh' }] }],
        ['a state', { state: { name: 'empty', heading: 'Nothing' } }],
        ['warnings', { warnings: ['Behind'] }]
    ])('is accessible with %s', async (_name, properties) => {
        await expect(await create(properties)).toBeAccessible();
    });
});
