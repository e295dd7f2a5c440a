import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../../org.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import { asAdministrator, fieldFile, objectFile, query, writeProject, xml } from '../../test/harness.ts';
import type { Files } from '../../test/harness.ts';
import { called, flowXml, input, ref, start, text } from './fixtures.ts';

const variable = (name: string, type: string, collection = false, value = ''): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>${collection}</isCollection><isInput>true</isInput><isOutput>true</isOutput>${value}</variables>`;
const item = (target: string, operator: string, value: string): string =>
    `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value}</assignmentItems>`;
const assign = (items: string): string => `<assignments><name>Set</name><label>S</label>LOC${items}</assignments>`;
const number = (value: number): string => `<value><numberValue>${value}.0</numberValue></value>`;

function open(files: Files, config: object = {}): OrgRuntime {
    return openOrg({ project: writeProject(files, ...OBJECTS), config });
}

const OBJECTS = [objectFile('Deal__c'), fieldFile('Deal__c', 'Tags__c', '<type>Text</type><length>80</length>')];

const flow = (body: string, more = '', status = 'Active'): Files => ({
    'flows/Run_It.flow-meta.xml': flowXml(body + more, status)
});

/** https://help.salesforce.com/s/articleView?id=platform.flow_ref_operators_assignment.htm */
test('collections change by every operator', () => {
    const cases: Record<string, [value: string, expected: string[]]> = {
        Assign: [ref('others'), ['b', 'c']],
        Add: [text('x'), ['a', 'b', 'a', 'c', 'x']],
        AddAtStart: [ref('others'), ['b', 'c', 'a', 'b', 'a', 'c']],
        RemoveAll: [text('a'), ['b', 'c']],
        RemoveFirst: [text('a'), ['b', 'a', 'c']],
        RemoveBeforeFirst: [text('b'), ['b', 'a', 'c']],
        RemoveAfterFirst: [text('b'), ['a', 'b']],
        RemovePosition: [number(2), ['a', 'a', 'c']],
        RemoveUncommon: [ref('others'), ['b', 'c']]
    };
    for (const [operator, [value, expected]] of Object.entries(cases)) {
        const body =
            assign(item('list', operator, value)) + called('Set') + variable('list', 'String', true) + variable('others', 'String', true);
        const org = open(flow(body));
        const inputs = { list: ['a', 'b', 'a', 'c'], others: ['b', 'c'] };
        const [output] = asAdministrator(org, (tx) => org.flows.run(tx, 'Run_It', [inputs]));
        assert.deepEqual(output!['list'], expected, operator);
        org.close();
    }
});

/** The same page, "Multi-Select Picklist": Add Item puts the semicolon, Add does not. */
test('an item is added to a multi-select picklist with its semicolon', () => {
    const items = item('colours', 'AddItem', text('Green')) + item('plain', 'Add', text('Green'));
    const value = '<value><stringValue>Blue;Yellow</stringValue></value>';
    const org = open(
        flow(
            assign(items) +
                called('Set') +
                variable('colours', 'Multipicklist', false, value) +
                variable('plain', 'Multipicklist', false, value)
        )
    );
    const [output] = asAdministrator(org, (tx) => org.flows.run(tx, 'Run_It', [{}]));
    assert.deepEqual([output!['colours'], output!['plain']], ['Blue;Yellow;Green', 'Blue;YellowGreen']);
    org.close();
});

/** Salesforce Help, "Flow Resource: Global Variables": in values, in texts and in formulas of a flow alike. */
test('$User, $Organization, $Profile, $Setup, $Label, $Permission and $Flow tell of who runs the flow and where', () => {
    const globals: Record<string, string> = {
        user: '$User.Username',
        organization: '$Organization.Name',
        profile: '$Profile.Name',
        setting: '$Setup.Options__c.Word__c',
        label: '$Label.Greeting',
        permission: '$Permission.May_Run',
        day: '$Flow.CurrentDate',
        none: '$Flow.FaultMessage'
    };
    const names = Object.keys(globals);
    const typeOf = (name: string): string => (name === 'permission' ? 'Boolean' : name === 'day' ? 'Date' : 'String');
    const formulas = names.map(
        (name) =>
            `<formulas><name>${name}Formula</name><dataType>${typeOf(name)}</dataType><expression>{!${globals[name]}}</expression></formulas>`
    );
    const body =
        assign(
            names.map((name) => item(name, 'Assign', ref(globals[name]!))).join('') +
                names.map((name) => item(`${name}Too`, 'Assign', ref(`${name}Formula`))).join('') +
                item('words', 'Assign', text('{!$Label.Greeting}, {!$User.Username}'))
        ) +
        called('Set') +
        formulas.join('') +
        names.map((name) => variable(name, typeOf(name)) + variable(`${name}Too`, typeOf(name))).join('') +
        variable('words', 'String');
    const org = open({
        ...flow(body),
        'objects/Options__c/Options__c.object-meta.xml': xml(
            'CustomObject',
            '<customSettingsType>Hierarchy</customSettingsType><label>Options</label><visibility>Public</visibility>'
        ),
        ...fieldFile('Options__c', 'Word__c', '<type>Text</type><length>20</length><defaultValue>"fallback"</defaultValue>'),
        'labels/CustomLabels.labels-meta.xml': xml(
            'CustomLabels',
            '<labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>g</shortDescription><value>Hello</value></labels>'
        ),
        'customPermissions/May_Run.customPermission-meta.xml': xml(
            'CustomPermission',
            '<isLicensed>false</isLicensed><label>May Run</label>'
        )
    });
    const [output] = asAdministrator(org, (tx) => org.flows.run(tx, 'Run_It', [{}]));
    const expected: Record<string, unknown> = {
        user: org.defaultUsername,
        organization: org.facts.name,
        profile: 'System Administrator',
        setting: 'fallback',
        label: 'Hello',
        permission: false,
        none: null
    };
    for (const [name, value] of Object.entries(expected)) {
        assert.equal(output![name], value, name);
        assert.equal(output![`${name}Too`], value, `${name} in a formula`);
    }
    assert.equal(String(output!['day']), String(output!['dayToo']));
    assert.equal(output!['words'], `Hello, ${org.defaultUsername}`);
    org.close();
});

const make = `<recordCreates><name>Make</name><label>M</label>LOC${input('Name', text('made'))}<object>Deal__c</object></recordCreates>`;
const count = (org: OrgRuntime): number => asAdministrator(org, (tx) => query(tx, 'SELECT Id FROM Deal__c').length);

/** Flow, `runInMode`: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm */
test('a flow in user mode has the rights of its user, one in system mode those of everybody', () => {
    const users = { 'admin@test.local': { name: 'Ada', administrator: true }, 'clerk@test.local': { name: 'Carl' } };
    for (const [mode, made] of [
        ['UserMode', 0],
        ['SystemModeWithoutSharing', 1],
        ['SystemModeWithSharing', 1]
    ] as const) {
        const org = open(flow(make + called('Make'), `<runInMode>${mode}</runInMode>`), { users });
        const run = (): void => org.transact('synchronous', org.user('clerk@test.local'), (tx) => void org.flows.run(tx, 'Run_It', [{}]));
        if (made === 0) assert.throws(run, /unhandled fault.*Access to entity 'Deal__c' denied/, mode);
        else run();
        assert.equal(count(org), made, mode);
        org.close();
    }
});

/** A flow whose own update meets its entry conditions again runs again, up to the depth that triggers and flows share. */
test('a flow that starts itself without end is stopped', () => {
    const again = `<recordUpdates><name>Again</name><label>A</label>LOC${input('Tags__c', text('{!$Record.Tags__c}x'))}<inputReference>$Record</inputReference></recordUpdates>`;
    const org = open(flow(again + start('Again', '', 'RecordAfterSave', 'CreateAndUpdate')));
    assert.throws(
        () => asAdministrator(org, () => org.program.anonymous("insert new Deal__c(Name = 'x', Tags__c = 't');")()),
        /maximum trigger depth exceeded/
    );
    assert.equal(count(org), 0);
    org.close();
});

/** Flow, `status`: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm */
test('a version that is not active never runs', () => {
    for (const status of ['Draft', 'Obsolete', 'InvalidDraft']) {
        const org = open(flow(make + start('Make', '', 'RecordAfterSave', 'Create', 'Account'), '', status));
        asAdministrator(org, () => org.program.anonymous("insert new Account(Name = 'x');")());
        assert.equal(count(org), 0, status);
        org.close();
    }
});
