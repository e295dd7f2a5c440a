import { recordFromJson } from '../../local-org/automation/record-from-json.ts';
import { TEST, type LedgerOrg } from '../ledger/support/org.ts';

type Fields = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SOURCE = 'Stripe_Test';

/** Something of everything that the pages show: movements before and after the months were folded, Accounts of every urgency, events of every state. */
export function fill(org: LedgerOrg): void {
    const [acme, risky, late, ending] = insert(
        org,
        'Account',
        ACCOUNTS.map((account) => account(org.time))
    ) as [string, string, string, string];
    const [matched, unmatched] = insert(org, 'Stripe_Customer__c', [
        customer('matched', { Account__c: acme, Match_Method__c: 'Manual' }),
        customer('unmatched', { Candidates__c: `Acme (${acme})` })
    ]) as [string, string];
    addLedger(org, acme, matched);
    addBilling(org, { acme, risky, late, ending, matched });
    addEvents(org, matched, unmatched);
}

const ACCOUNTS: readonly ((now: number) => Fields)[] = [
    (now) =>
        account('Acme', 1, day(now, 5), {
            Stripe_In_Dispute__c: true,
            Stripe_Open_Balance__c: 50,
            Stripe_Delinquent_Since__c: day(now, -4)
        }),
    (now) => account('Risky', 4, null, { Stripe_Churn_Risk_Score__c: 80, Stripe_MRR__c: 20, Stripe_Attention_Date__c: day(now, 9) }),
    (now) =>
        account('Late', 3, day(now, -3), {
            Stripe_Open_Balance__c: 70,
            Stripe_Delinquent_Since__c: day(now, -3),
            Stripe_Next_Payment_Attempt__c: new Date(now + DAY).toISOString()
        }),
    (now) => account('Ending', 5, day(now, 20), {})
];

function account(name: string, urgency: number, attentionDay: string | null, fields: Fields): Fields {
    return {
        Name: name,
        Stripe_Attention__c: urgency,
        Stripe_Attention_Date__c: attentionDay,
        Stripe_Billing_Status__c: 'Good standing',
        Stripe_MRR__c: 49,
        Stripe_ARR__c: 588,
        Stripe_Churn_Risk_Score__c: 10,
        ...fields
    };
}

function customer(name: string, fields: Fields): Fields {
    return {
        Customer_Key__c: `${SOURCE}:cus_${name}`,
        Customer_Id__c: `cus_${name}`,
        Customer_Name__c: `Customer ${name}`,
        Email__c: `${name}@example.com`,
        Source__c: SOURCE,
        ...fields
    };
}

function addLedger(org: LedgerOrg, accountId: string, customerId: string): void {
    const { time } = org;
    insert(org, 'MRR_Balance__c', [
        balance('USD', 80, accountId, customerId, { Started_At__c: iso(time - 100 * DAY), Unrated__c: 0 }),
        balance('XXX', 30, accountId, customerId, { Started_At__c: iso(time - 40 * DAY), Unrated__c: 30 })
    ]);
    const move = (key: number, type: string, delta: number, after: number, daysAgo: number, currency = 'USD'): Fields => ({
        Entry_Key__c: `rights:${key}`,
        Type__c: type,
        Source__c: SOURCE,
        Currency__c: currency,
        Delta_Minor__c: delta * 100,
        Delta__c: delta,
        Balance_After_Minor__c: after * 100,
        Balance_After__c: after,
        Corporate_Delta__c: currency === 'USD' ? delta : null,
        Effective_At__c: iso(time - daysAgo * DAY),
        Reason__c: 'seats',
        Account__c: accountId,
        Stripe_Customer__c: customerId
    });
    insert(org, 'MRR_Schedule__c', [move(1, 'New', 100, 100, 100), move(2, 'Expansion', 20, 120, 70), move(3, 'New', 30, 30, 40, 'XXX')]);
    org.moveTo(org.time + HOUR);
    org.apex('new MonthFold().execute(null);');
    insert(org, 'MRR_Schedule__c', [move(4, 'Contraction', -40, 80, 3)]);
}

function balance(currency: string, amount: number, accountId: string, customerId: string, fields: Fields): Fields {
    return {
        Balance_Key__c: `${SOURCE}:cus_matched:${currency}`,
        Source__c: SOURCE,
        Currency__c: currency,
        Balance_Minor__c: amount * 100,
        Balance__c: amount,
        Account__c: accountId,
        Stripe_Customer__c: customerId,
        ...fields
    };
}

interface Known {
    readonly acme: string;
    readonly risky: string;
    readonly late: string;
    readonly ending: string;
    readonly matched: string;
}

