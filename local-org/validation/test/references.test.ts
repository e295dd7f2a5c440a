import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, problemsWith, xml } from './project.ts';

const BOX = 'app/objects/Box__c';
const SET = 'app/permissionsets/Packer.permissionset-meta.xml';
const PAGE = 'app/flexipages/Box_Page.flexipage-meta.xml';
const BUNDLE = 'app/lwc/box/box.js-meta.xml';
const SCRIPT = 'app/lwc/box/box.ts';
const REPORT = 'app/reports/Folder/Sizes.report-meta.xml';
const REPORT_TYPE = 'app/reportTypes/Boxes.reportType-meta.xml';

test('a sound project has no problems', () => {
    assert.deepEqual(problemsWith({}), []);
});

test('problems of every kind come at once, in the order of their places', () => {
    const found = problemsWith({
        'app/classes/Boxes.cls': ['public static void hidden() {}', 'public static void hidden() { Integer x = 1 }'],
        [`${BOX}/fields/Half__c.field-meta.xml`]: field(
            'Half__c',
            '<formula>Key__c</formula>\n<precision>4</precision><scale>0</scale><type>Number</type>'
        ),
        [`${BOX}/fields/Lid__c.field-meta.xml`]: field('Lid__c', '<referenceTo>Lid__c</referenceTo><type>Lookup</type>'),
        [SET]: ['Box__c.Size__c', 'Box__c.Sise__c']
    });
    assert.deepEqual(
        found.map((problem) => problem.slice(0, problem.indexOf(':'))),
        ['app/classes/Boxes.cls', `${BOX}/fields/Half__c.field-meta.xml`, `${BOX}/fields/Lid__c.field-meta.xml`, SET]
    );
});

test('permission sets: entries that are not there, or not to be set', () => {
    const entry = (name: string): [string, string] => ['Box__c.Size__c', name];
    assert.deepEqual(problemsWith({ [SET]: entry('Box__c.Key__c') }), [`${SET}:4:1 You cannot deploy to a required field: Box__c.Key__c`]);
    assert.deepEqual(problemsWith({ [SET]: entry('Account.Nmae') }), [
        `${SET}:4:1 In field: field - no CustomField named Account.Nmae found`
    ]);
    assert.deepEqual(problemsWith({ [SET]: entry('Bx__c.Size__c') }), [`${SET}:4:1 In field: field - no CustomObject named Bx__c found`]);
    assert.deepEqual(problemsWith({ [SET]: ['>Boxes<', '>Boxs<'] }), [`${SET}:3:1 In field: apexClass - no ApexClass named Boxs found`]);
    assert.deepEqual(problemsWith({ [SET]: ['<readable>true', '<readable>false'] }), [
        `${SET}:4:1 Field Box__c.Size__c is editable but not readable.`
    ]);
    assert.deepEqual(problemsWith({ [SET]: entry('acme__Thing__c.Size__c') }), [], 'of another package');
    assert.deepEqual(problemsWith({ [SET]: entry('Account.PersonEmail') }), [], 'of a feature');
});

test('pages: components, their properties and values, fields, facets', () => {
    assert.deepEqual(problemsWith({ [PAGE]: ['<name>rows</name>', '<name>row</name>'] }), [
        `${PAGE}:6:1 Invalid property [row] in component [c:box]`
    ]);
    assert.deepEqual(problemsWith({ [PAGE]: ['<value>5</value>', '<value>50</value>'] }), [
        `${PAGE}:8:1 Invalid value [50] of property [rows] in component [c:box]`
    ]);
    assert.deepEqual(problemsWith({ [PAGE]: ['<componentName>box<', '<componentName>bax<'] }), [
        `${PAGE}:10:1 We couldn't retrieve the design time component information for component c:bax.`
    ]);
    assert.deepEqual(problemsWith({ [PAGE]: ['Record.Size__c', 'Record.Sise__c'] }), [
        `${PAGE}:16:1 In field: fieldItem - no CustomField named Box__c.Sise__c found`
    ]);
    assert.deepEqual(problemsWith({ [PAGE]: ['RecordSize', 'c_box'] }), [
        `${PAGE}:15:1 The identifier c_box is used more than once on the page.`
    ]);
    assert.deepEqual(problemsWith({ [BUNDLE]: ['<object>Box__c<', '<object>Account<'] }), [
        `${PAGE}:10:1 The component c:box isn't available for pages of Box__c.`
    ]);
    assert.deepEqual(problemsWith({ [BUNDLE]: ['<isExposed>true', '<isExposed>false'] }), [
        `${PAGE}:10:1 The component c:box isn't available for pages of the type RecordPage.`
    ]);
    const tab =
        '<itemInstances>\n<componentInstance><componentInstanceProperties><name>tabs</name>\n<value>lost</value></componentInstanceProperties><componentName>flexipage:tabset</componentName><identifier>tabs</identifier></componentInstance></itemInstances>\n<name>main</name>';
    assert.deepEqual(problemsWith({ [PAGE]: ['<name>main</name>', tab] }), [`${PAGE}:22:1 The page has no facet named lost.`]);
});

