import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../apex/test/harness.ts';
import { apexCases } from './apex-cases.ts';
import { classFile, fieldFile, objectFile, xml } from './harness.ts';

apexCases(
    `
    @IsTest
    static void a_field_set_is_found_by_its_name() {
        Schema.FieldSet own = Schema.SObjectType.Deal__c.fieldSets.Short;
        Assert.areEqual('Short list', own.getLabel());
        Assert.areEqual(own.getName(), Schema.SObjectType.Deal__c.FieldSets.getMap().get('short').getName());
        List<String> paths = new List<String>();
        for (Schema.FieldSetMember member : own.getFields()) paths.add(member.getFieldPath() + ' ' + member.getType());
        Assert.areEqual(new List<String>{ 'Name STRING', 'Amount__c DOUBLE' }, paths);
        Assert.areEqual(0, SObjectType.Account.FieldSets.getMap().size());
    }
    @IsTest
    static void describes_take_their_options() {
        Assert.areEqual('Account', Account.SObjectType.getDescribe(SObjectDescribeOptions.DEFERRED).getName());
        Assert.areEqual(1, Schema.describeSObjects(new List<String>{ 'Account' }, SObjectDescribeOptions.FULL).size());
        Assert.areEqual(true, Deal__c.Open__c.getDescribe().getDefaultValue());
        Assert.isNull(Deal__c.Amount__c.getDescribe().getDefaultValue());
    }
    @IsTest
    static void an_invocable_method_is_called_by_the_name_of_its_class() {
        Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Doubler');
        action.setInvocationParameter('value', 2).addInvocation();
        action.setInvocationParameter('value', 3).addInvocation();
        List<Invocable.Action.Result> results = action.invoke();
        Assert.areEqual(2, results.size());
        Assert.isTrue(results[1].isSuccess());
        Assert.areEqual(6.0, results[1].getOutputParameters().get('doubled'));
        Assert.areEqual(3, results[1].getInvocationParameters().get('value'));
        Assert.areEqual('apex', action.getType());
    }
    @IsTest
    static void what_an_invocable_method_throws_is_in_its_results() {
        Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Doubler');
        List<Invocable.Action.Result> failed = action.setInvocationParameter('value', -1).invoke();
        Assert.isFalse(failed[0].isSuccess());
        Assert.isTrue(failed[0].getErrors()[0].getMessage().contains('negative'));
        Assert.areEqual(0, [SELECT COUNT() FROM Account], 'What it wrote is rolled back.');
        Assert.isFalse(action.clearInvocations().setInvocationParameter('wrong', 1).invoke()[0].isSuccess());
        try {
            Invocable.Action.createCustomAction('apex', 'Nobody');
            Assert.fail();
        } catch (InvalidParameterValueException expected) {
            Assert.areEqual('Invalid action: Nobody', expected.getMessage());
        }
    }`,
    objectFile('Deal__c'),
    fieldFile('Deal__c', 'Amount__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    fieldFile('Deal__c', 'Open__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
    {
        'objects/Deal__c/fieldSets/Short.fieldSet-meta.xml': xml(
            'FieldSet',
            '<fullName>Short</fullName><description>d</description><displayedFields><field>Name</field></displayedFields><displayedFields><field>Amount__c</field></displayedFields><label>Short list</label>'
        )
    },
    classFile(
        'Doubler',
        `public class Doubler {
    public class Request {
        @InvocableVariable(required=true)
        public Decimal value;
    }
    public class Answer {
        @InvocableVariable
        public Decimal doubled;
    }
    @InvocableMethod(label='Double')
    public static List<Answer> run(List<Request> requests) {
        insert new Account(Name = 'Trace');
        List<Answer> answers = new List<Answer>();
        for (Request request : requests) {
            if (request.value < 0) throw new IllegalArgumentException('negative');
            Answer answer = new Answer();
            answer.doubled = request.value * 2;
            answers.add(answer);
        }
        return answers;
    }
}`
    )
);

test('a field set that is not there does not compile', () => {
    assert.deepEqual(problems('public class T { Object x = Schema.SObjectType.Account.fieldSets.Nope; }'), [
        'T.cls:1:66 Variable does not exist: Nope'
    ]);
});
