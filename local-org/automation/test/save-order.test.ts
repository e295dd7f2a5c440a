import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SObject } from '../../apex/runtime/sobject.ts';
import { ApexException } from '../../apex/runtime/exceptions.ts';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { currentRuntime, type TransactionRuntime } from '../runtime.ts';
import { asAdministrator, fieldFile, insert, objectFile, openScripted, query, record, trigger, writeProject, xml } from './harness.ts';

const project = writeProject(
    objectFile('Deal__c'),
    fieldFile('Deal__c', 'Amount__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    fieldFile('Deal__c', 'Code__c', '<type>Text</type><length>5</length><unique>true</unique><externalId>true</externalId>'),
    fieldFile('Deal__c', 'Open__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
    fieldFile('Deal__c', 'Trail__c', '<type>Text</type><length>200</length>'),
    fieldFile('Deal__c', 'Needed__c', '<type>Text</type><length>20</length><required>true</required>'),
    fieldFile(
        'Deal__c',
        'Stage__c',
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>New</fullName><default>true</default><label>New</label></value><value><fullName>Won</fullName><default>false</default><label>Won</label></value></valueSetDefinition></valueSet>'
    ),
    fieldFile(
        'Deal__c',
        'Account__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Deals</relationshipName><relationshipLabel>Deals</relationshipLabel>'
    ),
    {
        'objects/Deal__c/validationRules/Positive.validationRule-meta.xml': xml(
            'ValidationRule',
            '<fullName>Positive</fullName><active>true</active><errorConditionFormula>Amount__c &lt; 0</errorConditionFormula><errorDisplayField>Amount__c</errorDisplayField><errorMessage>No negative deals.</errorMessage>'
        )
    }
);

const good = (code: string, fields: Record<string, unknown> = {}) => record('Deal__c', { Needed__c: 'x', Code__c: code, ...fields });
const amount = (text: string): ApexDecimal => ApexDecimal.parse(text);

function failureOf(action: () => unknown): ApexException {
    try {
        action();
    } catch (error) {
        if (error instanceof ApexException) return error;
        throw error;
    }
    throw new assert.AssertionError({ message: 'Nothing was thrown.' });
}

test('one insert runs defaults, before triggers, checks, the write and after triggers, in this order', () => {
    const seen: string[] = [];
    const org = openScripted(project, [
        trigger('Before', 'Deal__c', ['before insert'], () => {
            const [row] = currentRuntime().trigger!.newRows!;
            seen.push(`before id=${row!.id} open=${String(row!.get('Open__c'))} stage=${String(row!.get('Stage__c'))}`);
            row!.set('Needed__c', 'set by trigger');
        }),
        trigger('After', 'Deal__c', ['after insert'], () => {
            const [row] = currentRuntime().trigger!.newRows!;
            seen.push(`after id=${row!.id!.slice(0, 3)} needed=${String(row!.get('Needed__c'))} amount=${String(row!.get('Amount__c'))}`);
            assert.throws(() => row!.set('Trail__c', 'x'), /Record is read-only/);
        })
    ]);
    asAdministrator(org, (tx) => {
        const deal = record('Deal__c', { Name: 'One', Amount__c: amount('1.005') });
        const [result] = insert(tx, deal);
        assert.equal(result!.success, true);
        assert.equal(deal.id, result!.id);
        assert.equal(deal.fields.has('Needed__c'), false, 'the record in memory gets its Id and nothing else');
        const [row] = query(tx, 'SELECT Needed__c, Amount__c, Stage__c, Open__c, CreatedById, OwnerId FROM Deal__c');
        assert.equal(row!.get('Needed__c'), 'set by trigger');
        assert.equal(String(row!.get('Amount__c')), '1.01');
        assert.equal(row!.get('OwnerId'), tx.user.id);
    });
    assert.deepEqual(seen, [
        'before id=null open=true stage=New',
        'after id=' + org.schema.object('Deal__c')!.keyPrefix + ' needed=set by trigger amount=1.01'
    ]);
});

test('each check of the system has its status code and its text', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        const message = (row: ReturnType<typeof record>): string => failureOf(() => insert(tx, row)).message;
        assert.equal(
            message(record('Deal__c', { Name: 'x' })),
            'Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Needed__c]: [Needed__c]'
        );
        assert.match(message(good('toolong')), /STRING_TOO_LONG, Code: data value too large: toolong \(max length=5\): \[Code__c\]$/);
        assert.match(
            message(good('a', { Amount__c: amount('123456789') })),
            /NUMBER_OUTSIDE_VALID_RANGE, Amount: value outside of valid range on numeric field: 123456789.00: \[Amount__c\]/
        );
        assert.match(
            message(record('Task', { ActivityDate: ApexDate.of(4001, 1, 1) })),
            /FIELD_INTEGRITY_EXCEPTION, Due Date Only: invalid date: 4001-01-01/
        );
        assert.match(
            message(good('a', { Stage__c: 'Lost' })),
            /INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Stage: bad value for restricted picklist field: Lost: \[Stage__c\]/
        );
        assert.match(
            message(good('a', { Account__c: '001000000000001AAA' })),
            /INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: \[\]/
        );
        assert.match(message(good('a', { Account__c: tx.user.id })), /FIELD_INTEGRITY_EXCEPTION/);
        assert.match(
            message(good('a', { Amount__c: amount('-1') })),
            /FIELD_CUSTOM_VALIDATION_EXCEPTION, No negative deals.: \[Amount__c\]/
        );
        assert.match(
            message(record('Deal__c', { Id: 'a00000000000001AAA', Needed__c: 'x' })),
            /INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call/
        );
        assert.equal(query(tx, 'SELECT Id FROM Deal__c').length, 0);
    });
});

