import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { StripeAccount } from './stripe/account.ts';
import { StripeApi } from './stripe/api.ts';
import { PRICES } from './stripe/prices.ts';
import { compile, LedgerOrg } from './support/org.ts';

/*
 * The bell leaves nothing behind that Apex could read: here the org keeps what it rang.
 */

let api: StripeApi | undefined;
let org: LedgerOrg | undefined;

before(async () => {
    api = await StripeApi.start();
    org = new LedgerOrg(compile(api.url), Date.UTC(2026, 0, 1));
});

after(async () => {
    org?.close();
    await api?.stop();
});

test('the bell tells the people of the Account who came, what changed, and who left', () => {
    const { org: runtime } = org!;
    const accountId = org!.insert('Account', { Name: 'Acme' });
    const account = new StripeAccount('n', Math.ceil(org!.time / 1000), [accountId], api!.put);
    const customer = account.addCustomer(accountId);
    const subscription = account.start(customer, PRICES['usd']![0]!, 10);
    const items = (quantity: number) => ({ ...subscription.items, data: [{ ...subscription.items.data[0]!, quantity }] });
    const changes = [
        () => undefined,
        () => account.update(subscription, { items: items(11) }),
        () => account.update(subscription, { items: items(14) }),
        () => account.update(subscription, { items: items(12) }),
        () => account.update(subscription, { status: 'canceled' }),
        () => account.update(subscription, { status: 'active', items: items(5) })
    ];
    let told = 0;
    for (const change of changes) {
        account.now += 60;
        change();
        org!.moveTo(account.now * 1000);
        for (const event of account.events.slice(told)) assert.equal(org!.deliver(event), 200);
        told = account.events.length;
        org!.rest();
    }
    const { notifications } = runtime.messages;
    assert.deepEqual(
        notifications.map(({ title, body }) => `${title}. ${body}`),
        [
            'Acme is a new customer: USD 100.00 a month. MRR went from USD 0.00 to USD 100.00. Reason: started.',
            'Acme expanded: USD 30.00 a month. MRR went from USD 110.00 to USD 140.00. Reason: seats.',
            'Acme shrank: USD 20.00 a month. MRR went from USD 140.00 to USD 120.00. Reason: seats.',
            'Acme churned: USD 120.00 a month. MRR went from USD 120.00 to USD 0.00. Reason: canceled.',
            'Acme came back: USD 50.00 a month. MRR went from USD 0.00 to USD 50.00. Reason: status: active.'
        ]
    );
    const owner = org!.query(`SELECT OwnerId FROM Account WHERE Id = '${accountId}'`)[0]!['OwnerId'];
    for (const { recipients, targetId, typeId } of notifications) {
        assert.deepEqual(recipients, [owner]);
        assert.equal(targetId, accountId);
        assert.equal(typeId, org!.query("SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Recurrent_Notice'")[0]!['Id']);
    }
});
