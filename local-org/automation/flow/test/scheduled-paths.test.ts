import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ApexDate } from '../../../apex/runtime/values/date.ts';
import type { SObject } from '../../../apex/runtime/sobject.ts';
import { openOrg, reopenOrg } from '../../../org.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import { asAdministrator, fieldFile, insert, NOW, objectFile, openScripted, query, record, writeProject } from '../../test/harness.ts';
import { FakeOrg, flowXml, input, ref, start, text, to } from './fixtures.ts';
import { problemsOf } from './problems.ts';

/**
 * What waits for a record ends when the record no longer meets the entry conditions, as an experiment in an org has it:
 * https://life-improver.com/salesforce/salesforce-do-scheduled-paths-get-evaluated-canceled-when-record-triggered-flow-version-changes/
 * ("0 pending entries" in the queue of time-based workflow, whose entries also follow the field that they count from).
 * The kinds of paths that an org refuses are values of ExtendedErrorCode in the Metadata API (FLOW_SCHEDULED_PATH_…).
 * https://help.salesforce.com/s/articleView?id=platform.flow_concepts_trigger_scheduled_path.htm
 */
const DAY = 86_400_000;
const offset = (days: number): string => `<offsetNumber>${days}</offsetNumber><offsetUnit>Days</offsetUnit>`;
const path = (name: string, days: number, source: string, more = ''): string =>
    `<scheduledPaths><name>${name}</name>${to('Keep')}<label>${name}</label>${more}${offset(days)}${source}</scheduledPaths>`;
const afterSave = '<timeSource>RecordTriggerEvent</timeSource>';
const closing = '<recordField>Close__c</recordField><timeSource>RecordField</timeSource>';
const changedTo =
    '<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>' +
    `<filterLogic>and</filterLogic><filters><field>State__c</field><operator>EqualTo</operator>${text('Due')}</filters>`;
const keep = `<recordCreates><name>Keep</name><label>K</label>LOC${input('Name', ref('$Record.Name'))}<object>Log__c</object></recordCreates>`;

class Clocked {
    readonly org: OrgRuntime;
    private now = NOW;

    constructor(paths: string) {
        const project = writeProject(
            objectFile('Deal__c'),
            fieldFile('Deal__c', 'State__c', '<type>Text</type><length>80</length>'),
            fieldFile('Deal__c', 'Close__c', '<type>Date</type>'),
            objectFile('Log__c'),
            { 'flows/Later.flow-meta.xml': flowXml(keep + start(null, changedTo + paths)) }
        );
        this.org = openScripted(project, [], { clock: { now: () => this.now } });
    }

    add(name: string, fields: Record<string, unknown>): SObject {
        const row = record('Deal__c', { Name: name, ...fields });
        asAdministrator(this.org, (tx) => insert(tx, row));
        return row;
    }

    change(row: SObject, fields: Record<string, unknown>): void {
        const records = [record('Deal__c', { Id: row.id, ...fields })];
        asAdministrator(this.org, (tx) => tx.dml({ operation: 'update', records, allOrNone: true, access: 'default' }));
    }

    /** Names of the records whose path has run so many days later. */
    ranBy(days: number): unknown[] {
        this.now = NOW + days * DAY;
        while (this.org.background.runNext());
        return asAdministrator(this.org, (tx) => query(tx, 'SELECT Name FROM Log__c ORDER BY Name').map((row) => row.fields.get('Name')));
    }
}

test('a path that waits ends when its record no longer meets the entry conditions, and begins anew when it does', () => {
    const clocked = new Clocked(path('Later', 3, afterSave));
    const [stays, leaves, returns] = ['stays', 'leaves', 'returns'].map((name) => clocked.add(name, { State__c: 'Due' }));
    clocked.change(leaves!, { State__c: 'Done' });
    clocked.change(returns!, { State__c: 'Done' });
    assert.deepEqual(clocked.ranBy(2), []);
    clocked.change(stays!, { Name: 'stays on' });
    clocked.change(returns!, { State__c: 'Due' });
    assert.deepEqual(clocked.ranBy(4), ['stays on']);
    assert.deepEqual(clocked.ranBy(5), ['returns', 'stays on']);
});

test('a path that counts from a field follows the field', () => {
    const clocked = new Clocked(path('Later', 0, closing));
    const day = (date: number): { Close__c: ApexDate } => ({ Close__c: ApexDate.of(2026, 11, date) });
    const rows = ['earlier', 'later', 'never', 'same'].map((name) => clocked.add(name, { State__c: 'Due', ...day(25) }));
    clocked.change(rows[0]!, day(24));
    clocked.change(rows[1]!, day(27));
    clocked.change(rows[2]!, { Close__c: null });
    assert.deepEqual(clocked.ranBy(2), ['earlier']);
    assert.deepEqual(clocked.ranBy(3), ['earlier', 'same']);
    assert.deepEqual(clocked.ranBy(9), ['earlier', 'later', 'same']);
});

