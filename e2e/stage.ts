import type { RestOrg } from '../scripts/org/rest';

export interface Stage {
    accountId: string;
    emptyAccountId: string;
    balanceId: string;
}

export const ACCOUNT_NAME = 'Northwind Robotics';

/** Two accounts: one with a subscription and its ledger row, one without anything. */
export async function setStage(org: RestOrg): Promise<Stage> {
    const [accountId, emptyAccountId] = (await org.createMany('Account', [{ Name: ACCOUNT_NAME }, { Name: 'Quiet Company' }])) as [
        string,
        string
    ];
    const customerId = await org.create('Stripe_Customer__c', {
        Customer_Key__c: 'e2e:cus_northwind',
        Customer_Id__c: 'cus_northwind',
        Source__c: 'Stripe_Test',
        Account__c: accountId
    });
    const subscriptionId = await org.create('Subscription__c', {
        Subscription_Key__c: 'e2e:sub_northwind',
        Subscription_Id__c: 'sub_northwind',
        Source__c: 'Stripe_Test',
        Stripe_Customer__c: customerId,
        Account__c: accountId,
        Status__c: 'active',
        Currency__c: 'USD',
        MRR_Minor__c: 49000,
        MRR__c: 490,
        Current_Period_End__c: inDays(12)
    });
    await org.create('Subscription_Item__c', {
        Item_Key__c: 'e2e:si_northwind',
        Subscription__c: subscriptionId,
        Price_Id__c: 'price_team',
        Quantity__c: 10,
        Unit_Amount_Decimal__c: 4900,
        Interval__c: 'month',
        Interval_Count__c: 1,
        MRR__c: 490,
        Active__c: true
    });
    const balanceId = await org.create('MRR_Balance__c', {
        Balance_Key__c: 'e2e:cus_northwind:USD',
        Source__c: 'Stripe_Test',
        Stripe_Customer__c: customerId,
        Account__c: accountId,
        Currency__c: 'USD',
        Balance_Minor__c: 49000,
        Balance__c: 490
    });
    await addMovement(org, accountId, 'New', 490, 490, 20);
    await org.update('Account', accountId, { Stripe_MRR__c: 490, Stripe_ARR__c: 5880 });
    return { accountId, emptyAccountId, balanceId };
}

/** Five more seats: what the ledger and then the Account look like after it. */
export async function expand(org: RestOrg, { accountId, balanceId }: Stage): Promise<void> {
    await addMovement(org, accountId, 'Expansion', 245, 735, 0);
    await org.update('MRR_Balance__c', balanceId, { Balance_Minor__c: 73500, Balance__c: 735 });
    await org.update('Account', accountId, { Stripe_MRR__c: 735, Stripe_ARR__c: 8820 });
}

async function addMovement(
    org: RestOrg,
    accountId: string,
    type: string,
    delta: number,
    balanceAfter: number,
    daysAgo: number
): Promise<void> {
    await org.create('MRR_Schedule__c', {
        Entry_Key__c: `e2e:${type}`,
        Account__c: accountId,
        Type__c: type,
        Source__c: 'Stripe_Test',
        Currency__c: 'USD',
        Delta_Minor__c: delta * 100,
        Delta__c: delta,
        Corporate_Delta__c: delta,
        Balance_After_Minor__c: balanceAfter * 100,
        Balance_After__c: balanceAfter,
        Effective_At__c: inDays(-daysAgo),
        Reason__c: `${type} of sub_northwind`
    });
}

function inDays(days: number): string {
    return new Date(Date.now() + days * 86_400_000).toISOString();
}
