import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { ProblemList } from '../../errors.ts';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../../schema/build.ts';
import { discardDatabase, setDamagedAside } from '../discard.ts';
import { Store } from '../store.ts';
import { fieldXml, objectFile, objectXml, openOrg, project, row } from './fixture.ts';

const PLAN = {
    [objectFile('Plan__c')]: objectXml('Plan'),
    [objectFile('Plan__c', 'Key__c')]: fieldXml('Key__c', 'Text', '<length>40</length><unique>true</unique><externalId>true</externalId>'),
    [objectFile('Plan__c', 'Amount__c')]: fieldXml('Amount__c', 'Currency', '<precision>18</precision><scale>2</scale>'),
    [objectFile('Plan__c', 'Number__c')]: fieldXml('Number__c', 'AutoNumber', '<displayFormat>P-{YYYY}-{000}</displayFormat>')
};

test('values come back as they were stored: exact numbers, whole seconds, no empty texts', () => {
    const { store, insert } = openOrg(PLAN);
    const [id] = insert('Plan__c', {
        Name: '',
        Amount__c: ApexDecimal.parse('1234567890123456.785'),
        CreatedDate: new ApexDatetime(1_500_000_000_999)
    });
    const found = store.read('Plan__c', [id!]).get(id!)!;
    assert.equal(String(found.get('Amount__c')), '1234567890123456.79');
    assert.equal((found.get('CreatedDate') as ApexDatetime).milliseconds, 1_500_000_000_000);
    assert.equal(found.get('Name'), id, 'a record without a name is called by its id');
    assert.equal(found.get('IsDeleted'), false);
    assert.equal(found.get('Key__c'), null);
});

test('a unique value that is taken is reported with its owner; the other rows are written', () => {
    const { store, insert } = openOrg(PLAN);
    const [first] = insert('Plan__c', { Key__c: 'a' });
    const outcomes = store.insert('Plan__c', [
        row('Plan__c', { Key__c: 'b' }),
        row('Plan__c', { Key__c: 'A' }),
        row('Plan__c', { Key__c: 'b' })
    ]);
    assert.equal(outcomes[0]!.duplicates.length, 0);
    assert.deepEqual(
        [outcomes[1]!.id, outcomes[1]!.duplicates[0]!.field.name, outcomes[1]!.duplicates[0]!.existingId],
        [null, 'Key__c', first]
    );
    assert.equal(outcomes[2]!.duplicates[0]!.existingId, outcomes[0]!.id, 'rows of one list collide too');
    const [update] = store.update('Plan__c', [row('Plan__c', { Id: outcomes[0]!.id, Key__c: 'a' })]);
    assert.equal(update!.duplicates[0]!.existingId, first);
});

test('the recycle bin gives unique values free; undelete reports those that were taken meanwhile', () => {
    const { store, insert } = openOrg(PLAN);
    const [old] = insert('Plan__c', { Key__c: 'a' });
    store.remove('Plan__c', [old!]);
    assert.equal(store.read('Plan__c', [old!]).size, 0);
    assert.equal(store.update('Plan__c', [row('Plan__c', { Id: old, Name: 'x' })])[0]!.missing, true);
    const [young] = insert('Plan__c', { Key__c: 'a' });
    assert.equal(store.undelete('Plan__c', [old!])[0]!.duplicates[0]!.existingId, young);
    store.remove('Plan__c', [young!]);
    assert.equal(store.undelete('Plan__c', [old!])[0]!.missing, false);
    assert.equal(store.read('Plan__c', [old!]).size, 1);
});

test('transactions and savepoints undo what was written; ids and numbers are never given twice', () => {
    const { store, insert } = openOrg(PLAN);
    store.begin();
    const [kept] = insert('Plan__c', { Name: 'kept' });
    store.savepoint('one');
    const [undone] = insert('Plan__c', { Name: 'undone' });
    assert.equal(store.nextAutoNumber('Plan__c', 'Number__c', Date.UTC(2026, 0, 1)), 'P-2026-001');
    store.rollbackTo('one');
    store.release('one');
    store.commit();
    assert.equal(store.inTransaction, false);
    assert.deepEqual([...store.read('Plan__c', [kept!, undone!]).keys()], [kept]);
    assert.notEqual(store.newId('Plan__c'), undone);
    assert.equal(store.nextAutoNumber('Plan__c', 'Number__c', Date.UTC(2026, 0, 1)), 'P-2026-002');
});

test('a database file is taken up again, and refused when the schema has changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-store-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'org.db');
    const root = project(PLAN);
    const open = (from: string, fresh = false): Store => {
        const metadata = loadProject(from);
        return new Store({ schema: buildSchema(metadata), metadata, file, fresh });
    };
    const first = open(root);
    const id = first.insert('Plan__c', [row('Plan__c', { Name: 'old' })])[0]!.id!;
    first.close();
    const second = open(root);
    assert.equal(second.read('Plan__c', [id]).size, 1);
    assert.ok(second.newId('Plan__c') > id);
    second.close();
    const changed = project({ ...PLAN, [objectFile('Plan__c', 'More__c')]: fieldXml('More__c', 'Checkbox') });
    assert.throws(() => open(changed), /objects or fields of the project have changed since.*begin with an empty one/);
    const third = open(changed, true);
    assert.equal(third.read('Plan__c', [id]).size, 0);
    third.close();
});

