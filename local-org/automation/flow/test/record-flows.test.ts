import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SObject } from '../../../apex/runtime/sobject.ts';
import { ApexDate } from '../../../apex/runtime/values/date.ts';
import { ApexDecimal } from '../../../apex/runtime/values/decimal.ts';
import { primitive } from '../../../apex/types.ts';
import { called, failure, FakeOrg, flowXml, input, invocable, ref, start, text, to } from './fixtures.ts';

/**
 * When record-triggered flows run, in which order, and what becomes of their faults:
 * https://help.salesforce.com/s/articleView?id=platform.flow_considerations_trigger_record.htm
 * https://help.salesforce.com/s/articleView?id=platform.flow_task_trigger_run_order.htm
 * https://help.salesforce.com/s/articleView?id=platform.flow_concepts_bulkification.htm
 */
const createTask = (next = '', fault = ''): string =>
    `<recordCreates><name>Create_Task</name><label>Create</label>LOC${next}${fault}` +
    `${input('Subject', text('Call {!$Record.Name}'))}${input('WhatId', ref('$Record.Id'))}<object>Task</object></recordCreates>`;

const filter = (name: string, operator: string, value: string): string =>
    `<filterLogic>and</filterLogic><filters><field>${name}</field><operator>${operator}</operator>${value}</filters>`;

function rows(org: FakeOrg, count: number, values: Record<string, unknown> = {}): { new: SObject; old: null }[] {
    return Array.from({ length: count }, (_, index) => ({ new: org.add('Deal__c', { Name: `Deal ${index}`, ...values }), old: null }));
}

test('200 records create their tasks with one DML statement', () => {
    const org = new FakeOrg();
    const catalogue = org.catalogue({ Recipe: flowXml(createTask() + start('Create_Task')) });
    const errors = catalogue.afterSave('deal__c', 'insert')!(org.transaction, rows(org, 200));
    assert.deepEqual(errors.flat(), []);
    assert.deepEqual(org.log, ['insert 200 Task']);
    assert.equal(org.all('Task')[7]!.fields.get('Subject'), 'Call Deal 7');
    assert.equal(org.all('Task')[7]!.fields.get('WhatId'), org.all('Deal__c')[7]!.id);
    assert.equal(org.transaction.sharing, 'with');
});

test('more than 200 records go in batches of 200', () => {
    const org = new FakeOrg();
    const catalogue = org.catalogue({ Recipe: flowXml(createTask() + start('Create_Task')) });
    catalogue.afterSave('Deal__c', 'insert')!(org.transaction, rows(org, 450));
    assert.deepEqual(org.log, ['insert 200 Task', 'insert 200 Task', 'insert 50 Task']);
});

test('a flow runs only for the records that meet its entry conditions, and only when they change to meet them', () => {
    const org = new FakeOrg();
    const changed = '<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>';
    const catalogue = org.catalogue({
        Recipe: flowXml(
            createTask() + start('Create_Task', changed + filter('State__c', 'EqualTo', text('due')), 'RecordAfterSave', 'Update')
        )
    });
    assert.equal(catalogue.afterSave('Deal__c', 'insert'), undefined);
    assert.equal(catalogue.beforeSave('Deal__c', 'update'), undefined);
    const run = (before: string, after: string): number => {
        const taskCount = org.all('Task').length;
        const row = org.add('Deal__c', { State__c: after });
        catalogue.afterSave('Deal__c', 'update')!(org.transaction, [{ new: row, old: org.row('Deal__c', { State__c: before }) }]);
        return org.all('Task').length - taskCount;
    };
    assert.equal(run('Pending', 'Due'), 1);
    assert.equal(run('Due', 'Due'), 0);
    assert.equal(run('Due', 'Done'), 0);
});

