import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { CompileError, ProblemList } from '../../errors.ts';
import { loadProject } from '../load.ts';
import type { ProjectMetadata } from '../model.ts';
import { parseXml } from '../xml.ts';

const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const xml = (root: string, body = ''): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${XMLNS}>${body}</${root}>\n`;

function project(files: Record<string, string>, directories = ['force-app']): string {
    const root = mkdtempSync(join(tmpdir(), 'local-org-metadata-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    for (const directory of directories) mkdirSync(join(root, directory), { recursive: true });
    const all = { 'sfdx-project.json': JSON.stringify({ packageDirectories: directories.map((path) => ({ path })) }), ...files };
    for (const [path, content] of Object.entries(all)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
    }
    return root;
}

const names = (metadata: ProjectMetadata, type: string): string[] => metadata.ofType(type).map((component) => component.fullName);

function problemsOf(action: () => unknown): string {
    try {
        action();
    } catch (error) {
        if (error instanceof ProblemList) return error.message;
        throw error;
    }
    return '';
}

test('components are found by suffix in any feature folder', () => {
    const metadata = loadProject(
        project({
            'force-app/main/billing/classes/Pay.cls': 'public class Pay {}',
            'force-app/main/billing/classes/Pay.cls-meta.xml': xml('ApexClass', '<apiVersion>66.0</apiVersion>'),
            'force-app/main/billing/objects/Account/fields/MRR__c.field-meta.xml': xml('CustomField', '<fullName>MRR__c</fullName>'),
            'force-app/main/billing/objects/Plan__c/Plan__c.object-meta.xml': xml('CustomObject', '<label>Plan</label>'),
            'force-app/main/billing/objects/Plan__c/validationRules/Fixed.validationRule-meta.xml': xml(
                'ValidationRule',
                '<fullName>Fixed</fullName>'
            ),
            'force-app/main/labels/CustomLabels.labels-meta.xml': xml(
                'CustomLabels',
                '<labels><fullName>Hello</fullName></labels>\n<labels><fullName>Bye</fullName></labels>'
            ),
            'force-app/main/pages/lwc/panel/panel.js-meta.xml': xml('LightningComponentBundle'),
            'force-app/main/pages/lwc/panel/__tests__/panel.cls-meta.xml': 'not xml',
            'force-app/main/pages/aura/app/app.app-meta.xml': xml('AuraDefinitionBundle'),
            'force-app/main/apps/applications/Billing.app-meta.xml': xml('CustomApplication'),
            'force-app/main/reporting/reports/Sales.reportFolder-meta.xml': xml('ReportFolder'),
            'force-app/main/reporting/reports/Sales/Won.report-meta.xml': xml('Report'),
            'force-app/main/data/staticresources/rates.resource-meta.xml': xml('StaticResource', '<contentType>text/csv</contentType>'),
            'force-app/main/data/staticresources/rates.csv': 'a,b\n1,2\n',
            'force-app/main/odd/Some.newThing-meta.xml': xml('NewThing')
        })
    );
    assert.deepEqual(names(metadata, 'ApexClass'), ['Pay']);
    assert.deepEqual(names(metadata, 'CustomField'), ['Account.MRR__c']);
    assert.deepEqual(names(metadata, 'ValidationRule'), ['Plan__c.Fixed']);
    assert.deepEqual(names(metadata, 'CustomLabel'), ['Hello', 'Bye']);
    assert.deepEqual(names(metadata, 'LightningComponentBundle'), ['panel']);
    assert.deepEqual(names(metadata, 'AuraDefinitionBundle'), ['app']);
    assert.deepEqual(names(metadata, 'CustomApplication'), ['Billing']);
    assert.deepEqual(names(metadata, 'Report'), ['Sales/Won']);
    assert.deepEqual(names(metadata, 'unknown type (newthing)'), ['force-app/main/odd/Some.newThing-meta.xml']);
    const pay = metadata.find('apexclass', 'PAY')!;
    assert.deepEqual([pay.body, pay.bodyFile], ['public class Pay {}', 'force-app/main/billing/classes/Pay.cls']);
    assert.equal(metadata.find('CustomLabel', 'bye')!.xml.line, 3);
    assert.equal(metadata.find('StaticResource', 'rates')!.body, 'a,b\n1,2\n');
});

test('parts that stand in the file of their object count as parts of their own', () => {
    const body =
        '<label>Plan</label><fields><fullName>A__c</fullName><type>Text</type></fields><validationRules><fullName>R</fullName></validationRules>';
    const metadata = loadProject(project({ 'force-app/objects/Plan__c/Plan__c.object-meta.xml': xml('CustomObject', body) }));
    assert.deepEqual([names(metadata, 'CustomField'), names(metadata, 'ValidationRule')], [['Plan__c.A__c'], ['Plan__c.R']]);
});

test('a later package directory replaces what an earlier one holds; twins in one are a problem', () => {
    const tab = (label: string): string => xml('CustomTab', `<label>${label}</label>`);
    const root = project({ 'one/A.tab-meta.xml': tab('first'), 'two/A.tab-meta.xml': tab('second') }, ['one', 'two']);
    assert.equal(loadProject(root).find('CustomTab', 'A')!.xml.value('label'), 'second');
    const twins = project({ 'force-app/a/A.tab-meta.xml': tab('x'), 'force-app/b/A.tab-meta.xml': tab('y') });
    assert.match(
        problemsOf(() => loadProject(twins)),
        /force-app\/b\/A\.tab-meta\.xml:2:1 The CustomTab A is declared twice, here and in force-app\/a\/A\.tab-meta\.xml/
    );
});

test('.forceignore leaves out what it names', () => {
    const metadata = loadProject(
        project({
            '.forceignore': '# comment\n**/profiles/**\nforce-app/old/*\n!force-app/old/Keep.tab-meta.xml\n',
            'force-app/main/profiles/Admin.profile-meta.xml': xml('Profile'),
            'force-app/old/Gone.tab-meta.xml': xml('CustomTab'),
            'force-app/old/Keep.tab-meta.xml': xml('CustomTab')
        })
    );
    assert.deepEqual([names(metadata, 'Profile'), names(metadata, 'CustomTab')], [[], ['Keep']]);
});

test('broken files are problems with file, line and column, all at once', () => {
    const message = problemsOf(() =>
        loadProject(
            project({
                'force-app/A.tab-meta.xml': '<CustomTab>\n  <label>x</lable>\n</CustomTab>',
                'force-app/B.tab-meta.xml': '<CustomTab>\n<label>Q & A</label>\n</CustomTab>',
                'force-app/classes/C.cls': 'public class C {}',
                'force-app/classes/D.cls-meta.xml': xml('ApexClass')
            })
        )
    );
    assert.match(message, /A\.tab-meta\.xml:2:\d+ Error parsing file: Expected closing tag 'label'/);
    assert.match(message, /B\.tab-meta\.xml:2:\d+ Error parsing file: /);
    assert.match(message, /C\.cls:1:1 C\.cls has no C\.cls-meta\.xml beside it/);
    assert.match(message, /D\.cls-meta\.xml:1:1 The source force-app\/classes\/D\.cls is missing/);
});

test('a folder that is no project says what is missing', () => {
    const root = project({});
    rmSync(join(root, 'sfdx-project.json'));
    assert.match(
        problemsOf(() => loadProject(root)),
        /holds no sfdx-project\.json/
    );
});

test('texts are unescaped and trimmed; CDATA stays as it is; lines count', () => {
    const root = parseXml(
        '<A>\n  <b> 1 &lt; 2 &amp;&#32;3 </b>\n  <c><![CDATA[ <x> &amp; ]]></c>\n  <d k="&quot;v&quot;"/>\n  <e>TRUE</e>\n</A>',
        'a.xml'
    );
    assert.equal(root.value('b'), '1 < 2 & 3');
    assert.equal(root.value('c'), ' <x> &amp; ');
    assert.equal(root.child('d')!.attributes['k'], '"v"');
    assert.deepEqual([root.flag('e'), root.flag('f'), root.flag('f', true)], [true, false, true]);
    assert.deepEqual(
        root.children.map((child) => child.line),
        [2, 3, 4, 5]
    );
    assert.throws(
        () => parseXml('<a></a><b></b>', 'x.xml'),
        (error: unknown) => error instanceof CompileError
    );
});