test('a unique value names the record that has it', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        const [first] = insert(tx, good('A'));
        const error = failureOf(() => insert(tx, good('B'), good('a')));
        assert.equal(
            error.message,
            `Insert failed. First exception on row 1; first error: DUPLICATE_VALUE, duplicate value found: Code__c duplicates value on record with id: ${first!.id}: []`
        );
        assert.equal(query(tx, 'SELECT Id FROM Deal__c').length, 1, 'all or none');
        assert.deepEqual(
            (error.details as { index: number; statusCode: string }[]).map(({ index, statusCode }) => [index, statusCode]),
            [[1, 'DUPLICATE_VALUE']]
        );
    });
});

test('with partial success the good rows are saved, and their triggers start anew without the bad ones', () => {
    const sizes: number[] = [];
    const org = openScripted(project, [
        trigger('Refuse', 'Deal__c', ['before insert'], () => {
            const rows = currentRuntime().trigger!.newRows!;
            sizes.push(rows.length);
            for (const row of rows) if (row.get('Trail__c') === 'bad') row.errors.push({ field: 'Trail__c', message: 'Not this one.' });
        })
    ]);
    asAdministrator(org, (tx) => {
        const results = tx.dml({
            operation: 'insert',
            records: [good('1'), good('2', { Trail__c: 'bad' }), good('3')],
            allOrNone: false,
            access: 'default'
        });
        assert.deepEqual(
            results.map((result) => result.success),
            [true, false, true]
        );
        assert.deepEqual(results[1]!.errors, [
            { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not this one.', fields: ['Trail__c'] }
        ]);
        assert.deepEqual(sizes, [3, 2]);
        assert.equal(query(tx, 'SELECT Id FROM Deal__c').length, 2);
        assert.equal(tx.limits.get('dmlStatements'), 1);
    });
});

test('rows go through triggers in chunks of 200', () => {
    const sizes: number[] = [];
    const org = openScripted(project, [
        trigger('Count', 'Deal__c', ['after insert'], () => sizes.push(currentRuntime().trigger!.newRows!.length))
    ]);
    asAdministrator(org, (tx) => {
        insert(tx, ...Array.from({ length: 450 }, (_none, index) => good(String(index))));
        assert.deepEqual(sizes, [200, 200, 50]);
        assert.equal(tx.limits.get('dmlRows'), 450);
    });
});

test('an update shows old and new rows, and changes only what it was given', () => {
    const seen: string[] = [];
    const org = openScripted(project, [
        trigger('Look', 'Deal__c', ['before update', 'after update'], () => {
            const { event, newRows, oldRows } = currentRuntime().trigger!;
            seen.push(
                `${event} ${String(oldRows![0]!.get('Trail__c'))} > ${String(newRows![0]!.get('Trail__c'))} ${String(newRows![0]!.get('Code__c'))}`
            );
        })
    ]);
    asAdministrator(org, (tx) => {
        const [inserted] = insert(tx, good('k', { Trail__c: 'a' }));
        tx.dml({
            operation: 'update',
            records: [record('Deal__c', { Id: inserted!.id, Trail__c: 'b' })],
            allOrNone: true,
            access: 'default'
        });
    });
    assert.deepEqual(seen, ['before update a > b k', 'after update a > b k']);
});

test('an upsert by external id inserts what is new and updates what is there', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        insert(tx, good('k', { Trail__c: 'a' }));
        const results = tx.dml({
            operation: 'upsert',
            records: [good('K', { Trail__c: 'b' }), good('n')],
            allOrNone: true,
            access: 'default',
            externalIdField: 'Code__c'
        });
        assert.deepEqual(
            results.map((result) => result.created),
            [false, true]
        );
        assert.deepEqual(
            query(tx, 'SELECT Trail__c FROM Deal__c ORDER BY CreatedDate, Id').map((row) => row.get('Trail__c')),
            ['b', null]
        );
    });
});

