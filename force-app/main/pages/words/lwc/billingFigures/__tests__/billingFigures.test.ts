import { changeWithin, headline, nextRenewal, openBalances } from 'c/billingFigures';
import type { Movement, Panel, Subscription } from 'c/billingFormat';
import { NOTHING } from '../../../../account/lwc/billingPanel/__tests__/panels';

const READ_AT = '2026-11-22T12:00:00.000Z';

function movement(movementType: string, delta: number, effectiveAt: string, currencyCode = 'USD'): Movement {
    return { recordId: `${movementType}${effectiveAt}`, movementType, delta, effectiveAt, currencyCode, balanceAfter: 0 };
}

function subscription(values: Partial<Subscription>): Subscription {
    return { recordId: 'a', subscriptionId: 'sub_1', status: 'active', currencyCode: 'USD', mrr: 10, items: [], ...values };
}

function panel(values: Partial<Panel>): Panel {
    return {
        ...NOTHING,
        readAt: READ_AT,
        totals: [{ currencyCode: 'USD', mrr: 150, arr: 1800 }],
        ...values
    };
}

describe('c-billing-figures', () => {
    it('finds the earliest renewal among subscriptions that go on', () => {
        const subscriptions = [
            subscription({ currentPeriodEnd: '2026-11-02T00:00:00.000Z' }),
            subscription({ currentPeriodEnd: '2026-12-24T00:00:00.000Z' }),
            subscription({ currentPeriodEnd: '2026-12-04T00:00:00.000Z' }),
            subscription({ currentPeriodEnd: '2026-12-01T00:00:00.000Z', cancelsAtPeriodEnd: true }),
            subscription({ currentPeriodEnd: '2026-12-02T00:00:00.000Z', status: 'canceled' }),
            subscription({ currentPeriodEnd: '2026-12-03T00:00:00.000Z', mrr: 0 })
        ];
        expect(nextRenewal(panel({ subscriptions }))).toBe('2026-12-04T00:00:00.000Z');
        expect(nextRenewal(panel({}))).toBeUndefined();
    });

    it('adds up growth of the last days, and no bookkeeping', () => {
        const movements = [
            movement('Expansion', 50, '2026-11-20T00:00:00.000Z'),
            movement('Opening', 900, '2026-11-10T00:00:00.000Z'),
            movement('Contraction', -20, '2026-11-01T00:00:00.000Z'),
            movement('New', 100, '2026-10-01T00:00:00.000Z')
        ];
        expect(changeWithin(panel({ movements }), 30)).toEqual([{ currencyCode: 'USD', amount: 30 }]);
    });

    it('gives no change where the movements at hand do not reach back far enough', () => {
        const movements = [movement('Expansion', 50, '2026-11-20T00:00:00.000Z')];
        expect(changeWithin(panel({ movements, hasMoreMovements: true }), 30)).toBeUndefined();
    });

    it('reads open balances by currency', () => {
        expect(openBalances('EUR 120.00; KWD 1.250; JPY 4000; USD 1,234,567.80; GBP -1,000.00')).toEqual([
            { currencyCode: 'EUR', amount: 120 },
            { currencyCode: 'KWD', amount: 1.25 },
            { currencyCode: 'JPY', amount: 4000 },
            { currencyCode: 'USD', amount: 1234567.8 },
            { currencyCode: 'GBP', amount: -1000 }
        ]);
        expect(openBalances(null)).toEqual([]);
    });

    it('takes the consolidated figure only where currencies are mixed', () => {
        const consolidated = { currencyCode: 'EUR', mrr: 7, arr: 84 };
        expect(headline(panel({ consolidated }))?.currencyCode).toBe('USD');
        const totals = [
            { currencyCode: 'USD', mrr: 1, arr: 12 },
            { currencyCode: 'JPY', mrr: 100, arr: 1200 }
        ];
        expect(headline(panel({ totals, consolidated }))).toBe(consolidated);
        expect(headline(panel({ totals }))).toBeUndefined();
    });
});
