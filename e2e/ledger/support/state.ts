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

/**
 * Everything that the package says of the present: customers, subscriptions, items, balances, figures of Accounts.
 * @param start of the history, in seconds since the epoch: instants are given as seconds since then
 */
export function presentState(org: LedgerOrg, start: number): Readonly<Record<string, readonly Row[]>> {
    const accountNames = new Map(org.rows('Account').map((row) => [row['Id'], row['Name']]));
    const shown = (field: string, value: unknown): unknown => {
        if (typeof value === 'string' && INSTANT.test(value)) return Date.parse(value) / 1000 - start;
        // An Account without figures and one with zeros say the same.
        return accountNames.get(value) ?? value ?? (/^Stripe_[MA]RR__c$/.test(field) ? 0 : null);
    };
    const state: Record<string, readonly Row[]> = {};
    for (const [object, fields] of Object.entries(FIELDS)) {
        const rows = org.rows(object).filter((row) => object !== 'Subscription_Item__c' || row['Active__c'] === true);
        state[object] = rows
            .map((row): Row => Object.fromEntries(fields.map((field) => [field, shown(field, row[field])])))
            .toSorted((one, other) => (String(one[fields[0]]) < String(other[fields[0]]) ? -1 : 1));
    }
    return state;
}
