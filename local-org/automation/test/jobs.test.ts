import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg, type OpenOrgOptions, type OrgRuntime } from '../../org.ts';
import { classFile, fieldFile, NOW, objectFile, query, triggerFile, writeProject } from './harness.ts';

const project = writeProject(
    objectFile('Ping__e', '<eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'),
    fieldFile('Ping__e', 'Text__c', '<type>Text</type><length>100</length>'),
    triggerFile('OnPing', "trigger OnPing on Ping__e (after insert) { for (Ping__e p : Trigger.new) Jobs.note('event ' + p.Text__c); }"),
    classFile(
        'Jobs',
        `public class Jobs {
    public static Integer runs = 0;
    public static void note(String text) {
        runs++;
        insert new Account(Name = text, NumberOfEmployees = runs);
    }
    public static void unique(String key) {
        AsyncOptions options = new AsyncOptions();
        options.DuplicateSignature = QueueableDuplicateSignature.Builder().addString(key).build();
        System.enqueueJob(new Worker(key, false), options);
    }
    @future
    public static void later(List<String> texts) {
        note('later ' + String.join(texts, ',') + ' ' + System.isFuture());
    }
    @future
    public static void chain() { later(new List<String>()); }
    public class Worker implements Queueable {
        private String name;
        private Boolean fail;
        public Worker(String name, Boolean fail) { this.name = name; this.fail = fail; }
        public void execute(QueueableContext context) {
            System.attachFinalizer(new Closer());
            Jobs.note('worked ' + name);
            if (fail) throw new IllegalArgumentException('no ' + name);
        }
    }
    public class Closer implements Finalizer {
        public void execute(FinalizerContext context) {
            String text = context.getResult() + (context.getException() == null ? '' : ' ' + context.getException().getMessage());
            Jobs.note('closed ' + text);
            EventBus.publish(new Ping__e(Text__c = text));
        }
    }
    public class Counter implements Database.Batchable<SObject>, Database.Stateful {
        public Integer seen = 0;
        public Database.QueryLocator start(Database.BatchableContext context) {
            return Database.getQueryLocator('SELECT Id, Name FROM Account ORDER BY Name');
        }
        public void execute(Database.BatchableContext context, List<Account> scope) {
            seen += scope.size();
            if (scope.size() == 1) throw new IllegalArgumentException('one');
        }
        public void finish(Database.BatchableContext context) { Jobs.note('counted ' + seen); }
    }
    public class Hourly implements Schedulable {
        public void execute(SchedulableContext context) { Jobs.note('hourly'); }
    }
}`
    ),
    classFile(
        'JobsTest',
        `@IsTest
private class JobsTest {
    @TestSetup
    static void prepare() { insert new Account(Name = 'from setup'); }
    @IsTest
    static void a_future_call_runs_later_with_the_values_of_its_call() {
        Test.startTest();
        List<String> texts = new List<String>{ 'a' };
        Jobs.later(texts);
        texts.add('b');
        System.assertEquals(1, [SELECT COUNT() FROM Account]);
        System.assertEquals(1, Limits.getFutureCalls());
        Test.stopTest();
        System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Name = 'later a true']);
    }
    @IsTest
    static void a_future_method_cannot_call_another() {
        Test.startTest();
        Jobs.chain();
        String message;
        try { Test.stopTest(); } catch (AsyncException refused) { message = refused.getMessage(); }
        System.assertEquals('Future method cannot be called from a future or batch method: Jobs.later', message);
    }
    @IsTest
    static void stop_test_runs_the_work() {
        Test.startTest();
        Integer before = Limits.getQueries();
        System.enqueueJob(new Jobs.Worker('w', false));
        System.assertEquals('Queued', [SELECT Status FROM AsyncApexJob].Status);
        Test.stopTest();
        System.assertEquals(0, before);
        System.assertEquals('Completed', [SELECT Status FROM AsyncApexJob].Status);
        System.assertEquals(3, [SELECT COUNT() FROM Account]);
        Test.getEventBus().deliver();
        System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Name = 'event SUCCESS']);
    }
    @IsTest
    static void a_failure_comes_out_of_stop_test() {
        Test.startTest();
        System.enqueueJob(new Jobs.Worker('w', true));
        try {
            Test.stopTest();
            System.assert(false, 'not reached');
        } catch (IllegalArgumentException failure) {
            System.assertEquals('no w', failure.getMessage());
        }
        System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Name LIKE 'closed%']);
    }
    @IsTest
    static void somebody_else_has_less() {
        User minimum = new User(
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id,
            Username = 'min@example.com', LastName = 'Min', Email = 'min@example.com', Alias = 'min',
            TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US'
        );
        System.runAs(minimum) {
            System.assertEquals('min@example.com', UserInfo.getUserName());
            try {
                List<Account> rows = [SELECT Id FROM Account WITH USER_MODE];
                System.assert(false, 'not reached');
            } catch (QueryException refused) {
                System.assert(refused.getMessage().contains('Account'), refused.getMessage());
            }
            try {
                insert as user new Account(Name = 'x');
                System.assert(false, 'not reached');
            } catch (SecurityException refused) {
                System.assert(refused.getMessage().contains('Access to entity \\'Account\\' denied'), refused.getMessage());
            }
        }
        System.assertEquals(1, [SELECT COUNT() FROM Account]);
    }
}`
    )
);

