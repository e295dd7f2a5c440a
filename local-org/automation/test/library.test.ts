import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../org.ts';
import { classFile, fieldFile, NOW, objectFile, writeProject, xml } from './harness.ts';

const project = writeProject(
    objectFile('Prefs__c', '<customSettingsType>Hierarchy</customSettingsType><visibility>Public</visibility>'),
    fieldFile('Prefs__c', 'Colour__c', '<type>Text</type><length>20</length>'),
    fieldFile('Prefs__c', 'Loud__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
    objectFile('Rate__mdt', '<visibility>Public</visibility>'),
    fieldFile('Rate__mdt', 'Value__c', '<type>Number</type><precision>8</precision><scale>3</scale>'),
    objectFile('Deal__c'),
    fieldFile('Deal__c', 'Amount__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    fieldFile('Deal__c', 'Key__c', '<type>Text</type><length>10</length><externalId>true</externalId><unique>true</unique>'),
    fieldFile(
        'Deal__c',
        'Parent__c',
        '<type>Lookup</type><referenceTo>Deal__c</referenceTo><relationshipName>Parts</relationshipName><relationshipLabel>Parts</relationshipLabel>'
    ),
    {
        'customMetadata/Rate.EUR.md-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Euro</label><protected>false</protected><values><field>Value__c</field><value xsi:type="xsd:double">1.08</value></values></CustomMetadata>`,
        'labels/CustomLabels.labels-meta.xml': xml(
            'CustomLabels',
            '<labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>g</shortDescription><value>Good morning</value></labels>'
        ),
        'customPermissions/Approve.customPermission-meta.xml': xml(
            'CustomPermission',
            '<isLicensed>false</isLicensed><label>Approve</label>'
        ),
        'permissionsets/Reader.permissionset-meta.xml': xml(
            'PermissionSet',
            '<customPermissions><enabled>true</enabled><name>Approve</name></customPermissions><label>Reader</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>'
        )
    },
    classFile(
        'Greeter',
        `public virtual class Greeter {
    public virtual String greet(String name, Integer times) { return 'real ' + name; }
}`
    ),
    classFile(
        'LibraryTest',
        `@IsTest
private class LibraryTest {
    private class Answers implements System.StubProvider {
        public Object handleMethodCall(Object stub, String method, Type returns, List<Type> types, List<String> names, List<Object> values) {
            return method + ' ' + returns + ' ' + types + ' ' + names + ' ' + values;
        }
    }
    private class Mock implements HttpCalloutMock {
        public HttpResponse respond(HttpRequest request) {
            HttpResponse response = new HttpResponse();
            response.setStatusCode(418);
            response.setBody(request.getEndpoint());
            return response;
        }
    }
    @IsTest
    static void stubs() {
        Greeter greeter = (Greeter) Test.createStub(Greeter.class, new Answers());
        System.assertEquals('greet String (String, Integer) (name, times) (Ada, 2)', greeter.greet('Ada', 2));
    }
    @IsTest
    static void mocks() {
        insert new Account(Name = 'A');
        Test.startTest();
        Test.setMock(HttpCalloutMock.class, new Mock());
        HttpRequest request = new HttpRequest();
        request.setEndpoint('callout:Anything/x');
        request.setMethod('GET');
        HttpResponse response = new Http().send(request);
        Test.stopTest();
        System.assertEquals(418, response.getStatusCode());
        System.assertEquals('callout:Anything/x', response.getBody());
    }
    @IsTest
    static void created_dates() {
        Account account = new Account(Name = 'A');
        insert account;
        Test.setCreatedDate(account.Id, Datetime.newInstanceGmt(2020, 1, 2));
        System.assertEquals(Datetime.newInstanceGmt(2020, 1, 2), [SELECT CreatedDate FROM Account].CreatedDate);
    }
}`
    )
);
const config = {
    users: {
        'admin@example.com': { name: 'Ada Min', administrator: true },
        'reader@example.com': { name: 'Rea Der', permissionSets: ['Reader'] }
    }
};
const org = openOrg({ project, config, clock: { now: () => NOW } });

/** Runs the Apex as a user and takes back what it did; its assertions are the test. */
function apex(title: string, source: string, username = 'admin@example.com'): void {
    test(title, () => {
        const block = org.program.anonymous(source);
        org.isolated(() => org.transact('synchronous', org.user(username), () => block()));
    });
}

apex(
    'hierarchy settings: the user first, then the org, then the defaults',
    `System.assertEquals(true, Prefs__c.getInstance().Loud__c);
System.assertEquals(null, Prefs__c.getInstance().Id);
insert new Prefs__c(SetupOwnerId = UserInfo.getOrganizationId(), Colour__c = 'red', Loud__c = false);
System.assertEquals('red', Prefs__c.getInstance().Colour__c);
System.assertEquals('red', Prefs__c.getOrgDefaults().Colour__c);
insert new Prefs__c(SetupOwnerId = UserInfo.getUserId(), Colour__c = 'blue', Loud__c = true);
System.assertEquals('blue', Prefs__c.getInstance().Colour__c);
System.assertEquals('red', Prefs__c.getOrgDefaults().Colour__c);
System.assertEquals(null, Prefs__c.getValues(UserInfo.getProfileId()));`
);

apex(
    "the usual upsert of getOrgDefaults makes the organization's row, once",
    `Prefs__c settings = Prefs__c.getOrgDefaults();
settings.Colour__c = 'green';
upsert settings;
System.assertEquals('green', Prefs__c.getOrgDefaults().Colour__c);
System.assertEquals(UserInfo.getOrganizationId(), Prefs__c.getOrgDefaults().SetupOwnerId);
settings = Prefs__c.getOrgDefaults();
settings.Colour__c = 'grey';
upsert settings;
System.assertEquals('grey', Prefs__c.getInstance().Colour__c);
System.assertEquals(1, [SELECT COUNT() FROM Prefs__c]);`
);

apex(
    'custom metadata by name and as a map',
    `System.assertEquals(1.08, Rate__mdt.getInstance('EUR').Value__c);
System.assertEquals('Euro', Rate__mdt.getAll().get('EUR').MasterLabel);
System.assertEquals(null, Rate__mdt.getInstance('XXX'));
System.assertEquals(0, Limits.getQueries());`
);

apex(
    'describes of objects and fields',
    `Schema.DescribeSObjectResult described = Deal__c.SObjectType.getDescribe();
System.assertEquals('Deal__c', described.getName());
System.assert(described.isCustom() && described.isCreateable());
Schema.DescribeFieldResult field = Schema.getGlobalDescribe().get('DEAL__C').getDescribe().fields.getMap().get('AMOUNT__c').getDescribe();
System.assertEquals(field.getSobjectField(), Schema.SObjectType.Deal__c.fields.getMap().get('amount__c'));
System.assertEquals(Schema.DisplayType.DOUBLE, field.getType());
System.assertEquals(2, field.getScale());
System.assertEquals(10, field.precision);
System.assertEquals(Deal__c.Amount__c, field.getSobjectField());
System.assertEquals(Deal__c.SObjectType, Deal__c.Parent__c.getDescribe().getReferenceTo()[0]);
Deal__c deal = new Deal__c(Key__c = 'k');
insert deal;
System.assertEquals(Deal__c.SObjectType, deal.Id.getSObjectType());
Boolean found = false;
for (Schema.ChildRelationship child : described.getChildRelationships()) if (child.getRelationshipName() == 'Parts__r') found = true;
System.assert(found);`
);

apex(
    'fields by name: get, put, clone, populated fields',
    `SObject deal = Schema.getGlobalDescribe().get('Deal__c').newSObject();
deal.put('amount__C', 5);
System.assertEquals(5, (Decimal) deal.get(Deal__c.Amount__c));
try { deal.put('Amount__c', 'five'); System.assert(false); } catch (SObjectException refused) { System.assertEquals('Illegal assignment from String to Decimal', refused.getMessage()); }
try { deal.get('Nothing__c'); System.assert(false); } catch (SObjectException refused) { System.assertEquals('Invalid field Nothing__c for Deal__c', refused.getMessage()); }
insert deal;
SObject copy = deal.clone();
System.assertEquals(null, copy.Id);
System.assert(copy.isClone());
System.assertEquals(deal.Id, copy.getCloneSourceId());
System.assertEquals(new Set<String>{ 'Amount__c' }, copy.getPopulatedFieldsAsMap().keySet());`
);

apex(
    'a parent by its external id',
    `insert new Deal__c(Key__c = 'p');
insert new Deal__c(Key__c = 'c', Parent__r = new Deal__c(Key__c = 'p'));
System.assertEquals('p', [SELECT Parent__r.Key__c FROM Deal__c WHERE Key__c = 'c'].Parent__r.Key__c);
try { insert new Deal__c(Parent__r = new Deal__c(Key__c = 'no')); System.assert(false); }
catch (DmlException refused) { System.assertEquals(StatusCode.INVALID_FIELD, refused.getDmlType(0)); }`
);

apex(
    'Database methods and their results',
    `List<Database.SaveResult> saved = Database.insert(new List<Deal__c>{ new Deal__c(Key__c = 'a'), new Deal__c(Key__c = 'a') }, false);
System.assert(saved[0].isSuccess() && !saved[1].isSuccess());
System.assertEquals(StatusCode.DUPLICATE_VALUE, saved[1].getErrors()[0].getStatusCode());
Database.UpsertResult merged = Database.upsert(new Deal__c(Key__c = 'a', Amount__c = 2), Deal__c.Key__c);
System.assert(!merged.isCreated());
System.assertEquals(1, Database.countQuery('SELECT COUNT() FROM Deal__c'));
String key = 'a';
List<Deal__c> rows = Database.queryWithBinds('SELECT Amount__c FROM Deal__c WHERE Key__c = :key', new Map<String, Object>{ 'key' => key }, AccessLevel.SYSTEM_MODE);
System.assertEquals(2, rows[0].Amount__c);
Savepoint before = Database.setSavepoint();
delete rows;
Database.rollback(before);
System.assertEquals(1, [SELECT COUNT() FROM Deal__c]);
Database.DeleteResult deleted = Database.delete(rows[0].Id);
System.assert(deleted.isSuccess());
System.assertEquals(1, [SELECT COUNT() FROM Deal__c WHERE IsDeleted = TRUE ALL ROWS]);`
);

apex(
    'who is running, and what they may do',
    `System.assertEquals('Rea Der', UserInfo.getName());
System.assertEquals('Der', UserInfo.getLastName());
System.assert(FeatureManagement.checkPermission('Approve'));
System.assert(!Deal__c.SObjectType.getDescribe().isCreateable());
System.assert(!Deal__c.Amount__c.getDescribe().isAccessible());
SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, new List<Deal__c>{ new Deal__c(Amount__c = 1, Name = 'n') });
System.assertEquals(new Set<String>{ 'Amount__c' }, decision.getRemovedFields().get('Deal__c'));
System.assertEquals('n', ((Deal__c) decision.getRecords()[0]).Name);
try { insert as user new Deal__c(); System.assert(false); } catch (SecurityException refused) { System.assertEquals('Access to entity \\'Deal__c\\' denied', refused.getMessage()); }`,
    'reader@example.com'
);

apex(
    'labels, requests, limits, messages',
    `System.assertEquals('Good morning', System.Label.Greeting);
System.assert(Request.getCurrent().getRequestId() != null);
System.assertEquals(100, Limits.getLimitQueries());
Messaging.SingleEmailMessage message = new Messaging.SingleEmailMessage();
message.setToAddresses(new List<String>{ 'a@example.com' });
message.setSubject('s');
System.assert(Messaging.sendEmail(new List<Messaging.Email>{ message })[0].isSuccess());
System.assertEquals(1, Limits.getEmailInvocations());`
);

test('an e-mail stays here, where it can be looked at', () => assert.equal(org.messages.emails.at(-1)!.subject, 's'));

for (const method of org.program.findClass('LibraryTest')!.methods.filter((candidate) => candidate.annotations.length > 0)) {
    test(`in a test method: ${method.name}`, () => {
        org.runTest(method.name, org.user('admin@example.com'), () => method.invoke(null, []));
    });
}

test('one limit too many ends the transaction, whatever it catches', () => {
    const source =
        'try { for (Integer i = 0; i < 101; i++) { List<Account> rows = [SELECT Id FROM Account]; } } catch (Exception never) {}';
    const block = org.program.anonymous(source);
    const run = (): void => org.transact('synchronous', org.user('admin@example.com'), () => block());
    assert.throws(run, /Too many SOQL queries: 101/);
});
