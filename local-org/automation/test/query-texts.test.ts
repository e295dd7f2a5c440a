import { apexCases } from './apex-cases.ts';

apexCases(`
    private static final Integer MOST = 3;
    private String name = 'A';
    private String Shout { get { return name.toUpperCase(); } }
    @IsTest
    static void a_query_text_names_local_variables() {
        insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
        String wanted = 'A';
        List<Account> found = Database.query('SELECT Id FROM Account WHERE Name = :wanted');
        Assert.areEqual(1, found.size());
        Set<Id> ids = new Map<Id, Account>(found).keySet();
        Assert.areEqual(1, Database.countQuery('SELECT COUNT() FROM Account WHERE Id IN :IDS LIMIT :most'));
        Account one = Database.query('SELECT Id FROM Account WHERE Name = : wanted', AccessLevel.USER_MODE);
        Assert.areEqual(found[0].Id, one.Id);
    }
    @IsTest
    static void and_members_of_the_class() {
        insert new Account(Name = 'A');
        new Cases().members();
    }
    private void members() {
        Assert.areEqual(1, Database.query('SELECT Id FROM Account WHERE Name = :name AND Name = :shout').size());
        Database.QueryLocator locator = Database.getQueryLocator('SELECT Id FROM Account WHERE Name = :name');
        name = 'changed later';
        Assert.isTrue(locator.iterator().hasNext());
    }
    @IsTest
    static void what_is_not_in_scope_does_not_exist() {
        if (true) {
            String within = 'A';
        }
        for (String text : new List<String>{ 'within', 'UserInfo.name' }) {
            try {
                Database.query('SELECT Id FROM Account WHERE Name = :' + text);
                Assert.fail();
            } catch (QueryException expected) {
                Assert.areEqual('Variable does not exist: ' + text, expected.getMessage());
            }
        }
    }
    @IsTest
    static void a_query_in_front_of_a_safe_navigation_may_find_nothing() {
        Assert.isNull([SELECT Name FROM Account]?.Name);
        insert new Account(Name = 'A');
        Assert.areEqual('A', [SELECT Name FROM Account]?.Name);
        Assert.isNull([SELECT Parent.Name FROM Account WHERE Name = 'B']?.Parent.Name);
        Assert.areEqual(1, [SELECT Name FROM Account]?.size());
        insert new Account(Name = 'B');
        try {
            String name = [SELECT Name FROM Account]?.Name;
            Assert.fail();
        } catch (QueryException expected) {
            Assert.areEqual('List has more than 1 row for assignment to SObject', expected.getMessage());
        }
    }`);
