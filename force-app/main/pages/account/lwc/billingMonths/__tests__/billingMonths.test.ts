import { knownMonths, monthLines, sinceBeginning } from 'c/billingMonths';
import { PANEL } from '../../billingPanel/__tests__/panels';

const SCOPE = { currencyCode: 'USD', closing: 150, firstMonth: '2026-08-01', lastMonth: '2026-11-01' };
const change = (month: string, movementType: string, delta: number, currencyCode = 'USD') => ({ month, movementType, delta, currencyCode });

describe('c-billing-months', () => {
    it('takes the months back from today’s figure', () => {
        const lines = monthLines(
            [
                change('2026-10-01', 'New', 100),
                change('2026-11-01', 'Expansion', 70.1),
                change('2026-11-01', 'Contraction', -20.1),
                change('2026-11-01', 'New', 999, 'JPY')
            ],
            SCOPE
        );
        expect(lines.map(({ month, opening, closing }) => [month, opening, closing])).toEqual([
            ['2026-08-01', 0, 0],
            ['2026-09-01', 0, 0],
            ['2026-10-01', 0, 100],
            ['2026-11-01', 100, 150]
        ]);
        expect(lines[3]).toMatchObject({ expansion: 70.1, contraction: -20.1, started: 0 });
        expect(sinceBeginning(lines).map(({ month }) => month)).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
    });

    it('draws debts below zero, and nothing of nothing', () => {
        const below = monthLines([change('2026-11-01', 'Contraction', -30)], { ...SCOPE, closing: -10 });
        expect(below[3]).toMatchObject({ opening: 20, closing: -10 });
        expect(sinceBeginning(monthLines([], { ...SCOPE, closing: 0 }))).toEqual([]);
    });

    it('begins before the ledger, unless nobody knows where that is', () => {
        const panel = {
            ...PANEL,
            changes: [change('2026-10-01', 'New', 100)],
            totals: [{ currencyCode: 'USD', mrr: 100, arr: 1200 }],
            firstMonth: '2026-10-01',
            lastMonth: '2026-11-01'
        };
        const months = (lines: ReturnType<typeof knownMonths>): unknown[] => lines.map(({ month, closing }) => [month, closing]);
        expect(months(knownMonths(panel, 'USD'))).toEqual([
            ['2026-09-01', 0],
            ['2026-10-01', 100],
            ['2026-11-01', 100]
        ]);
        expect(knownMonths({ ...panel, hasOlderMonths: true }, 'USD')).toHaveLength(2);
        expect(knownMonths({ ...panel, firstMonth: null }, 'USD')).toEqual([]);
    });
});
