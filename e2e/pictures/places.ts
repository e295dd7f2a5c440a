import type { RestOrg } from '../../scripts/org/rest';
import { setBilling } from '../billing-stage';
import { setEvents } from '../event-stage';
import { DISPUTED, setAttention } from '../home-stage';

/** Records whose pages are shown, by the names that people give them. */
export interface Places {
    account(name: string): string;
    event(eventId: string): string;
    invoice(status: string): string;
    /** The last one of the account. */
    subscription(account: string): string;
    /** One of the account that is disputed, or was. */
    payment(account: string): string;
}

const EMPTY = 'Quiet Company';
/** Of the event that setEvents leaves failed. */
export const FAILED_EVENT = 'evt_failed';
/** And of one whose payload is there. */
export const READABLE_EVENT = 'evt_known';
/** The account with 200 subscriptions in three currencies. */
export const LARGE = 'cus_large';

/** Accounts that are hard to show, where they are not there yet. */
export async function stageAccounts(org: RestOrg): Promise<void> {
    if (!(await has(org, `Account WHERE Name = '${EMPTY}'`))) await org.create('Account', { Name: EMPTY });
    if (!(await has(org, `Stripe_Customer__c WHERE Customer_Id__c = '${LARGE}'`))) await setBilling(org);
}

/** Accounts that need somebody, of every kind. */
export async function stageAttention(org: RestOrg): Promise<void> {
    if (!(await has(org, `Account WHERE Name = '${DISPUTED}'`))) await setAttention(org);
}

export async function stageEvents(org: RestOrg): Promise<void> {
    if (!(await has(org, `Stripe_Event__c WHERE Event_Id__c = '${FAILED_EVENT}'`))) await setEvents(org);
}

export async function findPlaces(org: RestOrg): Promise<Places> {
    const accounts = await org.query<{ Id: string; Name: string }>('SELECT Id, Name FROM Account');
    const ids = new Map(accounts.map(({ Id, Name }) => [Name, Id]));
    const events = await org.query<{ Id: string; Event_Id__c: string }>(
        `SELECT Id, Event_Id__c FROM Stripe_Event__c WHERE Event_Id__c IN ('${FAILED_EVENT}', '${READABLE_EVENT}')`
    );
    const customers = await org.query<{ Account__c: string }>(
        `SELECT Account__c FROM Stripe_Customer__c WHERE Customer_Id__c = '${LARGE}'`
    );
    const invoices = await org.query<{ Id: string; Status__c: string }>(
        "SELECT Id, Status__c FROM Stripe_Invoice__c WHERE Account__r.Name IN ('Sorrel Systems', 'Alder Robotics') ORDER BY Created_At__c"
    );
    const subscriptions = await byAccount(org, 'Subscription__c ORDER BY CreatedDate');
    const payments = await byAccount(org, 'Stripe_Payment__c WHERE Disputed__c = TRUE ORDER BY CreatedDate');
    if (customers[0]) ids.set(LARGE, customers[0].Account__c);
    const eventIds = new Map(events.map(({ Id, Event_Id__c }) => [Event_Id__c, Id]));
    const invoiceIds = new Map(invoices.map(({ Id, Status__c }) => [Status__c, Id]));
    return {
        account: (name) => view('Account', ids.get(name), name),
        event: (eventId) => view('Stripe_Event__c', eventIds.get(eventId), eventId),
        invoice: (status) => view('Stripe_Invoice__c', invoiceIds.get(status), status),
        subscription: (account) => view('Subscription__c', subscriptions.get(account), account),
        payment: (account) => view('Stripe_Payment__c', payments.get(account), account)
    };
}

/** The last record of each account. */
async function byAccount(org: RestOrg, what: string): Promise<Map<string, string>> {
    const rows = await org.query<{ Id: string; Account__r: { Name: string } | null }>(`SELECT Id, Account__r.Name FROM ${what}`);
    return new Map(rows.flatMap(({ Id, Account__r }) => (Account__r ? [[Account__r.Name, Id] as const] : [])));
}

function view(object: string, id: string | undefined, name: string): string {
    if (!id) throw new Error(`The org has no ${object} "${name}": start a fresh one with "npm start".`);
    return `/lightning/r/${object}/${id}/view`;
}

async function has(org: RestOrg, what: string): Promise<boolean> {
    return (await org.query(`SELECT Id FROM ${what} LIMIT 1`)).length > 0;
}
