import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { LocalOrg } from '../local';
import { apexString } from '../rest';
import { storeSigningSecret } from '../signing-secret';

interface Call {
    method: string;
    path: string;
    body: string;
    authorization: string;
}

const calls: Call[] = [];
const answers = new Map<string, { status: number; body: unknown }>();
let server: Server;
let org: LocalOrg;

before(async () => {
    server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            const path = decodeURIComponent(request.url!);
            calls.push({
                method: request.method!,
                path,
                body: Buffer.concat(chunks).toString(),
                authorization: String(request.headers.authorization)
            });
            const answer = answers.get(`${request.method} ${path}`) ?? {
                status: 404,
                body: [{ errorCode: 'NOT_FOUND', message: `no ${path}` }]
            };
            response
                .writeHead(answer.status, { 'content-type': 'application/json' })
                .end(answer.status === 204 ? '' : JSON.stringify(answer.body));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    org = new LocalOrg({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'tok' });
});
after(() => server.close());

const DATA = '/services/data/v66.0';

test('a query follows its pages', async () => {
    answers.set(`GET ${DATA}/query?q=SELECT Id FROM Account`, {
        status: 200,
        body: { records: [{ Id: '1' }], nextRecordsUrl: `${DATA}/query/2` }
    });
    answers.set(`GET ${DATA}/query/2`, { status: 200, body: { records: [{ Id: '2' }] } });
    assert.deepEqual(await org.query('SELECT Id FROM Account'), [{ Id: '1' }, { Id: '2' }]);
    assert.equal(calls.at(-1)!.authorization, 'Bearer tok');
});

test('records are created together, and a refusal is an error with its reason', async () => {
    answers.set(`POST ${DATA}/composite/sobjects`, { status: 200, body: [{ id: 'a', success: true, errors: [] }] });
    assert.deepEqual(await org.createMany('Account', [{ Name: 'x' }]), ['a']);
    assert.deepEqual(JSON.parse(calls.at(-1)!.body), { allOrNone: true, records: [{ attributes: { type: 'Account' }, Name: 'x' }] });
    answers.set(`POST ${DATA}/composite/sobjects`, {
        status: 200,
        body: [{ id: null, success: false, errors: [{ message: 'too long' }] }]
    });
    await assert.rejects(org.createMany('Account', [{ Name: 'x' }]), /Account was not created: too long/);
});

test('an upsert goes by the external id, and problems are told in the words of the org', async () => {
    answers.set(`PATCH ${DATA}/sobjects/Thing__c/Key__c/a b`, { status: 204, body: null });
    await org.upsert('Thing__c', 'Key__c', 'a b', { Name: 'x' });
    await assert.rejects(org.update('Thing__c', '1', {}), /PATCH .*Thing__c\/1 answered 404: NOT_FOUND no/);
});

test('anonymous Apex that fails is an error', async () => {
    answers.set('POST /local-org/apex', { status: 200, body: { success: false, compileProblem: 'line 1: nope', logs: [] } });
    await assert.rejects(org.apex('nope'), /Anonymous Apex failed: line 1: nope/);
});

test('a signing secret goes in by anonymous Apex', async () => {
    answers.set('POST /local-org/apex', { status: 200, body: { success: true, logs: [] } });
    await storeSigningSecret(org, 'Stripe_Test', 'whsec_1');
    const { source } = JSON.parse(calls.at(-1)!.body) as { source: string };
    assert.match(source, /upsert as system secret Source__c;/);
});

test('an org that is not there is one line', async () => {
    await assert.rejects(new LocalOrg({ url: 'http://127.0.0.1:1', token: '' }).query('SELECT Id FROM Account'), { name: 'UserError' });
});

test('any text becomes an Apex literal', () => {
    assert.equal(apexString('it\'s\n"ü" \\'), "'it\\'s\\n\"\\u00fc\" \\\\'");
});
