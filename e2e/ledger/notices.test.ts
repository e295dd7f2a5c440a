import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, test } from 'node:test';
import { compile, LedgerOrg, SOURCE } from './support/org.ts';

const START = Date.UTC(2026, 0, 10);
const CSM = 'success@recurrent.example';

let program: ReturnType<typeof compile>;
let org: LedgerOrg;
let accountId: string;

before(() => {
    program = compile('http://127.0.0.1:9');
});

/** An Account of somebody in customer success, whose manager is the administrator. */
beforeEach(() => {
    org = new LedgerOrg(program, START);
    org.setLanes(1);
    org.apex(`
        User csm = [SELECT Id FROM User WHERE Username = '${CSM}'];
        csm.ManagerId = UserInfo.getUserId();
        update as system csm;
        insert as system new Account(Name = 'Acme', OwnerId = csm.Id);
    `);
    accountId = String(org.rows('Account')[0]!['Id']);
});

afterEach(() => org.close());

function userId(username: string): string {
    return String(org.rows('User').find((row) => row['Username'] === username)!['Id']);
}

/** As the drain leaves an invoice whose payment failed a day ago. */
function insertFailed(id: string, attempts: number): string {
    org.apex(`
        insert as system new Stripe_Invoice__c(Invoice_Key__c = '${SOURCE}:${id}', Invoice_Id__c = '${id}',
            Invoice_Number__c = '${id.toUpperCase()}', Source__c = '${SOURCE}', Account__c = '${accountId}', Status__c = 'open',
            Currency__c = 'USD', Amount_Remaining__c = 100, Attempt_Count__c = ${attempts}, Created_At__c = System.now().addDays(-1),
            Last_Payment_Failed_At__c = System.now().addDays(-1), Reaction_State__c = 'Pending', Reaction_Kind__c = 'payment_failed',
            Reaction_Lane__c = 0, Reaction_Attempts__c = 0);
    `);
    return String(invoice()['Id']);
}

function invoice(): Readonly<Record<string, unknown>> {
    return org.rows('Stripe_Invoice__c')[0]!;
}

test('the bell rings for who looks after the Account, and the manager gets an e-mail with the reasons', () => {
    org.set('Risk_Score_Alert__c', 20);
    insertFailed('in_1', 4);
    org.sweep();
    assert.equal(invoice()['Reaction_State__c'], 'Done', String(invoice()['Reaction_Error__c']));
    const { notifications, emails } = org.org.messages;
    assert.equal(notifications.length, 1);
    const [bell] = notifications;
    assert.deepEqual(bell!.recipients, [userId(CSM)]);
    assert.equal(bell!.title, 'Acme: a payment of USD 100.00 failed');
    assert.equal(bell!.body, 'Invoice IN_1: 4 attempts to collect failed. Stripe will not try again by itself.');
    assert.equal(bell!.targetId, accountId);
    assert.equal(emails.length, 1);
    assert.deepEqual(emails[0]!.to, [org.rows('User').find((row) => row['Id'] === userId(org.org.defaultUsername))!['Email']]);
    assert.equal(emails[0]!.subject, bell!.title);
    assert.match(emails[0]!.plainTextBody!, /Churn risk 31 of 100:\n\+15 4 attempts/);
});

test('an e-mail that cannot be sent holds up neither the task nor the reaction', () => {
    org.set('Risk_Score_Alert__c', 1);
    org.org.store.connection.prepare(`UPDATE "User" SET "Email" = 'nobody' WHERE "Id" = '${userId(org.org.defaultUsername)}'`, false).run();
    insertFailed('in_1', 4);
    org.sweep();
    assert.equal(org.org.messages.emails.length, 0);
    assert.equal(org.rows('Task').length, 1);
    assert.equal(invoice()['Reaction_State__c'], 'Done', String(invoice()['Reaction_Error__c']));
});

test('a payment after all is told by bell alone', () => {
    org.set('Notify_By_Chatter__c', true);
    const id = insertFailed('in_1', 2);
    org.sweep();
    org.apex(`
        update as system new Stripe_Invoice__c(Id = '${id}', Status__c = 'paid', Amount_Paid__c = 100, Amount_Remaining__c = 0,
            Reaction_Kind__c = 'payment_recovered', Reaction_State__c = 'Pending', Reaction_Lane__c = 0);
    `);
    org.sweep();
    assert.equal(invoice()['Reaction_State__c'], 'Done', String(invoice()['Reaction_Error__c']));
    assert.deepEqual(
        org.org.messages.notifications.map(({ title }) => title),
        ['Acme: a payment of USD 100.00 failed', 'Acme has paid USD 100.00']
    );
    assert.equal(org.rows('FeedItem').length, 1, 'No post thanks.');
    assert.equal(org.rows('Task')[0]!['Status'], 'Completed');
    assert.equal(org.rows('Account')[0]!['Stripe_Payment_Risk__c'], undefined);
});

test('a failed payout rings for the payout itself, since there is no Account', () => {
    org.apex(`
        insert as system new Stripe_Payout__c(Payout_Key__c = '${SOURCE}:po_1', Payout_Id__c = 'po_1', Source__c = '${SOURCE}',
            Status__c = 'failed', Currency__c = 'USD', Amount__c = 5000, Failure_Code__c = 'account_closed',
            Reaction_State__c = 'Pending', Reaction_Kind__c = 'failed', Reaction_Lane__c = 0, Reaction_Attempts__c = 0);
    `);
    org.sweep();
    assert.equal(org.rows('Stripe_Payout__c')[0]!['Reaction_State__c'], 'Done');
    const [bell] = org.org.messages.notifications;
    assert.equal(bell!.targetId, org.rows('Stripe_Payout__c')[0]!['Id']);
    assert.equal(bell!.title, 'Payout of USD 5,000.00 failed');
    assert.match(bell!.body!, /Reason: account closed\./);
});

test('a large refund that cannot be told is a failed reaction, tried again until it can', () => {
    org.apex(`
        Recurrent_Settings__c settings = Recurrent_Settings__c.getOrgDefaults();
        settings.SetupOwnerId = UserInfo.getOrganizationId();
        settings.Large_Event_Threshold__c = 1000;
        upsert as system settings;
        insert as system new Stripe_Payment__c(Payment_Key__c = '${SOURCE}:re_1', Payment_Id__c = 're_1', Source__c = '${SOURCE}',
            Account__c = '${accountId}', Kind__c = 'Refund', Status__c = 'succeeded', Currency__c = 'USD', Amount__c = 2000,
            Reaction_State__c = 'Pending', Reaction_Kind__c = 'refunded', Reaction_Lane__c = 0, Reaction_Attempts__c = 0);
    `);
    const { store } = org.org;
    const rename = (from: string, to: string): void => {
        store.connection.prepare(`UPDATE "CustomNotificationType" SET "DeveloperName" = '${to}' WHERE "DeveloperName" = '${from}'`).run();
    };
    rename('Recurrent_Notice', 'Gone');
    org.sweep();
    const failed = org.rows('Stripe_Payment__c')[0]!;
    assert.equal(failed['Reaction_State__c'], 'Failed');
    assert.match(String(failed['Reaction_Error__c']), /Get_Notification_Type/);
    assert.equal(org.org.messages.notifications.length, 0);
    rename('Gone', 'Recurrent_Notice');
    org.rest();
    assert.equal(org.rows('Stripe_Payment__c')[0]!['Reaction_State__c'], 'Done');
    assert.deepEqual(
        org.org.messages.notifications.map(({ title, recipients }) => [title, recipients]),
        [['Acme: refund, USD 2,000.00', [userId(CSM)]]]
    );
});