test('what waits goes on over a deployment, as long as the flow is there', () => {
    const files = (flows: Readonly<Record<string, string>>): string =>
        writeProject(
            objectFile('Deal__c'),
            fieldFile('Deal__c', 'State__c', '<type>Text</type><length>80</length>'),
            objectFile('Log__c'),
            flows
        );
    const later = flowXml(keep + start(null, changedTo + path('Later', 1, afterSave)));
    for (const [flows, expected] of [
        [{ 'flows/Later.flow-meta.xml': later }, ['waits']],
        [{}, []]
    ] as const) {
        const before = openOrg({ project: files({ 'flows/Later.flow-meta.xml': later }) });
        asAdministrator(before, (tx) => insert(tx, record('Deal__c', { Name: 'waits', State__c: 'Due' })));
        const org = reopenOrg(before, { project: files(flows) });
        org.setClock(Date.now() + 2 * DAY);
        while (org.background.runNext());
        assert.deepEqual(
            asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Log__c').map((row) => row.fields.get('Name'))),
            expected
        );
        org.close();
    }
});

test('what waits outlives the process, where a database file does', () => {
    const project = writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'State__c', '<type>Text</type><length>80</length>'),
        objectFile('Log__c'),
        { 'flows/Later.flow-meta.xml': flowXml(keep + start(null, changedTo + path('Later', 1, afterSave))) }
    );
    const database = join(project, 'org.sqlite');
    const first = openOrg({ project, database });
    asAdministrator(first, (tx) => insert(tx, record('Deal__c', { Name: 'waits', State__c: 'Due' })));
    first.close();
    for (const expected of [['waits'], ['waits']]) {
        const org = openOrg({ project, database });
        org.setClock(Date.now() + 2 * DAY);
        while (org.background.runNext());
        assert.deepEqual(
            asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Log__c').map((row) => row.fields.get('Name'))),
            expected
        );
        org.close();
    }
});

test('what a transaction that rolls back would have ended goes on', () => {
    const clocked = new Clocked(path('Later', 1, afterSave));
    const row = clocked.add('kept', { State__c: 'Due' });
    assert.throws(() =>
        asAdministrator(clocked.org, (tx) => {
            const records = [record('Deal__c', { Id: row.id, State__c: 'Done' })];
            tx.dml({ operation: 'update', records, allOrNone: true, access: 'default' });
            throw new Error('never mind');
        })
    );
    assert.deepEqual(clocked.ranBy(2), ['kept']);
});

test('a path runs in batches of the size that it says', () => {
    const clocked = new Clocked(path('Later', 1, afterSave, '<maxBatchSize>2</maxBatchSize>'));
    const rows = ['a', 'b', 'c', 'd', 'e'].map((Name) => record('Deal__c', { Name, State__c: 'Due' }));
    asAdministrator(clocked.org, (tx) => insert(tx, ...rows));
    const sizes: number[] = [];
    clocked.org.onStep = (step, tx) => {
        if (step === 'commit' && tx.kind === 'flow') sizes.push(tx.limits.get('dmlRows'));
    };
    clocked.ranBy(1);
    assert.deepEqual(sizes, [2, 2, 1]);
});

test('paths that an org refuses are refused', () => {
    const task = (value = text('x')): string =>
        `<recordCreates><name>Keep</name><label>K</label>LOC${input('Subject', value)}<object>Task</object></recordCreates>`;
    const refused = (more: string, element = task(), on = 'CreateAndUpdate'): string[] =>
        problemsOf(new FakeOrg(), element + start(null, more, 'RecordAfterSave', on));
    const later = path('Later', 1, afterSave);
    const atOnce = `<scheduledPaths>${to('Keep')}<pathType>AsyncAfterCommit</pathType></scheduledPaths>`;
    const isChanged =
        '<filterLogic>and</filterLogic><filters><field>Name</field><operator>IsChanged</operator><value><booleanValue>true</booleanValue></value></filters>';
    assert.deepEqual(refused(later), ['Start - Scheduled paths of a flow that runs on updates need "changed to meet" entry conditions.']);
    assert.deepEqual(refused(atOnce), [
        'Start - The asynchronous path of a flow that runs on updates needs "changed to meet" or IsChanged in the entry conditions.'
    ]);
    assert.deepEqual(refused(isChanged + atOnce), []);
    assert.deepEqual(refused(later, task(), 'Create'), []);
    assert.deepEqual(refused(isChanged + later, task(), 'Create'), [
        "Start - Scheduled paths can't stand beside IsChanged in the entry conditions."
    ]);
    assert.deepEqual(refused(atOnce + atOnce, task(), 'Create'), ['Start - A flow can have one asynchronous path.']);
    assert.deepEqual(refused(changedTo + later, task(ref('$Record__Prior.Name'))), [
        "Keep (Record Create) - $Record__Prior can't be used on a scheduled path."
    ]);
    const changed = `<decisions><name>Keep</name><label>K</label>LOC<rules><name>Yes</name><conditionLogic>and</conditionLogic><conditions><leftValueReference>$Record.Name</leftValueReference><operator>IsChanged</operator><rightValue><booleanValue>true</booleanValue></rightValue></conditions><label>Yes</label></rules></decisions>`;
    assert.deepEqual(refused(atOnce, changed, 'Create'), [
        "Keep (Decision) - IsChanged can't be used on a path that runs after the commit."
    ]);
    assert.deepEqual(refused(path('Later', 1, afterSave, '<maxBatchSize>201</maxBatchSize>'), task(), 'Create'), [
        'Start - The batch size of a scheduled path is a number from 1 to 200.'
    ]);
});
