import { createElement } from 'lwc';
import ViewState from 'c/viewState';

async function create(properties: object): Promise<HTMLElement> {
    const element = createElement('c-view-state', { is: ViewState }) as unknown as HTMLElement;
    Object.assign(element, properties);
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

describe('c-view-state', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('reads aloud that something is loading', async () => {
        const element = await create({ name: 'loading', heading: 'Loading' });
        expect(element.shadowRoot?.querySelector('[role="status"]')?.textContent).toContain('Loading');
    });

    it('says an error at once, and offers another try', async () => {
        const element = await create({ name: 'error', heading: 'Failed', text: 'because', actionLabel: 'Again' });
        const tries = jest.fn();
        element.addEventListener('action', tries);
        expect(element.shadowRoot?.querySelector('[role="alert"]')?.textContent).toContain('because');
        element.shadowRoot?.querySelector<HTMLElement>('[data-action="state"]')?.click();
        expect(tries).toHaveBeenCalledTimes(1);
    });

    it('offers nothing where there is nothing to do', async () => {
        const element = await create({ name: 'empty', heading: 'Nothing', text: 'here' });
        expect(element.shadowRoot?.querySelector('[data-action="state"]')).toBeNull();
        expect(element.shadowRoot?.querySelector('[data-state="empty"]')).not.toBeNull();
    });

    it.each([
        { name: 'loading', heading: 'Loading' },
        { name: 'error', heading: 'F', text: 't', actionLabel: 'A' }
    ])('is accessible: $name', async (properties) => {
        await expect(await create(properties)).toBeAccessible();
    });
});
