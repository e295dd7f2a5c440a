import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../../org.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import { asAdministrator, classFile, fieldFile, objectFile, query, triggerFile, writeProject, xml } from '../../test/harness.ts';
import { flowXml, input, ref, start, text, to } from './fixtures.ts';

/**
 * Apex Developer Guide, "Triggers and Order of Execution":
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 * Flow bulkification (one query, one DML statement, one call for all interviews of a batch):
 * https://help.salesforce.com/s/articleView?id=platform.flow_concepts_bulkification.htm
 */
const words = '<type>Text</type><length>255</length>';
const trail = (value: string): string => input('Trail__c', text(`{!$Record.Trail__c} ${value}`));
const setTrail = (value: string): string =>
    `<recordUpdates><name>Mark</name><label>M</label>LOC${trail(value)}<inputReference>$Record</inputReference></recordUpdates>`;
const logs = (name: string, value: string): string =>
    `<recordCreates><name>${name}</name><label>L</label>LOC${input('Name', text(value))}<object>Log__c</object></recordCreates>`;
const equals = (field: string, value: string): string =>
    `<filterLogic>and</filterLogic><filters><field>${field}</field><operator>EqualTo</operator>${text(value)}</filters>`;
const asynchronous = `<scheduledPaths>${to('Later')}<pathType>AsyncAfterCommit</pathType></scheduledPaths>`;
const refuse =
    '<customErrors><name>Refuse</name><label>R</label>LOC<customErrorMessages><errorMessage>No {!$Record.Name} here.</errorMessage><fieldSelection>Name</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>';

const TRIGGER = `trigger Deals on Deal__c (before insert, after insert) {
    if (Trigger.isBefore) {
        for (Deal__c deal : Trigger.new) {
            deal.Trail__c += ' before-trigger';
            if (deal.Name == 'Apex') deal.Trail__c.addError('Not by Apex.');
        }
    } else {
        List<Log__c> logs = new List<Log__c>();
        for (Deal__c deal : Trigger.new) logs.add(new Log__c(Name = 'after-trigger ' + deal.Trail__c));
        insert logs;
        System.enqueueJob(new Job());
        EventBus.publish(new Done__e(Text__c = 'event'));
    }
}`;
const JOB = `public class Job implements Queueable {
    public void execute(QueueableContext context) { insert new Log__c(Name = 'job'); }
}`;
const LISTENER = `trigger Listener on Done__e (after insert) { insert new Log__c(Name = 'event'); }`;
const CALLS = `public class Counting {
    public class Request { @InvocableVariable public String name; }
    public class Result { @InvocableVariable public String word; }
    @InvocableMethod public static List<Result> count(List<Request> requests) {
        insert new Log__c(Name = 'called with ' + requests.size());
        List<Result> results = new List<Result>();
        for (Request request : requests) { Result result = new Result(); result.word = request.name.toUpperCase(); results.add(result); }
        return results;
    }
}`;

function open(...parts: Readonly<Record<string, string>>[]): OrgRuntime {
    const project = writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'Trail__c', `${words}<defaultValue>"default"</defaultValue>`),
        objectFile('Log__c'),
        ...parts
    );
    return openOrg({ project });
}

const ORDER = [
    {
        'objects/Done__e/Done__e.object-meta.xml': xml(
            'CustomObject',
            '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Done</label><pluralLabel>Done</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>'
        ),
        'objects/Deal__c/validationRules/Trail.validationRule-meta.xml': xml(
            'ValidationRule',
            '<fullName>Trail</fullName><active>true</active><errorConditionFormula>AND(Name = "Rule", CONTAINS(Trail__c, "before-trigger"))</errorConditionFormula><errorDisplayField>Trail__c</errorDisplayField><errorMessage>Seen by the rule.</errorMessage>'
        ),
        'flows/First.flow-meta.xml': flowXml(`${setTrail('before-flow')}${start('Mark', '', 'RecordBeforeSave', 'Create')}`),
        'flows/Refusing.flow-meta.xml': flowXml(`${refuse}${start('Refuse', equals('Name', 'Flow'), 'RecordBeforeSave', 'Create')}`),
        'flows/Last.flow-meta.xml': flowXml(
            `${logs('Now', 'after-flow {!$Record.Trail__c}')}${logs('Later', 'asynchronous path')}${start('Now', asynchronous, 'RecordAfterSave', 'Create')}`
        )
    },
    fieldFile('Done__e', 'Text__c', words),
    triggerFile('Deals', TRIGGER),
    triggerFile('Listener', LISTENER),
    classFile('Job', JOB)
];

