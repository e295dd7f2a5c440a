import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { describeProblem, findProblems } from '../find-problems.ts';

export const xml = (root: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${root}>\n`;

/** A field of the object Box__c; `type` with what the type needs. */
export const field = (name: string, type: string): string =>
    xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${type}`);

const BOX = 'app/objects/Box__c';

/** A small project without mistakes, for tests to put theirs into. */
export const SOUND: Readonly<Record<string, string>> = {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }] }),
    [`${BOX}/Box__c.object-meta.xml`]: xml(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><label>Box</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Boxes</pluralLabel><sharingModel>ReadWrite</sharingModel>'
    ),
    [`${BOX}/fields/Size__c.field-meta.xml`]: field('Size__c', '<precision>4</precision><scale>0</scale><type>Number</type>'),
    [`${BOX}/fields/Key__c.field-meta.xml`]: field('Key__c', '<length>20</length><required>true</required><type>Text</type>'),
    [`${BOX}/fields/Account__c.field-meta.xml`]: field(
        'Account__c',
        '<referenceTo>Account</referenceTo><relationshipName>Boxes</relationshipName><type>Lookup</type>'
    ),
    'app/labels/CustomLabels.labels-meta.xml': xml(
        'CustomLabels',
        '<labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected><shortDescription>x</shortDescription><value>Hello</value></labels>'
    ),
    'app/classes/Boxes.cls':
        'public with sharing class Boxes {\n    @AuraEnabled\n    public static void open() {}\n    public static void hidden() {}\n}\n',
    'app/classes/Boxes.cls-meta.xml': xml('ApexClass', '<apiVersion>66.0</apiVersion>'),
    'app/lwc/box/box.ts':
        "import { LightningElement, api } from 'lwc';\nimport hello from '@salesforce/label/c.Hello';\nimport open from '@salesforce/apex/Boxes.open';\nimport SIZE from '@salesforce/schema/Box__c.Account__r.Name';\nexport default class Box extends LightningElement {\n    @api recordId;\n    @api\n    rows = [hello, open, SIZE];\n}\n",
    'app/lwc/box/box.js-meta.xml': xml(
        'LightningComponentBundle',
        '<apiVersion>66.0</apiVersion>\n<isExposed>true</isExposed>\n<targetConfigs>\n<targetConfig targets="lightning__RecordPage">\n<property name="rows" type="Integer" min="1" max="9" />\n<objects><object>Box__c</object></objects>\n</targetConfig>\n</targetConfigs>\n<targets><target>lightning__RecordPage</target></targets>'
    ),
    'app/flexipages/Box_Page.flexipage-meta.xml': xml(
        'FlexiPage',
        '<flexiPageRegions>\n<itemInstances>\n<componentInstance>\n<componentInstanceProperties>\n<name>rows</name>\n<value>5</value>\n</componentInstanceProperties>\n<componentName>box</componentName>\n<identifier>c_box</identifier>\n</componentInstance>\n</itemInstances>\n<itemInstances>\n<fieldInstance>\n<fieldItem>Record.Size__c</fieldItem>\n<identifier>RecordSize</identifier>\n</fieldInstance>\n</itemInstances>\n<name>main</name>\n<type>Region</type>\n</flexiPageRegions>\n<masterLabel>Box Page</masterLabel>\n<sobjectType>Box__c</sobjectType>\n<template><name>flexipage:recordHomeTemplateDesktop</name></template>\n<type>RecordPage</type>'
    ),
    'app/permissionsets/Packer.permissionset-meta.xml': xml(
        'PermissionSet',
        '<classAccesses><apexClass>Boxes</apexClass><enabled>true</enabled></classAccesses>\n<fieldPermissions><editable>true</editable><field>Box__c.Size__c</field><readable>true</readable></fieldPermissions>\n<label>Packer</label>'
    ),
    'app/reportTypes/Boxes.reportType-meta.xml': xml(
        'ReportType',
        '<baseObject>Account</baseObject><category>other</category><deployed>true</deployed>\n<join><outerJoin>true</outerJoin><relationship>Boxes__r</relationship></join>\n<label>Boxes</label>\n<sections><columns><checkedByDefault>true</checkedByDefault><field>Owner.Name</field><table>Account</table></columns><columns><checkedByDefault>true</checkedByDefault><field>Size__c</field><table>Account.Boxes__r</table></columns><masterLabel>Boxes</masterLabel></sections>'
    ),
    'app/reports/Folder.reportFolder-meta.xml': xml('ReportFolder', '<name>Folder</name>'),
    'app/reports/Folder/Sizes.report-meta.xml': xml(
        'Report',
        '<columns><field>Account.Boxes__r$Size__c</field></columns>\n<format>Tabular</format>\n<name>Sizes</name>\n<reportType>Boxes__c</reportType>'
    ),
    'app/tabs/Box__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject><motif>Custom1: Heart</motif>'),
    'app/applications/Store.app-meta.xml': xml(
        'CustomApplication',
        '<label>Store</label>\n<tabs>standard-Account</tabs>\n<tabs>Box__c</tabs>'
    ),
    'app/layouts/Box__c-Box Layout.layout-meta.xml': xml(
        'Layout',
        '<layoutSections><layoutColumns><layoutItems><field>Name</field></layoutItems><layoutItems><field>Key__c</field></layoutItems><layoutItems><field>Size__c</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections>'
    )
};

/** Problems of the sound project with some files changed: `from → to` within a file, or a file with its text. */
export function problemsWith(changes: Readonly<Record<string, string | readonly [from: string, to: string]>>): string[] {
    const root = mkdtempSync(join(tmpdir(), 'local-org-validation-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    const files: Record<string, string> = { ...SOUND };
    for (const [path, change] of Object.entries(changes)) {
        if (typeof change === 'string') files[path] = change;
        else if (!files[path]?.includes(change[0])) throw new Error(`${path} does not hold ${change[0]}`);
        else files[path] = files[path].replace(change[0], change[1]);
    }
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
    }
    return findProblems(root, { cacheDirectory: CACHE }).problems.map(describeProblem);
}

const CACHE = mkdtempSync(join(tmpdir(), 'local-org-validation-cache-'));
after(() => rmSync(CACHE, { recursive: true, force: true }));
