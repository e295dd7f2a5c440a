import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDatetime } from '../../../apex/runtime/values/datetime.ts';
import type { SObject } from '../../../apex/runtime/sobject.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import { asAdministrator, fieldFile, insert, objectFile, openScripted, query, record, writeProject } from '../../test/harness.ts';
import { updateSystemRow } from '../../rows.ts';
import { called, FakeOrg, flowXml, input, ref, text, to } from './fixtures.ts';
import { problemsOf } from './problems.ts';

/**
 * Salesforce Help, "Check for Duplicate Records":
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_data_create_check_for_duplicate_records.htm
 * Metadata API Developer Guide, "Flow", FlowRecordCreate (doesUpsert, doesUpsertAllOrNone, operationOneMatchingRecord …):
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm
 */
const variable = (name: string, type: string, more = '', collection = false): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>${collection}</isCollection><isInput>true</isInput><isOutput>true</isOutput>${more}</variables>`;
const deals = variable('deals', 'SObject', '<objectType>Deal__c</objectType>', true);
const problem = variable('problem', 'String');
const caught = `<assignments><name>Caught</name><label>C</label>LOC<assignmentItems><assignToReference>problem</assignToReference><operator>Assign</operator>${ref('$Flow.FaultMessage')}</assignmentItems></assignments>`;
const words = (more = ''): string => `<type>Text</type><length>20</length>${more}`;
const byCode = `<filterLogic>and</filterLogic><filters><field>Code__c</field><operator>EqualTo</operator>${ref('code')}</filters>`;
const matching = (one: string, several: string): string =>
    `<recordCreates><name>Make</name><label>M</label>LOC${byCode}${input('Name', text('new'))}${input('Code__c', ref('code'))}<object>Deal__c</object><operationMultMatchingRecords>${several}</operationMultMatchingRecords><operationOneMatchingRecord>${one}</operationOneMatchingRecord></recordCreates>`;
const upsert = (more: string): string =>
    `<recordCreates><name>Make</name><label>M</label>LOC<doesUpsert>true</doesUpsert>${more}${to('Caught', 'faultConnector')}<inputReference>deals</inputReference><upsertExternalIdField>Key__c</upsertExternalIdField></recordCreates>`;

function open(body: string): OrgRuntime {
    const project = writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'Code__c', words()),
        fieldFile('Deal__c', 'Key__c', words('<externalId>true</externalId><unique>true</unique>')),
        { 'flows/Make_Deals.flow-meta.xml': flowXml(body) }
    );
    return openScripted(project, []);
}

const names = (org: OrgRuntime): unknown[] =>
    asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Deal__c ORDER BY Id').map((row) => row.fields.get('Name')));

/** Three old records, two of which share a code; the second of them was changed last. */
function withMatches(one: string, several: string): { org: OrgRuntime; make: (...codes: string[]) => unknown[] } {
    const org = open(matching(one, several) + variable('code', 'String') + called('Make'));
    const rows = ['one', 'two', 'two'].map((code, index) => record('Deal__c', { Name: `old ${index}`, Code__c: code }));
    asAdministrator(org, (tx) => insert(tx, ...rows));
    updateSystemRow(org, 'Deal__c', rows[2]!.id!, { LastModifiedDate: new ApexDatetime(Date.UTC(2027, 0, 1)) });
    const make = (...codes: string[]): unknown[] =>
        asAdministrator(org, (tx) => {
            const inputs = codes.map((code) => ({ code }));
            org.flows.run(tx, 'Make_Deals', inputs);
            return [tx.limits.get('queries'), tx.limits.get('dmlStatements')];
        });
    return { org, make };
}

test('without a match a record is created; a single match is updated, of several the one that was changed last', () => {
    const { org, make } = withMatches('UpdateAllRecords', 'UpdateLatestRecord');
    assert.deepEqual(make('one', 'two', 'three'), [1, 2]);
    assert.deepEqual(names(org), ['new', 'old 1', 'new', 'new']);
});

test('several matches are all updated, or none is; a single one can be left alone', () => {
    const all = withMatches('None', 'UpdateAllRecords');
    all.make('one', 'two');
    assert.deepEqual(names(all.org), ['old 0', 'new', 'new']);
    const none = withMatches('UpdateAllRecords', 'None');
    none.make('one', 'two');
    assert.deepEqual(names(none.org), ['new', 'old 1', 'old 2']);
});

const keyed = (...keys: (string | null)[]): SObject[] => keys.map((Key__c) => record('Deal__c', { Key__c, Name: `deal ${Key__c}` }));

test('an upsert creates and updates by the external id, all interviews with one statement', () => {
    const org = open(upsert('') + caught + deals + problem + called('Make'));
    const before = record('Deal__c', { Key__c: 'a', Name: 'before' });
    asAdministrator(org, (tx) => insert(tx, before));
    const outputs = asAdministrator(org, (tx) => {
        const found = org.flows.run(tx, 'Make_Deals', [{ deals: keyed('a', 'b') }, { deals: keyed('c') }]);
        assert.equal(tx.limits.get('dmlStatements'), 1);
        return found;
    });
    assert.deepEqual(names(org), ['deal a', 'deal b', 'deal c']);
    assert.equal((outputs[0]!['deals'] as SObject[])[0]!.id, before.id);
});

test('of an upsert, an interview saves all or nothing, unless it may save a part: its fault path is taken either way', () => {
    for (const [more, expected] of [
        ['', ['deal c']],
        ['<doesUpsertAllOrNone>false</doesUpsertAllOrNone>', ['deal a', 'deal c']]
    ] as const) {
        const org = open(upsert(more) + caught + deals + problem + called('Make'));
        const outputs = asAdministrator(org, (tx) => org.flows.run(tx, 'Make_Deals', [{ deals: keyed('a', null) }, { deals: keyed('c') }]));
        assert.match(String(outputs[0]!['problem']), /MISSING_ARGUMENT: Key__c not specified/);
        assert.equal(outputs[1]!['problem'], null);
        assert.deepEqual(names(org), expected);
    }
});

test('what an org refuses of an upsert is refused', () => {
    const refused = (more: string): string[] =>
        problemsOf(
            new FakeOrg(),
            `<recordCreates><name>Make</name><label>M</label>LOC<doesUpsert>true</doesUpsert><inputReference>deals</inputReference>${more}</recordCreates>${deals}${called('Make')}`
        );
    assert.deepEqual(refused('<upsertExternalIdField>Colour__c</upsertExternalIdField>'), [
        'Make (Record Create) - The field "Colour__c" for the object "Deal__c" doesn\'t exist.'
    ]);
    assert.deepEqual(refused('<upsertExternalIdField>Notes__c</upsertExternalIdField>'), [
        "Make (Record Create) - Records can't be matched by Notes__c: it isn't an external id."
    ]);
    assert.deepEqual(refused('<upsertExternalIdField>Notes__c</upsertExternalIdField><upsertStandardIdField>Id</upsertStandardIdField>'), [
        'Make (Record Create) - Records are matched by an external id or by a standard id, not by both.'
    ]);
});
