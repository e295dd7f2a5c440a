import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import type { SharingMode } from '../../automation/transaction.ts';
import { UserAccess } from '../access.ts';
import { permittedIds } from '../sharing.ts';
import { ADMIN, fieldXml, objectFile, objectXml, openOrg, user } from './fixture.ts';

const permissionSet = (body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>x</label>${body}</PermissionSet>`;
const objectRight = (object: string, ...rights: string[]): string =>
    `<objectPermissions><object>${object}</object>${rights.map((right) => `<${right}>true</${right}>`).join('')}</objectPermissions>`;
const fieldRight = (field: string, editable = false): string =>
    `<fieldPermissions><field>${field}</field><readable>true</readable><editable>${editable}</editable></fieldPermissions>`;
const tab = (name: string, visibility: string): string =>
    `<tabSettings><tab>${name}</tab><visibility>${visibility}</visibility></tabSettings>`;

const FOLDER = 'force-app/main/default/permissionsets';
const org = openOrg({
    [objectFile('Plan__c')]: objectXml('Plan'),
    [objectFile('Plan__c', 'Amount__c')]: fieldXml('Amount__c', 'Number', '<precision>18</precision><scale>2</scale>'),
    [objectFile('Plan__c', 'Key__c')]: fieldXml('Key__c', 'Text', '<length>10</length><required>true</required>'),
    [objectFile('Plan__c', 'Account__c')]: fieldXml(
        'Account__c',
        'Lookup',
        '<referenceTo>Account</referenceTo><relationshipName>Plans</relationshipName>'
    ),
    [objectFile('Line__c')]: objectXml('Line'),
    [objectFile('Line__c', 'Plan__c')]: fieldXml(
        'Plan__c',
        'MasterDetail',
        '<referenceTo>Plan__c</referenceTo><relationshipName>Lines</relationshipName>'
    ),
    [`${FOLDER}/Viewer.permissionset-meta.xml`]: permissionSet(
        objectRight('Plan__c', 'allowRead') +
            fieldRight('Plan__c.Amount__c') +
            '<classAccesses><apexClass>PlanController</apexClass><enabled>true</enabled></classAccesses>' +
            tab('Plan__c', 'Available') +
            tab('Plans', 'Visible')
    ),
    [`${FOLDER}/Editor.permissionset-meta.xml`]: permissionSet(
        objectRight('Plan__c', 'allowEdit') +
            objectRight('Line__c', 'allowRead') +
            objectRight('Account', 'allowRead') +
            fieldRight('Plan__c.Amount__c', true) +
            fieldRight('Account.Phone') +
            '<customPermissions><name>Close_Plans</name><enabled>true</enabled></customPermissions>' +
            tab('Plan__c', 'Visible') +
            tab('Plans', 'Available')
    ),
    [`${FOLDER}/Auditor.permissionset-meta.xml`]: permissionSet(objectRight('Plan__c', 'allowRead', 'viewAllRecords')),
    [`${FOLDER}/Guest.permissionset-meta.xml`]: permissionSet(
        objectRight('Plan__c', 'allowCreate', 'allowRead') + objectRight('Account', 'allowRead')
    ),
    'force-app/main/default/permissionsetgroups/Both.permissionsetgroup-meta.xml':
        '<PermissionSetGroup xmlns="http://soap.sforce.com/2006/04/metadata"><label>Both</label><permissionSets>Viewer</permissionSets><permissionSets>Editor</permissionSets></PermissionSetGroup>'
});

const viewer = user('005Lo0000000101AAA', 'viewer', { permissionSets: ['Viewer'] });
const editor = user('005Lo0000000102AAA', 'editor', { permissionSets: ['Both'] });
const auditor = user('005Lo0000000103AAA', 'auditor', { permissionSets: ['Auditor'] });
const guest = user('005Lo0000000104AAA', 'guest', { permissionSets: ['Guest'], guest: true });
const nobody = user('005Lo0000000105AAA', 'nobody');

const [account] = org.insert('Account', { Name: 'Acme', Phone: '1' });
const [mine, others] = org.insert(
    'Plan__c',
    { Name: 'mine', Key__c: 'a', Amount__c: ApexDecimal.parse('1'), OwnerId: editor.id, Account__c: account },
    { Name: 'others', Key__c: 'b', OwnerId: ADMIN.id }
);
const lines = org.insert('Line__c', { Name: 'l1', Plan__c: mine }, { Name: 'l2', Plan__c: others });

const found = (soql: string, who = editor, mode: 'user' | 'system' = 'user', sharing: SharingMode = 'with'): unknown[] =>
    org.query(soql, [], { access: org.access(who), mode, sharing }).rows.map((row) => row.get('Name'));

test('a tab of the project is visible as far as a permission set says so, one of the platform always', () => {
    const seen = (who: typeof viewer): string[] =>
        ['Plan__c', 'plans', 'Other', 'standard-Account'].map((name) => org.access(who).tabVisibility(name));
    assert.deepEqual(seen(viewer), ['Available', 'Visible', 'None', 'Visible']);
    assert.deepEqual(seen(editor), ['Visible', 'Visible', 'None', 'Visible']);
    assert.deepEqual(seen(nobody), ['None', 'None', 'None', 'Visible']);
    assert.deepEqual(seen(ADMIN), ['Visible', 'Visible', 'Visible', 'Visible']);
});

test('rights add up over permission sets and groups, and imply one another', () => {
    const rights = org.access(editor);
    assert.deepEqual(rights.object('Plan__c'), { create: false, read: true, edit: true, delete: false, viewAll: false, modifyAll: false });
    assert.equal(rights.canEditField('Plan__c', 'Amount__c'), true);
    assert.equal(org.access(viewer).canEditField('Plan__c', 'Amount__c'), false);
    assert.equal(org.access(viewer).canReadField('Plan__c', 'Amount__c'), true);
    assert.equal(org.access(auditor).canReadField('Plan__c', 'Amount__c'), false);
    assert.equal(rights.hasApexClass('plancontroller'), true);
    assert.equal(rights.hasCustomPermission('Close_Plans'), true);
    assert.equal(org.access(viewer).hasCustomPermission('Close_Plans'), false);
    assert.equal(org.access(nobody).object('Plan__c').read, false);
});

test('required fields, names and audit fields need no permission; optional standard fields do', () => {
    const rights = org.access(viewer);
    for (const field of ['Id', 'Name', 'OwnerId', 'CreatedDate', 'Key__c'])
        assert.equal(rights.canReadField('Plan__c', field), true, field);
    assert.equal(rights.canReadField('Account', 'Phone'), false);
    assert.equal(org.access(editor).canReadField('Account', 'Phone'), true);
    assert.equal(rights.canReadField('Account', 'Name'), true);
});

test('an administrator may do everything; a permission set that is not there is no silent nothing', () => {
    const rights = org.access(ADMIN);
    assert.equal(rights.object('Plan__c').modifyAll, true);
    assert.equal(rights.canEditField('Plan__c', 'Amount__c'), true);
    assert.throws(() => org.access(user('005', 'x', { permissionSets: ['Nope'] })), /the permission set Nope/);
    assert.ok(rights instanceof UserAccess);
});

test('user mode hides objects and fields as if they did not exist, filters included', () => {
    assert.throws(() => found('SELECT Name FROM Account', viewer), /sObject type 'Account' is not supported/);
    assert.throws(() => found('SELECT Name FROM Plan__c WHERE Account__r.Name = null', viewer), /sObject type 'Account' is not supported/);
    assert.throws(() => found('SELECT Name, Industry FROM Account', editor), /No such column 'Industry' on entity 'Account'/);
    assert.throws(() => found('SELECT Name FROM Plan__c ORDER BY Amount__c', auditor), /No such column 'Amount__c'/);
    assert.deepEqual(found('SELECT Name, Industry FROM Account', editor, 'system'), ['Acme']);
    assert.throws(
        () => found('SELECT Name, Industry FROM Account WITH SECURITY_ENFORCED', editor, 'system'),
        /secure query included inaccessible field/
    );
    assert.deepEqual(found('SELECT Name FROM Plan__c WITH SYSTEM_MODE', editor, 'user', 'without'), ['mine', 'others']);
});

test('private rows are for their owner, for who may view all, and for the system', () => {
    assert.deepEqual(found('SELECT Name FROM Plan__c'), ['mine']);
    assert.deepEqual(found('SELECT Name FROM Plan__c', auditor), ['mine', 'others']);
    assert.deepEqual(found('SELECT Name FROM Plan__c', viewer), []);
    assert.deepEqual(found('SELECT Name FROM Plan__c', viewer, 'system', 'without'), ['mine', 'others']);
    assert.deepEqual(found('SELECT Name FROM Plan__c', viewer, 'system', 'with'), []);
    assert.deepEqual([...permittedIds(org.store, org.access(editor), 'Plan__c', [mine!, others!], 'edit')], [mine]);
});

test('details are seen with their master', () => {
    assert.deepEqual(found('SELECT Name FROM Line__c'), ['l1']);
    assert.deepEqual([...permittedIds(org.store, org.access(editor), 'Line__c', lines, 'read')], [lines[0]]);
});

test('a guest sees no row, whatever the object permission', () => {
    assert.equal(org.access(guest).object('Plan__c').create, true);
    assert.deepEqual(found('SELECT Name FROM Account', guest), []);
    assert.deepEqual(found('SELECT Name FROM Plan__c', guest), []);
    assert.throws(() => found('SELECT Name FROM Contact', guest), /sObject type 'Contact' is not supported/);
});