test('components: properties of js-meta.xml and what the class imports', () => {
    assert.deepEqual(problemsWith({ [SCRIPT]: ['    @api\n    rows', '    rows'] }), [
        `${BUNDLE}:7:1 The property 'rows' isn't an @api property of the component box.`
    ]);
    assert.deepEqual(problemsWith({ [SCRIPT]: ['c.Hello', 'c.Hallo'] }), [
        `${SCRIPT}:2:1 Invalid reference c.Hallo of type label in file.`
    ]);
    assert.deepEqual(problemsWith({ [SCRIPT]: ['Boxes.open', 'Boxes.hidden'] }), [
        `${SCRIPT}:3:1 Unable to find Apex action method referenced as 'Boxes.hidden'.`
    ]);
    assert.deepEqual(problemsWith({ [SCRIPT]: ['Boxes.open', 'Boxs.open'] }), [
        `${SCRIPT}:3:1 Unable to find Apex action class referenced as 'Boxs'.`
    ]);
    assert.deepEqual(problemsWith({ [SCRIPT]: ['Account__r.Name', 'Account__r.Nme__c'] }), [
        `${SCRIPT}:4:1 Invalid reference Box__c.Account__r.Nme__c of type sobjectField in file.`
    ]);
    assert.deepEqual(problemsWith({ [SCRIPT]: ["from 'lwc';", "from 'lwc'; import x from 'c/nothing';"] }), [
        `${SCRIPT}:1:1 No MODULE named markup://c:nothing found`
    ]);
    const later = "@api recordId;\n    // import x from 'c/nothing'; @api other\n    /* '@salesforce/label/c.Gone' */";
    assert.deepEqual(problemsWith({ [SCRIPT]: ['@api recordId;', later] }), [], 'comments do not count');
});

test('reports, report types and dashboards', () => {
    assert.deepEqual(problemsWith({ [REPORT]: ['$Size__c', '$Sise__c'] }), [
        `${REPORT}:3:1 In field: field - no column named Account.Boxes__r$Sise__c in the report type Boxes__c`
    ]);
    assert.deepEqual(problemsWith({ [REPORT]: ['>Boxes__c<', '>Boxs__c<'] }), [
        `${REPORT}:6:1 In field: reportType - no ReportType named Boxs found`
    ]);
    assert.deepEqual(problemsWith({ [REPORT_TYPE]: ['<relationship>Boxes__r<', '<relationship>Boxs__r<'] }), [
        `${REPORT_TYPE}:4:1 The object Account has no child relationship named Boxs__r.`
    ]);
    assert.deepEqual(problemsWith({ [REPORT_TYPE]: ['Owner.Name', 'Owner.Nmae'] }), [
        `${REPORT_TYPE}:6:1 In field: field - no CustomField named User.Nmae found`
    ]);
    const standard = xml(
        'Report',
        '<columns><field>Box__c.Size__c</field></columns><columns><field>CUST_NAME</field></columns>\n<columns><field>Box__c.Lid__c</field></columns><format>Tabular</format><name>x</name><reportType>CustomEntity$Box__c</reportType>'
    );
    assert.deepEqual(problemsWith({ [REPORT]: standard }), [
        `${REPORT}:4:1 In field: field - no column named Box__c.Lid__c in the report type CustomEntity$Box__c`
    ]);
    const dashboard = 'app/dashboards/Folder/Board.dashboard-meta.xml';
    const board = xml(
        'Dashboard',
        '<backgroundEndColor>#FFFFFF</backgroundEndColor><backgroundFadeDirection>Diagonal</backgroundFadeDirection><backgroundStartColor>#FFFFFF</backgroundStartColor><dashboardGridLayout><dashboardGridComponents><colSpan>6</colSpan><columnIndex>0</columnIndex><dashboardComponent><componentType>Bar</componentType>\n<report>Folder/Lost</report></dashboardComponent><rowIndex>0</rowIndex><rowSpan>8</rowSpan></dashboardGridComponents><numberOfColumns>12</numberOfColumns><rowHeight>36</rowHeight></dashboardGridLayout><textColor>#000000</textColor><title>x</title><titleColor>#000000</titleColor><titleSize>12</titleSize>'
    );
    assert.deepEqual(
        problemsWith({ [dashboard]: board }).filter((problem) => problem.includes('In field')),
        [`${dashboard}:4:1 In field: report - no Report named Folder/Lost found`]
    );
});

test('lists, layouts, tabs and applications', () => {
    const view = `${BOX}/listViews/All.listView-meta.xml`;
    const list = (column: string): string =>
        xml(
            'ListView',
            `<fullName>All</fullName>\n<columns>NAME</columns>\n<columns>${column}</columns>\n<filterScope>Everything</filterScope>\n<label>All</label>`
        );
    assert.deepEqual(problemsWith({ [view]: list('Size__c') }), []);
    assert.deepEqual(problemsWith({ [view]: list('Sise__c') }), [`${view}:5:1 Could not resolve list view column: Sise__c`]);
    const layout = 'app/layouts/Box__c-Box Layout.layout-meta.xml';
    assert.deepEqual(problemsWith({ [layout]: ['Size__c', 'Sise__c'] }), [
        `${layout}:3:1 In field: field - no CustomField named Box__c.Sise__c found`
    ]);
    const app = 'app/applications/Store.app-meta.xml';
    assert.deepEqual(problemsWith({ [app]: ['>Box__c<', '>Lid__c<'] }), [`${app}:5:1 In field: tabs - no CustomTab named Lid__c found`]);
    const tab = 'app/tabs/Lid__c.tab-meta.xml';
    assert.deepEqual(problemsWith({ [tab]: xml('CustomTab', '<customObject>true</customObject><motif>x</motif>') }), [
        `${tab}:2:1 In field: CustomTab - no CustomObject named Lid__c found`
    ]);
});

