import { apexCases } from './apex-cases.ts';
import { xml } from './harness.ts';

const resource = (name: string, content: string) => ({
    [`staticresources/${name}.csv`]: content,
    [`staticresources/${name}.resource-meta.xml`]: xml(
        'StaticResource',
        '<cacheControl>Private</cacheControl><contentType>text/csv</contentType>'
    )
});

apexCases(
    `
    @IsTest
    static void rows_of_a_file_become_records() {
        List<SObject> rows = Test.loadData(Account.SObjectType, 'accounts');
        Assert.areEqual(2, rows.size());
        Account first = [SELECT Name, Description, AnnualRevenue FROM Account WHERE Id = :rows[0].Id];
        Assert.areEqual('Smith, "Sons"', first.Name);
        Assert.areEqual('two\\nlines', first.Description);
        Assert.areEqual(1234, first.AnnualRevenue);
        Assert.isNull([SELECT AnnualRevenue FROM Account WHERE Name = 'Plain'].AnnualRevenue);
    }
    @IsTest
    static void what_is_wrong_in_a_file_is_said_and_nothing_is_inserted() {
        for (String name : new List<String>{ 'nowhere', 'wrongField', 'wrongValue', 'openQuote' }) {
            try {
                Test.loadData(Account.SObjectType, name);
                Assert.fail(name);
            } catch (InvalidParameterValueException expected) {
                Assert.isNotNull(expected.getMessage());
            }
        }
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }
    @IsTest
    static void definitions_without_children_have_an_empty_list() {
        for (EntityDefinition row : [SELECT QualifiedApiName, (SELECT DeveloperName FROM Fields WHERE IsCalculated = TRUE) FROM EntityDefinition]) {
            Assert.isNotNull(row.getSObjects('Fields'));
        }
    }`,
    resource('accounts', 'Name,Description,AnnualRevenue\r\n"Smith, ""Sons""","two\nlines",1234\r\nPlain,,\r\n'),
    resource('wrongField', 'Name,Nope\nA,b\n'),
    resource('wrongValue', 'Name,AnnualRevenue\nA,much\n'),
    resource('openQuote', 'Name\n"A\n')
);
