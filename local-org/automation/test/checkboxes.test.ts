import { apexCases } from './apex-cases.ts';

apexCases(`
    @IsTest
    static void a_checkbox_that_holds_nothing_reads_as_not_checked() {
        Campaign row = new Campaign(Name = 'C');
        Assert.areEqual(false, row.IsActive);
        Assert.isNull(row.get('IsActive'));
        Assert.areEqual(false, new CampaignMember().Campaign.IsActive);
        Campaign nothing;
        Assert.isNull(nothing?.IsActive);
        row.IsActive |= true;
        Assert.isTrue(row.IsActive);
    }
    @IsTest
    static void and_cannot_be_saved_as_nothing() {
        Boolean unknown;
        Campaign row = new Campaign(Name = 'C', IsActive = unknown);
        Assert.areEqual(false, row.IsActive);
        try {
            insert row;
            Assert.fail();
        } catch (DmlException expected) {
            Assert.areEqual(StatusCode.INVALID_TYPE_ON_FIELD_IN_RECORD, expected.getDmlType(0));
            Assert.areEqual(new List<Schema.SObjectField>{ Campaign.IsActive }, expected.getDmlFields(0));
        }
    }
    @IsTest
    static void exact_equality_compares_anything_with_an_object() {
        Object value = 'a';
        Account first = new Account(Name = 'A');
        Assert.isFalse(first === first.clone());
        Assert.isTrue(first === first);
        Assert.isTrue(value !== null);
        Assert.isNotNull(value === 'b');
    }`);