const apex = (org: OrgRuntime, source: string): void => asAdministrator(org, () => org.program.anonymous(source)());
const logNames = (org: OrgRuntime): unknown[] =>
    asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Log__c ORDER BY Id').map((row) => row.fields.get('Name')));

test('a save leaves its effects in the order of the platform', () => {
    const org = open(...ORDER);
    apex(org, "insert new Deal__c(Name = 'Good');");
    const saved = 'default before-flow before-trigger';
    assert.deepEqual(logNames(org), [`after-trigger ${saved}`, `after-flow ${saved}`], 'what follows the commit has not run');
    while (org.background.runNext());
    assert.deepEqual(logNames(org).slice(2).toSorted(), ['asynchronous path', 'event', 'job']);
    org.close();
});

test('a rule, addError and a custom error stop a save on their field, and nothing that follows happens', () => {
    const org = open(...ORDER);
    apex(
        org,
        `List<Deal__c> deals = new List<Deal__c>();
        for (String name : new List<String>{ 'Rule', 'Apex', 'Flow', 'Good' }) deals.add(new Deal__c(Name = name));
        List<String> found = new List<String>();
        for (Database.SaveResult result : Database.insert(deals, false))
            found.add(result.isSuccess() ? 'saved' : result.getErrors()[0].getStatusCode() + ' ' + result.getErrors()[0].getFields() + ' ' + result.getErrors()[0].getMessage());
        System.assertEquals(new List<String>{
            'FIELD_CUSTOM_VALIDATION_EXCEPTION (Trail__c) Seen by the rule.',
            'FIELD_CUSTOM_VALIDATION_EXCEPTION (Trail__c) Not by Apex.',
            'FIELD_CUSTOM_VALIDATION_EXCEPTION (Name) No Flow here.',
            'saved'
        }, found);`
    );
    while (org.background.runNext());
    assert.equal(logNames(org).filter((name) => String(name).startsWith('after-flow')).length, 1);
    assert.equal(logNames(org).filter((name) => name === 'job').length, 1);
    org.close();
});

const GET = `<recordLookups><name>Get</name><label>G</label>LOC<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound>${to('Found')}<filterLogic>and</filterLogic><filters><field>Name</field><operator>EqualTo</operator>${ref('$Record.Name')}</filters><getFirstRecordOnly>true</getFirstRecordOnly><object>Log__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>`;
const DECIDE = `<decisions><name>Found</name><label>F</label>LOC<defaultConnectorLabel>No</defaultConnectorLabel><rules><name>Yes</name><conditionLogic>and</conditionLogic><conditions><leftValueReference>Get</leftValueReference><operator>IsNull</operator><rightValue><booleanValue>false</booleanValue></rightValue></conditions>${to('Ask')}<label>Yes</label></rules></decisions>`;
const ASK = `<actionCalls><name>Ask</name><label>A</label>LOC<actionName>Counting</actionName><actionType>apex</actionType>${to('Save')}<inputParameters><name>name</name>${ref('$Record.Name')}</inputParameters><storeOutputAutomatically>true</storeOutputAutomatically></actionCalls>`;
const SAVE = `<recordUpdates><name>Save</name><label>S</label>LOC${input('Trail__c', ref('Ask.word'))}<inputReference>$Record</inputReference></recordUpdates>`;

test('200 records through a get, a decision, an invocable and an update: one query, one call, one DML statement', () => {
    const org = open(classFile('Counting', CALLS), {
        'flows/Bulk.flow-meta.xml': flowXml(GET + DECIDE + ASK + SAVE + start('Get', '', 'RecordAfterSave', 'Create'))
    });
    apex(
        org,
        `List<Log__c> logs = new List<Log__c>();
        List<Deal__c> deals = new List<Deal__c>();
        for (Integer i = 0; i < 200; i++) {
            deals.add(new Deal__c(Name = 'd' + i));
            if (i < 150) logs.add(new Log__c(Name = 'd' + i));
        }
        insert logs;
        Integer queries = Limits.getQueries();
        Integer statements = Limits.getDmlStatements();
        insert deals;
        System.assertEquals(1, Limits.getQueries() - queries, 'the get');
        System.assertEquals(3, Limits.getDmlStatements() - statements, 'the insert itself, the row that the invocable writes, the update');
        System.assertEquals(150, [SELECT COUNT() FROM Deal__c WHERE Trail__c != 'default']);
        System.assertEquals('D149', [SELECT Trail__c FROM Deal__c WHERE Name = 'd149'].Trail__c);
        System.assertEquals('default', [SELECT Trail__c FROM Deal__c WHERE Name = 'd150'].Trail__c);`
    );
    assert.deepEqual(
        logNames(org).filter((name) => String(name).startsWith('called')),
        ['called with 150']
    );
    org.close();
});
