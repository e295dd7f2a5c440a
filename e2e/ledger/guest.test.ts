import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { ApexException } from '../../local-org/apex/runtime/exceptions.ts';
import { SObject } from '../../local-org/apex/runtime/sobject.ts';
import { callController } from '../../local-org/automation/controllers.ts';
import { handleApexRest } from '../../local-org/automation/rest.ts';
import type { RunningUser } from '../../local-org/automation/transaction.ts';
import { parseSoql } from '../../local-org/data/soql/parse.ts';
import { startServer, type RunningServer } from '../../local-org/server/start.ts';
import { StripeAccount } from './stripe/account.ts';
import { PRICES } from './stripe/prices.ts';
import { compile, LedgerOrg, ROOT } from './support/org.ts';

const SITE = '/services/apexrest';
const OTHER_CLASSES = join(import.meta.dirname, 'guest');
/** Standard objects that hold what a stranger would look for. */
const STANDARD = ['Account', 'Contact', 'Opportunity', 'Task'];

let org: LedgerOrg | undefined;
let server: RunningServer | undefined;
let guest: RunningUser;
/** The package's objects that hold records. */
let objects: string[];

before(async () => {
    org = new LedgerOrg(compile('http://127.0.0.1:9', [OTHER_CLASSES]), Date.UTC(2026, 0, 1));
    guest = org.org.user(org.org.siteGuest(SITE)!);
    objects = org.org.schema.objects.filter(({ name, kind }) => name.endsWith('__c') && kind === 'custom').map(({ name }) => name);
    org.insert('Account', { Name: 'Account' });
    const account = new StripeAccount('g', Math.ceil(org.time / 1000), [], () => undefined);
    account.start(account.addCustomer(null), PRICES['usd']![0]!, 1);
    for (const event of account.events) assert.equal(org.deliver(event), 200, 'the endpoint is open');
    server = await startServer({
        project: ROOT,
        port: 0,
        database: ':memory:',
        keep: false,
        extraDirectories: [OTHER_CLASSES],
        namedCredentials: {}
    });
});

after(async () => {
    org?.close();
    await server?.stop();
});

function refused(action: () => unknown, what: string): void {
    assert.throws(action, (error) => error instanceof ApexException && error.message.length > 0, `${what} was not refused`);
}

test('the guest reads no object, by any query in its own name', () => {
    assert.ok(objects.length >= 5);
    for (const object of [...objects, ...STANDARD]) {
        refused(
            () => org!.org.transact('synchronous', guest, (tx) => tx.query(parseSoql(`SELECT Id FROM ${object}`), [], 'user')),
            `reading ${object}`
        );
    }
});

test('the guest writes no object: nothing is inserted, changed or deleted', () => {
    for (const object of [...objects, ...STANDARD]) {
        const [existing] = org!.org.store.all(object, { fields: ['Id'] });
        for (const operation of ['insert', 'update', 'delete'] as const) {
            if (operation !== 'insert' && !existing) continue;
            const record = new SObject(object);
            if (operation !== 'insert') record.fields.set('Id', existing!.id);
            refused(
                () =>
                    org!.org.transact('synchronous', guest, (tx) =>
                        tx.dml({ operation, records: [record], allOrNone: true, access: 'user' })
                    ),
                `${operation} of ${object}`
            );
        }
    }
});

test('what the endpoint stored belongs to the org, and sharing shows the guest none of it', () => {
    const rows = org!.rows('Stripe_Event__c');
    assert.equal(rows.length, 2);
    for (const row of rows) assert.notEqual(row['OwnerId'], guest.id);
    for (const object of ['Stripe_Event__c', 'Stripe_Secret__c', 'Account']) {
        const seen = org!.org.transact('synchronous', guest, (tx) => tx.query(parseSoql(`SELECT Id FROM ${object}`), [], 'system'), {
            sharing: 'with'
        });
        assert.deepEqual(seen, [], object);
    }
});

test('the guest runs no other Apex: no second address, no controller of a page', () => {
    const { access, program } = { access: org!.org.access(guest), program: org!.org.program };
    const own = program.classes.filter(({ name }) => !name.includes('.') && access.hasApexClass(name)).map(({ name }) => name);
    assert.deepEqual(own, ['StripeWebhook']);
    const answer = handleApexRest(org!.org, {
        method: 'GET',
        path: `${SITE}/second/x`,
        headers: {},
        body: new Uint8Array(),
        user: guest
    });
    assert.equal(answer.status, 403);
    const controllers = program.classes.flatMap(({ name, methods }) =>
        methods
            .filter(({ annotations }) => annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled'))
            .map((method) => `${name}.${method.name}`)
    );
    assert.ok(controllers.length > 0);
    for (const controller of controllers) {
        const result = callController(org!.org, guest, controller, {});
        assert.equal(result.ok, false, controller);
    }
});

test('over HTTP, a stranger reaches the endpoint and nothing else', async () => {
    const call = async (method: string, path: string, headers: Record<string, string> = {}): Promise<number> => {
        const body = method === 'POST' ? '{}' : null;
        const answer = await fetch(server!.url + path, { method, body, headers: { 'content-type': 'application/json', ...headers } });
        await answer.arrayBuffer();
        return answer.status;
    };
    assert.equal(await call('POST', `${SITE}/stripe/Stripe_Test`), 400, 'no signature, no entry');
    assert.equal(await call('POST', `${SITE}/stripe/Nobody`), 404);
    assert.equal(await call('GET', `${SITE}/stripe/Stripe_Test`), 405);
    assert.equal(await call('GET', `${SITE}/second/x`), 403);
    for (const [method, path] of [
        ['GET', '/services/data/v66.0/query?q=SELECT+Id+FROM+Stripe_Secret__c'],
        ['GET', '/services/data/v66.0/sobjects/Account/describe'],
        ['POST', '/services/data/v66.0/sobjects/Stripe_Event__c'],
        ['GET', '/services/data/v66.0/tooling/executeAnonymous?anonymousBody=x'],
        ['POST', '/local-org/apex'],
        ['GET', '/local-org/transactions']
    ] as const) {
        assert.equal(await call(method, path), 401, `${method} ${path} without a session`);
        assert.equal(await call(method, path, { authorization: 'Bearer nobody' }), 401, `${method} ${path} with an invented session`);
    }
});