/** One of each object holds something that the package does not know. */
function addBilling(org: LedgerOrg, { acme, risky, late, ending, matched }: Known): void {
    const { time } = org;
    const [subscription] = insert(org, 'Subscription__c', [
        {
            Subscription_Key__c: 'rights:sub',
            Subscription_Id__c: 'sub_rights',
            Source__c: SOURCE,
            Account__c: ending,
            Stripe_Customer__c: matched,
            Status__c: 'active',
            Currency__c: 'USD',
            MRR__c: 49,
            Cancel_At_Period_End__c: true,
            Current_Period_Start__c: iso(time - 300 * DAY),
            Current_Period_End__c: iso(time + 20 * DAY),
            Unknown_Shapes__c: 1
        }
    ]);
    insert(org, 'Subscription_Item__c', [
        {
            Item_Key__c: 'rights:si',
            Item_Id__c: 'si_rights',
            Subscription__c: subscription,
            Active__c: true,
            MRR__c: 49,
            Price_Id__c: 'price_rights'
        }
    ]);
    insert(org, 'Churn_Risk_Component__c', [
        {
            Component_Key__c: `${risky}:Low_Usage`,
            Account__c: risky,
            Code__c: 'Low_Usage',
            Points__c: 20,
            Reason__c: 'Hardly anybody works with it.'
        }
    ]);
    insert(org, 'Stripe_Dispute__c', [
        {
            Dispute_Key__c: 'rights:dp',
            Dispute_Id__c: 'dp_rights',
            Source__c: SOURCE,
            Account__c: acme,
            Status__c: 'needs_response',
            Outcome__c: 'Open',
            Currency__c: 'USD',
            Amount__c: 30,
            Evidence_Due_By__c: iso(time + 5 * DAY),
            Unknown_Shapes__c: 1
        }
    ]);
    insert(org, 'Stripe_Invoice__c', [
        {
            Invoice_Key__c: 'rights:in',
            Invoice_Id__c: 'in_rights',
            Source__c: SOURCE,
            Account__c: late,
            Status__c: 'open',
            Currency__c: 'USD',
            Total__c: 70,
            Amount_Remaining__c: 70,
            Created_At__c: iso(time - 9 * DAY),
            Unknown_Shapes__c: 1
        }
    ]);
    insert(org, 'Stripe_Payment__c', [
        {
            Payment_Key__c: 'rights:ch',
            Payment_Id__c: 'ch_rights',
            Source__c: SOURCE,
            Account__c: late,
            Kind__c: 'Charge',
            Unknown_Shapes__c: 1
        }
    ]);
    insert(org, 'Stripe_Credit_Note__c', [
        { Credit_Note_Key__c: 'rights:cn', Credit_Note_Id__c: 'cn_rights', Source__c: SOURCE, Unknown_Shapes__c: 1 }
    ]);
    insert(org, 'Stripe_Payout__c', [{ Payout_Key__c: 'rights:po', Payout_Id__c: 'po_rights', Source__c: SOURCE, Unknown_Shapes__c: 1 }]);
}

function addEvents(org: LedgerOrg, matched: string, unmatched: string): void {
    const event = (name: string, state: string, fields: Fields = {}): Fields => ({
        Event_Key__c: `${SOURCE}:evt_${name}`,
        Event_Id__c: `evt_${name}`,
        Source__c: SOURCE,
        Type__c: 'invoice.paid',
        Object_Type__c: 'invoice',
        Object_Id__c: `in_${name}`,
        Amount__c: 49,
        Currency__c: 'USD',
        Stripe_Created_At__c: iso(org.time - 5000),
        State__c: state,
        Stripe_Customer_Id__c: 'cus_matched',
        Stripe_Customer__c: matched,
        ...fields
    });
    insert(org, 'Stripe_Event__c', [
        event('processed', 'Processed', { Processed_At__c: iso(org.time + 2000) }),
        event('ignored', 'Ignored', { Processed_At__c: iso(org.time + 3000), Reason__c: 'Of no interest.' }),
        event('received', 'Received', { Lane__c: 0 }),
        event('failing', 'Failed', { Lane__c: 1, Attempts__c: 2, Error__c: 'It failed.', Next_Try_At__c: iso(org.time + HOUR) }),
        event('given_up', 'Failed', { Attempts__c: 10, Error__c: 'It failed.' }),
        event('waiting', 'Waiting', {
            Processed_At__c: iso(org.time + 4000),
            Reason__c: 'No Account yet.',
            Stripe_Customer__c: unmatched,
            Stripe_Customer_Id__c: 'cus_unmatched'
        })
    ]);
}

function insert(org: LedgerOrg, object: string, rows: readonly object[]): string[] {
    const { org: runtime } = org;
    const records = rows.map((row) => recordFromJson(runtime.schema.object(object)!, row as Record<string, unknown>, runtime.schema));
    return runtime.transact(
        'synchronous',
        runtime.user(runtime.defaultUsername),
        (transaction) => transaction.dml({ operation: 'insert', records, allOrNone: true, access: 'system' }).map(({ id }) => id!),
        TEST
    );
}

function iso(time: number): string {
    return new Date(time).toISOString();
}

function day(now: number, inDays: number): string {
    return iso(now + inDays * DAY).slice(0, 10);
}
