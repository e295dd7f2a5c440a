import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../org.ts';
import { discoverTests } from '../../testing/discover.ts';
import { runTestClass } from '../../testing/run-class.ts';
import { classFile, fieldFile, objectFile, query, writeProject, xml } from './harness.ts';

const NUMBER = '<type>Number</type><precision>8</precision><scale>0</scale>';

const project = writeProject(
    objectFile('Ping__e', '<eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'),
    fieldFile('Ping__e', 'Text__c', '<type>Text</type><length>100</length>'),
    objectFile('Deal__c'),
    fieldFile('Deal__c', 'Size__c', NUMBER),
    {
        'cachePartitions/main.cachePartition-meta.xml': xml(
            'PlatformCachePartition',
            '<isDefaultPartition>true</isDefaultPartition><masterLabel>main</masterLabel><platformCachePartitionTypes><allocatedCapacity>1</allocatedCapacity><cacheType>Organization</cacheType></platformCachePartitionTypes>'
        ),
        'profiles/Seller.profile-meta.xml': xml(
            'Profile',
            '<custom>true</custom><fieldPermissions><editable>false</editable><field>Deal__c.Size__c</field><readable>true</readable></fieldPermissions><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>'
        )
    },
    classFile(
        'Waiter',
        `public class Waiter implements EventBus.EventPublishSuccessCallback, EventBus.EventPublishFailureCallback {
    public void onSuccess(EventBus.SuccessResult result) { insert new Account(Name = 'published ' + result.getEventUuids().size()); }
    public void onFailure(EventBus.FailureResult result) { insert new Account(Name = 'lost ' + result.getEventUuids()[0]); }
    public static void publish() {
        EventBus.publish(new List<Ping__e>{ new Ping__e(Text__c = 'a'), new Ping__e(Text__c = 'b') }, new Waiter());
    }
}`
    ),
    classFile(
        'Builder',
        "public class Builder implements Cache.CacheBuilder { public Object doLoad(String key) { return new List<String>{ key, 'built' }; } }"
    ),
    classFile(
        'ServicesTest',
        `@IsTest
private class ServicesTest {
    private static User userWith(String profile) {
        Profile found = [SELECT Id FROM Profile WHERE Name = :profile];
        User user = new User(LastName = 'A', Alias = 'a', Email = 'a@example.com', Username = 'a@services.example.com', ProfileId = found.Id,
            TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
        insert user;
        return user;
    }
    @IsTest static void cached_values_are_copies_that_end() {
        List<String> value = new List<String>{ 'x' };
        Cache.Org.put('local.main.letters', value);
        value.add('y');
        Assert.areEqual(new List<String>{ 'x' }, (List<String>) Cache.Org.get('letters'));
        Cache.OrgPartition main = Cache.Org.getPartition('local.main');
        Assert.isTrue(main.contains('letters') && main.remove('letters') && !main.remove('letters'));
        Assert.areEqual('(k, built)', String.valueOf(main.get(Builder.class, 'k')));
        Assert.areEqual(1, main.getNumKeys());
        Cache.Session.put('local.main.mine', 1);
        Assert.isNull(Cache.Session.get('mine'), 'the partition has no room for sessions');
        Assert.areEqual('main', [SELECT DeveloperName FROM PlatformCachePartition WHERE NamespacePrefix = ''].DeveloperName);
    }
    @IsTest static void cached_values_are_forgotten_between_tests() { Assert.areEqual(0, Cache.Org.getPartition('local.main').getNumKeys()); }
    @IsTest static void publishers_learn_of_success() {
        Test.startTest();
        Waiter.publish();
        Test.stopTest();
        Assert.areEqual('published 2', [SELECT Name FROM Account].Name);
    }
    @IsTest static void publishers_learn_of_failure() {
        Ping__e event = (Ping__e) Ping__e.SObjectType.newSObject(null, true);
        EventBus.publish(event, new Waiter());
        Test.getEventBus().fail();
        Assert.areEqual('lost ' + event.EventUuid, [SELECT Name FROM Account].Name);
    }
    @IsTest static void a_profile_of_the_project_grants() {
        System.runAs(userWith('Seller')) {
            Assert.isTrue(Deal__c.SObjectType.getDescribe().isAccessible() && !Deal__c.SObjectType.getDescribe().isCreateable());
            Assert.isTrue(Deal__c.Size__c.getDescribe().isAccessible() && !Deal__c.Size__c.getDescribe().isUpdateable());
        }
    }
    @IsTest static void a_permission_set_of_rows_grants() {
        User user = userWith('Minimum Access - Salesforce');
        PermissionSet ps = new PermissionSet(Label = 'Made', Name = 'Made');
        insert ps;
        insert new ObjectPermissions(ParentId = ps.Id, SobjectType = 'Deal__c', PermissionsRead = true, PermissionsCreate = true, PermissionsEdit = true);
        insert new FieldPermissions(ParentId = ps.Id, SobjectType = 'Deal__c', Field = 'Deal__c.Size__c', PermissionsRead = true, PermissionsEdit = true);
        System.runAs(user) { Assert.isFalse(Deal__c.SObjectType.getDescribe().isAccessible()); }
        insert new PermissionSetAssignment(PermissionSetId = ps.Id, AssigneeId = user.Id);
        System.runAs(user) {
            Assert.isTrue(Deal__c.SObjectType.getDescribe().isCreateable() && Deal__c.Size__c.getDescribe().isUpdateable());
            insert as user new Deal__c(Size__c = 1);
        }
    }
    @IsTest static void connect_is_not_for_siloed_tests() {
        try {
            ConnectApi.ChatterUsers.getFollowings(null, UserInfo.getUserId());
            Assert.fail();
        } catch (UnsupportedOperationException e) {
            Assert.areEqual('ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).', e.getMessage());
        }
    }
    @IsTest static void texts_name_the_inner_class() { Assert.areEqual('Within:[size=1]', String.valueOf(new Within())); }
    private class Within { Integer size = 1; }
    @IsTest static void malformed_json_is_told_by_its_first_token() {
        try { JSON.deserialize('"}]', List<Account>.class); Assert.fail(); }
        catch (JSONException e) { Assert.areEqual('Malformed JSON: Expected \\'[\\' at the beginning of List/Set', e.getMessage()); }
        Assert.areEqual('{"Name":"x"}', JSON.serialize(new Map<SObjectField, Object>{ Account.Name => 'x' }));
        Blob none;
        try { none.toString(); Assert.fail(); }
        catch (NullPointerException e) { Assert.areEqual('Argument cannot be null.', e.getMessage()); }
    }
}`
    )
);

test('services of the platform, as Apex tests meet them', () => {
    const org = openOrg({ project, database: ':memory:' });
    const results = discoverTests(org.program).flatMap((testClass) => runTestClass(org, testClass));
    assert.equal(results.length, 9);
    assert.deepEqual(
        results.filter((result) => !result.passed),
        []
    );
    org.close();
});

test('outside of tests a callback runs after the commit, as the Automated Process user', () => {
    const org = openOrg({ project, database: ':memory:' });
    org.transact('synchronous', org.user(org.defaultUsername), org.program.anonymous('Waiter.publish();'));
    org.background.runUntilIdle(10);
    org.transact('synchronous', org.user(org.defaultUsername), (tx) => {
        const [account] = query(tx, 'SELECT Name, CreatedBy.Name FROM Account');
        assert.equal(account!.fields.get('Name'), 'published 2');
        assert.equal(account!.parents.get('CreatedBy')!.fields.get('Name'), 'Automated Process');
    });
    org.close();
});
