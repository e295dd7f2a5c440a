import {
    allCohorts,
    changesOf,
    filterOf,
    monthAfter,
    isEmpty,
    stateOf,
    viewOf,
    whole,
    type Cohort,
    type MonthLine,
    type Overview
} from 'c/mrrModel';
import { line } from './lines';

describe('c-mrr-model', () => {
    it('adds months up from the first opening to the last closing', () => {
        const sum = whole([
            line({
                month: '2026-01-01',
                opening: 10,
                started: 0.1,
                closing: 10.1,
                customersOpening: 1,
                customersWon: 1,
                customersClosing: 2
            }),
            line({ month: '2026-02-01', opening: 10.1, started: 0.2, churn: -5, closing: 5.3, customersLost: 1, customersClosing: 1 })
        ]);
        expect(sum).toMatchObject({
            opening: 10,
            started: 0.3,
            churn: -5,
            closing: 5.3,
            customersOpening: 1,
            customersWon: 1,
            customersLost: 1
        });
        expect(whole([])).toBeUndefined();
    });

    it('shows exchange rates and corrections only where there are any', () => {
        expect(changesOf([line({})])).toEqual(['started', 'expansion', 'reactivation', 'contraction', 'churn']);
        expect(changesOf([line({}), line({ fx: -0.5 })])).toContain('fx');
    });

    it('knows what is behind each number of a line', () => {
        expect(filterOf('opening', '2026-01-01', '2026-03-01')).toEqual({ toMonth: '2025-12-01' });
        expect(filterOf('closing', '2026-01-01', '2026-03-01')).toEqual({ toMonth: '2026-03-01' });
        expect(filterOf('corrections', '2026-01-01', '2026-03-01')).toEqual({
            fromMonth: '2026-01-01',
            toMonth: '2026-03-01',
            movementTypes: ['Opening', 'Restatement']
        });
        expect(monthAfter('2026-01-01', 13)).toBe('2027-02-01');
    });

    it('takes of all cohorts those that are old enough, each by its size', () => {
        const cohort = (mrr: number, mrrLeft: number[], customers: number, customersLeft: number[]): Cohort => ({
            month: '2026-01-01',
            mrr,
            customers,
            mrrLeft,
            customersLeft,
            mrrShares: [],
            customerShares: []
        });
        expect(allCohorts([cohort(300, [300, 150, 75], 3, [3, 2, 1]), cohort(100, [100, 250], 1, [1, 1]), cohort(0, [0], 0, [0])])).toEqual(
            {
                mrr: 400,
                customers: 4,
                mrrLeft: [400, 400, 75],
                customersLeft: [4, 3, 1],
                mrrShares: [1, 1, 0.25],
                customerShares: [1, 0.75, 1 / 3]
            }
        );
        expect(allCohorts([]).mrrShares).toEqual([]);
        expect(allCohorts([cohort(0, [0], 0, [0])]).mrrShares).toEqual([null]);
    });

    it('is empty where nothing is and nothing moved', () => {
        const overview = (month: Partial<MonthLine>): Overview => ({ months: [line(month)] }) as unknown as Overview;
        expect(isEmpty(overview({}))).toBe(true);
        expect(isEmpty(overview({ opening: 5 }))).toBe(false);
        expect(isEmpty(overview({ started: 5, churn: -5 }))).toBe(false);
    });

    it('reads the address, and takes what is not valid as the usual', () => {
        expect(viewOf({ c__months: '3', c__source: 'Stripe_Test', c__currency: 'JPY' })).toEqual({
            months: 3,
            source: 'Stripe_Test',
            currencyCode: 'JPY'
        });
        expect(viewOf({ c__months: '7', c__currency: 'yen<script>' })).toEqual({ months: 12, source: '', currencyCode: '' });
        expect(viewOf(undefined).months).toBe(12);
    });

    it.each(['', 'null', '{', '[]', '{"heading":1,"filter":{}}', '{"heading":"x"}'])('opens no movements for %j', (text) => {
        expect(viewOf({ c__movements: text })).not.toHaveProperty('drill');
    });

    it.each([
        [{ fromMonth: 'nonsense' }],
        [{ toMonth: '2026-13-01' }],
        [{ cohortMonth: 202611 }],
        [{ fromMonth: '2026-11-01', movementTypes: 'New' }],
        [{ movementTypes: ['New', 'Nonsense'] }],
        [{ movementTypes: [['New']] }],
        [{ source: 'x'.repeat(81) }],
        [{ currencyCode: { code: 'EUR' } }],
        [{ before: 'yesterday', beforeId: '1' }],
        [{ constructor: 'x' }],
        [[]],
        ['x']
    ])('opens no movements for the filter %j', (filter) => {
        expect(viewOf({ c__movements: JSON.stringify({ heading: 'x', filter }) })).not.toHaveProperty('drill');
    });

    it('opens the movements of every filter that a figure makes', () => {
        const filters = [
            filterOf('opening', '2026-01-01', '2026-03-01'),
            filterOf('corrections', '2026-01-01', '2026-03-01'),
            { source: 'Stripe_Test', currencyCode: 'KWD', cohortMonth: '2026-12-01', fromMonth: null, movementTypes: null }
        ];
        for (const filter of filters) {
            expect(viewOf({ c__movements: JSON.stringify({ heading: 'x', filter }) }).drill).toEqual({ heading: 'x', filter });
        }
    });

    it('writes what it reads', () => {
        const view = { months: 6, source: 'A', currencyCode: 'KWD' };
        expect(viewOf(stateOf(view))).toEqual(view);
        const drilled = { ...view, drill: { heading: 'Neu, Nov. 2026', filter: { toMonth: '2026-11-01' } } };
        expect(viewOf(stateOf(drilled))).toEqual(drilled);
        expect(stateOf({ months: 12, source: '', currencyCode: '' })).toEqual({ c__months: '12' });
    });
});
