import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../apex/test/harness.ts';
import { apexCases } from './apex-cases.ts';
import { triggerFile } from './harness.ts';

apexCases(
    `
    public static List<String> seen = new List<String>();
    private static List<Account> accounts() {
        List<Account> rows = new List<Account>{ new Account(Name = 'Kept'), new Account(Name = 'Gone'), new Account(Name = 'Gone too') };
        insert rows;
        seen.clear();
        return rows;
    }
    @IsTest
    static void a_merge_moves_what_hung_on_the_duplicates() {
        List<Account> rows = accounts();
        Contact person = new Contact(LastName = 'C', AccountId = rows[1].Id);
        Account part = new Account(Name = 'Part', ParentId = rows[2].Id);
        insert person;
        insert part;
        insert new Task(Subject = 'Call', WhatId = rows[2].Id);
        rows[0].Phone = '1';
        merge rows[0] new List<Account>{ rows[1], rows[2] };
        Assert.areEqual(rows[0].Id, [SELECT AccountId FROM Contact].AccountId);
        Assert.areEqual(rows[0].Id, [SELECT WhatId FROM Task].WhatId);
        Assert.areEqual(rows[0].Id, [SELECT ParentId FROM Account WHERE Id = :part.Id].ParentId);
        Assert.areEqual('1', [SELECT Phone FROM Account WHERE Id = :rows[0].Id].Phone);
        Assert.areEqual(rows[0].Id, [SELECT MasterRecordId FROM Account WHERE Id = :rows[1].Id ALL ROWS].MasterRecordId);
        Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    }
    @IsTest
    static void triggers_see_a_delete_of_the_duplicates_and_an_update_of_the_master() {
        List<Account> rows = accounts();
        merge rows[0] new List<Id>{ rows[1].Id, rows[2].Id };
        Assert.areEqual(
            new List<String>{ 'BEFORE_DELETE 2 null', 'AFTER_DELETE 2 ' + rows[0].Id, 'BEFORE_UPDATE 1 null', 'AFTER_UPDATE 1 null' },
            seen
        );
    }
    @IsTest
    static void a_result_tells_what_was_merged_and_moved() {
        List<Account> rows = accounts();
        Contact person = new Contact(LastName = 'C', AccountId = rows[1].Id);
        insert person;
        Database.MergeResult result = Database.merge(rows[0], rows[1]);
        Assert.isTrue(result.isSuccess());
        Assert.areEqual(rows[0].Id, result.getId());
        Assert.areEqual(new List<String>{ rows[1].Id }, result.getMergedRecordIds());
        Assert.areEqual(new List<String>{ person.Id }, result.getUpdatedRelatedIds());
        Database.MergeResult again = Database.merge(rows[0], rows[1].Id, false);
        Assert.isFalse(again.isSuccess());
        Assert.areEqual(StatusCode.ENTITY_IS_DELETED, again.getErrors()[0].getStatusCode());
        try {
            merge rows[0] rows[0];
            Assert.fail('A record cannot be merged into itself.');
        } catch (DmlException expected) {
            Assert.isTrue(expected.getMessage().startsWith('Merge failed. First exception on row 0 with id ' + rows[0].Id));
        }
    }
    @IsTest
    static void what_a_trigger_refuses_leaves_no_trace() {
        List<Account> rows = accounts();
        insert new Contact(LastName = 'C', AccountId = rows[1].Id);
        rows[0].Name = 'Refused';
        Database.MergeResult result = Database.merge(rows[0], rows[1], false);
        Assert.areEqual('no', result.getErrors()[0].getMessage());
        Assert.areEqual(rows[1].Id, [SELECT AccountId FROM Contact].AccountId);
        Assert.areEqual(3, [SELECT COUNT() FROM Account]);
    }
    @IsTest
    static void an_undelete_brings_back_what_went_along() {
        List<Account> rows = accounts();
        insert new Contact(LastName = 'C', AccountId = rows[0].Id);
        List<Account> parts = new List<Account>{
            new Account(Name = 'Part', ParentId = rows[0].Id),
            new Account(Name = 'Moved', ParentId = rows[0].Id)
        };
        insert parts;
        delete rows[0];
        Assert.areEqual(0, [SELECT COUNT() FROM Contact]);
        Assert.isNull([SELECT ParentId FROM Account WHERE Id = :parts[0].Id].ParentId);
        parts[1].ParentId = rows[1].Id;
        update parts[1];
        undelete rows[0];
        Assert.areEqual(1, [SELECT COUNT() FROM Contact WHERE AccountId = :rows[0].Id]);
        Assert.areEqual(rows[0].Id, [SELECT ParentId FROM Account WHERE Id = :parts[0].Id].ParentId);
        Assert.areEqual(rows[1].Id, [SELECT ParentId FROM Account WHERE Id = :parts[1].Id].ParentId);
    }`,
    triggerFile(
        'AccountSeen',
        `trigger AccountSeen on Account (before update, after update, before delete, after delete) {
    Account first = Trigger.isDelete ? Trigger.old[0] : Trigger.new[0];
    Cases.seen.add(Trigger.operationType.name() + ' ' + Trigger.size + ' ' + first.MasterRecordId);
    if (Trigger.isUpdate && Trigger.isAfter && first.Name == 'Refused') first.addError('no');
}`
    )
);

test('only some objects merge', () => {
    const source = "public class T { void run(Opportunity o, Account a) { merge o o; merge a 'x'; } }";
    assert.deepEqual(problems(source), [
        'T.cls:1:55 DML operation MERGE not allowed on Opportunity',
        'T.cls:1:66 DML requires SObject or SObject list type: String'
    ]);
});
