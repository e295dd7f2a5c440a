import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primitive } from '../../../apex/types.ts';
import { UnsupportedError } from '../../../errors.ts';
import { called, FakeOrg, flowXml, input, invocable, ref, start, text, to } from './fixtures.ts';
import { problemsOf } from './problems.ts';

const program = invocable('Words', { needed: primitive('String') }, null, () => []);

const problems = (body: string): string[] => problemsOf(new FakeOrg(), body, program);

const create = (more: string, next = ''): string =>
    `<recordCreates><name>Create</name><label>C</label>LOC${next}${more}<object>Task</object></recordCreates>`;

test('every kind of mistake is a problem with its place', () => {
    assert.deepEqual(problems(create('<inputAsignments/>') + start('Create')), [
        'Create (Record Create) - Element {http://soap.sforce.com/2006/04/metadata}inputAsignments invalid at this location in type FlowRecordCreate'
    ]);
    assert.deepEqual(problems(create('', to('Nowhere')) + start('Create')), [
        'Create (Record Create) - A connector leads to "Nowhere", which isn\'t an element of the flow.'
    ]);
    assert.deepEqual(problems(create('') + start(null)), ['The start of the flow leads nowhere.']);
    assert.deepEqual(problems(`<interviewLabel>Deal {!$Record.Colour__c} {!$Flow.Unheard}</interviewLabel>${start(null)}`), [
        'The flow has no element or resource "$Record.Colour__c".'
    ]);
    assert.deepEqual(problems(create(input('Colour__c', text('x'))) + start('Create')), [
        'Create (Record Create) - The field "Colour__c" for the object "Task" doesn\'t exist.'
    ]);
    assert.deepEqual(problems(create(input('Subject', ref('$Record.Colour__c'))) + start('Create')), [
        'Create (Record Create) - The flow has no element or resource "$Record.Colour__c".'
    ]);
    assert.deepEqual(problems(create(input('ActivityDate', text('tomorrow'))) + start('Create')), [
        "Create (Record Create) - A value of type String doesn't fit Task.ActivityDate, which is of type Date."
    ]);
    assert.deepEqual(problems(create('').replace('Task', 'Tusk') + start('Create')), [
        "Create (Record Create) - sObject type 'Tusk' is not supported."
    ]);
    assert.deepEqual(problems(start(null, '<filterFormula>{!$Record.Name} &gt; 1</filterFormula>')), [
        "Start - Incorrect parameter type for operator '>'. Expected Text, received Number"
    ]);
    assert.deepEqual(
        problems(start(null, '<filterLogic>1 AND 2</filterLogic><filters><field>Name</field><operator>EqualTo</operator></filters>')),
        ['Start - The filter logic "1 AND 2" can\'t be read.']
    );
    const action = (name: string): string =>
        `<actionCalls><name>Ask</name><label>A</label>LOC<actionName>${name}</actionName><actionType>apex</actionType></actionCalls>${start('Ask')}`;
    assert.deepEqual(problems(action('Nobody')), [
        "Ask (Action) - We can't find an action with the name and action type that you specified: Nobody (apex)."
    ]);
    assert.deepEqual(problems(action('Words')), ['Ask (Action) - Missing required input parameter: needed']);
    assert.deepEqual(problems(`<subflows><name>Sub</name><label>S</label>LOC<flowName>Gone</flowName></subflows>${called('Sub')}`), [
        "Sub (Subflow) - The flow \"Gone\" doesn't exist, isn't active, or can't be called by another flow."
    ]);
    assert.deepEqual(problems(create('') + start('Create', '', 'RecordBeforeSave')), [
        "Create (Record Create) - A flow that runs before the record is saved can't have recordCreates."
    ]);
    assert.deepEqual(
        problems(
            start(
                null,
                '<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>',
                'RecordAfterSave',
                'Create'
            )
        ),
        ['Start - A flow that runs only when a record is created can\'t require that it "changed to meet" its conditions.']
    );
});

test('what the local org lacks is refused by name where it would run by itself', () => {
    const mail = `<actionCalls><name>Mail</name><label>M</label>LOC<actionName>quickAction</actionName><actionType>quickAction</actionType></actionCalls>`;
    assert.deepEqual(problems(mail + start('Mail')), ['unsupported: the action type quickAction in flows']);
    assert.deepEqual(problems(`<start>LOC<triggerType>Segment</triggerType></start>`), ['unsupported: flows that start by Segment']);
});

test('a flow that somebody must call is refused when it is called', () => {
    const screen = `<screens><name>Ask</name><label>A</label>LOC</screens>${called('Ask')}`;
    const org = new FakeOrg();
    const catalogue = org.catalogue({ Flow: flowXml(screen) });
    assert.throws(
        () => catalogue.run(org.transaction, 'Flow', [{}]),
        (error) => error instanceof UnsupportedError && error.feature === 'screens in flows'
    );
});

test('a draft is not looked at', () => {
    const catalogue = new FakeOrg().catalogue({ Flow: flowXml(create('<inputAsignments/>') + start('Create'), 'Draft') });
    assert.equal(catalogue.afterSave('Deal__c', 'insert'), undefined);
});
