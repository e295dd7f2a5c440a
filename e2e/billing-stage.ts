import type { Fields, RestOrg } from '../scripts/org/rest';
import { LONG_NAME, MARKUP_NAME } from './ledger-stage';

export interface BillingStage {
    /** Money is missing, and a payment is disputed. */
    troubledId: string;
    /** Three currencies, 200 subscriptions, names that are hard to show. */
    largeId: string;
    unmatchedName: string;
    /** A customer that stands at the account of money troubles by mistake. */
    strayName: string;
}

export const SUBSCRIPTIONS = 200;
const SOURCE = 'Stripe_Test';
const DAY = 86_400_000;

export async function setBilling(org: RestOrg): Promise<BillingStage> {
    const [troubledId, largeId] = (await org.createMany('Account', [{ Name: 'Sorrel & Sons' }, { Name: LONG_NAME }])) as [string, string];
    await setTroubled(org, troubledId);
    await setLarge(org, largeId);
    const unmatchedName = 'Laurel Partners';
    await org.create('Stripe_Customer__c', customer('cus_unmatched', null, unmatchedName));
    const strayName = 'Stray Traders';
    await org.create('Stripe_Customer__c', customer('cus_stray', largeId, strayName));
    return { troubledId, largeId, unmatchedName, strayName };
}

async function setTroubled(org: RestOrg, accountId: string): Promise<void> {
    const customerId = await org.create('Stripe_Customer__c', customer('cus_sorrel', accountId, 'Sorrel'));
    await org.createMany('Stripe_Invoice__c', [
        invoice('in_open', accountId, 'INV-2', {
            Status__c: 'open',
            Amount_Remaining__c: 225,
            Attempt_Count__c: 3,
            Last_Payment_Failed_At__c: inDays(-1),
            Next_Payment_Attempt__c: inDays(4),
            Decline_Code__c: 'insufficient_funds',
            Hosted_Url__c: 'https://invoice.stripe.com/i/acct_1/open'
        }),
        invoice('in_paid', accountId, 'INV-1', {
            Status__c: 'paid',
            Amount_Remaining__c: 0,
            Paid_At__c: inDays(-40),
            Hosted_Url__c: 'javascript:document.title=1'
        })
    ]);
    await org.createMany('Stripe_Payment__c', [
        {
            Payment_Key__c: 'e2e:ch_failed',
            Payment_Id__c: 'ch_failed',
            Source__c: SOURCE,
            Account__c: accountId,
            Kind__c: 'Charge',
            Status__c: 'failed',
            Currency__c: 'USD',
            Amount__c: 225,
            Created_At__c: inDays(-1),
            Card_Brand__c: 'visa',
            Card_Last4__c: '0341',
            Failure_Message__c: MARKUP_NAME
        }
    ]);
    await org.create('Stripe_Dispute__c', {
        Dispute_Key__c: 'e2e:dp_1',
        Dispute_Id__c: 'dp_1',
        Source__c: SOURCE,
        Account__c: accountId,
        Status__c: 'needs_response',
        Outcome__c: 'Open',
        Reason__c: 'product_not_received',
        Payment_Intent_Id__c: 'pi_disputed',
        Currency__c: 'USD',
        Amount__c: 225,
        Evidence_Due_By__c: inDays(2)
    });
    await org.create('MRR_Balance__c', balance('troubled', accountId, 'USD', 225));
    await org.create('MRR_Schedule__c', started('troubled', accountId, 'USD', 225));
    await org.createMany('Churn_Risk_Component__c', [
        risk(accountId, 'Open_Dispute', 20, 'A payment is disputed.', [1, inDays(2).slice(0, 10)]),
        risk(accountId, 'Failed_Attempts', 10, '3 attempts to collect invoice INV-2 failed.', [3, 'INV-2']),
        risk(accountId, 'House_Rule', 5, `Somebody dislikes ${MARKUP_NAME}.`, [])
    ]);
    await org.create('Stripe_Event__c', {
        Event_Key__c: 'e2e:evt_sorrel',
        Event_Id__c: 'evt_sorrel',
        Source__c: SOURCE,
        Type__c: 'person.updated',
        Stripe_Customer__c: customerId,
        State__c: 'Failed',
        Attempts__c: 10,
        Lane__c: 0
    });
    await org.update('Account', accountId, {
        Stripe_Billing_Status__c: 'In dispute',
        Stripe_Open_Balance__c: 225,
        Stripe_Open_Balances__c: 'USD 225.00',
        Stripe_Delinquent_Since__c: inDays(-10).slice(0, 10),
        Stripe_Next_Payment_Attempt__c: inDays(4),
        Stripe_Churn_Risk_Score__c: 71,
        Stripe_Payment_Risk__c: 'High',
        Stripe_MRR__c: 225,
        Stripe_ARR__c: 2700
    });
}

