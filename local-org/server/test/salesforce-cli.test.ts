import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { apexClass, field, metaXml, serve, TOKEN, WIDGET, type TestServer } from './harness.ts';

/** The Salesforce CLI itself, in a home of its own, against a running server. */
const CLI = join(dirname(createRequire(import.meta.url).resolve('@salesforce/cli')), '..', 'bin', 'run.js');

const FILES = {
    'src/objects/Widget__c/Widget__c.object-meta.xml': WIDGET,
    'src/objects/Widget__c/fields/Size__c.field-meta.xml': field(
        'Size__c',
        '    <precision>10</precision>\n    <scale>2</scale>\n    <type>Number</type>'
    ),
    ...apexClass(
        'DoublerTest',
        '@IsTest\nprivate class DoublerTest {\n    @IsTest\n    static void doubles() {\n        System.assertEquals(4, 2 * 2);\n    }\n}'
    )
};

let server: TestServer;
let home: string;

before(async () => {
    server = await serve(FILES);
    home = mkdtempSync(join(tmpdir(), 'local-org-cli-'));
    const project = { packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '66.0' };
    const files = { 'sfdx-project.json': JSON.stringify(project), 'block.apex': "insert new Widget__c(Name = 'by Apex');" };
    const source = apexClass('Deployed', 'public class Deployed { public static Integer seven() { return 7; } }', 'app/classes');
    for (const [name, text] of Object.entries({ ...files, ...source, 'rows.csv': 'Name,Size__c\nbulk 1,1\nbulk 2,2\n' })) {
        mkdirSync(dirname(join(home, name)), { recursive: true });
        writeFileSync(join(home, name), text);
    }
    await sf('org', 'login', 'access-token', '--instance-url', server.url, '--no-prompt', '--alias', 'local');
});

after(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
});

async function sf(...command: readonly string[]): Promise<Record<string, unknown>> {
    const env = {
        ...process.env,
        HOME: home,
        USERPROFILE: home,
        SF_ACCESS_TOKEN: TOKEN,
        SF_DISABLE_TELEMETRY: 'true',
        SF_AUTOUPDATE_DISABLE: 'true',
        SF_SKIP_NEW_VERSION_CHECK: 'true',
        SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
        NODE_OPTIONS: ''
    };
    const target = command[1] === 'login' ? [] : ['--target-org', 'local'];
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...command, ...target, '--json'], {
        cwd: home,
        env,
        maxBuffer: 2e7
    });
    const { status, result } = JSON.parse(stdout) as { status: number; result: Record<string, unknown> };
    assert.equal(status, 0, stdout);
    return result;
}

test('records are created, changed, loaded in bulk and found', async () => {
    const made = await sf('data', 'create', 'record', '--sobject', 'Widget__c', '--values', "Name='by the CLI' Size__c=5");
    await sf('data', 'update', 'record', '--sobject', 'Widget__c', '--record-id', String(made['id']), '--values', 'Size__c=6');
    await sf('data', 'import', 'bulk', '--sobject', 'Widget__c', '--file', 'rows.csv', '--wait', '1');
    const { records } = await sf('data', 'query', '--query', 'SELECT Name, Size__c FROM Widget__c ORDER BY Size__c');
    assert.deepEqual(
        (records as Record<string, unknown>[]).map((row) => [row['Name'], row['Size__c']]),
        [
            ['bulk 1', 1],
            ['bulk 2', 2],
            ['by the CLI', 6]
        ]
    );
});

test('anonymous Apex and Apex tests run', async () => {
    assert.equal((await sf('apex', 'run', '--file', 'block.apex'))['success'], true);
    const { summary } = await sf('apex', 'run', 'test', '--class-names', 'DoublerTest', '--wait', '2');
    assert.deepEqual([(summary as { outcome: string }).outcome, (summary as { testsRan: number }).testsRan], ['Passed', 1]);
});

test('source is deployed, is listed then, and is taken away again', async () => {
    assert.equal((await sf('project', 'deploy', 'start', '--source-dir', 'app', '--wait', '2'))['status'], 'Succeeded');
    const classes = (await sf('org', 'list', 'metadata', '--metadata-type', 'ApexClass')) as unknown as { fullName: string }[];
    assert.deepEqual(classes.map(({ fullName }) => fullName).sort(), ['Deployed', 'DoublerTest']);
    const manifest = (types: string): string => metaXml('Package', `${types}<version>66.0</version>`);
    writeFileSync(join(home, 'package.xml'), manifest(''));
    writeFileSync(join(home, 'gone.xml'), manifest('<types><members>Deployed</members><name>ApexClass</name></types>'));
    const command = ['project', 'deploy', 'start', '--manifest', 'package.xml', '--post-destructive-changes', 'gone.xml', '--wait', '2'];
    assert.equal((await sf(...command))['status'], 'Succeeded');
    const left = (await sf('org', 'list', 'metadata', '--metadata-type', 'ApexClass')) as unknown as { fullName: string }[];
    assert.deepEqual(
        left.map(({ fullName }) => fullName),
        ['DoublerTest']
    );
});
