import { apexCases } from './apex-cases.ts';
import { classFile, type Files } from './harness.ts';

const trigger = (name: string, body: string): Files => ({
    [`triggers/${name}.trigger`]: body,
    [`triggers/${name}.trigger-meta.xml`]:
        '<?xml version="1.0" encoding="UTF-8"?><ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
});

apexCases(
    `
    @IsTest
    static void results_are_written_as_debug_logs_do() {
        Database.SaveResult failed = Database.insert(new Account(), false);
        Assert.areEqual(
            'Database.SaveResult[getErrors=(Database.Error[getFields=(Name);getMessage=Required fields are missing: [Name];getStatusCode=REQUIRED_FIELD_MISSING;]);getId=null;isSuccess=false;]',
            String.valueOf(failed)
        );
        Account saved = new Account(Name = 'a');
        Database.UpsertResult made = Database.upsert(saved);
        Assert.areEqual('(Database.UpsertResult[getErrors=();getId=' + saved.Id + ';isCreated=true;isSuccess=true;])', '' + new List<Object>{ made });
        System.debug(Database.setSavepoint());
    }
    @IsTest
    static void a_list_with_nothing_in_it_is_not_saved() {
        for (List<Account> given : new List<List<Account>>{ new List<Account>{ null }, new List<Account>{ new Account(Name = 'a'), null } }) {
            try {
                insert given;
                Assert.fail('saved');
            } catch (NullPointerException e) {
                Assert.areEqual('Attempt to de-reference a null object', e.getMessage());
            }
        }
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }
    @IsTest
    static void the_failure_of_a_trigger_tells_its_stack_up_to_the_trigger() {
        try {
            insert new Account(Name = 'zero');
            Assert.fail('saved');
        } catch (DmlException e) {
            String cause = 'caused by: System.MathException: Divide by 0\\n\\nClass.Divider.run: line 3, column 1\\nTrigger.OnAccount: line 1, column 1: []';
            Assert.isTrue(e.getMessage().endsWith(cause), e.getMessage());
        }
    }
`,
    classFile(
        'Divider',
        `public class Divider {
    public static void run(List<Account> rows) {
        for (Account row : rows) if (row.Name == 'zero') Integer.valueOf(1 / 0);
    }
}`
    ),
    trigger('OnAccount', 'trigger OnAccount on Account (before insert) { Divider.run(Trigger.new); }')
);
