import { createElement } from 'lwc';
import MrrMonths from 'c/mrrMonths';
import type { Drill, MonthLine } from 'c/mrrModel';

const LINE: MonthLine = {
    month: '2026-03-01',
    opening: 300,
    started: 40,
    expansion: 0,
    reactivation: 0,
    contraction: -80.5,
    churn: 0,
    fx: 0,
    corrections: 0,
    closing: 259.5,
    customersOpening: 2,
    customersWon: 1,
    customersLost: 0,
    customersClosing: 3
};

async function create(properties: object): Promise<HTMLElement> {
    const element = createElement('c-mrr-months', { is: MrrMonths }) as unknown as HTMLElement;
    Object.assign(element, { currencyCode: 'USD', heading: 'Month', caption: 'Movements', ...properties });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const texts = (element: HTMLElement, selector: string): string[] =>
    [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map((found) => found.textContent.trim());

function drills(element: HTMLElement): Drill[] {
    const all: Drill[] = [];
    element.addEventListener('drill', (event) => all.push((event as CustomEvent<Drill>).detail));
    return all;
}

describe('c-mrr-months', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows levels plainly, changes with their sign, and a dash for none', async () => {
        const element = await create({ lines: [LINE] });
        expect(texts(element, 'tbody th')).toEqual(['Mar 2026']);
        expect(texts(element, 'tbody td')).toEqual([
            '$300.00',
            '+$40.00',
            'c.MRR_None',
            'c.MRR_None',
            '-$80.50',
            'c.MRR_None',
            '$259.50',
            '3'
        ]);
        expect(element.shadowRoot?.querySelectorAll('.number_down')).toHaveLength(1);
    });

    it('writes yen without and dinars with three decimals', async () => {
        expect(texts(await create({ lines: [{ ...LINE, opening: 1200 }], currencyCode: 'JPY' }), 'tbody td')[0]).toBe('¥1,200');
        expect(texts(await create({ lines: [{ ...LINE, opening: 1.999 }], currencyCode: 'KWD' }), 'tbody td')[0]).toMatch(/1\.999/);
    });

    it('leads from a change to the movements of its month and type', async () => {
        const element = await create({ lines: [LINE] });
        const all = drills(element);
        element.shadowRoot?.querySelector<HTMLElement>('[data-column="contraction"]')?.click();
        expect(all[0]?.filter).toEqual({ fromMonth: '2026-03-01', toMonth: '2026-03-01', movementTypes: ['Contraction'] });
    });

    it('leads from a level to everything up to it', async () => {
        const element = await create({ lines: [LINE] });
        const all = drills(element);
        element.shadowRoot?.querySelector<HTMLElement>('[data-column="opening"]')?.click();
        element.shadowRoot?.querySelector<HTMLElement>('[data-column="closing"]')?.click();
        expect(all.map(({ filter }) => filter)).toEqual([{ toMonth: '2026-02-01' }, { toMonth: '2026-03-01' }]);
    });

    it('is by source as well, over the whole period', async () => {
        const source = 'Stripe_<b>';
        const element = await create({
            lines: [{ ...LINE, month: null, source }],
            sourceNames: { [source]: '<i>شركة</i> 🚀' },
            fromMonth: '2026-01-01',
            toMonth: '2026-03-01'
        });
        const all = drills(element);
        expect(texts(element, 'tbody th')).toEqual(['<i>شركة</i> 🚀']);
        element.shadowRoot?.querySelector<HTMLElement>('[data-column="started"]')?.click();
        expect(all[0]?.filter).toEqual({ source, fromMonth: '2026-01-01', toMonth: '2026-03-01', movementTypes: ['New'] });
    });

    it('is by currency as well, with everything together below', async () => {
        const lines = [{ ...LINE, month: null, currencyCode: 'EUR' }];
        const period = { fromMonth: '2026-01-01', toMonth: '2026-03-01' };
        const element = await create({ lines, total: { ...LINE, month: null }, ...period });
        const all = drills(element);
        expect(texts(element, 'tbody th')).toEqual(['EUR']);
        expect(texts(element, 'tfoot th')).toEqual(['c.MRR_Together']);
        element.shadowRoot?.querySelector<HTMLElement>('tbody [data-column="closing"]')?.click();
        element.shadowRoot?.querySelector<HTMLElement>('tfoot [data-column="started"]')?.click();
        expect(all.map(({ filter }) => filter)).toEqual([
            { toMonth: '2026-03-01', currencyCode: 'EUR' },
            { ...period, movementTypes: ['New'] }
        ]);
    });

    it('is accessible', async () => {
        await expect(await create({ lines: [LINE] })).toBeAccessible();
    });
});
