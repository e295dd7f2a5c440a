import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../apex/test/harness.ts';
import { apexCases } from './apex-cases.ts';

apexCases(`
    @IsTest
    static void typeof_reads_the_fields_of_what_is_there() {
        Account account = new Account(Name = 'A', Phone = '1');
        Opportunity deal = new Opportunity(Name = 'O', StageName = 'Prospecting', CloseDate = Date.today(), Amount = 5);
        Case question = new Case(Subject = 'Q');
        insert new List<SObject>{ account, deal, question };
        Contact person = new Contact(LastName = 'C', AccountId = account.Id);
        insert person;
        insert new List<Task>{
            new Task(Subject = '1', WhatId = account.Id),
            new Task(Subject = '2', WhoId = person.Id),
            new Task(Subject = '3', WhatId = deal.Id),
            new Task(Subject = '4', WhatId = question.Id)
        };
        List<Task> rows = [
            SELECT
                TYPEOF What WHEN Account THEN Phone, Owner.Name WHEN Opportunity THEN Amount ELSE Name END,
                TYPEOF Who WHEN Contact THEN Account.Name END
            FROM Task
            ORDER BY Subject
        ];
        Assert.isTrue(rows[0].What instanceof Account);
        Assert.areEqual('1', ((Account) rows[0].What).Phone);
        Assert.areEqual('Ada Min', ((Account) rows[0].What).Owner.Name);
        Assert.isNull(rows[1].What);
        Assert.areEqual('A', ((Contact) rows[1].Who).Account.Name);
        Assert.areEqual(5, ((Opportunity) rows[2].What).Amount);
        Assert.isNotNull(rows[3].What.Name);
        Assert.areEqual(Case.SObjectType, rows[3].What.getSObjectType());
        try {
            Opportunity wrong = (Opportunity) rows[0].What;
            Assert.fail();
        } catch (TypeException expected) {
            Assert.isTrue(expected.getMessage().startsWith('Invalid conversion from runtime type Account to Opportunity'));
        }
    }
    @IsTest
    static void without_else_what_has_no_case_is_null() {
        Case question = new Case(Subject = 'Q');
        insert question;
        insert new Task(Subject = 'T', WhatId = question.Id);
        Assert.isNull([SELECT TYPEOF What WHEN Account THEN Name END FROM Task].What);
    }
    @IsTest
    static void a_compound_address_is_one_value() {
        insert new Account(Name = 'A', BillingCity = 'Ulm', BillingLatitude = 48.4);
        Account found = [SELECT BillingAddress, ShippingAddress FROM Account];
        Assert.areEqual('Ulm', found.BillingAddress.getCity());
        Assert.areEqual(48.4, found.BillingAddress.getLatitude());
        Assert.isNull(found.BillingAddress.street);
        Assert.isNull(found.ShippingAddress);
        insert new Contact(LastName = 'C', AccountId = found.Id);
        Address inherited = [SELECT Account.BillingAddress FROM Contact].Account.BillingAddress;
        Assert.areEqual('Ulm', inherited.city);
        Assert.isTrue(JSON.serialize(found).contains('"BillingAddress":{"city":"Ulm","country":null'));
    }
    private class ByName implements Comparator<SObject> {
        public Integer compare(SObject left, SObject right) {
            return ((String) left.get('Name')).compareTo((String) right.get('Name'));
        }
    }
    @IsTest
    static void a_comparator_of_records_sorts_records_of_one_object() {
        List<Account> rows = new List<Account>{ new Account(Name = 'b'), new Account(Name = 'a') };
        rows.sort(new ByName());
        Assert.areEqual('a', rows[0].Name);
    }`);

test('what TYPEOF and compound fields do not allow', () => {
    const query = (text: string): string[] => problems(`public class T { static Object run() { return [${text}]; } }`);
    assert.deepEqual(query('SELECT TYPEOF What WHEN Contact THEN Name END FROM Task'), ['T.cls:1:72 What leads to no Contact']);
    assert.deepEqual(query('SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact'), [
        'T.cls:1:55 TYPEOF needs a relationship of Contact that leads to several objects: Account'
    ]);
    assert.match(
        query('SELECT TYPEOF What WHEN Account THEN Nope END FROM Task')[0]!,
        /^T.cls:1:85 No such column 'Nope' on entity 'Account'/
    );
    assert.match(query('SELECT Id FROM Account ORDER BY BillingAddress')[0]!, /unsupported: the compound field Account.BillingAddress/);
});
