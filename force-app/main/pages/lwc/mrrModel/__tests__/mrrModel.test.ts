import { changesOf, isEmpty, stateOf, viewOf, whole, type MonthLine, type Overview } from 'c/mrrModel';

const line = (values: Partial<MonthLine>): MonthLine => ({
    opening: 0,
    started: 0,
    expansion: 0,
    reactivation: 0,
    contraction: 0,
    churn: 0,
    fx: 0,
    corrections: 0,
    closing: 0,
    customersOpening: 0,
    customersWon: 0,
    customersLost: 0,
    customersClosing: 0,
    ...values
});

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

    it('writes what it reads', () => {
        const view = { months: 6, source: 'A', currencyCode: 'KWD' };
        expect(viewOf(stateOf(view))).toEqual(view);
        expect(stateOf({ months: 12, source: '', currencyCode: '' })).toEqual({ c__months: '12' });
    });
});
