import { createElement } from 'lwc';
import type { HeatRow } from 'c/chartHeat';
import MrrCohorts from 'c/mrrCohorts';
import type { Cohort } from 'c/mrrModel';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { choose, drills } from '../../mrrModel/__tests__/part';

const OCTOBER: Cohort = {
    month: '2026-10-01',
    mrr: 40,
    customers: 2,
    mrrLeft: [40, 20],
    customersLeft: [2, 1],
    mrrShares: [1, 0.5],
    customerShares: [1, 0.5]
};
/** Nothing was recorded in its first month. */
const NOVEMBER: Cohort = {
    month: '2026-11-01',
    mrr: 0,
    customers: 0,
    mrrLeft: [0],
    customersLeft: [0],
    mrrShares: [null],
    customerShares: [null]
};

async function create(cohorts: Cohort[] | null): Promise<HTMLElement> {
    const element = createElement('c-mrr-cohorts', { is: MrrCohorts }) as unknown as HTMLElement;
    Object.assign(element, { cohorts, currencyCode: 'USD' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const heat = (element: HTMLElement): { rows: HeatRow[]; summary?: HeatRow } =>
    one(element, 'c-chart-heat') as unknown as { rows: HeatRow[]; summary?: HeatRow };
const texts = (row: HeatRow | undefined): string[] => (row?.cells ?? []).map(({ text }) => text);

describe('c-mrr-cohorts', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it.each([
        ['mrrShare', '$40.00', ['100.0%', '50.0%']],
        ['mrrAmount', '$40.00', ['$40.00', '$20.00']],
        ['customerShare', '2', ['100.0%', '50.0%']],
        ['customerCount', '2', ['2', '1']]
    ])('shows what is left as %s, all coloured by the share', async (mode, note, cells) => {
        const element = await create([OCTOBER, NOVEMBER]);
        await choose(element, 'cohorts', mode);
        const { rows, summary } = heat(element);
        expect(texts(rows[0])).toEqual(cells);
        expect(rows[0]?.note).toBe(note);
        expect(rows[0]?.cells.map(({ share }) => share)).toEqual([1, 0.5]);
        expect(texts(rows[1])).toEqual(['']);
        expect(texts(summary)).toEqual(cells);
    });

    it('takes no choice that it does not know, and sums up no single cohort', async () => {
        const element = await create([OCTOBER]);
        await choose(element, 'cohorts', 'constructor');
        expect(texts(heat(element).rows[0])).toEqual(['100.0%', '50.0%']);
        expect(heat(element).summary).toBeUndefined();
    });

    it('leads from a cell to the movements of the cohort up to its month', async () => {
        const element = await create([OCTOBER]);
        const found = drills(element);
        one(element, 'c-chart-heat').dispatchEvent(new CustomEvent('choose', { detail: { key: '2026-10-01', column: 3 } }));
        expect(found[0]?.filter).toEqual({ cohortMonth: '2026-10-01', toMonth: '2027-01-01' });
    });

    it('says where no customer began', async () => {
        expect(one(await create([]), 'p').textContent).toBe('c.MRR_No_Cohorts');
    });

    it('says that somebody may not read who belongs to which, and offers no choice', async () => {
        const element = await create(null);
        expect(one(element, 'p').textContent).toBe('c.Page_Part_Closed');
        expect(element.shadowRoot?.querySelector('c-chart-heat')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('is accessible', async () => {
        await expect(await create([OCTOBER, NOVEMBER])).toBeAccessible();
    });
});
