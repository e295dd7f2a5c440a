import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import { buildSchema } from '../../schema/build.ts';
import { RecordReader } from '../api/record.ts';
import { recordView, relatedList } from '../api/views.ts';
import { translatedObject } from '../metadata/labels.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { makeProject, xml } from './project.ts';
import type { TestProject } from './project.ts';

let project: TestProject;
let metadata: ProjectMetadata;
let box: string;
let item: string;
let read: (language: string) => RecordReader;

interface View {
    readonly sections: readonly {
        readonly label: string;
        readonly columns: readonly (readonly { label: string; text?: string; help?: string }[])[];
    }[];
}

function object(label: string): string {
    return xml(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>ReadWrite</sharingModel>`
    );
}

function picklist(name: string, type: string, valueSet: string): string {
    const visible = type === 'MultiselectPicklist' ? '<visibleLines>3</visibleLines>' : '';
    return xml(
        'CustomField',
        `<fullName>${name}</fullName><label>${name}</label><type>${type}</type><valueSet>${valueSet}</valueSet>${visible}`
    );
}

const STATES = `<restricted>false</restricted><valueSetDefinition><sorted>false</sorted>${[
    ['past_due', 'Past due'],
    ['paid', 'Paid']
]
    .map(([value, label]) => `<value><fullName>${value}</fullName><default>false</default><label>${label}</label></value>`)
    .join('')}</valueSetDefinition>`;

before(() => {
    const section = `<layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>What It Is</label><layoutColumns>${[
        'State__c',
        'Marks__c',
        'Size__c'
    ]
        .map((field) => `<layoutItems><behavior>Readonly</behavior><field>${field}</field></layoutItems>`)
        .join('')}</layoutColumns><style>OneColumn</style></layoutSections>`;
    project = makeProject({
        'objects/Box__c/Box__c.object-meta.xml': object('Box'),
        'objects/Item__c/Item__c.object-meta.xml': object('Item'),
        'objects/Item__c/fields/State__c.field-meta.xml': picklist('State__c', 'Picklist', STATES),
        'objects/Item__c/fields/Marks__c.field-meta.xml': picklist('Marks__c', 'MultiselectPicklist', STATES),
        'objects/Item__c/fields/Size__c.field-meta.xml': picklist(
            'Size__c',
            'Picklist',
            '<restricted>true</restricted><valueSetName>Size</valueSetName>'
        ),
        'objects/Item__c/fields/Box__c.field-meta.xml': xml(
            'CustomField',
            '<fullName>Box__c</fullName><label>Box</label><referenceTo>Box__c</referenceTo><relationshipLabel>Contents</relationshipLabel><relationshipName>Contents</relationshipName><type>Lookup</type>'
        ),
        'globalValueSets/Size.globalValueSet-meta.xml': xml(
            'GlobalValueSet',
            '<customValue><fullName>big</fullName><default>false</default><label>Big</label></customValue><masterLabel>Size</masterLabel><sorted>false</sorted>'
        ),
        'layouts/Item__c-Item Layout.layout-meta.xml': xml('Layout', section),
        'globalValueSetTranslations/Size-de.globalValueSetTranslation-meta.xml': xml(
            'GlobalValueSetTranslation',
            '<valueTranslation><masterLabel>Big</masterLabel><translation>Groß</translation></valueTranslation>'
        ),
        'objectTranslations/Item__c-de/Item__c-de.objectTranslation-meta.xml': xml(
            'CustomObjectTranslation',
            `<fields><help>Sehen Sie nach.</help><label>Stand</label><name>State__c</name><picklistValues><masterLabel>Past due</masterLabel><translation>Überfällig</translation></picklistValues></fields>
            <fields><label>Kiste</label><name>Box__c</name><relationshipLabel>Inhalt</relationshipLabel></fields>
            <layouts><layout>Item Layout</layout><sections><label>Was es ist</label><section>What It Is</section></sections></layouts>`
        )
    });
    metadata = loadProject(project.root);
    const schema = buildSchema(metadata);
    const idOf = (name: string): string => `${schema.object(name)!.keyPrefix}000000000001AAA`;
    box = idOf('Box__c');
    item = idOf('Item__c');
    const row = { Id: item, Name: 'Item', State__c: 'past_due', Marks__c: 'paid;new_mark', Size__c: 'big', Box__c: box };
    const org = fakeGateway({ schema, records: { Item__c: [row], Box__c: [{ Id: box, Name: 'Box' }] } });
    read = (language) => new RecordReader(org, '', language, (description) => translatedObject(metadata, description, language));
});

after(() => project.remove());

async function shown(language: string): Promise<readonly (string | undefined)[]> {
    const { sections } = (await recordView(read(language), metadata, item)) as View;
    return [sections[0]!.label, ...sections[0]!.columns.flat().map(({ text }) => text)];
}

test('values of picklists show their labels, and as they are where the field does not list them', async () => {
    assert.deepEqual(await shown('en_US'), ['What It Is', 'Past due', 'Paid; new_mark', 'Big']);
});

test('values, sections, help and related lists are in the language of the user, as far as somebody translated them', async () => {
    assert.deepEqual(await shown('de_AT'), ['Was es ist', 'Überfällig', 'Paid; new_mark', 'Groß']);
    const { sections } = (await recordView(read('de'), metadata, item)) as View;
    assert.deepEqual(sections[0]!.columns[0]!.map(({ label, help }) => [label, help]).at(0), ['Stand', 'Sehen Sie nach.']);
    const labels = await Promise.all(
        ['de', 'en_US'].map(async (language) => (await relatedList(read(language), metadata, box, 'Contents__r', {})) as { label: string })
    );
    assert.deepEqual(
        labels.map(({ label }) => label),
        ['Inhalt', 'Contents']
    );
});
