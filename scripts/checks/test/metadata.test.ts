import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { ApiTypes } from '../metadata/api-types';
import { checkFlowGraph, checkFlowHouseRules } from '../metadata/flow';
import { checkPermissionSets } from '../metadata/permission-sets';
import type { ProjectSchema } from '../metadata/schema';
import { validateMetadata } from '../metadata/validate';
import { checkRooms } from '../rooms';

const types = new ApiTypes();

const object = (children: string): string =>
    `<?xml version="1.0"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">${children}</CustomObject>`;

function file(path: string, text: string): { path: string; name: string; text: string } {
    return { path, name: path.split('/').at(-1)!, text };
}

test('an unknown element, a wrong value and a missing element are reported', () => {
    const problems = validateMetadata(
        object('<lable>Thing</lable><sharingModel>Prive</sharingModel><enableFeeds>yes</enableFeeds>'),
        types
    );
    assert.ok(problems.some((problem) => problem.includes('unknown element <lable>')));
    assert.ok(problems.some((problem) => problem.includes('"Prive" is not one of')));
    assert.ok(problems.some((problem) => problem.includes('"yes" is not a boolean')));
});

test('ungrouped siblings and a foreign order are reported', () => {
    const problems = validateMetadata(
        object('<fields><fullName>A__c</fullName></fields><label>Thing</label><fields><fullName>B__c</fullName></fields>'),
        types
    );
    assert.ok(problems.some((problem) => problem.includes('<fields> is not grouped')));
});

const flow = (body: string): string => `<Flow><apiVersion>66.0</apiVersion><description>Why.</description>${body}</Flow>`;

test('dangling connectors and unreachable elements of a flow are reported', () => {
    const xml = flow(
        '<assignments><name>Lost</name><description>x</description></assignments><start><connector><targetReference>Gone</targetReference></connector></start>'
    );
    assert.deepEqual(checkFlowGraph(xml), ['a connector leads to Gone, which is not there', 'Lost is not connected']);
});

test('a flow element without description or fault path breaks the house rules', () => {
    const xml = flow(
        '<recordUpdates><name>Save</name></recordUpdates><start><triggerType>RecordAfterSave</triggerType><connector><targetReference>Save</targetReference></connector></start>'
    );
    assert.deepEqual(checkFlowHouseRules(xml, '66.0'), [
        'Save has no description',
        'Save has no fault path',
        'a record-triggered flow has no triggerOrder',
        'a record-triggered flow has no entry conditions'
    ]);
});

test('a guest with edit rights and a permission on a required field are refused', () => {
    const schema: ProjectSchema = {
        objects: new Map([['Box__c', { name: 'Box__c', file: 'Box', description: 'x' }]]),
        fields: new Map([
            [
                'Box__c.Key__c',
                {
                    fullName: 'Box__c.Key__c',
                    object: 'Box__c',
                    file: 'Key',
                    required: true,
                    formula: false,
                    masterDetail: false,
                    description: 'x',
                    helpText: 'x'
                }
            ]
        ])
    };
    const set = file(
        'force-app/main/setup/permissionsets/Guest.permissionset-meta.xml',
        `<PermissionSet><description>x</description>
         <fieldPermissions><editable>true</editable><field>Box__c.Key__c</field><readable>true</readable></fieldPermissions>
         <objectPermissions><allowEdit>true</allowEdit><object>Box__c</object></objectPermissions></PermissionSet>`
    );
    assert.deepEqual(
        checkPermissionSets([set], schema).map((problem) => problem.message),
        ['a guest may not have allowEdit on Box__c', 'required field Box__c.Key__c may not have field permissions']
    );
});

test('a room that knows the room above it is reported; comments do not count', () => {
    const files = [
        file('force-app/main/shared/classes/Money.cls', '// Drain\npublic class Money { Drain d; }'),
        file('force-app/main/intake/classes/Drain.cls', 'public class Drain { Money m; }')
    ];
    assert.deepEqual(
        checkRooms(files).map((problem) => problem.message),
        ['knows Drain of the room above it, intake']
    );
    assert.deepEqual(checkRooms([file('force-app/main/shared/classes/Money.cls', '/* Drain */ class Money {}'), files[1]!]), []);
});
