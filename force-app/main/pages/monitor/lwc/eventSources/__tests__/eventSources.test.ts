import { createElement } from 'lwc';
import EventSources from 'c/eventSources';
import type { Source } from 'c/eventModel';
import { all, find, one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

const SOURCE: Source = {
    name: 'Stripe_Test',
    label: 'Stripe Test',
    arrivedAt: '2026-11-22T11:00:00.000Z',
    lastAt: '2026-11-22T11:00:00.000Z',
    lastId: 'a09',
    lastType: 'invoice.paid',
    longestGap: 600,
    isSilent: false
};

async function create(sources: Source[] | undefined): Promise<HTMLElement> {
    const element = createElement('c-event-sources', { is: EventSources }) as unknown as HTMLElement;
    Object.assign(element, { sources, readAt: '2026-11-22T12:00:00.000Z' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const links = (element: HTMLElement): unknown[] => all(element, 'c-page-link').map(({ label }) => label);

describe('c-event-sources', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('tells what came through last, and leads to it and to the source’s events', async () => {
        const element = await create([SOURCE]);
        expect(links(element)).toEqual(['Stripe Test', '1 hr. ago']);
        expect(one(element, '.last').textContent).toContain('c.Event_Type_Invoice_Paid');
        expect(one(element, '.name').page).toMatchObject({ state: { c__source: 'Stripe_Test' } });
        expect(find(element, '.silence')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says that nothing ever came through', async () => {
        const element = await create([{ name: 'Quiet', label: 'Quiet', isSilent: false }]);
        expect(links(element)).toEqual(['Quiet']);
        expect(one(element, '.last').textContent).toContain('c.Monitor_Never');
    });

    it('says that somebody may not read where events come from', async () => {
        const element = await create(undefined);
        expect(links(element)).toEqual([]);
        expect(one(element, 'p').textContent).toBe('c.Page_Part_Closed');
        await expect(element).toBeAccessible();
    });

    it('warns of a source that has been silent for unusually long', async () => {
        const element = await create([{ ...SOURCE, isSilent: true }]);
        expect(one(element, '.silence').textContent).toContain('c.Monitor_Silent');
        await expect(element).toBeAccessible();
    });
});
