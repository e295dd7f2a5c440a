import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, problemsWith, xml } from './project.ts';

const BOX = 'app/objects/Box__c';
const SIZE = `${BOX}/fields/Size__c.field-meta.xml`;
const LABELS = 'app/labels/CustomLabels.labels-meta.xml';
const LAYOUT = 'app/layouts/Box__c-Box Layout.layout-meta.xml';
const NUMBER = '<precision>4</precision><scale>0</scale><type>Number</type>';
const LONG = '<length>32768</length><type>LongTextArea</type><visibleLines>3</visibleLines>';

test('texts have as many characters as the org keeps', () => {
    const described = (length: number): string => field('Size__c', `<description>${'ä'.repeat(length)}</description>${NUMBER}`);
    assert.deepEqual(problemsWith({ [SIZE]: described(1000) }), []);
    assert.deepEqual(problemsWith({ [SIZE]: described(1001) }), [
        `${SIZE}:3:1 Value too long for field: description maximum length is:1000 (it has 1001 characters).`
    ]);
    const short = (length: number): [string, string] => ['<shortDescription>x<', `<shortDescription>${'x'.repeat(length)}<`];
    assert.deepEqual(problemsWith({ [LABELS]: short(80) }), []);
    assert.match(problemsWith({ [LABELS]: short(81) }).join('\n'), /Value too long for field: shortDescription maximum length is:80/);
});

test('lists have as many columns, and compact layouts as many fields, as an org shows', () => {
    const view = `${BOX}/listViews/All.listView-meta.xml`;
    const list = (columns: number): string =>
        xml(
            'ListView',
            `<fullName>All</fullName>${'<columns>Size__c</columns>'.repeat(columns)}<filterScope>Everything</filterScope><label>All</label>`
        );
    assert.deepEqual(problemsWith({ [view]: list(15) }), []);
    assert.deepEqual(problemsWith({ [view]: list(16) }), [`${view}:3:1 A ListView has at most 15 columns.`]);
});

test('long texts are neither in compact layouts nor in filters', () => {
    const notes = { [`${BOX}/fields/Notes__c.field-meta.xml`]: field('Notes__c', LONG) };
    const layout = `${BOX}/compactLayouts/Box.compactLayout-meta.xml`;
    const compact = xml('CompactLayout', '<fullName>Box</fullName><fields>Name</fields>\n<fields>Notes__c</fields><label>Box</label>');
    assert.deepEqual(problemsWith({ ...notes, [layout]: compact }), [
        `${layout}:4:1 A field of type LongTextArea can't be in a compact layout: Notes__c.`
    ]);
    const view = `${BOX}/listViews/All.listView-meta.xml`;
    const filtered = (name: string): string =>
        xml(
            'ListView',
            `<fullName>All</fullName><columns>NAME</columns><columns>Notes__c</columns><filterScope>Everything</filterScope>\n<filters><field>${name}</field><operation>equals</operation><value>1</value></filters><label>All</label>`
        );
    assert.deepEqual(problemsWith({ ...notes, [view]: filtered('Size__c') }), []);
    assert.deepEqual(problemsWith({ ...notes, [view]: filtered('Notes__c') }), [
        `${view}:4:1 A field of type LongTextArea can't be in a filter of a list view: Notes__c.`
    ]);
});

test('what an object holds in all', () => {
    const many = (count: number, type: string): Record<string, string> =>
        Object.fromEntries(
            Array.from({ length: count }, (_, index) => [
                `${BOX}/fields/F${index}__c.field-meta.xml`,
                field(`F${index}__c`, type.replace('#', `${index}`))
            ])
        );
    const external = '<externalId>true</externalId><length>20</length><type>Text</type>';
    assert.deepEqual(problemsWith(many(25, external)), []);
    assert.match(problemsWith(many(26, external)).join('\n'), /^\S+ The object Box__c has more than 25 external IDs\.$/);
    const lookup = '<referenceTo>Account</referenceTo><relationshipName>Boxes#</relationshipName><type>Lookup</type>';
    assert.deepEqual(problemsWith(many(39, lookup)), [], 'with the one that is there');
    assert.match(problemsWith(many(40, lookup)).join('\n'), /^\S+ The object Box__c has more than 40 relationships\.$/);
    assert.deepEqual(problemsWith(many(12, LONG.replace('32768', '131072'))), []);
    assert.match(problemsWith(many(13, LONG.replace('32768', '131072'))).join('\n'), /^\S+ The long text fields of Box__c hold more than/);
});

test('types and lengths of single fields', () => {
    assert.deepEqual(
        problemsWith({
            [SIZE]: field('Size__c', '<defaultValue>false</defaultValue>\n<externalId>true</externalId><type>Checkbox</type>')
        }),
        [`${SIZE}:4:1 A field of type Checkbox can't be an external ID: Box__c.Size__c.`]
    );
    assert.match(
        problemsWith({ [`${BOX}/fields/Notes__c.field-meta.xml`]: field('Notes__c', LONG.replace('32768', '255')) }).join('\n'),
        /The length of a long text field is 256 to 131072 characters: Box__c\.Notes__c\./
    );
});

test('a layout holds what is required, and each field once', () => {
    assert.deepEqual(problemsWith({ [LAYOUT]: ['<layoutItems><field>Key__c</field></layoutItems>', ''] }), [
        `${LAYOUT}:2:1 Layout must contain an item for required layout field: Key__c`
    ]);
    assert.deepEqual(problemsWith({ [LAYOUT]: ['<layoutItems><field>Name</field></layoutItems>', ''] }), [
        `${LAYOUT}:2:1 Layout must contain an item for required layout field: Name`
    ]);
    assert.deepEqual(
        problemsWith({ [LAYOUT]: ['<field>Size__c</field>', '<field>Size__c</field></layoutItems><layoutItems><field>size__c</field>'] }),
        [`${LAYOUT}:3:1 The layout holds the field size__c twice.`]
    );
});
