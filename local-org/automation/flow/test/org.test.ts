import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApexDecimal } from '../../../apex/runtime/values/decimal.ts';
import { openOrg } from '../../../org.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import type { TransactionRuntime } from '../../runtime.ts';
import { asAdministrator, classFile, fieldFile, objectFile, query, writeProject, xml } from '../../test/harness.ts';
import { called, flowXml, input, ref, start, text, to } from './fixtures.ts';

/** The whole way: Apex saves records, flows run in the save order, on the real store. */
const CLASS = `public with sharing class Wording {
    public class Request { @InvocableVariable(required=true) public String name; @InvocableVariable public Decimal amount; }
    public class Result { @InvocableVariable public String subject; }
    @InvocableMethod(label='Word')
    public static List<Result> word(List<Request> requests) {
        List<Result> results = new List<Result>();
        for (Request request : requests) {
            if (request.name == 'Bad') throw new IllegalArgumentException('a bad name');
            Result result = new Result();
            result.subject = request.name + ': ' + request.amount;
            results.add(result);
        }
        return results;
    }
}`;

const flowFile = (name: string, body: string): Record<string, string> => ({ [`flows/${name}.flow-meta.xml`]: flowXml(body) });
const number = '<precision>18</precision><scale>2</scale><type>Number</type>';
const words = (name: string): string => `<type>Text</type><length>255</length><description>${name}</description>`;

const ask = `<actionCalls><name>Ask</name><label>Ask</label>LOC<actionName>Wording</actionName><actionType>apex</actionType>${to('Create')}${to('Report', 'faultConnector')}<inputParameters><name>name</name>${ref('$Record.Name')}</inputParameters><inputParameters><name>amount</name>${ref('$Record.Double__c')}</inputParameters><storeOutputAutomatically>true</storeOutputAutomatically></actionCalls>`;
const create = `<recordCreates><name>Create</name><label>C</label>LOC${to('Done')}${input('Subject', ref('Ask.subject'))}${input('Priority', text('Normal'))}${input('Status', text('Not Started'))}<object>Task</object></recordCreates>`;
const done = `<recordUpdates><name>Done</name><label>D</label>LOC${input('State__c', text('Done'))}<inputReference>$Record</inputReference></recordUpdates>`;
const report = `<subflows><name>Report</name><label>R</label>LOC<flowName>Report_Failure</flowName><inputAssignments><name>message</name>${ref('$Flow.FaultMessage')}</inputAssignments></subflows>`;
const publish = `<recordCreates><name>Publish</name><label>P</label>LOC${input('Text__c', ref('message'))}<object>Alarm__e</object></recordCreates>`;
const message =
    '<variables><name>message</name><dataType>String</dataType><isCollection>false</isCollection><isInput>true</isInput><isOutput>false</isOutput></variables>';
const dueChanged = `<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria><filterLogic>and</filterLogic><filters><field>State__c</field><operator>EqualTo</operator>${text('Due')}</filters>`;
const setNote = (value: string, first = 'Set'): string =>
    `<recordUpdates><name>${first}</name><label>S</label>LOC${input('Note__c', value)}<inputReference>$Record</inputReference></recordUpdates>`;
const keep = `<recordCreates><name>Keep</name><label>K</label>LOC${input('Name', ref('$Record.Text__c'))}<object>Log__c</object></recordCreates>`;
const later = `<scheduledPaths>${to('Keep')}<pathType>AsyncAfterCommit</pathType></scheduledPaths>`;
const keepName = `<recordCreates><name>Keep</name><label>K</label>LOC${input('Name', text('later {!$Record.Name} {!$Record.Note__c}'))}<object>Log__c</object></recordCreates>`;

const filter = (field: string, operator: string, value: string): string =>
    `<filters><field>${field}</field><operator>${operator}</operator>${value}</filters>`;
