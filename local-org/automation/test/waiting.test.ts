import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { after, before, test } from 'node:test';
import { HttpRequest } from '../../apex/platform/web.ts';
import { ApexBlob } from '../../apex/runtime/values/blob.ts';
import { callOut } from '../callouts.ts';
import { asAdministrator, insert, openScripted, query, record, writeProject } from './harness.ts';

const project = writeProject({});

/** Callouts stop this thread, so the server that answers them needs one of its own. */
const SERVER = `
const { createServer } = require('node:http');
const { parentPort } = require('node:worker_threads');
const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
        if (request.url === '/slow') return;
        response.setHeader('X-Seen', request.headers['authorization'] ?? 'none');
        response.statusCode = request.url === '/missing' ? 404 : 200;
        response.end(request.method + ' ' + request.url + ' ' + Buffer.concat(chunks).toString('hex'));
    });
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

let worker: Worker;
let base = '';

before(async () => {
    worker = new Worker(SERVER, { eval: true });
    base = await new Promise<string>((resolve) => worker.once('message', (port: number) => resolve(`http://127.0.0.1:${port}`)));
});

after(() => worker.terminate());

function request(endpoint: string, method = 'GET', body: Uint8Array | null = null): HttpRequest {
    const message = new HttpRequest();
    message.endpoint = endpoint;
    message.method = method;
    message.body = body === null ? null : new ApexBlob(body);
    return message;
}

test('a callout goes out through its named credential, byte for byte, and counts', () => {
    const org = openScripted(project, [], {
        config: { namedCredentials: { Peer: { url: `${base}/`, headers: { Authorization: 'Bearer k' } } } }
    });
    asAdministrator(org, (tx) => {
        const response = callOut(tx, request('callout:Peer/v1/x?y=1', 'POST', new Uint8Array([0, 255])));
        assert.equal(response.statusCode, 200);
        assert.equal(response.headers.get('x-seen'), 'Bearer k');
        assert.equal(response.body!.text(), 'POST /v1/x?y=1 00ff');
        assert.equal(callOut(tx, request('callout:peer/missing')).statusCode, 404);
        assert.equal(tx.limits.get('callouts'), 2);
    });
});

test('what the platform refuses to call is refused', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        assert.throws(
            () => callOut(tx, request('https://example.com/')),
            /Unauthorized endpoint, please check Setup->Security->Remote site settings/
        );
        assert.throws(() => callOut(tx, request('callout:Nobody/x')), /Nobody/);
        assert.throws(
            () => callOut(tx, request('http://127.0.0.1:1/')),
            (error: Error & { apexTypeName: string }) => error.apexTypeName === 'System.CalloutException'
        );
        const slow = request(`${base}/slow`);
        slow.timeout = 50;
        assert.throws(() => callOut(tx, slow), /Read timed out/);
    });
});

test('no callout after a change of data', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        insert(tx, record('Account', { Name: 'A' }));
        assert.throws(() => callOut(tx, request(base)), /You have uncommitted work pending. Please commit or rollback before calling out/);
    });
});

test('a row locked by an open transaction is refused to another, and a callout gives it free', () => {
    const org = openScripted(project, []);
    const id = asAdministrator(org, (tx) => insert(tx, record('Account', { Name: 'A' }))[0]!.id);
    const rename = (name: string): void =>
        void asAdministrator(org, (tx) =>
            tx.dml({ operation: 'update', records: [record('Account', { Id: id, Name: name })], allOrNone: true, access: 'default' })
        );
    const points: string[] = [];
    org.onWait = (point) => {
        points.push(point);
        if (point === 'lock')
            assert.throws(() => rename('while locked'), /UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record/);
        else rename('during the callout');
    };
    asAdministrator(org, (tx) => {
        query(tx, 'SELECT Id FROM Account FOR UPDATE');
        callOut(tx, request(base));
    });
    assert.deepEqual(points, ['lock', 'callout']);
    org.onWait = null;
    asAdministrator(org, (tx) => assert.equal(query(tx, 'SELECT Name FROM Account')[0]!.get('Name'), 'during the callout'));
});

test('what another transaction committed during a callout stays when this one fails', () => {
    const org = openScripted(project, []);
    org.onWait = () => void asAdministrator(org, (tx) => insert(tx, record('Account', { Name: 'B' })));
    assert.throws(() =>
        asAdministrator(org, (tx) => {
            callOut(tx, request(base));
            insert(tx, record('Account', { Name: 'A' }));
            throw new Error('stop');
        })
    );
    asAdministrator(org, (tx) =>
        assert.deepEqual(
            query(tx, 'SELECT Name FROM Account').map((row) => row.get('Name')),
            ['B']
        )
    );
});
