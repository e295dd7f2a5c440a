import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../../org.ts';
import { classFile, fieldFile, objectFile, writeProject } from '../../test/harness.ts';
import { discoverTests } from '../../../testing/discover.ts';
import { runTestClass } from '../../../testing/run-class.ts';
import { called, flowXml, input, ref, text } from './fixtures.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Flow_Interview.htm */
const variable = (name: string, type: string, more = '', collection = false): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>${collection}</isCollection><isInput>true</isInput><isOutput>true</isOutput>${more}</variables>`;
const item = (target: string, operator: string, value: string): string =>
    `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value}</assignmentItems>`;
const FLOW =
    `<assignments><name>Count</name><label>C</label>LOC${item('total', 'Add', '<value><numberValue>2.0</numberValue></value>')}${item('names', 'Add', text('new'))}${item('hidden', 'Assign', text('x'))}<connector><targetReference>Make</targetReference></connector></assignments>` +
    `<recordCreates><name>Make</name><label>M</label>LOC${input('Name', ref('account.Name'))}${input('Code__c', ref('code'))}<object>Deal__c</object></recordCreates>` +
    called('Count') +
    variable('total', 'Number') +
    variable('names', 'String', '', true) +
    variable('code', 'String') +
    variable('account', 'SObject', '<objectType>Account</objectType>') +
    '<variables><name>hidden</name><dataType>String</dataType><isCollection>false</isCollection><isInput>false</isInput><isOutput>false</isOutput></variables>';

const TESTS = `@IsTest private class InterviewTest {
    static Flow.Interview prepare(String code) {
        return Flow.Interview.createInterview('make_deal', new Map<String, Object>{
            'total' => 5, 'names' => new List<String>{ 'a' }, 'code' => code, 'account' => new Account(Name = 'Acme') });
    }
    @IsTest static void inputs_go_in_and_outputs_come_back() {
        Flow.Interview interview = prepare('x');
        Assert.areEqual(null, interview.getVariableValue('total'));
        interview.start();
        Assert.areEqual(7, (Decimal) interview.getVariableValue('TOTAL'));
        Assert.areEqual(new List<String>{ 'a', 'new' }, (List<String>) interview.getVariableValue('names'));
        Assert.areEqual('Acme', ((Account) interview.getVariableValue('account')).Name);
        Assert.areEqual(null, interview.getVariableValue('hidden'));
        Assert.areEqual(null, interview.getVariableValue('nothing'));
        Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WHERE Name = 'Acme']);
        Assert.areEqual(1, Limits.getDmlStatements());
    }
    @IsTest static void a_fault_without_a_path_is_an_exception() {
        try {
            prepare('much too long').start();
            Assert.fail();
        } catch (FlowException problem) {
            Assert.isTrue(problem.getMessage().contains('STRING_TOO_LONG'), problem.getMessage());
        }
        Assert.areEqual(0, [SELECT COUNT() FROM Deal__c]);
    }
    @IsTest static void a_flow_that_is_not_there_is_an_exception() {
        try {
            Flow.Interview.createInterview('Nothing', new Map<String, Object>());
            Assert.fail();
        } catch (FlowException problem) {
            Assert.isTrue(problem.getMessage().contains('Nothing'));
        }
    }
}`;

test('Apex starts an autolaunched flow, in its own transaction', () => {
    const project = writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'Code__c', '<type>Text</type><length>5</length>'),
        classFile('InterviewTest', TESTS),
        { 'flows/Make_Deal.flow-meta.xml': flowXml(FLOW) }
    );
    const org = openOrg({ project, database: ':memory:' });
    const results = discoverTests(org.program).flatMap((testClass) => runTestClass(org, testClass));
    assert.equal(results.length, 3);
    assert.deepEqual(
        results.filter((result) => !result.passed),
        []
    );
    org.close();
});