test('triggers that start one another without end are stopped at depth 16', () => {
    const org = openScripted(project, [
        trigger('Loop', 'Deal__c', ['after insert'], () => void insert(currentRuntime(), good(Math.random().toString(36).slice(2, 7))))
    ]);
    asAdministrator(org, (tx) => {
        assert.match(failureOf(() => insert(tx, good('x'))).message, /maximum trigger depth exceeded\nDeal__c trigger event AfterInsert/);
    });
});

test('a delete clears lookups, an undelete brings the row back, and triggers see both', () => {
    const seen: string[] = [];
    const org = openScripted(project, [
        trigger('Account', 'Account', ['before delete', 'after delete', 'after undelete'], () => {
            const { event, newRows, oldRows } = currentRuntime().trigger!;
            seen.push(`${event} ${newRows?.length ?? '-'} ${oldRows?.length ?? '-'}`);
        })
    ]);
    asAdministrator(org, (tx) => {
        const [account] = insert(tx, record('Account', { Name: 'A' }));
        insert(tx, good('x', { Account__c: account!.id }));
        const target = [record('Account', { Id: account!.id })];
        tx.dml({ operation: 'delete', records: target, allOrNone: true, access: 'default' });
        assert.equal(query(tx, 'SELECT Account__c FROM Deal__c')[0]!.get('Account__c'), null);
        assert.match(
            failureOf(() => tx.dml({ operation: 'update', records: target, allOrNone: true, access: 'default' })).message,
            /first error: ENTITY_IS_DELETED, entity is deleted: \[\]/
        );
        tx.dml({ operation: 'undelete', records: target, allOrNone: true, access: 'default' });
        assert.equal(query(tx, 'SELECT Id FROM Account').length, 1);
    });
    assert.deepEqual(seen, ['before delete - 1', 'after delete - 1', 'after undelete 1 -']);
});

test('an exception that leaves a trigger fails every row, in the words of the platform', () => {
    const org = openScripted(project, [
        trigger('Boom', 'Deal__c', ['before insert'], () => {
            throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
        })
    ]);
    asAdministrator(org, (tx) => {
        assert.match(
            failureOf(() => insert(tx, good('x'))).message,
            /first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Boom: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object/
        );
    });
});

