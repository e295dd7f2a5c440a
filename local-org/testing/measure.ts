import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { compileProject } from '../apex/compile.ts';
import '../apex/platform/index.ts';
import { loadProject } from '../metadata/load.ts';
import { openOrg, type OrgRuntime } from '../org.ts';
import { buildSchema } from '../schema/build.ts';
import { discoverTests } from './discover.ts';
import { runTestClass } from './run-class.ts';
import { testOrgOptions } from './run.ts';

/**
 * `node measure.ts compile PROJECT CACHE | tests PROJECT | rows SIZE,SIZE`: one measurement in a process of its own, so
 * that none finds the code of another warm. Prints one line of JSON.
 */
const MEASUREMENTS: Readonly<Record<string, (...parameters: string[]) => unknown>> = { compile, tests, rows };

function compile(project = '.', cacheDirectory = ''): { lines: number; ms: number } {
    const metadata = loadProject(resolve(project));
    const schema = buildSchema(metadata);
    const started = performance.now();
    compileProject(metadata, schema, { cacheDirectory });
    const ms = performance.now() - started;
    const bodies = [...metadata.ofType('ApexClass'), ...metadata.ofType('ApexTrigger')].map(({ body }) => body ?? '');
    return { lines: bodies.reduce((sum, body) => sum + body.split('\n').length, 0), ms };
}

function tests(project = '.'): { methods: number; failed: number; ms: number } {
    const org = openOrg(testOrgOptions(resolve(project)));
    const started = performance.now();
    const results = discoverTests(org.program).flatMap((testClass) => runTestClass(org, testClass));
    return { methods: results.length, failed: results.filter(({ passed }) => !passed).length, ms: performance.now() - started };
}

interface Timing {
    readonly operation: string;
    readonly size: number;
    readonly ms: number;
}

/** Of the sample project: a plain object, and one with a trigger that fills a field and counts what it is given. */
function rows(sizes = '2000,10000'): Timing[] {
    const root = sampleProject();
    try {
        const org = openOrg({ project: root, database: ':memory:', cacheDirectory: join(root, '.local-org') });
        for (const operation of OPERATIONS) timeOf(org, operation, WARM_UP);
        return sizes.split(',').flatMap((size) => OPERATIONS.map((operation) => timeOf(org, operation, Number(size))));
    } finally {
        rmSync(root, { recursive: true, force: true });
    }
}

const WARM_UP = 1000;
/** Best of so many, since other work of the machine only ever adds. */
const ATTEMPTS = 3;

interface Operation {
    readonly name: string;
    /** Anonymous Apex; `N` is the number of rows. */
    readonly before?: string;
    readonly measured: string;
}

const OPERATIONS: readonly Operation[] = [
    { name: 'insert', measured: 'insert Rows.plain(0, N);' },
    { name: 'upsert, half of them there', before: 'insert Rows.plain(0, N / 2);', measured: 'upsert Rows.plain(0, N) Key__c;' },
    { name: 'update', before: 'insert Rows.plain(0, N);', measured: 'update Rows.changed();' },
    { name: 'query', before: 'insert Rows.plain(0, N);', measured: 'Rows.read(N);' },
    { name: 'query by keys', before: 'insert Rows.plain(0, N);', measured: 'Rows.readByKeys(N);' },
    { name: 'insert through a trigger', measured: 'Rows.insertThroughTrigger(N);' }
];

function timeOf(org: OrgRuntime, { name, before, measured }: Operation, size: number): Timing {
    const run = (source: string): void => {
        const block = org.program.anonymous(source.replaceAll(/\bN\b/g, String(size)));
        org.transact('synchronous', org.user(org.defaultUsername), () => block());
    };
    const times = Array.from({ length: ATTEMPTS }, () =>
        org.isolated(() => {
            if (before) run(before);
            const started = performance.now();
            run(measured);
            return performance.now() - started;
        })
    );
    return { operation: name, size, ms: Math.min(...times) };
}

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const API_VERSION = '<apiVersion>66.0</apiVersion><status>Active</status>';

