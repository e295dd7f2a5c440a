import { createElement } from 'lwc';
import PageLink from 'c/pageLink';

const mockNavigate = jest.fn();
const mockGenerate = jest.fn();

jest.mock('lightning/navigation', () => {
    const Navigate = Symbol('Navigate');
    const GenerateUrl = Symbol('GenerateUrl');
    const NavigationMixin = (Base: new () => object): unknown =>
        class extends Base {
            [Navigate](page: unknown): void {
                mockNavigate(page);
            }
            [GenerateUrl](page: unknown): unknown {
                return mockGenerate(page);
            }
        };
    return { NavigationMixin: Object.assign(NavigationMixin, { Navigate, GenerateUrl }) };
});

const HOME = { type: 'standard__namedPage', attributes: { pageName: 'home' } };

async function settle(): Promise<void> {
    await Promise.resolve().then(() => Promise.resolve());
}

function create(): HTMLElement & { page?: unknown; label?: string; description?: string } {
    const element = createElement('c-page-link', { is: PageLink }) as unknown as HTMLElement & { page?: unknown; label?: string };
    element.label = 'Home';
    element.page = HOME;
    document.body.appendChild(element);
    return element;
}

describe('c-page-link', () => {
    beforeEach(() => {
        mockGenerate.mockImplementation(() => Promise.resolve('/lightning/page/home'));
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('has an address that can be opened in a new tab', async () => {
        const element = create();
        await settle();
        const anchor = element.shadowRoot?.querySelector('a') as HTMLAnchorElement;
        expect(anchor.getAttribute('href')).toBe('/lightning/page/home');
        expect(anchor.textContent).toBe('Home');
        expect(anchor.hasAttribute('aria-label')).toBe(false);
        let isLeftToBrowser = false;
        element.addEventListener('click', (event) => {
            isLeftToBrowser = !event.defaultPrevented;
            event.preventDefault();
        });
        anchor.dispatchEvent(new MouseEvent('click', { ctrlKey: true, cancelable: true, bubbles: true, composed: true }));
        expect(isLeftToBrowser).toBe(true);
        expect(mockNavigate).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('stays in the app on a click, and follows another page', async () => {
        const element = create();
        await settle();
        const other = { type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' } };
        mockGenerate.mockImplementation(() => Promise.resolve('/lightning/n/MRR_Overview'));
        element.page = other;
        element.description = 'Where MRR comes from';
        await settle();
        const anchor = element.shadowRoot?.querySelector('a') as HTMLAnchorElement;
        expect(anchor.getAttribute('href')).toBe('/lightning/n/MRR_Overview');
        expect(anchor.getAttribute('aria-label')).toBe('Where MRR comes from');
        const click = new MouseEvent('click', { cancelable: true });
        anchor.dispatchEvent(click);
        expect(click.defaultPrevented).toBe(true);
        expect(mockNavigate).toHaveBeenCalledWith(other);
    });

    it('stays a text where no address can be made', async () => {
        mockGenerate.mockImplementation(() => Promise.reject(new Error('No such page')));
        const element = create();
        await settle();
        expect(element.shadowRoot?.querySelector('a')?.hasAttribute('href')).toBe(false);
    });
});
