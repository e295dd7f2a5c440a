import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SObject } from '../../../apex/runtime/sobject.ts';
import { ApexDate } from '../../../apex/runtime/values/date.ts';
import { ApexDecimal } from '../../../apex/runtime/values/decimal.ts';
import { listOf, primitive, sobjectType } from '../../../apex/types.ts';
import { called, FakeOrg, flowXml, invocable, ref, text, to } from './fixtures.ts';

/**
 * What each element does, as the Metadata API Developer Guide has it under "Flow" (FlowAssignment, FlowDecision, FlowLoop,
 * FlowRecordLookup, FlowRecordCreate, FlowRecordDelete, FlowCollectionProcessor, FlowSubflow, FlowActionCall …):
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm
 * Operators: https://help.salesforce.com/s/articleView?id=platform.flow_ref_operators.htm
 * What interviews share: https://help.salesforce.com/s/articleView?id=platform.flow_concepts_bulkification.htm
 */
const variable = (name: string, type: string, more = ''): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>${more.includes('list')}</isCollection><isInput>true</isInput><isOutput>true</isOutput>${more.replace('list', '')}</variables>`;
const recordVariable = (name: string, object: string, more = ''): string =>
    variable(name, 'SObject', `${more}<objectType>${object}</objectType>`);
const item = (target: string, operator: string, value: string): string =>
    `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value}</assignmentItems>`;
const assign = (name: string, items: string, next = ''): string =>
    `<assignments><name>${name}</name><label>A</label>LOC${items}${next}</assignments>`;
const number = (value: string): string => `<value><numberValue>${value}</numberValue></value>`;
const yes = '<value><booleanValue>true</booleanValue></value>';

function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (value instanceof SObject) return value.fields.get('Name') ?? value.fields.get('Subject') ?? value.id;
    return value !== null && typeof value === 'object' ? String(value) : value;
}

/** Runs one autolaunched flow and gives its outputs in a readable form. */
function run(
    org: FakeOrg,
    body: string,
    inputs: Record<string, unknown> = {},
    others: Record<string, string> = {}
): Record<string, unknown> {
    const catalogue = org.catalogue({ Flow: flowXml(body), ...others });
    const [outputs] = catalogue.run(org.transaction, 'Flow', [inputs]);
    return Object.fromEntries(Object.entries(outputs!).map(([name, value]) => [name, plain(value)]));
}

test('assignments calculate with numbers, days, texts and collections', () => {
    const items =
        item('n', 'Add', number('2.5')) +
        item('n', 'Subtract', number('1')) +
        item('d', 'Add', number('3')) +
        item('s', 'Add', ref('n')) +
        item('list', 'Add', text('b')) +
        item('list', 'AddAtStart', text('c')) +
        item('list', 'Add', ref('more')) +
        item('list', 'RemoveAll', text('A')) +
        item('list', 'RemovePosition', number('1')) +
        item('count', 'AssignCount', ref('list')) +
        item('empty', 'Assign', ref('$GlobalConstant.EmptyString'));
    const body =
        variable('n', 'Number', '<scale>2</scale>') +
        variable('d', 'Date') +
        variable('s', 'String', '<value><stringValue>n=</stringValue></value>') +
        variable('list', 'String', 'list') +
        variable('more', 'String', 'list') +
        variable('count', 'Number') +
        variable('empty', 'String');
    const given = { n: ApexDecimal.parse('10'), d: ApexDate.of(2026, 12, 30), LIST: ['a'], more: ['x', 'y'] };
    assert.deepEqual(run(new FakeOrg(), called('Calculate') + assign('Calculate', items) + body, given), {
        n: '11.5',
        d: '2027-01-02',
        s: 'n=11.5',
        list: ['b', 'x', 'y'],
        more: ['x', 'y'],
        count: '3',
        empty: ''
    });
});

test('decisions take the first outcome that holds, by custom logic too', () => {
    const condition = (left: string, operator: string, right: string): string =>
        `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator>${right.replaceAll('value>', 'rightValue>')}</conditions>`;
    const rule = (name: string, logic: string, conditions: string, next: string): string =>
        `<rules><name>${name}</name><conditionLogic>${logic}</conditionLogic>${conditions}${to(next)}<label>${name}</label></rules>`;
    const decide =
        `<decisions><name>Decide</name><label>D</label>LOC${to('Other', 'defaultConnector')}<defaultConnectorLabel>No</defaultConnectorLabel>` +
        rule(
            'Big',
            '1 AND (2 OR NOT 3)',
            condition('n', 'GreaterThan', number('5')) + condition('s', 'StartsWith', text('AB')) + condition('s', 'IsNull', yes),
            'First'
        ) +
        rule('Blank', 'or', condition('s', 'IsNull', yes) + condition('n', 'In', ref('numbers')), 'Second') +
        '</decisions>';
    const body =
        called('Decide') +
        decide +
        ['First', 'Second', 'Other']
            .map((name) => assign(name, item('path', 'Assign', text(name)) + item('wasBig', 'Assign', ref('Big'))))
            .join('') +
        variable('n', 'Number') +
        variable('s', 'String') +
        variable('numbers', 'Number', 'list') +
        variable('path', 'String') +
        variable('wasBig', 'Boolean');
    const path = (inputs: Record<string, unknown>): unknown => run(new FakeOrg(), body, inputs)['path'];
    const six = ApexDecimal.parse('6');
    assert.equal(path({ n: six, s: 'abc' }), 'First');
    assert.equal(path({ n: six }), 'Second');
    assert.equal(path({ n: ApexDecimal.parse('1'), s: 'x', numbers: [ApexDecimal.parse('1.0')] }), 'Second');
    assert.equal(path({ n: ApexDecimal.parse('1'), s: 'x' }), 'Other');
    assert.equal(run(new FakeOrg(), body, { n: six, s: 'abc' })['wasBig'], true);
});

test('Get Records finds one or many, sorted and limited, and tells when there are none', () => {
    const org = new FakeOrg();
    for (const [name, state] of [
        ['Beta', 'Due'],
        ['Alpha', 'Due'],
        ['Gamma', 'Done']
    ]) {
        org.add('Deal__c', { Name: name, State__c: state });
    }
    const get = (name: string, value: string, more: string, next: string): string =>
        `<recordLookups><name>${name}</name><label>G</label>LOC<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound>${to(next)}<filterLogic>and</filterLogic><filters><field>State__c</field><operator>EqualTo</operator>${text(value)}</filters><object>Deal__c</object>${more}<sortField>Name</sortField><sortOrder>Asc</sortOrder></recordLookups>`;
    const one = '<getFirstRecordOnly>true</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically>';
    const many = '<getFirstRecordOnly>false</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically>';
    const body =
        called('One') +
        get('One', 'due', one, 'Many') +
        get('Many', 'Due', many, 'None') +
        get('None', 'Lost', many, 'Into') +
        get(
            'Into',
            'Done',
            '<outputAssignments><assignToReference>name</assignToReference><field>Name</field></outputAssignments>',
            'Use'
        ) +
        assign(
            'Use',
            item('first', 'Assign', ref('One.Name')) + item('all', 'Assign', ref('Many')) + item('some', 'AssignCount', ref('None'))
        ) +
        variable('first', 'String') +
        variable('name', 'String') +
        recordVariable('all', 'Deal__c', 'list') +
        variable('some', 'Number');
    assert.deepEqual(run(org, body), { first: 'Alpha', name: 'Gamma', all: ['Alpha', 'Beta'], some: '0' });
    assert.deepEqual(org.log, [
        'query Deal__c WHERE State__c = :b0 ORDER BY Name ASC NULLS LAST LIMIT 1',
        'query Deal__c WHERE State__c = :b0 ORDER BY Name ASC NULLS LAST',
        'query Deal__c WHERE State__c = :b0 ORDER BY Name ASC NULLS LAST',
        'query Deal__c WHERE State__c = :b0 ORDER BY Name ASC NULLS LAST LIMIT 1'
    ]);
});

test('interviews that look for different records share one query', () => {
    const org = new FakeOrg();
    const accounts = ['A', 'B', 'C'].map((name) => org.add('Account', { Name: name }));
    const get = `<recordLookups><name>Get</name><label>G</label>LOC<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound>${to('Use')}<filterLogic>and</filterLogic><filters><field>Id</field><operator>EqualTo</operator>${ref('id')}</filters><getFirstRecordOnly>true</getFirstRecordOnly><object>Account</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>`;
    const body =
        called('Get') +
        get +
        assign('Use', item('name', 'Assign', ref('Get.Name'))) +
        variable('id', 'String') +
        variable('name', 'String');
    const catalogue = org.catalogue({ Flow: flowXml(body) });
    const outputs = catalogue.run(
        org.transaction,
        'flow',
        [...accounts, accounts[0]!].map((account) => ({ id: account.id }))
    );
    assert.deepEqual(
        outputs.map((output) => output['name']),
        ['A', 'B', 'C', 'A']
    );
    assert.deepEqual(org.log, ['query Account WHERE Id IN :b0']);
});

test('loops collect changed records and save them at once; interviews loop together', () => {
    const org = new FakeOrg();
    const deals = ['a', 'b', 'c', 'd'].map((name) => org.add('Deal__c', { Name: name, Amount__c: ApexDecimal.parse('1') }));
    const loop = `<loops><name>Each</name><label>L</label>LOC<collectionReference>deals</collectionReference><iterationOrder>Desc</iterationOrder>${to('Change', 'nextValueConnector')}${to('Save', 'noMoreValuesConnector')}</loops>`;
    const body =
        called('Each') +
        loop +
        assign(
            'Change',
            item('Each.Amount__c', 'Add', number('5')) + item('changed', 'Add', ref('Each')) + item('names', 'Add', ref('Each.Name')),
            to('Each')
        ) +
        '<recordUpdates><name>Save</name><label>S</label>LOC<inputReference>changed</inputReference></recordUpdates>' +
        recordVariable('deals', 'Deal__c', 'list') +
        recordVariable('changed', 'Deal__c', 'list') +
        variable('names', 'String', 'list');
    const catalogue = org.catalogue({ Flow: flowXml(body) });
    const outputs = catalogue.run(org.transaction, 'Flow', [{ deals: deals.slice(0, 3) }, { deals: deals.slice(3) }]);
    assert.deepEqual(
        outputs.map((output) => output['names']),
        [['c', 'b', 'a'], ['d']]
    );
    assert.deepEqual(org.log, ['update 4 Deal__c']);
    assert.equal(String(org.rows.get(deals[3]!.id!)!.fields.get('Amount__c')), '6');
});

test('collections are sorted and filtered', () => {
    const org = new FakeOrg();
    const deals = [
        ['b', '2'],
        ['a', '2'],
        ['c', '9'],
        ['d', null]
    ].map(([name, amount]) => org.row('Deal__c', { Name: name, Amount__c: amount && ApexDecimal.parse(amount) }));
    const sort = `<collectionProcessors><name>Sort</name><label>S</label>LOC<collectionProcessorType>SortCollectionProcessor</collectionProcessorType><collectionReference>deals</collectionReference>${to('Filter')}<limit>3</limit><sortOptions><doesPutEmptyStringAndNullFirst>false</doesPutEmptyStringAndNullFirst><sortField>Amount__c</sortField><sortOrder>Desc</sortOrder></sortOptions><sortOptions><doesPutEmptyStringAndNullFirst>false</doesPutEmptyStringAndNullFirst><sortField>Name</sortField><sortOrder>Asc</sortOrder></sortOptions></collectionProcessors>`;
    const filter = `<collectionProcessors><name>Filter</name><label>F</label>LOC<assignNextValueToReference>currentItem_Filter</assignNextValueToReference><collectionProcessorType>FilterCollectionProcessor</collectionProcessorType><collectionReference>deals</collectionReference><conditionLogic>and</conditionLogic><conditions><leftValueReference>currentItem_Filter.Amount__c</leftValueReference><operator>LessThan</operator><rightValue><numberValue>5.0</numberValue></rightValue></conditions>${to('Use')}</collectionProcessors>`;
    const body =
        called('Sort') +
        sort +
        filter +
        assign('Use', item('small', 'Assign', ref('Filter'))) +
        recordVariable('deals', 'Deal__c', 'list') +
        recordVariable('small', 'Deal__c', 'list');
    assert.deepEqual(run(org, body, { deals }), { deals: ['c', 'a', 'b'], small: ['a', 'b'] });
});

test('records that a flow makes get their ids; of a failing collection nothing stays', () => {
    const org = new FakeOrg();
    const body =
        called('Make') +
        assign('Make', item('one.Subject', 'Assign', text('first')) + item('all', 'Add', ref('one')), to('Save')) +
        assign('Note', item('id', 'Assign', ref('one.Id'))) +
        assign('Caught', item('problem', 'Assign', ref('$Flow.FaultMessage'))) +
        `<recordCreates><name>Save</name><label>S</label>LOC${to('Note')}${to('Caught', 'faultConnector')}<inputReference>all</inputReference></recordCreates>` +
        recordVariable('one', 'Task') +
        recordVariable('all', 'Task', 'list') +
        variable('id', 'String') +
        variable('problem', 'String');
    const good = run(org, body);
    assert.equal(good['id'], org.all('Task')[0]!.id);
    org.refuse = (_request, row) =>
        row.fields.get('Subject') === 'bad' ? { statusCode: 'STRING_TOO_LONG', message: 'too long', fields: [] } : null;
    const bad = run(org, body, { all: [org.row('Task', { Subject: 'bad' }), org.row('Task', { Subject: 'fine' })] });
    assert.equal(
        bad['problem'],
        'This error occurred when the flow tried to create records: STRING_TOO_LONG: too long. You can look up ExceptionCode values in the SOAP API Developer Guide.'
    );
    assert.equal(org.all('Task').length, 1);
});

test('a partly failing interview is taken back, and the others are saved without it', () => {
    const org = new FakeOrg();
    org.refuse = (_request, row) => (row.fields.get('Subject') === 'bad' ? { statusCode: 'X', message: 'x', fields: [] } : null);
    const body =
        called('Save') +
        `<recordCreates><name>Save</name><label>S</label>LOC${to('Caught', 'faultConnector')}<inputReference>all</inputReference></recordCreates>` +
        assign('Caught', item('failed', 'Assign', yes)) +
        recordVariable('all', 'Task', 'list') +
        variable('failed', 'Boolean');
    const catalogue = org.catalogue({ Flow: flowXml(body) });
    const tasks = (...subjects: string[]): SObject[] => subjects.map((subject) => org.row('Task', { Subject: subject }));
    const outputs = catalogue.run(org.transaction, 'Flow', [{ all: tasks('a', 'b') }, { all: tasks('c', 'bad') }, { all: tasks('d') }]);
    assert.deepEqual(
        outputs.map((output) => output['failed']),
        [null, true, null]
    );
    assert.deepEqual(org.log, ['insert 5 Task', 'insert 3 Task']);
    assert.deepEqual(
        org.all('Task').map((task) => task.fields.get('Subject')),
        ['a', 'b', 'd']
    );
});

test('records are deleted by reference and by conditions', () => {
    const org = new FakeOrg();
    const [first] = [org.add('Task', { Subject: 'x' }), org.add('Task', { Subject: 'y' }), org.add('Task', { Subject: 'y' })];
    const body =
        called('One') +
        `<recordDeletes><name>One</name><label>D</label>LOC${to('Many')}<inputReference>task</inputReference></recordDeletes>` +
        `<recordDeletes><name>Many</name><label>D</label>LOC<filterLogic>and</filterLogic><filters><field>Subject</field><operator>EqualTo</operator>${text('y')}</filters><object>Task</object></recordDeletes>` +
        recordVariable('task', 'Task');
    run(org, body, { task: first });
    assert.equal(org.all('Task').length, 0);
    assert.deepEqual(org.log, ['delete 1 Task', 'query Task WHERE Subject = :b0', 'delete 2 Task']);
});

test('subflows get inputs and give outputs', () => {
    const inner = flowXml(
        called('Double') +
            assign('Double', item('n', 'Add', ref('n')) + item('hidden', 'Assign', text('x'))) +
            variable('n', 'Number') +
            '<variables><name>hidden</name><dataType>String</dataType><isCollection>false</isCollection><isInput>false</isInput><isOutput>false</isOutput></variables>'
    );
    const call = (name: string, next: string, more: string): string =>
        `<subflows><name>${name}</name><label>S</label>LOC${next}<flowName>Inner</flowName><inputAssignments><name>N</name>${ref('n')}</inputAssignments>${more}</subflows>`;
    const body =
        called('First') +
        call('First', to('Second'), '<outputAssignments><assignToReference>n</assignToReference><name>n</name></outputAssignments>') +
        call('Second', to('Use'), '<storeOutputAutomatically>true</storeOutputAutomatically>') +
        assign('Use', item('result', 'Assign', ref('Second.n'))) +
        variable('n', 'Number') +
        variable('result', 'Number');
    assert.deepEqual(run(new FakeOrg(), body, { n: ApexDecimal.parse('3') }, { Inner: inner }), { n: '6', result: '12' });
});

test('formulas, constants and text templates are values like others', () => {
    const body =
        called('Use') +
        assign(
            'Use',
            item('words', 'Assign', ref('letter')) + item('due', 'Assign', ref('inThreeDays')) + item('rounded', 'Assign', ref('third'))
        ) +
        '<constants><name>who</name><dataType>String</dataType><value><stringValue>Ada</stringValue></value></constants>' +
        '<formulas><name>inThreeDays</name><dataType>Date</dataType><expression>{!$Flow.CurrentDate} + 3</expression></formulas>' +
        '<formulas><name>third</name><dataType>Number</dataType><expression>{!n} * 3 / 4</expression><scale>2</scale></formulas>' +
        '<formulas><name>loud</name><dataType>String</dataType><expression>UPPER({!who}) &amp; TEXT({!n} * 2)</expression></formulas>' +
        '<textTemplates><name>letter</name><isViewedAsPlainText>true</isViewedAsPlainText><text>Dear {!who},\n{!loud} {!n} {!nothing}</text></textTemplates>' +
        variable('n', 'Number', '<value><numberValue>1.50</numberValue></value>') +
        variable('words', 'String') +
        variable('nothing', 'String') +
        variable('rounded', 'Number') +
        variable('due', 'Date');
    const outputs = run(new FakeOrg(), body);
    assert.equal(outputs['words'], 'Dear Ada,\nADA3 1.5 ');
    assert.equal(outputs['due'], '2026-11-26');
    assert.equal(outputs['rounded'], '1.13');
});

test('an action gets lists and records, and must answer once for each request', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    let answers = 1;
    const types = { ids: listOf(primitive('Id')), count: primitive('Integer'), deal: sobjectType('Deal__c') };
    const program = invocable('Sum', types, { total: primitive('Integer') }, (requests) => {
        seen.push(
            ...requests.map((request) => [plain((request['ids'] as { items: unknown[] }).items), request['count'], plain(request['deal'])])
        );
        return Array.from({ length: answers }, () => ({ total: 7 }));
    });
    const parameter = (name: string): string => `<inputParameters><name>${name}</name>${ref(name)}</inputParameters>`;
    const body =
        called('Ask') +
        `<actionCalls><name>Ask</name><label>Ask</label>LOC<actionName>Sum</actionName><actionType>apex</actionType>${to('Caught', 'faultConnector')}${['ids', 'count', 'deal'].map(parameter).join('')}<outputParameters><assignToReference>count</assignToReference><name>total</name></outputParameters></actionCalls>` +
        assign('Caught', item('problem', 'Assign', ref('$Flow.FaultMessage'))) +
        variable('ids', 'String', 'list') +
        variable('count', 'Number') +
        variable('problem', 'String') +
        recordVariable('deal', 'Deal__c');
    const catalogue = org.catalogue({ Flow: flowXml(body) }, program);
    const inputs = { ids: ['001000000000001AAA'], count: ApexDecimal.parse('4.9'), deal: org.row('Deal__c', { Name: 'x' }) };
    assert.equal(String(catalogue.run(org.transaction, 'Flow', [inputs])[0]!['count']), '7');
    assert.deepEqual(seen, [[['001000000000001AAA'], 4, 'x']]);
    answers = 2;
    assert.match(
        String(catalogue.run(org.transaction, 'Flow', [inputs])[0]!['problem']),
        /number of results does not match the number of interviews/
    );
});

test('e-mails, bells and posts are kept, and a wrong address is a fault of its own interview', () => {
    const org = new FakeOrg();
    const action = (kind: string, next: string, inputs: Record<string, string>): string =>
        `<actionCalls><name>${kind}</name><label>A</label>LOC<actionName>${kind}</actionName><actionType>${kind}</actionType>${next}${to('Caught', 'faultConnector')}${Object.entries(
            inputs
        )
            .map(([name, value]) => `<inputParameters><name>${name}</name>${value}</inputParameters>`)
            .join('')}</actionCalls>`;
    const body =
        called('emailSimple') +
        action('emailSimple', to('customNotificationAction'), {
            emailAddresses: ref('address'),
            emailSubject: text('Hi'),
            emailBody: text('There')
        }) +
        action('customNotificationAction', to('chatterPost'), {
            customNotifTypeId: text('0ML1'),
            recipientIds: ref('people'),
            title: text('T'),
            body: text('B')
        }) +
        action('chatterPost', '', { text: text('News'), subjectNameOrId: ref('id') }) +
        assign('Caught', item('problem', 'Assign', ref('$Flow.FaultMessage'))) +
        variable('address', 'String') +
        variable('people', 'String', 'list') +
        variable('id', 'String') +
        variable('problem', 'String');
    const catalogue = org.catalogue({ Flow: flowXml(body) });
    const id = 'a00000000000001AAA';
    const inputs = ['a@example.com', 'nobody', 'b@example.com'].map((address) => ({ address, people: ['005000000000001AAA'], id }));
    const outputs = catalogue.run(org.transaction, 'Flow', inputs);
    assert.deepEqual(
        outputs.map((output) => output['problem']),
        [null, 'INVALID_EMAIL_ADDRESS: Invalid email address: nobody', null]
    );
    assert.equal(org.messages.length, 4);
    assert.deepEqual(org.log, ['insert 2 FeedItem']);
    assert.equal(org.all('FeedItem')[0]!.fields.get('ParentId'), id);
});