const ROWS = `public class Rows {
    public static Integer seen = 0;
    public static List<Plain__c> plain(Integer first, Integer size) {
        List<Plain__c> rows = new List<Plain__c>();
        for (Integer i = first; i < size; i++) {
            rows.add(new Plain__c(Name = 'Row ' + i, Key__c = 'key-' + i, Amount__c = i * 1.25, Day__c = Date.newInstance(2026, 1, 1), Active__c = true));
        }
        return rows;
    }
    public static List<Plain__c> changed() {
        List<Plain__c> rows = [SELECT Id, Amount__c FROM Plain__c];
        for (Plain__c row : rows) row.Amount__c += 1;
        return rows;
    }
    public static void read(Integer size) {
        List<Plain__c> rows = [SELECT Id, Name, Key__c, Amount__c, Day__c, Active__c FROM Plain__c WHERE Active__c = true ORDER BY Key__c];
        Assert.areEqual(size, rows.size());
    }
    public static void readByKeys(Integer size) {
        Set<String> keys = new Set<String>();
        for (Integer i = 0; i < size; i++) keys.add('key-' + i);
        Assert.areEqual(size, [SELECT Id, Name, Amount__c FROM Plain__c WHERE Key__c IN :keys].size());
    }
    public static void insertThroughTrigger(Integer size) {
        List<Watched__c> rows = new List<Watched__c>();
        for (Integer i = 0; i < size; i++) rows.add(new Watched__c(Key__c = 'key-' + i, Amount__c = i));
        insert rows;
        Assert.areEqual(size, seen);
    }
}`;

const TRIGGER = `trigger Watch on Watched__c (before insert, after insert) {
    Assert.isTrue(Trigger.size <= 200);
    if (Trigger.isBefore) for (Watched__c row : Trigger.new) row.Name = 'Row ' + row.Key__c;
    else Rows.seen += Trigger.newMap.size();
}`;

function sampleProject(): string {
    const root = mkdtempSync(join(tmpdir(), 'local-org-measure-'));
    const write = (path: string, content: string): void => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
    };
    write('sfdx-project.json', JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '66.0' }));
    const key = '<type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique>';
    const fields = [
        ['Key__c', key],
        ['Amount__c', '<type>Number</type><precision>18</precision><scale>2</scale>'],
        ['Day__c', '<type>Date</type>'],
        ['Active__c', '<type>Checkbox</type><defaultValue>false</defaultValue>']
    ] as const;
    for (const object of ['Plain__c', 'Watched__c']) {
        const name = '<nameField><label>Name</label><type>Text</type></nameField>';
        const body = `<label>${object}</label><pluralLabel>${object}</pluralLabel><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>${name}`;
        write(`app/objects/${object}/${object}.object-meta.xml`, `<CustomObject ${NAMESPACE}>${body}</CustomObject>`);
        for (const [field, type] of fields) {
            const content = `<fullName>${field}</fullName><label>${field}</label>${type}`;
            write(`app/objects/${object}/fields/${field}.field-meta.xml`, `<CustomField ${NAMESPACE}>${content}</CustomField>`);
        }
    }
    write('app/classes/Rows.cls', ROWS);
    write('app/classes/Rows.cls-meta.xml', `<ApexClass ${NAMESPACE}>${API_VERSION}</ApexClass>`);
    write('app/triggers/Watch.trigger', TRIGGER);
    write('app/triggers/Watch.trigger-meta.xml', `<ApexTrigger ${NAMESPACE}>${API_VERSION}</ApexTrigger>`);
    return root;
}

const [what = '', ...parameters] = process.argv.slice(2);
const measurement = MEASUREMENTS[what];
if (!measurement) throw new Error(`There is no measurement ${what}: ${Object.keys(MEASUREMENTS).join(', ')}.`);
process.stdout.write(`${JSON.stringify(measurement(...parameters))}\n`);
