import { apexCases } from './apex-cases.ts';
import { fieldFile, objectFile, xml } from './harness.ts';

const recordType = (name: string, label: string, active = true) => ({
    [`objects/Deal__c/recordTypes/${name}.recordType-meta.xml`]: xml(
        'RecordType',
        `<fullName>${name}</fullName><active>${active}</active><label>${label}</label>`
    )
});

apexCases(
    `
    @IsTest
    static void the_record_types_of_the_project_are_described_with_master() {
        Map<String, Schema.RecordTypeInfo> byName = Schema.SObjectType.Deal__c.getRecordTypeInfosByDeveloperName();
        Assert.areEqual(new Set<String>{ 'New_Business', 'Renewal', 'Master' }, byName.keySet());
        Schema.RecordTypeInfo renewal = byName.get('Renewal');
        Assert.areEqual('Renewal deal', renewal.getName());
        Assert.isFalse(renewal.isMaster());
        Assert.isTrue(renewal.isAvailable());
        Assert.isFalse(byName.get('New_Business').isActive());
        Assert.isTrue(byName.get('Master').isDefaultRecordTypeMapping());
        Assert.areEqual(renewal, Schema.SObjectType.Deal__c.getRecordTypeInfosById().get(renewal.getRecordTypeId()));
        Assert.areEqual(1, Schema.SObjectType.Account.getRecordTypeInfos().size());
    }
    @IsTest
    static void a_record_bears_its_type() {
        Id type = Schema.SObjectType.Deal__c.getRecordTypeInfosByName().get('Renewal deal').getRecordTypeId();
        insert new List<Deal__c>{ new Deal__c(RecordTypeId = type), new Deal__c() };
        Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WHERE RecordType.DeveloperName = 'Renewal']);
        Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WHERE RecordTypeId = NULL]);
        Assert.areEqual('Renewal deal', [SELECT RecordType.Name FROM Deal__c WHERE RecordTypeId = :type].RecordType.Name);
    }
    @IsTest
    static void the_profile_says_which_types_there_are_and_which_is_the_default() {
        User seller = new User(
            LastName = 'Seller', Alias = 'seller', Email = 'seller@example.com', Username = 'seller@example.com.test',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Seller'].Id, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US',
            EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US'
        );
        insert seller;
        System.runAs(seller) {
            Map<String, Schema.RecordTypeInfo> byName = Schema.SObjectType.Deal__c.getRecordTypeInfosByDeveloperName();
            Assert.isTrue(byName.get('Renewal').isDefaultRecordTypeMapping());
            Assert.isFalse(byName.get('Master').isDefaultRecordTypeMapping());
            Deal__c deal = new Deal__c();
            insert deal;
            Assert.areEqual('Renewal', [SELECT RecordType.DeveloperName FROM Deal__c].RecordType.DeveloperName);
        }
    }`,
    objectFile('Deal__c'),
    fieldFile('Deal__c', 'Amount__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    recordType('Renewal', 'Renewal deal'),
    recordType('New_Business', 'New business', false),
    {
        'profiles/Seller.profile-meta.xml': xml(
            'Profile',
            '<custom>true</custom><objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>false</viewAllRecords></objectPermissions><recordTypeVisibilities><default>true</default><recordType>Deal__c.Renewal</recordType><visible>true</visible></recordTypeVisibilities>'
        )
    }
);