test('a file of something else is not thrown away', () => {
    const directory = mkdtempSync(join(tmpdir(), 'local-org-'));
    const [text, other, empty] = ['notes.txt', 'other.sqlite', 'empty.sqlite'].map((name) => join(directory, name)) as [
        string,
        string,
        string
    ];
    writeFileSync(text, 'do not lose this');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE "Mine" ("Value" TEXT)');
    database.close();
    writeFileSync(empty, '');
    for (const file of [text, other, directory]) assert.throws(() => discardDatabase(file), /is left as it is/);
    discardDatabase(empty);
    assert.equal(existsSync(empty), false);
    assert.equal(readFileSync(text, 'utf8'), 'do not lose this');
});

test('a damaged database is set aside, and a new one takes its place', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'local-org-')), 'org.sqlite');
    const metadata = loadProject(project(PLAN));
    const fill = (): void => {
        const store = new Store({ schema: buildSchema(metadata), metadata, file, fresh: true });
        store.insert(
            'Plan__c',
            Array.from({ length: 500 }, (_, at) => row('Plan__c', { Name: `Plan ${at}` }))
        );
        store.close();
    };
    fill();
    assert.equal(setDamagedAside(file), undefined);
    const bytes = readFileSync(file);
    bytes.fill(0xff, Math.floor(bytes.length / 2));
    writeFileSync(file, bytes);
    assert.match(
        setDamagedAside(file)!,
        /^The database .*org.sqlite is damaged \(.+\). It is kept as .*org.sqlite.damaged; a new one begins/
    );
    assert.deepEqual(readFileSync(`${file}.damaged`), bytes);
    fill();
    writeFileSync(file, 'no database at all');
    assert.match(setDamagedAside(file)!, /does not begin as a database does.*org.sqlite.damaged-2/);
    const notes = join(dirname(file), 'notes.txt');
    writeFileSync(notes, 'mine');
    assert.equal(setDamagedAside(notes), undefined);
});

const RATE = {
    [objectFile('Rate__mdt')]:
        `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Rate</label><pluralLabel>Rates</pluralLabel><visibility>Public</visibility></CustomObject>`,
    [objectFile('Rate__mdt', 'Factor__c')]: fieldXml(
        'Factor__c',
        'Number',
        '<precision>10</precision><scale>4</scale><required>true</required>'
    ),
    [objectFile('Rate__mdt', 'Base__c')]: fieldXml(
        'Base__c',
        'MetadataRelationship',
        '<referenceTo>Rate__mdt</referenceTo><relationshipName>Derived</relationshipName>'
    )
};
const rate = (label: string, values: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<label>${label}</label>\n${values}</CustomMetadata>`;
const value = (field: string, text: string): string =>
    `<values><field>${field}</field><value xsi:type="xsd:string">${text}</value></values>\n`;

test('custom metadata records are rows, and know each other', () => {
    const { query } = openOrg({
        ...RATE,
        'force-app/main/default/customMetadata/Rate.EUR.md-meta.xml': rate('Euro', value('Factor__c', '1.1')),
        'force-app/main/default/customMetadata/Rate.CHF.md-meta.xml': rate('Franc', value('Factor__c', '1.25') + value('Base__c', 'EUR'))
    });
    const rows = query('SELECT DeveloperName, MasterLabel, Factor__c, Base__r.DeveloperName FROM Rate__mdt ORDER BY DeveloperName').rows;
    assert.deepEqual(
        rows.map((found) => [found.get('DeveloperName'), found.get('MasterLabel'), String(found.get('Factor__c'))]),
        [
            ['CHF', 'Franc', '1.2500'],
            ['EUR', 'Euro', '1.1000']
        ]
    );
    assert.equal(rows[0]!.parents.get('Base__r')!.get('DeveloperName'), 'EUR');
});

test('custom metadata records with wrong fields or values are problems with file and line', () => {
    const open = (values: string): unknown =>
        openOrg({ ...RATE, 'force-app/main/default/customMetadata/Rate.EUR.md-meta.xml': rate('Euro', values) });
    const complaint = (pattern: RegExp) => (error: unknown) => error instanceof ProblemList && pattern.test(error.message);
    assert.throws(
        () => open(value('Nope__c', 'x') + value('Factor__c', '1')),
        complaint(/Rate\.EUR\.md-meta\.xml:4:1 .*no CustomField named Rate__mdt\.Nope__c found/)
    );
    assert.throws(
        () => open(value('Factor__c', 'much')),
        complaint(/Rate\.EUR\.md-meta\.xml:4:1 "much" is no value of Rate__mdt\.Factor__c/)
    );
    assert.throws(() => open(''), complaint(/Required fields are missing: \[Factor__c\]/));
});
