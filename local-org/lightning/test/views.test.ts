import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import { buildSchema } from '../../schema/build.ts';
import { RecordReader } from '../api/record.ts';
import { listView, recordView, relatedList, relatedLists } from '../api/views.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { makeProject, xml, type TestProject } from './project.ts';

interface Table {
    total: number;
    more: boolean;
    sorted?: object;
    columns: { path: string; sortable: boolean }[];
    rows: { cells: { value: unknown; scale?: number }[] }[];
}

const THINGS = 2100;

let project: TestProject;
let metadata: ProjectMetadata;
let reader: RecordReader;
let crate: string;

function object(label: string): string {
    const name = `<nameField><label>${label} Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel>`;
    return xml(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label>${name}<sharingModel>ReadWrite</sharingModel>`
    );
}

function field(name: string, type: string): string {
    return xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${type}`);
}

function lookup(name: string, relationship: string): string {
    return field(
        name,
        `<referenceTo>Crate__c</referenceTo><relationshipLabel>${relationship}</relationshipLabel><relationshipName>${relationship}</relationshipName><type>Lookup</type>`
    );
}

const LAYOUT = xml(
    'Layout',
    `<layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>Crate</label><layoutColumns><layoutItems><behavior>Readonly</behavior><field>Name</field></layoutItems></layoutColumns><layoutColumns/><style>TwoColumnsTopToBottom</style></layoutSections>
    <relatedLists><fields>NAME</fields><fields>Weight__c</fields><relatedList>Thing__c.Later__c</relatedList></relatedLists>
    <relatedLists><fields>Weight__c</fields><relatedList>Thing__c.Crate__c</relatedList><sortField>Weight__c</sortField><sortOrder>Desc</sortOrder></relatedLists>`
);

before(async () => {
    project = makeProject({
        'objects/Crate__c/Crate__c.object-meta.xml': object('Crate'),
        'objects/Thing__c/Thing__c.object-meta.xml': object('Thing'),
        'objects/Thing__c/fields/Weight__c.field-meta.xml': field(
            'Weight__c',
            '<precision>9</precision><scale>3</scale><type>Number</type>'
        ),
        'objects/Thing__c/fields/Notes__c.field-meta.xml': field(
            'Notes__c',
            '<length>1000</length><type>LongTextArea</type><visibleLines>3</visibleLines>'
        ),
        'objects/Thing__c/fields/Crate__c.field-meta.xml': lookup('Crate__c', 'Things'),
        'objects/Thing__c/fields/Later__c.field-meta.xml': lookup('Later__c', 'Later_Things'),
        'objects/Thing__c/listViews/All.listView-meta.xml': xml(
            'ListView',
            '<fullName>All</fullName><columns>NAME</columns><columns>Weight__c</columns><columns>Notes__c</columns><filterScope>Everything</filterScope><label>All</label>'
        ),
        'layouts/Crate__c-Crate Layout.layout-meta.xml': LAYOUT,
        'objects/Account/fields/Zone__c.field-meta.xml': field('Zone__c', '<length>10</length><type>Text</type>'),
        'objects/Account/fields/Amount__c.field-meta.xml': field('Amount__c', '<precision>9</precision><scale>2</scale><type>Number</type>')
    });
    metadata = loadProject(project.root);
    const schema = buildSchema(metadata);
    crate = `${schema.object('Crate__c')!.keyPrefix}000000000001AAA`;
    const things = Array.from({ length: THINGS }, (_, index) => ({
        Id: `a99${String(index).padStart(12, '0')}AAA`,
        Name: `Thing ${index}`,
        Weight__c: (index * 11) % THINGS,
        Crate__c: index < 3 ? crate : null
    }));
    const records = { Crate__c: [{ Id: crate, Name: 'Crate' }], Thing__c: things, Account: [{ Id: '001000000000001AAA', Name: 'Acme' }] };
    reader = new RecordReader(fakeGateway({ schema, records }), '');
    await reader.need('Thing__c');
});

after(() => project.remove());

async function things(request: object = {}): Promise<Table> {
    return (await listView(reader, metadata, 'Thing__c', request)) as Table;
}

test('a list shows fifty rows, more when asked, and never more than an org does', async () => {
    const first = await things();
    assert.deepEqual([first.rows.length, first.total, first.more], [50, THINGS, true]);
    assert.equal((await things({ rows: 100 })).rows.length, 100);
    const all = await things({ rows: 99_999 });
    assert.deepEqual([all.rows.length, all.total, all.more], [2000, THINGS, false]);
});

test('a list is sorted by any column that can be sorted, both ways', async () => {
    const heaviest = await things({ sort: 'Weight__c', descending: true, rows: 2 });
    assert.deepEqual(heaviest.sorted, { path: 'Weight__c', descending: true });
    assert.deepEqual(
        heaviest.rows.map((row) => row.cells[1]!.value),
        [THINGS - 1, THINGS - 2]
    );
    assert.equal((await things({ sort: 'Weight__c', rows: 1 })).rows[0]!.cells[1]!.value, 0);
    assert.deepEqual(
        heaviest.columns.map(({ sortable }) => sortable),
        [true, true, false]
    );
});

test('what is no column of the list sorts nothing', async () => {
    const list = await things({ sort: 'Id FROM User --' });
    assert.equal(list.sorted, undefined);
    assert.equal(list.rows.length, 50);
});

test('numbers come with the decimals of their field', async () => {
    assert.equal((await things()).rows[0]!.cells[1]!.scale, 3);
});

test('related lists stand in the order of the page layout, with its columns and its sorting', async () => {
    assert.deepEqual(await relatedLists(reader, metadata, crate), { relationships: ['Later_Things__r', 'Things__r'] });
    const list = (await relatedList(reader, metadata, crate, 'Things__r', {})) as Table;
    assert.deepEqual(
        list.columns.map(({ path }) => path),
        ['Weight__c']
    );
    assert.deepEqual(
        list.rows.map((row) => row.cells[0]!.value),
        [22, 11, 0]
    );
});

test('a related list that the user may not see is left out, which is no error', async () => {
    assert.deepEqual(await relatedList(reader, metadata, crate, 'Secrets__r', {}), { hidden: true });
});

test('fields of a standard object without a layout stand by their labels', async () => {
    const view = (await recordView(reader, metadata, '001000000000001AAA')) as {
        sections: { label: string; columns: { field: string }[][] }[];
    };
    const own = view.sections.find(({ label }) => label === 'Custom Fields');
    assert.deepEqual(
        own?.columns.map((cells) => cells.map((cell) => cell.field)),
        [['Amount__c'], ['Zone__c']]
    );
});