test('entry conditions know IsChanged, IsNull and formulas', () => {
    const meets = (more: string, before: Record<string, unknown> | null, after: Record<string, unknown>): boolean => {
        const org = new FakeOrg();
        const catalogue = org.catalogue({ Recipe: flowXml(createTask() + start('Create_Task', more)) });
        const row = { new: org.add('Deal__c', after), old: before && org.row('Deal__c', before) };
        catalogue.afterSave('Deal__c', before ? 'update' : 'insert')!(org.transaction, [row]);
        return org.all('Task').length === 1;
    };
    const yes = '<value><booleanValue>true</booleanValue></value>';
    const no = '<value><booleanValue>false</booleanValue></value>';
    assert.equal(meets(filter('Name', 'IsChanged', yes), { Name: 'a' }, { Name: 'b' }), true);
    assert.equal(meets(filter('Name', 'IsChanged', yes), { Name: 'a' }, { Name: 'A' }), false);
    assert.equal(meets(filter('Name', 'IsChanged', yes), null, { Name: 'b' }), false);
    assert.equal(meets(filter('Account__c', 'IsNull', no), null, { Account__c: '001000000000001AAA' }), true);
    assert.equal(meets(filter('Account__c', 'IsNull', no), null, {}), false);
    assert.equal(meets('<filterFormula>{!$Record.Amount__c} &gt; 5</filterFormula>', null, { Amount__c: ApexDecimal.parse('6') }), true);
    assert.equal(
        meets('<filterFormula>ISNEW() &amp;&amp; ISPICKVAL({!$Record.State__c}, "x")</filterFormula>', null, { State__c: 'x' }),
        true
    );
    assert.equal(meets('<filterFormula>ISNEW()</filterFormula>', { Name: 'a' }, { Name: 'a' }), false);
});

test('a before-save flow writes onto the record and saves nothing', () => {
    const org = new FakeOrg();
    const update = `<recordUpdates><name>Set</name><label>Set</label>LOC${input('Notes__c', text('hello'))}${input('Count__c', '<value><numberValue>3.0</numberValue></value>')}<inputReference>$Record</inputReference></recordUpdates>`;
    const catalogue = org.catalogue({ Recipe: flowXml(update + start('Set', '', 'RecordBeforeSave', 'Create')) });
    const row = org.row('Deal__c', { Name: 'x' });
    const errors = catalogue.beforeSave('Deal__c', 'insert')!(org.transaction, [{ new: row, old: null }]);
    assert.deepEqual(errors, [[]]);
    assert.equal(row.fields.get('Notes__c'), 'hello');
    assert.equal(String(row.fields.get('Count__c')), '3.0');
    assert.deepEqual(org.log, []);
});

test('200 records call Apex once, in order, and use its answers', () => {
    const org = new FakeOrg();
    let calls = 0;
    const program = invocable('Words', { name: primitive('String') }, { answer: primitive('String') }, (requests) => {
        calls += 1;
        return requests.map((request) => ({ answer: `${request['name']}!` }));
    });
    const action = `<actionCalls><name>Ask</name><label>Ask</label>LOC<actionName>Words</actionName><actionType>apex</actionType>${to('Create')}<inputParameters><name>name</name>${ref('$Record.Name')}</inputParameters><storeOutputAutomatically>true</storeOutputAutomatically></actionCalls>`;
    const create = `<recordCreates><name>Create</name><label>C</label>LOC${input('Subject', ref('Ask.answer'))}<object>Task</object></recordCreates>`;
    const catalogue = org.catalogue({ Recipe: flowXml(action + create + start('Ask')) }, program);
    catalogue.afterSave('Deal__c', 'insert')!(org.transaction, rows(org, 200));
    assert.equal(calls, 1);
    assert.deepEqual(org.log, ['insert 200 Task']);
    assert.equal(org.all('Task')[150]!.fields.get('Subject'), 'Deal 150!');
});

