import { createElement } from 'lwc';
import type { Column } from 'c/chartStack';
import MrrFlow from 'c/mrrFlow';
import type { Drill, MonthLine } from 'c/mrrModel';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';
import { month } from '../../mrrModel/__tests__/lines';

async function create(months: MonthLine[]): Promise<HTMLElement> {
    const element = createElement('c-mrr-flow', { is: MrrFlow }) as unknown as HTMLElement;
    Object.assign(element, { months, currencyCode: 'USD' });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const columns = (element: HTMLElement): Column[] => one(element, 'c-chart-stack').columns as Column[];

describe('c-mrr-flow', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('shows what customers made of MRR, and not what exchange rates and corrections did', async () => {
        const element = await create([
            month('2025-12-01', { started: 40.1, churn: -15, fx: 7, corrections: 100 }),
            month('2026-01-01', {})
        ]);
        expect(columns(element)).toEqual([
            {
                key: '2025-12-01',
                label: 'Dec 2025',
                name: 'Dec',
                group: '2025',
                amounts: [40.1, 0, 0, 0, -15],
                text: '+$25.10',
                parts: 'c.MRR_Change_New +$40.10 · c.MRR_Change_Churn -$15.00'
            },
            {
                key: '2026-01-01',
                label: 'Jan 2026',
                name: 'Jan',
                group: '2026',
                amounts: [0, 0, 0, 0, 0],
                text: '$0.00',
                parts: 'c.MRR_No_Movements_Title'
            }
        ]);
    });

    it('leads from a month to what customers did in it', async () => {
        const element = await create([month('2026-01-01', { started: 1 })]);
        const found: Drill[] = [];
        element.addEventListener('drill', (event) => found.push((event as CustomEvent<Drill>).detail));
        one(element, 'c-chart-stack').dispatchEvent(new CustomEvent('choose', { detail: { key: '2026-01-01' } }));
        expect(found[0]?.filter).toEqual({
            fromMonth: '2026-01-01',
            toMonth: '2026-01-01',
            movementTypes: ['New', 'Expansion', 'Reactivation', 'Contraction', 'Churn']
        });
    });

    it('is accessible', async () => {
        await expect(await create([month('2026-01-01', { started: 1 })])).toBeAccessible();
    });
});
