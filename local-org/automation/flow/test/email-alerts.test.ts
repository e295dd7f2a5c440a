import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemList, UnsupportedError } from '../../../errors.ts';
import { asAdministrator, fieldFile, insert, objectFile, openScripted, record, writeProject, xml } from '../../test/harness.ts';
import { flowXml, ref, start } from './fixtures.ts';

/**
 * Actions Developer Guide, "Email Alert Actions": the alert has contents, recipients and sender, the flow names the record.
 * https://developer.salesforce.com/docs/atlas.en-us.262.0.api_action.meta/api_action/actions_obj_email_alert.htm
 */
const recipient = (type: string, more = ''): string => `<recipients>${more}<type>${type}</type></recipients>`;
const ALERT =
    '<alerts><fullName>Deal_Won</fullName><ccEmails>books@example.com</ccEmails><description>Tells who should know.</description><protected>false</protected>' +
    recipient('email', '<field>Mail__c</field>') +
    recipient('owner') +
    recipient('user', '<recipient>boss@example.com</recipient>') +
    '<senderType>CurrentUser</senderType><template>Sales/Won</template></alerts>';
const template = (subject: string, type = 'text'): string =>
    xml(
        'EmailTemplate',
        `<available>true</available><encodingKey>UTF-8</encodingKey><name>Won</name><style>none</style><subject>${subject}</subject><type>${type}</type>`
    );
const send = (name = 'Deal__c.Deal_Won', input = 'SObjectRowId'): string =>
    `<actionCalls><name>Send</name><label>S</label>LOC<actionName>${name}</actionName><actionType>emailAlert</actionType><inputParameters><name>${input}</name>${ref('$Record.Id')}</inputParameters></actionCalls>`;

const project = (action: string, subject = 'Won: {!Deal__c.Name}', type = 'text'): string =>
    writeProject(
        objectFile('Deal__c'),
        fieldFile('Deal__c', 'Mail__c', '<type>Email</type>'),
        fieldFile('Deal__c', 'Day__c', '<type>Date</type>'),
        {
            'workflows/Deal__c.workflow-meta.xml': xml('Workflow', `<fullName>Deal__c</fullName>${ALERT}`),
            'email/Sales/Won.email': 'Hello, {!Deal__c.Owner.Name} won {!Deal__c.Name}, says {!User.Name}.',
            'email/Sales/Won.email-meta.xml': template(subject, type),
            'flows/Tell.flow-meta.xml': flowXml(action + start('Send', '', 'RecordAfterSave', 'Create', 'Deal__c'))
        }
    );

const CONFIG = { users: { 'admin@example.com': { name: 'Ada', administrator: true }, 'boss@example.com': { name: 'Bo' } } };

function refused(path: string): string[] {
    try {
        openScripted(path, [], { config: CONFIG });
    } catch (error) {
        if (!(error instanceof ProblemList)) throw error;
        return error.problems.map((problem) => (problem instanceof UnsupportedError ? `unsupported: ${problem.feature}` : problem.message));
    }
    return [];
}

test('the alert of each record goes to its recipients, with what the template says', () => {
    const org = openScripted(project(send()), [], { config: CONFIG });
    asAdministrator(org, (tx) => {
        insert(tx, record('Deal__c', { Name: 'A', Mail__c: 'a@example.com' }), record('Deal__c', { Name: 'B' }));
        assert.equal(tx.limits.get('queries'), 0);
        assert.equal(org.messages.emails.length, 0, 'before the commit');
    });
    const [first, second] = org.messages.emails;
    assert.deepEqual(first!.to, ['a@example.com', 'admin@example.com', 'boss@example.com']);
    assert.deepEqual(first!.cc, ['books@example.com']);
    assert.equal(first!.subject, 'Won: A');
    assert.equal(first!.plainTextBody, 'Hello, Ada won A, says Ada.');
    assert.deepEqual(second!.to, ['admin@example.com', 'boss@example.com']);
});

test('what is wrong with an alert is told before anything runs', () => {
    assert.deepEqual(refused(project(send('Deal__c.Deal_Lost'))), [
        "Send (Action) - We can't find an action with the name and action type that you specified: Deal__c.Deal_Lost (emailAlert)."
    ]);
    assert.deepEqual(refused(project(send('Deal__c.Deal_Won', 'recordId'))), [
        'unsupported: the input recordId of the action emailAlert in flows'
    ]);
    assert.deepEqual(refused(project(send(), '{!Deal__c.Colour__c}')), [
        'Send (Action) - The field "Colour__c" for the object "Deal__c" doesn\'t exist.'
    ]);
    assert.deepEqual(refused(project(send(), '{!Deal__c.Day__c}')), [
        'unsupported: the text form of a Date in an e-mail template (Day__c)'
    ]);
    assert.deepEqual(refused(project(send(), 'x', 'visualforce')), ['unsupported: e-mail templates of the type visualforce (Sales/Won)']);
});