test('what Apex throws goes to the fault path, and a subflow publishes it', () => {
    const org = new FakeOrg();
    const program = invocable('Words', {}, null, () => {
        throw failure('no luck');
    });
    const action = `<actionCalls><name>Ask</name><label>Ask</label>LOC<actionName>Words</actionName><actionType>apex</actionType>${to('Report', 'faultConnector')}</actionCalls>`;
    const subflow = `<subflows><name>Report</name><label>Report</label>LOC<flowName>Reporter</flowName><inputAssignments><name>message</name>${ref('$Flow.FaultMessage')}</inputAssignments><inputAssignments><name>recordId</name>${ref('$Record.Id')}</inputAssignments></subflows>`;
    const variable = (name: string): string =>
        `<variables><name>${name}</name><dataType>String</dataType><isCollection>false</isCollection><isInput>true</isInput><isOutput>false</isOutput></variables>`;
    const publish = `<recordCreates><name>Publish</name><label>P</label>LOC${input('Text__c', ref('message'))}${input('Record_Id__c', ref('recordId'))}<object>Alarm__e</object></recordCreates>`;
    const catalogue = org.catalogue(
        {
            Recipe: flowXml(action + start('Ask') + subflow),
            Reporter: flowXml(publish + called('Publish') + variable('message') + variable('recordId'))
        },
        program
    );
    const errors = catalogue.afterSave('Deal__c', 'insert')!(org.transaction, rows(org, 200));
    assert.deepEqual(errors.flat(), []);
    assert.deepEqual(org.log, ['publish 200']);
    assert.equal(org.published[3]!.fields.get('Text__c'), 'An Apex error occurred: Recipe.Failure: no luck');
    assert.equal(org.published[3]!.fields.get('Record_Id__c'), org.all('Deal__c')[3]!.id);
});

