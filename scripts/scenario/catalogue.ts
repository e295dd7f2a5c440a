import type Stripe from 'stripe';

export type PriceName = 'starter' | 'team' | 'business' | 'teamYearly' | 'quarterly' | 'teamEur' | 'teamJpy' | 'support' | 'graduated';

export type Catalogue = Record<PriceName, string>;

type Terms = Omit<Stripe.PriceCreateParams, 'product' | 'product_data'> & { product: string };

const MONTHLY = { interval: 'month' } as const;

/** What the company of the scenario sells. Amounts in the currency's minor unit. */
const TERMS: Record<PriceName, Terms> = {
    starter: { product: 'Starter', currency: 'usd', unit_amount: 4_900, recurring: MONTHLY, nickname: 'Starter, monthly' },
    team: { product: 'Team seat', currency: 'usd', unit_amount: 1_500, recurring: MONTHLY, nickname: 'Team, seat a month' },
    business: { product: 'Business seat', currency: 'usd', unit_amount: 2_500, recurring: MONTHLY, nickname: 'Business, seat a month' },
    teamYearly: {
        product: 'Team seat',
        currency: 'usd',
        unit_amount: 24_000,
        recurring: { interval: 'year' },
        nickname: 'Team, seat a year'
    },
    quarterly: {
        product: 'Publisher',
        currency: 'usd',
        unit_amount: 27_000,
        recurring: { interval: 'month', interval_count: 3 },
        nickname: 'Publisher, quarterly'
    },
    teamEur: { product: 'Team seat', currency: 'eur', unit_amount: 1_400, recurring: MONTHLY, nickname: 'Team, seat a month, EUR' },
    teamJpy: { product: 'Team seat', currency: 'jpy', unit_amount: 2_000, recurring: MONTHLY, nickname: 'Team, seat a month, JPY' },
    support: { product: 'Premium support', currency: 'usd', unit_amount: 19_900, recurring: MONTHLY, nickname: 'Support, monthly' },
    graduated: {
        product: 'Data seat',
        currency: 'usd',
        billing_scheme: 'tiered',
        tiers_mode: 'graduated',
        tiers: [
            { up_to: 10, unit_amount: 1_200 },
            { up_to: 'inf', unit_amount: 900 }
        ],
        recurring: MONTHLY,
        nickname: 'Data, graduated seats'
    }
};

export async function createCatalogue(stripe: Stripe): Promise<Catalogue> {
    const products = new Map<string, string>();
    const prices: [string, string][] = [];
    for (const [name, { product, ...terms }] of Object.entries(TERMS)) {
        if (!products.has(product)) products.set(product, (await stripe.products.create({ name: product })).id);
        const price = await stripe.prices.create({ ...terms, product: products.get(product)! });
        prices.push([name, price.id]);
    }
    return Object.fromEntries(prices) as Catalogue;
}