function open(options: Partial<OpenOrgOptions> = {}): OrgRuntime {
    return openOrg({ project, clock: { now: () => NOW }, ...options });
}

function run(org: OrgRuntime, source: string): void {
    const block = org.program.anonymous(source);
    org.transact('synchronous', org.user(org.defaultUsername), () => block());
}

function rows(org: OrgRuntime, soql: string, field = 'Name'): unknown[] {
    return org.transact('synchronous', org.user(org.defaultUsername), (tx) => query(tx, soql).map((row) => row.get(field)));
}

const names = (org: OrgRuntime): unknown[] => rows(org, 'SELECT Name FROM Account ORDER BY Id');

test('a queueable runs after the commit with static variables of its own, then its finalizer, then what that published', () => {
    const kinds: string[] = [];
    const org = open({ onTransaction: ({ kind, name }) => kinds.push(`${kind} ${name}`) });
    run(org, "Jobs.note('before'); System.enqueueJob(new Jobs.Worker('w', false));");
    assert.deepEqual(names(org), ['before']);
    kinds.length = 0;
    assert.equal(org.background.runUntilIdle(10), 2);
    assert.deepEqual(names(org), ['before', 'worked w', 'closed SUCCESS', 'event SUCCESS']);
    assert.deepEqual(kinds.slice(0, 3), ['queueable Jobs.Worker', 'finalizer Jobs.Closer', 'platformEvent OnPing']);
    assert.deepEqual(new Set(rows(org, 'SELECT NumberOfEmployees FROM Account', 'NumberOfEmployees')), new Set([1]));
    assert.deepEqual(rows(org, 'SELECT Status FROM AsyncApexJob', 'Status'), ['Completed']);
});

test('a queueable that fails is rolled back, its job says why, and its finalizer knows', () => {
    const org = open();
    run(org, "System.enqueueJob(new Jobs.Worker('w', true));");
    org.background.runUntilIdle(10);
    assert.deepEqual(names(org), ['closed UNHANDLED_EXCEPTION no w', 'event UNHANDLED_EXCEPTION no w']);
    const [status] = rows(org, 'SELECT ExtendedStatus FROM AsyncApexJob', 'ExtendedStatus');
    assert.match(String(status), /^no w\nClass.Jobs.Worker.execute: line \d+, column 1/);
});

test('a duplicate signature is refused while its job waits, and welcome afterwards', () => {
    const org = open();
    run(org, "Jobs.unique('k');");
    assert.throws(
        () => run(org, "Jobs.unique('k');"),
        (error: Error & { apexTypeName: string }) => error.apexTypeName === 'System.DuplicateMessageException'
    );
    org.background.runUntilIdle(10);
    run(org, "Jobs.unique('k');");
});

test('nothing is enqueued by a transaction that rolls back', () => {
    const org = open();
    assert.throws(() => run(org, "System.enqueueJob(new Jobs.Worker('w', false)); throw new IllegalArgumentException('stop');"));
    assert.equal(org.background.runUntilIdle(10), 0);
    assert.deepEqual(rows(org, 'SELECT Status FROM AsyncApexJob', 'Status'), []);
});

test('a batch runs in scopes, keeps its state, and counts the scopes that failed', () => {
    const org = open();
    run(org, "for (Integer i = 0; i < 5; i++) Jobs.note('a' + i); Database.executeBatch(new Jobs.Counter(), 2);");
    org.background.runUntilIdle(10);
    assert.deepEqual(names(org).at(-1), 'counted 4', 'what the failed scope counted is forgotten');
    assert.deepEqual(rows(org, 'SELECT TotalJobItems FROM AsyncApexJob', 'TotalJobItems'), [3]);
    assert.deepEqual(rows(org, 'SELECT NumberOfErrors FROM AsyncApexJob', 'NumberOfErrors'), [1]);
});

test('a schedule fires when the clock reaches it, until it is aborted', () => {
    let now = NOW;
    const org = open({ clock: { now: () => now } });
    run(org, "System.schedule('every hour', '0 0 * * * ?', new Jobs.Hourly());");
    assert.equal(org.background.runNext(), false);
    now += 3_600_000;
    org.background.runUntilIdle(10);
    assert.deepEqual(names(org), ['hourly']);
    run(org, "System.abortJob([SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = 'every hour'].Id);");
    now += 3_600_000;
    assert.equal(org.background.runUntilIdle(10), 0);
});

test('the clock can be set', () => {
    const org = open();
    org.setClock(Date.UTC(2030, 0, 1));
    run(org, 'insert new Account(Name = String.valueOf(System.today()));');
    assert.match(String(names(org)[0]), /^2030-01-01/);
    org.setClock(null);
    assert.equal(org.clock.now(), NOW);
});

test('Apex tests start from their setup rows and leave nothing behind', () => {
    const org = open({ data: false });
    const user = org.user(org.defaultUsername);
    const declaration = org.program.findClass('JobsTest')!;
    const methods = (annotation: string) =>
        declaration.methods.filter((method) => method.annotations.some(({ name }) => name.toLowerCase() === annotation));
    org.isolated(() => {
        for (const method of methods('testsetup')) org.runTest(method.name, user, () => method.invoke(null, []), { keep: true });
        for (const method of methods('istest')) org.runTest(method.name, user, () => method.invoke(null, []));
    });
    assert.deepEqual(names(org), []);
});