test('a fault without a path fails the rows that had it, and no others', () => {
    const org = new FakeOrg();
    org.refuse = (_request, row) =>
        row.fields.get('Subject') === 'Call Deal 1'
            ? { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not today.', fields: [] }
            : null;
    const catalogue = org.catalogue({ Recipe: flowXml(createTask() + start('Create_Task')) });
    const errors = catalogue.afterSave('Deal__c', 'insert')!(org.transaction, rows(org, 3));
    assert.deepEqual(errors[0], []);
    assert.deepEqual(errors[2], []);
    assert.deepEqual(errors[1], [
        {
            statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
            message:
                "We can't save this record because the “The Flow” process failed. Give your Salesforce admin these details. " +
                'This error occurred when the flow tried to create records: FIELD_CUSTOM_VALIDATION_EXCEPTION: Not today.. ' +
                'You can look up ExceptionCode values in the SOAP API Developer Guide.',
            fields: []
        }
    ]);
    assert.equal(org.all('Task').length, 2);
});

test('a custom error stops its record alone', () => {
    const org = new FakeOrg();
    const error =
        '<customErrors><name>Stop</name><label>Stop</label>LOC<customErrorMessages><errorMessage>Not {!$Record.Name}</errorMessage><fieldSelection>Name</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>';
    const catalogue = org.catalogue({ Recipe: flowXml(error + start('Stop', filter('Name', 'EndsWith', text('1')), 'RecordBeforeSave')) });
    const errors = catalogue.beforeSave('Deal__c', 'insert')!(org.transaction, rows(org, 2));
    assert.deepEqual(errors, [[], [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not Deal 1', fields: ['Name'] }]]);
});

test('flows run by their numbers, those without one between 1,000 and 1,001', () => {
    const org = new FakeOrg();
    const flow = (word: string, order: string): string =>
        flowXml(
            `<assignments><name>Note</name><label>N</label>LOC<assignmentItems><assignToReference>$Record.Notes__c</assignToReference><operator>Add</operator>${text(word)}</assignmentItems></assignments>${start('Note', '', 'RecordBeforeSave')}${order}`
        );
    const catalogue = org.catalogue({
        Late: flow('d', '<triggerOrder>1500</triggerOrder>'),
        Second: flow('b', '<triggerOrder>20</triggerOrder>'),
        Plain: flow('c', ''),
        First: flow('a', '<triggerOrder>3</triggerOrder>'),
        Off: flowXml(start(null, '', 'RecordBeforeSave'), 'Draft')
    });
    const row = org.row('Deal__c');
    catalogue.beforeSave('Deal__c', 'update')!(org.transaction, [{ new: row, old: org.row('Deal__c') }]);
    assert.equal(row.fields.get('Notes__c'), 'abcd');
});

test('after the save, $Record can be changed and updated; only what was set is written', () => {
    const org = new FakeOrg();
    const assign = `<assignments><name>Note</name><label>N</label>LOC<assignmentItems><assignToReference>$Record.Notes__c</assignToReference><operator>Assign</operator>${text('seen')}</assignmentItems>${to('Save')}</assignments>`;
    const save = '<recordUpdates><name>Save</name><label>S</label>LOC<inputReference>$Record</inputReference></recordUpdates>';
    const catalogue = org.catalogue({ Recipe: flowXml(assign + save + start('Note')) });
    let written: string[] = [];
    org.refuse = (_request, row) => ((written = [...row.fields.keys()]), null);
    const [row] = rows(org, 1);
    catalogue.afterSave('Deal__c', 'insert')!(org.transaction, [row!]);
    assert.deepEqual(written, ['Notes__c', 'Id']);
    assert.equal(row!.new.fields.has('Notes__c'), false);
    assert.equal(org.rows.get(row!.new.id!)!.fields.get('Notes__c'), 'seen');
});

test('several records that update the same other one are saved in rounds', () => {
    const org = new FakeOrg();
    const account = org.add('Account', { Name: 'A' });
    const update = `<recordUpdates><name>Set</name><label>Set</label>LOC<filterLogic>and</filterLogic><filters><field>Id</field><operator>EqualTo</operator>${ref('$Record.Account__c')}</filters>${input('Rating', text('Hot'))}<object>Account</object></recordUpdates>`;
    const catalogue = org.catalogue({ Recipe: flowXml(update + start('Set')) });
    const errors = catalogue.afterSave('Deal__c', 'insert')!(org.transaction, rows(org, 3, { Account__c: account.id }));
    assert.deepEqual(errors.flat(), []);
    assert.deepEqual(org.log, ['query Account WHERE Id = :b0', 'update 1 Account', 'update 1 Account', 'update 1 Account']);
    assert.equal(org.rows.get(account.id!)!.fields.get('Rating'), 'Hot');
});

test('a path through an empty lookup is a fault', () => {
    const org = new FakeOrg();
    const create = `<recordCreates><name>Create</name><label>C</label>LOC${input('Subject', ref('$Record.Account__r.Name'))}<object>Task</object></recordCreates>`;
    const catalogue = org.catalogue({ Recipe: flowXml(create + start('Create')) });
    const account = org.add('Account', { Name: 'Acme' });
    const batch = [...rows(org, 1), ...rows(org, 1, { Account__c: account.id })];
    const errors = catalogue.afterSave('Deal__c', 'insert')!(org.transaction, batch);
    assert.match(
        errors[0]![0]!.message,
        /failed to access the value for \$Record\.Account__r\.Name because it hasn't been set or assigned\.$/
    );
    assert.deepEqual(errors[1], []);
    assert.equal(org.all('Task')[0]!.fields.get('Subject'), 'Acme');
});

test('an interview that lacks a value for Apex or for a query fails alone', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    const program = invocable('Words', { name: primitive('String') }, null, (requests) => {
        seen.push(...requests.map((request) => request['name']));
        return [];
    });
    const action = `<actionCalls><name>Ask</name><label>Ask</label>LOC<actionName>Words</actionName><actionType>apex</actionType>${to('Get')}<inputParameters><name>name</name>${ref('$Record.Account__r.Name')}</inputParameters></actionCalls>`;
    const get = `<recordLookups><name>Get</name><label>G</label>LOC<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound><filterLogic>and</filterLogic><filters><field>OwnerId</field><operator>EqualTo</operator>${ref('$Record.Account__r.OwnerId')}</filters><getFirstRecordOnly>true</getFirstRecordOnly><object>Deal__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>`;
    const account = org.add('Account', { Name: 'Acme', OwnerId: '005000000000001AAA' });
    const batch = [...rows(org, 1), ...rows(org, 1, { Account__c: account.id })];
    const errors = org.catalogue({ Recipe: flowXml(action + get + start('Ask')) }, program).afterSave('Deal__c', 'insert')!(
        org.transaction,
        batch
    );
    assert.deepEqual(seen, ['Acme']);
    assert.equal(errors[0]!.length, 1);
    assert.deepEqual(errors[1], []);
});

test('an asynchronous path runs after the commit with the record as it is then, a scheduled one at its time', () => {
    const org = new FakeOrg();
    const paths =
        `<scheduledPaths>${to('Create_Task')}<pathType>AsyncAfterCommit</pathType></scheduledPaths>` +
        `<scheduledPaths><name>Later</name>${to('Create_Task')}<label>Later</label><offsetNumber>-2</offsetNumber><offsetUnit>Days</offsetUnit><recordField>Close_Date__c</recordField><timeSource>RecordField</timeSource></scheduledPaths>`;
    const catalogue = org.catalogue({
        Recipe: flowXml(createTask() + start(null, filter('State__c', 'EqualTo', text('Due')) + paths, 'RecordAfterSave', 'Create'))
    });
    const works: { path: string; due: number | null }[] = [];
    const pending: (() => void)[] = [];
    catalogue.schedule = (transaction, work) => {
        works.push({ path: work.path, due: work.due });
        pending.push(() => catalogue.runPath(transaction, work));
    };
    const batch = rows(org, 2, { State__c: 'Due', Close_Date__c: ApexDate.of(2026, 12, 24) });
    catalogue.afterSave('Deal__c', 'insert')!(org.transaction, batch);
    assert.deepEqual(works, [
        { path: 'AsyncAfterCommit', due: null },
        { path: 'Later', due: Date.UTC(2026, 11, 22) }
    ]);
    assert.deepEqual(org.log, []);
    batch[0]!.new.fields.set('Name', 'Renamed');
    batch[1]!.new.fields.set('State__c', 'Done');
    for (const run of pending) run();
    assert.deepEqual(
        org.all('Task').map((task) => task.fields.get('Subject')),
        ['Call Renamed', 'Call Deal 1', 'Call Renamed']
    );
});

test('a flow that subscribes to an event runs for each event, all at once', () => {
    const org = new FakeOrg();
    const create = `<recordCreates><name>Create</name><label>C</label>LOC${input('Subject', ref('$Record.Text__c'))}<object>Task</object></recordCreates>`;
    const catalogue = org.catalogue({ Listener: flowXml(create + start('Create', '', 'PlatformEvent', '', 'Alarm__e')) });
    const [flow] = catalogue.subscribers('Alarm__e');
    assert.equal(flow!.runsAs, 'DefaultWorkflowUser');
    flow!.run(org.transaction, [org.row('Alarm__e', { Text__c: 'a' }), org.row('Alarm__e', { Text__c: 'b' })]);
    assert.deepEqual(org.log, ['insert 2 Task']);
});

test('before a delete, $Record is what will be gone', () => {
    const org = new FakeOrg();
    const catalogue = org.catalogue({ Recipe: flowXml(createTask() + start('Create_Task', '', 'RecordBeforeDelete', 'Delete')) });
    const row = org.add('Deal__c', { Name: 'Old' });
    catalogue.beforeDelete('Deal__c')!(org.transaction, [{ new: row, old: row }]);
    assert.equal(org.all('Task')[0]!.fields.get('Subject'), 'Call Old');
});