async function setLarge(org: RestOrg, accountId: string): Promise<void> {
    const customerId = await org.create('Stripe_Customer__c', customer('cus_large', accountId, LONG_NAME));
    const codes = ['USD', 'JPY', 'KWD'];
    /** What makes a subscription special, for some of them. */
    const terms: Fields[] = [
        { Discounts__c: '12.5 % off until 2027-05-01 00:00 UTC' },
        { Pause_Behavior__c: 'void', Pause_Resumes_At__c: inDays(30), Not_Counted_Reason__c: 'paused' },
        { Status__c: 'trialing', Trial_End__c: inDays(3) },
        { Cancel_At_Period_End__c: true },
        { Collection_Method__c: 'send_invoice', Start_Date__c: inDays(-400), Current_Period_Start__c: inDays(-10) }
    ];
    const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_unused, index): Fields => ({
        Subscription_Key__c: `e2e:sub_large_${index}`,
        Subscription_Id__c: `sub_large_${index}`,
        Source__c: SOURCE,
        Stripe_Customer__c: customerId,
        Account__c: accountId,
        Status__c: 'active',
        Currency__c: codes[index % 3]!,
        MRR__c: index,
        Current_Period_End__c: inDays(index + 1),
        ...terms[SUBSCRIPTIONS - 1 - index]
    }));
    const ids = await org.createMany('Subscription__c', subscriptions);
    await org.createMany(
        'Subscription_Item__c',
        ids.map((id, index): Fields => ({
            Item_Key__c: `e2e:si_large_${index}`,
            Subscription__c: id,
            Price_Id__c: 'price_large',
            Price_Name__c: index % 2 === 0 ? MARKUP_NAME : LONG_NAME,
            Quantity__c: 1,
            Unit_Amount_Decimal__c: 100,
            Interval__c: 'month',
            Interval_Count__c: 1,
            MRR__c: index,
            Active__c: true
        }))
    );
    await org.createMany('MRR_Balance__c', [
        balance('large-usd', accountId, 'USD', -12.5),
        balance('large-jpy', accountId, 'JPY', 0),
        balance('large-kwd', accountId, 'KWD', 1.999)
    ]);
    await org.create('MRR_Schedule__c', started('large', accountId, 'KWD', 1.999));
    await org.update('Account', accountId, { Stripe_Billing_Status__c: 'Good standing', Stripe_Churn_Risk_Score__c: 0 });
}

function customer(customerId: string, accountId: string | null, name: string): Fields {
    return {
        Customer_Key__c: `e2e:${customerId}`,
        Customer_Id__c: customerId,
        Customer_Name__c: name,
        Source__c: SOURCE,
        Account__c: accountId
    };
}

function invoice(invoiceId: string, accountId: string, number: string, fields: Fields): Fields {
    return {
        Invoice_Key__c: `e2e:${invoiceId}`,
        Invoice_Id__c: invoiceId,
        Invoice_Number__c: number,
        Source__c: SOURCE,
        Account__c: accountId,
        Currency__c: 'USD',
        Total__c: 225,
        Created_At__c: inDays(-10),
        Finalized_At__c: inDays(-10),
        ...fields
    };
}

function risk(accountId: string, code: string, points: number, reason: string, values: unknown[]): Fields {
    return {
        Component_Key__c: `${accountId}:${code}`,
        Account__c: accountId,
        Code__c: code,
        Points__c: points,
        Reason__c: reason,
        Values__c: JSON.stringify(values)
    };
}

function balance(key: string, accountId: string, currencyCode: string, amount: number): Fields {
    return { Balance_Key__c: `e2e:${key}`, Source__c: SOURCE, Account__c: accountId, Currency__c: currencyCode, Balance__c: amount };
}

function started(key: string, accountId: string, currencyCode: string, amount: number): Fields {
    return {
        Entry_Key__c: `e2e:${key}`,
        Account__c: accountId,
        Type__c: 'New',
        Source__c: SOURCE,
        Currency__c: currencyCode,
        Delta__c: amount,
        Balance_After__c: amount,
        Effective_At__c: inDays(-50),
        Reason__c: 'started'
    };
}

function inDays(days: number): string {
    return new Date(Date.now() + days * DAY).toISOString();
}
