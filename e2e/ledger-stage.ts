import type { Fields, RestOrg } from '../scripts/org/rest';

/** A source of its own, so that no other test moves its figures. */
export const SOURCE = 'Overview_Source';

export const MARKUP_NAME = '<img src=x onerror="document.title=1"> & "Co"';
/** As long as a name may be, and written from right to left. */
export const LONG_NAME = `${'شركة الأفق للتجارة والصناعة 🚀 '.repeat(9)}`.slice(0, 250).trim();

interface Movement {
    customer: string;
    type: string;
    /** In the currency's smallest unit. */
    delta: number;
    /** Months before this one. */
    monthsAgo: number;
}

interface Customer {
    name: string | null;
    currency: string;
    /** Units of the smallest coin in one. */
    minor: number;
    /** Into the currency of the org; null where there is none. */
    rate: number | null;
}

const CUSTOMERS: Readonly<Record<string, Customer>> = {
    cus_long: { name: LONG_NAME, currency: 'USD', minor: 100, rate: 1 },
    cus_markup: { name: MARKUP_NAME, currency: 'USD', minor: 100, rate: 1 },
    cus_waiting: { name: null, currency: 'USD', minor: 100, rate: 1 },
    cus_yen: { name: 'Kiri Kaisha', currency: 'JPY', minor: 1, rate: 0.0066 },
    cus_dinar: { name: 'Dana Trading', currency: 'KWD', minor: 1000, rate: null }
};

/** MRR goes 500, 700, 640, 440, 540 dollars; beside that 1,200 yen and 1.999 dinars. */
const MOVEMENTS: readonly Movement[] = [
    { customer: 'cus_long', type: 'New', delta: 50000, monthsAgo: 5 },
    { customer: 'cus_markup', type: 'New', delta: 20000, monthsAgo: 4 },
    { customer: 'cus_long', type: 'Contraction', delta: -6000, monthsAgo: 3 },
    { customer: 'cus_markup', type: 'Churn', delta: -20000, monthsAgo: 2 },
    { customer: 'cus_waiting', type: 'New', delta: 10000, monthsAgo: 1 },
    { customer: 'cus_yen', type: 'New', delta: 1200, monthsAgo: 1 },
    { customer: 'cus_dinar', type: 'New', delta: 1999, monthsAgo: 1 }
];

/** A ledger with names and currencies that are hard to show. */
export async function setLedger(org: RestOrg): Promise<void> {
    const ids = new Map<string, { customerId: string; accountId: string | null; balance: number }>();
    for (const [customer, { name }] of Object.entries(CUSTOMERS)) {
        const accountId = name === null ? null : await org.create('Account', { Name: name });
        const customerId = await org.create('Stripe_Customer__c', {
            Customer_Key__c: `${SOURCE}:${customer}`,
            Customer_Id__c: customer,
            Source__c: SOURCE,
            Account__c: accountId
        });
        ids.set(customer, { customerId, accountId, balance: 0 });
    }
    const rows = MOVEMENTS.map(({ customer, type, delta, monthsAgo }, index): Fields => {
        const { currency, minor, rate } = CUSTOMERS[customer]!;
        const known = ids.get(customer)!;
        known.balance += delta;
        return {
            Entry_Key__c: `${SOURCE}:${index}`,
            Type__c: type,
            Source__c: SOURCE,
            Currency__c: currency,
            Delta_Minor__c: delta,
            Delta__c: delta / minor,
            Balance_After_Minor__c: known.balance,
            Balance_After__c: known.balance / minor,
            Corporate_Delta__c: rate === null ? null : (delta / minor) * rate,
            Effective_At__c: inMonth(monthsAgo),
            Stripe_Customer__c: known.customerId,
            Account__c: known.accountId,
            Reason__c: type === 'New' ? 'started' : 'seats'
        };
    });
    await org.createMany('MRR_Schedule__c', rows);
    await org.createMany(
        'MRR_Balance__c',
        [...ids].map(([customer, known]) => balance(customer, known))
    );
}

function balance(
    customer: string,
    { customerId, accountId, balance }: { customerId: string; accountId: string | null; balance: number }
): Fields {
    const { currency, minor, rate } = CUSTOMERS[customer]!;
    const first = MOVEMENTS.find((movement) => movement.customer === customer)!;
    return {
        Balance_Key__c: `${SOURCE}:${customer}:${currency}`,
        Stripe_Customer__c: customerId,
        Account__c: accountId,
        Source__c: SOURCE,
        Currency__c: currency,
        Balance_Minor__c: balance,
        Balance__c: balance / minor,
        Ever_Positive__c: true,
        Started_At__c: inMonth(first.monthsAgo),
        Unrated__c: rate === null ? balance / minor : 0
    };
}

/** Noon of the tenth, or of the first where the month is still this one. */
function inMonth(monthsAgo: number): string {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, monthsAgo === 0 ? 1 : 10, 12)).toISOString();
}
