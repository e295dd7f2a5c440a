import type { Fields, RestOrg } from '../scripts/org/rest';
import { LONG_NAME, MARKUP_NAME } from './ledger-stage';

export const CSM = 'success@recurrent.example';
export const DISPUTED = 'Ash & Larch';
export const OVERDUE = 4;
const SOURCE = 'Stripe_Test';
const DAY = 86_400_000;

/** Accounts of the customer success manager that need her, of every kind, some with names that are hard to show; one of somebody else. */
export async function setAttention(org: RestOrg): Promise<void> {
    const [manager] = await org.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${CSM}'`);
    const OwnerId = manager!.Id;
    const mine = (name: string, urgency: number, inDays: number | null, fields: Fields = {}): Fields => ({
        ...account(name, urgency, inDays),
        OwnerId,
        ...fields
    });
    const [disputed, risky, ending, renewing] = (await org.createMany('Account', [
        mine(DISPUTED, 1, 5, { Stripe_Billing_Status__c: 'In dispute', Stripe_In_Dispute__c: true }),
        mine(LONG_NAME, 4, null, { Stripe_Churn_Risk_Score__c: 72, Stripe_MRR__c: 0 }),
        mine(MARKUP_NAME, 5, 20),
        mine('Dahlia Works', 7, 12),
        mine('Waits for the Bank', 8, null, { Stripe_Billing_Status__c: 'In dispute', Stripe_In_Dispute__c: true }),
        mine('Fern Trial', 6, 3, { Stripe_MRR__c: 0 }),
        mine('Given Up Inc', 2, -60, overdue('At risk', 500, 60)),
        ...Array.from({ length: OVERDUE }, (_, index) =>
            mine(`Overdue ${index + 1}`, 3, -index - 1, {
                ...overdue('Past due', 100 + index, index + 1),
                Stripe_Next_Payment_Attempt__c: inDays(index + 1)
            })
        ),
        account('Of Somebody Else', 3, -1, overdue('Past due', 70, 1))
    ])) as [string, string, string, string];
    await org.createMany('Stripe_Dispute__c', [dispute('yen', disputed, 'JPY', 5000), dispute('dollar', disputed, 'USD', 49)]);
    await org.create('Churn_Risk_Component__c', {
        Component_Key__c: `${risky}:Low_Usage`,
        Account__c: risky,
        Code__c: 'Low_Usage',
        Points__c: 20,
        Reason__c: `Hardly anybody of ${MARKUP_NAME} works with it.`
    });
    await org.createMany('Subscription__c', [
        subscription('ending', ending, 'KWD', 12.345, 20, { Cancel_At_Period_End__c: true }),
        subscription('renewing_1', renewing, 'USD', 30, 12),
        subscription('renewing_2', renewing, 'EUR', 20, 12)
    ]);
}

function account(name: string, urgency: number, days: number | null, fields: Fields = {}): Fields {
    return {
        Name: name,
        Stripe_Attention__c: urgency,
        Stripe_Attention_Date__c: days === null ? null : inDays(days).slice(0, 10),
        Stripe_Billing_Status__c: 'Good standing',
        Stripe_MRR__c: 49,
        ...fields
    };
}

function overdue(status: string, amount: number, days: number): Fields {
    return {
        Stripe_Billing_Status__c: status,
        Stripe_Open_Balance__c: amount,
        Stripe_Delinquent_Since__c: inDays(-days).slice(0, 10)
    };
}

function dispute(key: string, accountId: string, currencyCode: string, amount: number): Fields {
    return {
        Dispute_Key__c: `e2e:home_${key}`,
        Dispute_Id__c: `dp_home_${key}`,
        Source__c: SOURCE,
        Account__c: accountId,
        Status__c: 'needs_response',
        Outcome__c: 'Open',
        Reason__c: 'product_not_received',
        Currency__c: currencyCode,
        Amount__c: amount,
        Evidence_Due_By__c: inDays(5)
    };
}

function subscription(key: string, accountId: string, currencyCode: string, mrr: number, endsInDays: number, fields: Fields = {}): Fields {
    return {
        Subscription_Key__c: `e2e:home_${key}`,
        Subscription_Id__c: `sub_home_${key}`,
        Source__c: SOURCE,
        Account__c: accountId,
        Status__c: 'active',
        Currency__c: currencyCode,
        MRR__c: mrr,
        Current_Period_Start__c: inDays(endsInDays - 365),
        Current_Period_End__c: inDays(endsInDays),
        ...fields
    };
}

function inDays(days: number): string {
    return new Date(Date.now() + days * DAY).toISOString();
}
