import type { Interval, Price } from './shapes.ts';

/** Prices of every interval, some with fractions of a cent, in currencies with two, three and no decimals. */
export const PRICES: Readonly<Record<string, readonly Price[]>> = {
    usd: [
        price('usd', 'basic', '1000', 'month', 1),
        price('usd', 'plus', '2550', 'month', 1),
        price('usd', 'calls', '12.345678', 'month', 1),
        price('usd', 'yearly', '9999', 'year', 1),
        price('usd', 'quarterly', '4501', 'month', 3),
        price('usd', 'weekly', '333', 'week', 2),
        price('usd', 'daily', '7', 'day', 1)
    ],
    eur: [price('eur', 'basic', '999', 'month', 1), price('eur', 'biennial', '17001', 'year', 2)],
    jpy: [price('jpy', 'basic', '1500', 'month', 1), price('jpy', 'yearly', '14999', 'year', 1)],
    kwd: [price('kwd', 'basic', '12345', 'month', 1), price('kwd', 'yearly', '99990', 'year', 1)]
};

export const CURRENCIES = Object.keys(PRICES);

function price(currency: string, name: string, amount: string, interval: Interval, count: number): Price {
    return {
        id: `price_${currency}_${name}`,
        object: 'price',
        product: `prod_${name}`,
        currency,
        billing_scheme: 'per_unit',
        unit_amount_decimal: amount,
        recurring: { interval, interval_count: count, usage_type: 'licensed' }
    };
}
