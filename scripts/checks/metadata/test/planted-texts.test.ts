import { after, before, test } from 'node:test';
import { PackageCopy } from './planted.ts';
import type { Edit, Expected } from './planted.ts';

const DISPUTE = 'force-app/main/payments/objects/Stripe_Dispute__c';
const OBJECT = `${DISPUTE}/Stripe_Dispute__c.object-meta.xml`;
const OPEN = `${DISPUTE}/listViews/Open.listView-meta.xml`;
const COMPACT = `${DISPUTE}/compactLayouts/Stripe_Dispute.compactLayout-meta.xml`;
const LAYOUT = 'force-app/main/payments/layouts/Stripe_Dispute__c-Stripe Dispute Layout.layout-meta.xml';
const INVOICE_LAYOUT = 'force-app/main/payments/layouts/Stripe_Invoice__c-Stripe Invoice Layout.layout-meta.xml';
const TAB = 'force-app/main/pages/tabs/Stripe_Payout__c.tab-meta.xml';
const EVENT_LAYOUT = 'force-app/main/intake/layouts/Stripe_Event__c-Stripe Event Layout.layout-meta.xml';
const EVENT_PAGE = 'force-app/main/pages/flexipages/Stripe_Event_Record_Page.flexipage-meta.xml';
const VIEWER = 'force-app/main/setup/permissionsets/Recurrent_Viewer.permissionset-meta.xml';
const GERMAN = 'translations/translations/de.translation-meta.xml';
const DISPUTE_GERMAN = 'translations/objectTranslations/Stripe_Dispute__c-de/Stripe_Dispute__c-de.objectTranslation-meta.xml';
const ACCOUNT_GERMAN = 'translations/objectTranslations/Account-de/Account-de.objectTranslation-meta.xml';
const TYPES_GERMAN = 'translations/globalValueSetTranslations/MRR_Movement_Type-de.globalValueSetTranslation-meta.xml';

let copy: PackageCopy;
before(() => {
    copy = new PackageCopy();
});
after(() => copy.remove());

function planted(name: string, edits: readonly Edit[], expected: Expected): void {
    test(name, () => copy.finds(edits, expected));
}

planted(
    'an object under a tab without highlights',
    [{ file: OBJECT, from: /\s*<compactLayoutAssignment>.*<\/compactLayoutAssignment>/, to: '' }],
    {
        file: OBJECT,
        message: /has a tab and no compact layout/
    }
);

planted(
    'an object under a tab of which a search shows the number alone',
    [{ file: OBJECT, from: /\s*<searchResultsAdditionalFields>.*/g, to: '' }],
    {
        file: OBJECT,
        message: /shows nothing but a name where it is searched for/
    }
);

planted('an amount without its currency in a list', [{ file: OPEN, from: 'Amount_Text__c', to: 'Amount__c' }], {
    file: OPEN,
    at: 'Amount__c',
    message: /Amount__c has a text with its currency/
});

planted(
    'an amount without its currency in a related list',
    [{ file: INVOICE_LAYOUT, from: /<fields>Amount_Text__c/, to: '<fields>Amount__c' }],
    {
        file: INVOICE_LAYOUT,
        at: '<fields>Amount__c',
        message: /Amount__c has a text with its currency/
    }
);

planted('a highlight that only support understands', [{ file: COMPACT, from: 'Reason__c', to: 'Reaction_Kind__c' }], {
    file: COMPACT,
    at: 'Reaction_Kind__c',
    message: /Reaction_Kind__c is technical: no highlight/
});

planted('minor units on top of a record', [{ file: LAYOUT, from: '<field>Inquiry__c', to: '<field>Amount_Minor__c' }], {
    file: LAYOUT,
    at: '<field>Amount_Minor__c',
    message: /Amount_Minor__c is technical: it belongs into the section System/
});

planted('a field that people may read and that no record shows', [{ file: LAYOUT, from: '<field>Inquiry__c', to: '<field>CreatedById' }], {
    file: LAYOUT,
    message: /people may read Inquiry__c, and it is not on the layout/
});

planted(
    'a field that people may read, once the component that shows it leaves the page',
    [{ file: EVENT_PAGE, from: '<componentName>eventPayload', to: '<componentName>eventOutcome' }],
    { file: EVENT_LAYOUT, message: /people may read Payload__c, and it is not on the layout/ }
);

planted(
    'a help text that says what the label says',
    [{ file: `${DISPUTE}/fields/Outcome__c.field-meta.xml`, from: /<inlineHelpText>.*</, to: '<inlineHelpText>Outcome.<' }],
    { file: `${DISPUTE}/fields/Outcome__c.field-meta.xml`, at: '<inlineHelpText>', message: /repeats the label/ }
);

planted('two tabs with one icon', [{ file: TAB, from: /<motif>.*</, to: '<motif>Custom41: Cash<' }], {
    file: TAB,
    at: '<motif>',
    message: /has the icon of the tab/
});

planted(
    'a lookup that its reader cannot open',
    [{ file: VIEWER, from: 'Stripe_Dispute__c.Outcome__c', to: 'Stripe_Dispute__c.Stripe_Event__c' }],
    {
        file: VIEWER,
        message: /shows Stripe_Dispute__c\.Stripe_Event__c, and not the Stripe_Event__c that it leads to/
    }
);

planted('a field without its German', [{ file: DISPUTE_GERMAN, from: '<name>Outcome__c', to: '<name>Reason__c' }], {
    file: DISPUTE_GERMAN,
    message: /the field Outcome__c has no texts/
});

planted('a field without German help', [{ file: DISPUTE_GERMAN, from: /<help>.*<\/help>\s*(<label>Ergebnis<)/, to: '$1' }], {
    file: DISPUTE_GERMAN,
    message: /Outcome__c has no help text/
});

planted(
    'a label that is too long in German',
    [{ file: DISPUTE_GERMAN, from: '<label>Ergebnis<', to: `<label>${'Ergebnis '.repeat(5)}<` }],
    {
        file: DISPUTE_GERMAN,
        message: /Outcome__c has a label of more than 40 characters/
    }
);

planted(
    'a value whose word has changed since it was translated',
    [{ file: DISPUTE_GERMAN, from: '<masterLabel>Lost<', to: '<masterLabel>Gone<' }],
    {
        file: DISPUTE_GERMAN,
        message: /has a text for "Gone", which is not there/
    }
);

planted('a value of Account without its German', [{ file: ACCOUNT_GERMAN, from: '<masterLabel>At risk<', to: '<masterLabel>Past due<' }], {
    file: ACCOUNT_GERMAN,
    message: /Stripe_Billing_Status__c has no text for "At risk"/
});

planted('a section without its German', [{ file: LAYOUT, from: '<label>Dates<', to: '<label>Days<' }], {
    file: DISPUTE_GERMAN,
    message: /the layout Stripe Dispute Layout has no text for "Days"/
});

planted('a type of movement without its German', [{ file: TYPES_GERMAN, from: '<masterLabel>Churn<', to: '<masterLabel>New<' }], {
    file: TYPES_GERMAN,
    message: /has no text for "Churn"/
});

planted('a tab without its German', [{ file: GERMAN, from: '<name>MRR_Overview</name>', to: '<name>standard-Account</name>' }], {
    file: GERMAN,
    message: /the CustomTab MRR_Overview has no label/
});