const search = `<recordLookups><name>Get</name><label>G</label>LOC<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound>${to('Count')}<filterLogic>1 AND (2 OR 3) AND 4</filterLogic>${filter('Name', 'StartsWith', ref('name'))}${filter('Double__c', 'GreaterThan', ref('amount'))}${filter('Note__c', 'IsNull', '<value><booleanValue>true</booleanValue></value>')}${filter('State__c', 'In', ref('states'))}<object>Deal__c</object><sortField>Amount__c</sortField><sortOrder>Desc</sortOrder><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>`;
const count = `<assignments><name>Count</name><label>C</label>LOC<assignmentItems><assignToReference>found</assignToReference><operator>AssignCount</operator>${ref('Get')}</assignmentItems>${to('Drop')}</assignments>`;
const drop = `<recordDeletes><name>Drop</name><label>D</label>LOC<inputReference>Get</inputReference></recordDeletes>`;
const variable = (name: string, type: string, collection = false): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>${collection}</isCollection><isInput>true</isInput><isOutput>true</isOutput></variables>`;
const searchVariables =
    variable('name', 'String') + variable('amount', 'Number') + variable('states', 'String', true) + variable('found', 'Number');

let org: OrgRuntime;

before(() => {
    const project = writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'State__c', words('state')),
        fieldFile('Deal__c', 'Note__c', words('note')),
        fieldFile('Deal__c', 'Amount__c', number),
        fieldFile(
            'Deal__c',
            'Double__c',
            `<formula>Amount__c * 2</formula><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>${number}`
        ),
        objectFile('Log__c'),
        {
            'objects/Alarm__e/Alarm__e.object-meta.xml': xml(
                'CustomObject',
                '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Alarm</label><pluralLabel>Alarms</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>'
            )
        },
        fieldFile('Alarm__e', 'Text__c', words('text')),
        classFile('Wording', CLASS),
        flowFile('Before', setNote(text('noted {!$Record.Name}')) + start('Set', '', 'RecordBeforeSave', 'Create')),
        flowFile('Recipe', ask + create + done + report + start('Ask', dueChanged, 'RecordAfterSave', 'Update')),
        flowFile('Report_Failure', publish + message + called('Publish')),
        flowFile('Listener', keep + start('Keep', '', 'PlatformEvent', '', 'Alarm__e')),
        flowFile('Search', search + count + drop + searchVariables + called('Get')),
        flowFile('Later', keepName + start(null, later, 'RecordAfterSave', 'Create'))
    );
    org = openOrg({ project });
});

after(() => org.store.close());

function apex(source: string): void {
    asAdministrator(org, () => org.program.anonymous(source)());
}

function values(tx: TransactionRuntime, soql: string, field: string): unknown[] {
    return query(tx, soql).map((row) => row.fields.get(field));
}

test('a save of 200 runs its flows in bulk, with formula fields, Apex and an update of the record itself', () => {
    apex(`List<Deal__c> deals = new List<Deal__c>();
        for (Integer i = 0; i < 200; i++) deals.add(new Deal__c(Name = 'D' + i, Amount__c = i));
        insert deals;
        for (Deal__c deal : deals) deal.State__c = 'Due';
        Integer statements = Limits.getDmlStatements();
        Integer queries = Limits.getQueries();
        update deals;
        System.assertEquals(3, Limits.getDmlStatements() - statements);
        System.assertEquals(0, Limits.getQueries() - queries);`);
    asAdministrator(org, (tx) => {
        assert.deepEqual(values(tx, "SELECT Note__c FROM Deal__c WHERE Name = 'D7'", 'Note__c'), ['noted D7']);
        assert.equal(query(tx, "SELECT Id FROM Deal__c WHERE State__c = 'Done'").length, 200);
        assert.deepEqual(values(tx, "SELECT Subject FROM Task WHERE Subject LIKE 'D7:%'", 'Subject'), ['D7: 14.00']);
    });
});

test('an asynchronous path runs when the save is committed', () => {
    while (org.background.runNext());
    asAdministrator(org, (tx) => {
        assert.equal(query(tx, "SELECT Id FROM Log__c WHERE Name LIKE 'later D%'").length, 200);
        assert.equal(query(tx, "SELECT Id FROM Log__c WHERE Name = 'later D7 noted D7'").length, 1);
    });
});

test('a fault path publishes an event after the commit, and a flow that subscribes to it runs', () => {
    apex(`Deal__c deal = new Deal__c(Name = 'Bad', Amount__c = 1);
        insert deal;
        deal.State__c = 'Due';
        update deal;`);
    while (org.background.runNext());
    asAdministrator(org, (tx) => {
        assert.deepEqual(values(tx, "SELECT State__c FROM Deal__c WHERE Name = 'Bad'", 'State__c'), ['Due']);
        assert.deepEqual(values(tx, "SELECT Name FROM Log__c WHERE Name LIKE 'An Apex%'", 'Name'), [
            'An Apex error occurred: System.IllegalArgumentException: a bad name'
        ]);
    });
});

test('interviews with different conditions share one query and one delete', () => {
    apex(`insert new List<Deal__c>{ new Deal__c(Name = 'x%1', Amount__c = 9, State__c = 'New'), new Deal__c(Name = 'x1', Amount__c = 9, State__c = 'New'),
        new Deal__c(Name = 'Y1', Amount__c = 1, State__c = 'New'), new Deal__c(Name = 'y2', Amount__c = 8, State__c = 'Open'), new Deal__c(Name = 'y3', Amount__c = 8, State__c = 'Lost') };`);
    asAdministrator(org, (tx) => {
        const five = ApexDecimal.parse('5');
        const inputs = [
            { name: 'X%', amount: five, states: ['new'] },
            { name: 'y', amount: five, states: ['New', 'Open'] },
            { name: 'z', amount: five, states: [] }
        ];
        const outputs = org.flows.run(tx, 'Search', inputs);
        assert.deepEqual(
            outputs.map((output) => String(output['found'])),
            ['1', '1', '0']
        );
        assert.equal(tx.limits.get('queries'), 1);
        assert.equal(tx.limits.get('dmlStatements'), 1);
        assert.deepEqual(values(tx, "SELECT Name FROM Deal__c WHERE Name LIKE 'x%' OR Name LIKE 'y%' ORDER BY Name", 'Name'), [
            'x1',
            'Y1',
            'y3'
        ]);
    });
});
