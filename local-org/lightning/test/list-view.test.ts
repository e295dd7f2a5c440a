import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../../schema/build.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { wordsFor } from '../client/platform/words.ts';
import { listViews, type ListView } from '../metadata/list-view.ts';
import { makeProject, xml } from './project.ts';

const OBJECT = xml(
    'CustomObject',
    '<deploymentStatus>Deployed</deploymentStatus><label>Thing</label><nameField><label>Thing Name</label><type>Text</type></nameField><pluralLabel>Things</pluralLabel><sharingModel>ReadWrite</sharingModel>'
);

function field(name: string, type: string): string {
    return xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${type}`);
}

async function viewsOf(...listViewsXml: [name: string, content: string][]): Promise<ListView[]> {
    const project = makeProject({
        'objects/Thing__c/Thing__c.object-meta.xml': OBJECT,
        'objects/Thing__c/fields/State__c.field-meta.xml': field('State__c', '<length>40</length><type>Text</type>'),
        'objects/Thing__c/fields/Open__c.field-meta.xml': field('Open__c', '<defaultValue>false</defaultValue><type>Checkbox</type>'),
        'objects/Thing__c/fields/Size__c.field-meta.xml': field('Size__c', '<precision>6</precision><scale>0</scale><type>Number</type>'),
        ...Object.fromEntries(
            listViewsXml.map(([name, content]) => [
                `objects/Thing__c/listViews/${name}.listView-meta.xml`,
                xml(
                    'ListView',
                    `<fullName>${name}</fullName>${content.includes('<filterScope>') ? content : `${content}<filterScope>Everything</filterScope>`}<label>${name}</label>`
                )
            ])
        )
    });
    try {
        const metadata = loadProject(project.root);
        const schema = buildSchema(metadata);
        const object = await fakeGateway({ schema, records: {} }).describe('', 'Thing__c');
        return listViews(metadata, object!, wordsFor('en_US'));
    } finally {
        project.remove();
    }
}

function filter(name: string, operation: string, value: string): string {
    return `<filters><field>${name}</field><operation>${operation}</operation><value>${value}</value></filters>`;
}

test('an object without list views shows everything, its own fields first', async () => {
    const [all] = await viewsOf();
    assert.equal(all!.label, 'All Things');
    assert.equal(all!.where, undefined);
    assert.equal(all!.columns[0], 'Name');
    assert.ok(all!.columns.includes('State__c'));
    assert.equal(all!.columns.at(-1), 'LastModifiedDate');
});

test('columns and filters of a list view become a query', async () => {
    const views = await viewsOf([
        'Open',
        '<columns>NAME</columns><columns>Size__c</columns><columns>CREATED_DATE</columns>' +
            filter('State__c', 'equals', "new,it's") +
            filter('Open__c', 'equals', '1') +
            filter('Size__c', 'greaterOrEqual', '10') +
            filter('NAME', 'startsWith', 'A')
    ]);
    const open = views.find((view) => view.name === 'Open');
    assert.deepEqual(open!.columns, ['Name', 'Size__c', 'CreatedDate']);
    assert.equal(open!.where, "State__c IN ('new', 'it\\'s') AND Open__c = TRUE AND Size__c >= 10 AND Name LIKE 'A%'");
    assert.deepEqual(open!.unsupported, []);
});

test('a filter that cannot be understood is named, never left out', async () => {
    const views = await viewsOf(['Odd', `<booleanFilter>1 OR 2</booleanFilter>${filter('State__c', 'within', 'x')}`]);
    assert.deepEqual(views.find((view) => view.name === 'Odd')!.unsupported, [
        'filter logic of list views',
        'the list view filter State__c within x'
    ]);
});

test('a list of one’s own records keeps to what the user owns, other scopes are named', async () => {
    const views = await viewsOf(
        ['Mine', '<columns>NAME</columns><columns>CORE.USERS.ALIAS</columns><filterScope>Mine</filterScope>'],
        ['Queue', '<columns>NAME</columns><filterScope>Queue</filterScope>']
    );
    const [all, mine, queue] = views;
    assert.equal(all!.isMine, false);
    assert.equal(mine!.isMine, true);
    assert.deepEqual(mine!.columns, ['Name', 'Owner.Alias']);
    assert.deepEqual(mine!.unsupported, []);
    assert.deepEqual(queue!.unsupported, ['the list view scope Queue']);
});

test('lists stand in the order of their labels', async () => {
    const views = await viewsOf(['Two', '<columns>NAME</columns>'], ['One', '<columns>NAME</columns>'], ['All', '<columns>NAME</columns>']);
    assert.deepEqual(
        views.map(({ label }) => label),
        ['All', 'One', 'Two']
    );
});

test('objects of the platform have the list with everything that the platform has for them', async () => {
    const project = makeProject({
        'objects/Account/fields/Mine__c.field-meta.xml': field('Mine__c', '<length>40</length><type>Text</type>')
    });
    try {
        const metadata = loadProject(project.root);
        const account = await fakeGateway({ schema: buildSchema(metadata), records: {} }).describe('', 'Account');
        assert.deepEqual(listViews(metadata, account!, wordsFor('en_US'))[0]!.columns, [
            'Name',
            'Site',
            'BillingState',
            'Phone',
            'Type',
            'Owner.Alias'
        ]);
    } finally {
        project.remove();
    }
});
