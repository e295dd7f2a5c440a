import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseCsv, writeCsv } from '../rest/csv.ts';
import { field, serve, WIDGET, type TestServer } from './harness.ts';

const FILES = {
    'src/objects/Widget__c/Widget__c.object-meta.xml': WIDGET,
    'src/objects/Widget__c/fields/Key__c.field-meta.xml': field(
        'Key__c',
        '    <externalId>true</externalId>\n    <length>20</length>\n    <type>Text</type>\n    <unique>true</unique>'
    ),
    'src/objects/Widget__c/fields/Size__c.field-meta.xml': field(
        'Size__c',
        '    <precision>10</precision>\n    <scale>2</scale>\n    <type>Number</type>'
    ),
    'src/objects/Widget__c/fields/Done__c.field-meta.xml': field(
        'Done__c',
        '    <defaultValue>false</defaultValue>\n    <type>Checkbox</type>'
    )
};

let server: TestServer;
before(async () => {
    server = await serve(FILES, {});
});
after(() => server.stop());

const JOBS = '/services/data/v66.0/jobs/ingest';

test('CSV: quotes, doubled quotes, line breaks and other delimiters', () => {
    assert.deepEqual(parseCsv('a,b\r\n"x, ""y""","1\n2"\n\n,z', ','), [
        ['a', 'b'],
        ['x, "y"', '1\n2'],
        ['', 'z']
    ]);
    assert.equal(writeCsv([['a,b', 'say "x"', 'c']], ',', '\n'), '"a,b","say ""x""",c\n');
    assert.throws(() => parseCsv('a\n"b', ','), /not closed/);
});

test('jsforce loads records in bulk: what fails is told row by row, and the rest is saved', async () => {
    const { bulk2 } = server.connect();
    const rows = Array.from({ length: 450 }, (_, index) => ({
        Name: `W${index}`,
        Key__c: `k${index % 440}`,
        Size__c: String(index),
        Done__c: 'true'
    }));
    const results = await bulk2.loadAndWaitForResults({
        object: 'Widget__c',
        operation: 'insert',
        input: rows,
        pollInterval: 50,
        pollTimeout: 20_000
    });
    assert.equal(results.successfulResults.length, 440);
    assert.equal(results.failedResults.length, 10);
    assert.match(String(results.failedResults[0]!['sf__Error']), /^DUPLICATE_VALUE:duplicate value found: Key__c/);
    const [saved] = (await server.connect().query("SELECT Size__c, Done__c FROM Widget__c WHERE Key__c = 'k7'")).records;
    assert.deepEqual([saved!['Size__c'], saved!['Done__c']], [7, true]);

    const changed = await bulk2.loadAndWaitForResults({
        object: 'Widget__c',
        operation: 'upsert',
        externalIdFieldName: 'Key__c',
        input: [
            { Key__c: 'k1', Name: 'again', Size__c: '#N/A' },
            { Key__c: 'new', Name: 'new', Size__c: 'many' },
            { Key__c: 'newer', Name: 'newer', Size__c: '' }
        ],
        pollInterval: 50,
        pollTimeout: 20_000
    } as never);
    assert.deepEqual(
        (changed.successfulResults as unknown as Record<string, string>[]).map((row) => [row['Key__c'], row['sf__Created']]),
        [
            ['k1', 'false'],
            ['newer', 'true']
        ]
    );
    assert.match(String(changed.failedResults[0]!['sf__Error']), /Size__c/);
});

test('a job that cannot be is refused, and one whose file cannot be read fails as a whole', async () => {
    const open = async (job: object): Promise<{ status: number; body: unknown }> => server.call('POST', JOBS, job);
    assert.deepEqual((await open({ object: 'Nope__c', operation: 'insert' })).body, [
        { errorCode: 'INVALIDENTITY', message: "Entity 'Nope__c' is not supported by the Bulk API." }
    ]);
    assert.equal((await open({ object: 'Widget__c', operation: 'hardDelete' })).status, 501);
    assert.equal((await open({ object: 'Widget__c', operation: 'upsert', externalIdFieldName: 'Size__c' })).status, 400);
    const job = (await open({ object: 'Widget__c', operation: 'insert' })).body as { id: string; state: string };
    assert.equal(job.state, 'Open');
    const url = `${JOBS}/${job.id}`;
    assert.equal((await server.call('PUT', `${url}/batches`, 'Name,Colour__c\nx,red\n', { 'content-type': 'text/csv' })).status, 201);
    await server.call('PATCH', url, { state: 'UploadComplete' });
    const after = (await server.call('GET', url)).body as { state: string; errorMessage: string };
    assert.deepEqual([after.state, after.errorMessage], ['Failed', 'InvalidBatch : Field name not found : Colour__c']);
    assert.equal((await server.call('PATCH', url, { state: 'UploadComplete' })).status, 400);
    assert.equal((await server.call('DELETE', url)).status, 204);
    assert.equal((await server.call('GET', url)).status, 404);
});