test('translations and e-mail alerts', () => {
    const language = 'app/translations/de.translation-meta.xml';
    const german = (labels: string): string => xml('Translations', labels);
    const label = (name: string): string => `<customLabels>\n<label>Hallo</label>\n<name>${name}</name></customLabels>`;
    assert.deepEqual(problemsWith({ [language]: german(label('Hello')) }), []);
    assert.deepEqual(problemsWith({ [language]: german(label('Hallo')) }), [
        `${language}:5:1 In field: name - no CustomLabel named Hallo found`
    ]);
    assert.deepEqual(problemsWith({ [language]: german(label('Hello') + label('hello')) }), [
        `${language}:5:1 Duplicate name specified: hello`
    ]);
    const object = 'app/objectTranslations/Box__c-de/Box__c-de.objectTranslation-meta.xml';
    const field = 'app/objectTranslations/Box__c-de/Size__c.fieldTranslation-meta.xml';
    const bare = xml('CustomObjectTranslation', '<nameFieldLabel>Name</nameFieldLabel>');
    const named = (name: string): string => xml('CustomFieldTranslation', `<label>Größe</label>\n<name>${name}</name>`);
    assert.deepEqual(problemsWith({ [object]: bare, [field]: named('Size__c') }), []);
    assert.deepEqual(problemsWith({ [object]: bare, [field]: named('Sise__c') }), [
        `${field}:4:1 In field: name - no CustomField named Box__c.Sise__c found`
    ]);
    const workflow = 'app/workflows/Box__c.workflow-meta.xml';
    const alert = xml(
        'Workflow',
        '<fullName>Box__c</fullName><alerts><fullName>Tell</fullName><description>x</description><protected>false</protected>\n<recipients><field>Mail__c</field><type>email</type></recipients><senderType>CurrentUser</senderType>\n<template>Folder/Gone</template></alerts>'
    );
    assert.deepEqual(problemsWith({ [workflow]: alert }), [
        `${workflow}:4:1 In field: field - no CustomField named Box__c.Mail__c found`,
        `${workflow}:5:1 In field: template - no EmailTemplate named Folder/Gone found`
    ]);
});

test('fields say what their type needs, within bounds', () => {
    const broken = (name: string, body: string): string[] =>
        problemsWith({ [`${BOX}/fields/${name}.field-meta.xml`]: field(name, body) }).map((problem) =>
            problem.slice(problem.indexOf(' ') + 1)
        );
    assert.deepEqual(broken('Note__c', '<length>1000</length><type>LongTextArea</type>'), [
        'Required field is missing: visibleLines (Box__c.Note__c)'
    ]);
    assert.deepEqual(broken('Note__c', '<length>256</length><type>Text</type>'), ['The length of a text field is 1 to 255 characters.']);
    assert.match(broken('Lid_And___c', '<length>5</length><type>Text</type>')[0] ?? '', /is not allowed/);
    assert.deepEqual(
        broken(
            'Lid__c',
            '<deleteConstraint>SetNull</deleteConstraint><referenceTo>Account</referenceTo><relationshipName>Lids</relationshipName><required>true</required><type>Lookup</type>'
        ).at(-1),
        "A required lookup (Box__c.Lid__c) can't be cleared when the parent is deleted."
    );
});

test('what follows from a field that is refused is not told again', () => {
    const found = problemsWith({
        [`${BOX}/fields/Sum__c.field-meta.xml`]: field('Sum__c', '<summaryOperation>count</summaryOperation><type>Summary</type>'),
        [`${BOX}/fields/Twice__c.field-meta.xml`]: field(
            'Twice__c',
            '<formula>Sum__c * 2</formula><precision>9</precision><scale>0</scale><type>Number</type>'
        ),
        [SET]: ['Box__c.Size__c', 'Box__c.Sum__c']
    });
    assert.equal(found.length, 1);
    assert.match(found[0]!, /does not support roll-up summary fields \(Box__c\.Sum__c\)/);
});

test('a file that cannot be read hides what follows from it', () => {
    const file = `${BOX}/Box__c.object-meta.xml`;
    const found = problemsWith({
        [file]: ['</CustomObject>', '</CustomObjct>'],
        'app/applications/Store.app-meta.xml': ['<label>', '<lable>x</lable><label>']
    });
    assert.equal(found.length, 2);
    assert.match(found[0]!, /lable invalid at this location/);
    assert.match(found[1]!, /Box__c\.object-meta\.xml:\d+:\d+ Error parsing file/);
});
