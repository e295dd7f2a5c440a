import type { StripeAccount } from '../stripe/account.ts';
import type { LedgerOrg, Row } from './org.ts';

/** What is true, without what tells when and how often the org looked. The key comes first. */
const FIELDS = {
    Stripe_Customer__c: [
        'Customer_Key__c',
        'Account__c',
        'Match_Method__c',
        'Email__c',
        'Customer_Name__c',
        'Metadata_Account_Id__c',
        'Deleted__c'
    ],
    Subscription__c: [
        'Subscription_Key__c',
        'Account__c',
        'Status__c',
        'Currency__c',
        'MRR_Minor__c',
        'MRR__c',
        'Quantity__c',
        'Start_Date__c',
        'Current_Period_Start__c',
        'Current_Period_End__c',
        'Trial_End__c',
        'Cancel_At_Period_End__c',
        'Cancel_At__c',
        'Canceled_At__c',
        'Ended_At__c',
        'Pause_Behavior__c',
        'Not_Counted_Reason__c',
        'Unknown_Shapes__c'
    ],
    Subscription_Item__c: [
        'Item_Key__c',
        'Price_Id__c',
        'Product_Id__c',
        'Quantity__c',
        'Unit_Amount_Decimal__c',
        'Interval__c',
        'Interval_Count__c',
        'MRR_Minor__c'
    ],
    MRR_Balance__c: ['Balance_Key__c', 'Account__c', 'Currency__c', 'Balance_Minor__c', 'Balance__c'],
    Account: ['Name', 'Stripe_MRR__c', 'Stripe_ARR__c']
} as const;

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What the package knows of a customer that Stripe has forgotten depends on what it heard before. */
const FORGOTTEN: Readonly<Record<string, readonly string[]>> = {
    Stripe_Customer__c: ['Account__c', 'Match_Method__c', 'Email__c', 'Customer_Name__c', 'Metadata_Account_Id__c'],
    Subscription__c: ['Account__c'],
    MRR_Balance__c: ['Account__c']
};

/**
 * Everything that the package says of the present, as far as Stripe could still tell it: customers that have
 * subscriptions, subscriptions, items, balances, figures of Accounts. Instants are in seconds since the beginning.
 */
export function presentState(org: LedgerOrg, account: StripeAccount): Readonly<Record<string, readonly Row[]>> {
    const accountNames = new Map(org.rows('Account').map((row) => [row['Id'], row['Name']]));
    const customerIds = new Map(org.rows('Stripe_Customer__c').map((row) => [row['Id'], row['Customer_Id__c']]));
    const deleted = new Set<unknown>(account.customers.filter((customer) => customer.deleted).map(({ id }) => id));
    const buyers = new Set<unknown>([...account.subscriptions.values()].map(({ customer }) => customer));
    const shown = (field: string, value: unknown): unknown => {
        if (typeof value === 'string' && INSTANT.test(value)) return Date.parse(value) / 1000 - account.startedAt;
        // An Account without figures and one with zeros say the same.
        return accountNames.get(value) ?? value ?? (/^Stripe_[MA]RR__c$/.test(field) ? 0 : null);
    };
    const isPresent = (object: string, row: Row): boolean => {
        if (object === 'Subscription_Item__c') return row['Active__c'] === true;
        return object !== 'Stripe_Customer__c' || buyers.has(row['Customer_Id__c']);
    };
    const view = (object: string, fields: readonly string[], row: Row): Row => {
        const isForgotten = deleted.has(customerIds.get(row[object === 'Stripe_Customer__c' ? 'Id' : 'Stripe_Customer__c']));
        const known = isForgotten ? fields.filter((field) => !FORGOTTEN[object]?.includes(field)) : fields;
        return Object.fromEntries(known.map((field) => [field, shown(field, row[field])]));
    };
    const state: Record<string, readonly Row[]> = {};
    for (const [object, fields] of Object.entries(FIELDS)) {
        const rows = org.rows(object).filter((row) => isPresent(object, row));
        state[object] = rows
            .map((row) => view(object, fields, row))
            .toSorted((one, other) => (String(one[fields[0]]) < String(other[fields[0]]) ? -1 : 1));
    }
    return state;
}
