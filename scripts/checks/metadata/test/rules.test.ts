import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component, ProjectMetadata } from '../../../../local-org/metadata/model.ts';
import { parseXml } from '../../../../local-org/metadata/xml.ts';
import { checkFlows } from '../rules/flows.ts';
import { checkPermissionSets } from '../rules/permission-sets.ts';
import { checkTranslations } from '../rules/translations.ts';
import type { Problem } from '../project.ts';

function project(...components: (readonly [type: string, fullName: string, xml: string])[]): ProjectMetadata {
    const all = components.map(([type, fullName, xml]): Component => ({
        type,
        fullName,
        file: fullName,
        xml: parseXml(xml, fullName),
        body: undefined,
        bodyFile: undefined
    }));
    return {
        root: '.',
        components: all,
        ofType: (type) => all.filter((component) => component.type === type),
        find: (type, fullName) => all.find((component) => component.type === type && component.fullName === fullName)
    };
}

const messages = (problems: readonly Problem[]): string[] => problems.map((problem) => problem.message);

const node = (kind: string, name: string, more = ''): string =>
    `<${kind}><description>x</description><name>${name}</name><label>x</label>${more}</${kind}>`;
const to = (connector: string, target: string): string => `<${connector}><targetReference>${target}</targetReference></${connector}>`;
const flow = (name: string, body: string): readonly [string, string, string] => [
    'Flow',
    name,
    `<Flow><description>Why.</description>${body}</Flow>`
];

test('a flow element without description, label or fault path breaks the rules', () => {
    const start = `<start><triggerType>RecordAfterSave</triggerType>${to('connector', 'Save')}</start>`;
    assert.deepEqual(messages(checkFlows(project(flow('Flow', `<recordUpdates><name>Save</name></recordUpdates>${start}`)))), [
        'Save has no description',
        'Save has no label',
        'Save has no fault path',
        'a record-triggered flow has no triggerOrder',
        'a record-triggered flow has no entry conditions'
    ]);
});

test('a scheduled flow that runs for records says for which', () => {
    const found = (more: string): string[] =>
        messages(
            checkFlows(project(flow('Nightly', node('assignments', 'Set') + `<start>${more}<triggerType>Scheduled</triggerType></start>`)))
        );
    assert.deepEqual(found('<object>Account</object>'), ['a scheduled flow has no entry conditions']);
    assert.deepEqual(found('<filters><field>Name</field></filters><object>Account</object>'), []);
    assert.deepEqual(found(''), []);
});

test('an update before the save, and the flow that publishes failures, need no fault path', () => {
    const before = `<start><filterFormula>true</filterFormula><triggerType>RecordBeforeSave</triggerType></start><triggerOrder>1</triggerOrder>`;
    assert.deepEqual(messages(checkFlows(project(flow('Before', node('recordUpdates', 'Set') + before)))), []);
    const publish = node('recordCreates', 'Publish', '<object>Failure__e</object>');
    assert.deepEqual(messages(checkFlows(project(flow('Report', publish)))), []);
    assert.deepEqual(messages(checkFlows(project(flow('Report', publish + node('recordLookups', 'Get'))))), [
        'Publish has no fault path',
        'Get has no fault path'
    ]);
});

test('what touches the database inside a loop is found, also in flows that it calls; what leaves the loop is not', () => {
    const loop = node('loops', 'Each', to('nextValueConnector', 'Call') + to('noMoreValuesConnector', 'After'));
    const call = node('subflows', 'Call', to('connector', 'Decide') + '<flowName>Inner</flowName>');
    const decide = node('decisions', 'Decide', to('defaultConnector', 'Each') + `<rules>${to('connector', 'Leave')}</rules>`);
    const after = ['After', 'Leave'].map((name) => node('recordUpdates', name, to('faultConnector', 'Each'))).join('');
    const outer = flow('Outer', loop + call + decide + after);
    const inner = flow('Inner', node('recordLookups', 'Get', to('faultConnector', 'Get')));
    assert.deepEqual(messages(checkFlows(project(outer, inner))), ['Call costs a query in every pass of the loop Each']);
});

test('a guest with edit rights, access to secrets and a field that nobody reads are refused', () => {
    const set = `<PermissionSet><objectPermissions><allowEdit>true</allowEdit><object>Box__c</object></objectPermissions>
        <objectPermissions><object>Signing_Secret__c</object></objectPermissions></PermissionSet>`;
    const field = (required: string): string => `<CustomField><required>${required}</required><type>Text</type></CustomField>`;
    const found = checkPermissionSets(
        project(
            ['PermissionSet', 'Webhook_Guest', set],
            ['CustomField', 'Box__c.Key__c', field('true')],
            ['CustomField', 'Box__c.Lid__c', field('false')]
        )
    );
    assert.deepEqual(messages(found), [
        'has no description that says who gets it',
        'a guest may not have allowEdit on Box__c',
        'gives access to Signing_Secret__c',
        'no permission set can read it'
    ]);
});

test('a label without a translation, a translation without a label and another value to fill in are found', () => {
    const label = (name: string, value: string): readonly [string, string, string] => [
        'CustomLabel',
        name,
        `<labels><fullName>${name}</fullName><value>${value}</value></labels>`
    ];
    const german = (texts: Readonly<Record<string, string>>): readonly [string, string, string] => [
        'Translations',
        'de',
        `<Translations>${Object.entries(texts)
            .map(([name, text]) => `<customLabels><label>${text}</label><name>${name}</name></customLabels>`)
            .join('')}</Translations>`
    ];
    const labels = [label('A', '{0} of {1}'), label('B', 'Hello')];
    assert.deepEqual(messages(checkTranslations(project(...labels, german({ A: '{1}: {0}', B: 'Hallo' })))), []);
    assert.deepEqual(messages(checkTranslations(project(...labels, german({ A: 'von {1}', C: 'Ach' })))), [
        'the label B has no de text',
        'A does not fill in the same values as the label',
        'there is no label C'
    ]);
});