test('what lives is not brought back from the recycle bin', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        const [account] = insert(tx, record('Account', { Name: 'A' }));
        assert.match(
            failureOf(() =>
                tx.dml({ operation: 'undelete', records: [record('Account', { Id: account!.id })], allOrNone: true, access: 'default' })
            ).message,
            /first error: UNDELETE_FAILED, Entity is not in the recycle bin: \[\]/
        );
    });
});

test('setup objects and others do not mix in one transaction', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        insert(tx, record('Account', { Name: 'A' }));
        assert.match(
            failureOf(() => insert(tx, record('PermissionSetAssignment', { AssigneeId: tx.user.id }))).message,
            /MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object \(or vice versa\): PermissionSetAssignment, original object: Account/
        );
    });
});

test('a transaction that throws leaves nothing behind', () => {
    const org = openScripted(project, []);
    assert.throws(() =>
        asAdministrator(org, (tx) => {
            insert(tx, good('x'));
            throw new Error('stop');
        })
    );
    asAdministrator(org, (tx) => assert.equal(query(tx, 'SELECT Id FROM Deal__c').length, 0));
});

test('savepoints take back rows, not what came before them', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        insert(tx, good('a'));
        const savepoint = tx.setSavepoint();
        insert(tx, good('b'));
        tx.rollbackTo(savepoint);
        assert.equal(query(tx, 'SELECT Id FROM Deal__c').length, 1);
        assert.equal(tx.limits.get('dmlStatements'), 4, 'savepoints and rollbacks count as DML statements');
    });
});

/** An Opportunity of 7 and something to sell; gives a product line of it. */
function sellable(tx: TransactionRuntime): { opportunity: string; line: (quantity: string) => SObject } {
    const add = (name: string, fields: Record<string, unknown>): string => insert(tx, record(name, fields))[0]!.id!;
    const closeDate = ApexDate.of(2026, 1, 1);
    const opportunity = add('Opportunity', { Name: 'O', StageName: 'Prospecting', CloseDate: closeDate, Amount: amount('7') });
    const product = add('Product2', { Name: 'Seats', IsActive: true });
    const book = query(tx, 'SELECT Id FROM Pricebook2 WHERE IsStandard = TRUE')[0]!.id!;
    const entry = add('PricebookEntry', { Pricebook2Id: book, Product2Id: product, UnitPrice: amount('5'), IsActive: true });
    const fields = { OpportunityId: opportunity, PricebookEntryId: entry, UnitPrice: amount('5') };
    return { opportunity, line: (quantity) => record('OpportunityLineItem', { ...fields, Quantity: amount(quantity) }) };
}

test('the amount of an Opportunity with products is their sum, and cannot be written', () => {
    asAdministrator(openScripted(project, []), (tx) => {
        const { opportunity, line } = sellable(tx);
        const change = (operation: 'update' | 'delete', changed: SObject): unknown =>
            tx.dml({ operation, records: [changed], allOrNone: true, access: 'default' });
        const shown = (): unknown[] => {
            const [row] = query(tx, 'SELECT Amount, HasOpportunityLineItem FROM Opportunity');
            return [Number(String(row!.get('Amount'))), row!.get('HasOpportunityLineItem')];
        };
        assert.deepEqual(shown(), [7, false]);
        const first = insert(tx, line('2'), line('3'))[0]!.id!;
        assert.deepEqual(shown(), [25, true]);
        change('update', record('Opportunity', { Id: opportunity, Amount: amount('1000') }));
        assert.deepEqual(shown(), [25, true]);
        change('update', record('OpportunityLineItem', { Id: first, Quantity: amount('4') }));
        assert.deepEqual(shown(), [35, true]);
        change('delete', record('OpportunityLineItem', { Id: first }));
        assert.deepEqual(shown(), [15, true]);
    });
});

test('products that would set off automation of their Opportunity are refused', () => {
    const org = openScripted(project, [trigger('T', 'Opportunity', ['before update'], () => undefined)]);
    asAdministrator(org, (tx) => {
        const { line } = sellable(tx);
        assert.throws(() => insert(tx, line('2')), /does not support products of an Opportunity/);
    });
});
