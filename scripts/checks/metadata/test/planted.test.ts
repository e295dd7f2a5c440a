import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PackageCopy } from './planted.ts';
import type { Edit, Expected } from './planted.ts';

const AUTOMATION = 'force-app/main/automation';
const RECIPE = `${AUTOMATION}/flows/Recipe_New_Customer.flow-meta.xml`;
const PAGES = 'force-app/main/pages';
const PAGE = `${PAGES}/flexipages/Recurrent_Account_Record_Page.flexipage-meta.xml`;
const BUNDLE = `${PAGES}/account/lwc/billingPanel/billingPanel.js-meta.xml`;
const VIEWER = 'force-app/main/setup/permissionsets/Recurrent_Viewer.permissionset-meta.xml';
const FAILED_EVENTS = 'force-app/main/shared/objects/Stripe_Event__c/listViews/Failed.listView-meta.xml';
const EVENT_STATE = 'force-app/main/shared/objects/Stripe_Event__c/fields/State__c.field-meta.xml';
const ACCOUNT_FIELDS = 'force-app/main/mrr/objects/Account/fields';
const BILLING_STATUS = 'force-app/main/payments/objects/Account/fields/Stripe_Billing_Status__c.field-meta.xml';
const ITEM_LOOKUP = 'force-app/main/mrr/objects/Subscription_Item__c/fields/Subscription__c.field-meta.xml';
const REPORTS = 'force-app/main/pages';

let copy: PackageCopy;
before(() => {
    copy = new PackageCopy();
});
after(() => copy.remove());

function planted(name: string, edits: readonly Edit[], expected: Expected): void {
    test(name, () => copy.finds(edits, expected));
}

test('nothing is found in the package as it is', () => {
    assert.deepEqual(copy.problems, []);
});

planted(
    'a misspelt element',
    [
        {
            file: FAILED_EVENTS,
            from: '<filterScope>Everything</filterScope>',
            to: '<filterScop>Everything</filterScop>'
        }
    ],
    { file: FAILED_EVENTS, at: '<filterScop>', message: /filterScop invalid at this location in type ListView/ }
);

planted('a misspelt element of a flow', [{ file: RECIPE, from: /<nameSegment>(\w+)<\/nameSegment>/, to: '<nameSegmnt>$1</nameSegmnt>' }], {
    file: RECIPE,
    at: '<nameSegmnt>',
    message: /^\w+ \(Action\) - .*nameSegmnt invalid at this location in type FlowActionCall/
});

planted(
    'elements in the wrong order',
    [
        {
            file: ITEM_LOOKUP,
            from: '<label>Subscription</label>\n    <referenceTo>Subscription__c</referenceTo>',
            to: '<referenceTo>Subscription__c</referenceTo>\n    <label>Subscription</label>'
        }
    ],
    { file: ITEM_LOOKUP, at: '<label>', message: /<label> stands after <referenceTo>/ }
);

planted(
    'siblings that do not stand together',
    [
        { file: FAILED_EVENTS, from: '<filterScope>Everything</filterScope>\n', to: '' },
        { file: FAILED_EVENTS, from: '<columns>Object_Id__c</columns>', to: '<filterScope>Everything</filterScope>' }
    ],
    {
        file: FAILED_EVENTS,
        at: 'Attempts__c',
        message: /columns is duplicated at this location in type ListView/
    }
);

planted(
    'a text that is too long for an org',
    [
        {
            file: `${PAGES}/labels/CustomLabels.labels-meta.xml`,
            from: /<shortDescription>.*<\/shortDescription>/,
            to: `<shortDescription>${'long '.repeat(17)}</shortDescription>`
        }
    ],
    {
        file: `${PAGES}/labels/CustomLabels.labels-meta.xml`,
        at: 'long long',
        message: /Value too long for field: shortDescription maximum length is:80/
    }
);

planted('a value outside its enumeration', [{ file: FAILED_EVENTS, from: '>Everything<', to: '>Evrything<' }], {
    file: FAILED_EVENTS,
    at: 'Evrything',
    message: /'Evrything' is not a valid value for the enum 'FilterScope'/
});

planted('a required element that is missing', [{ file: FAILED_EVENTS, from: '    <label>Failed: Need a Look</label>\n', to: '' }], {
    file: FAILED_EVENTS,
    at: '<ListView',
    message: /Required field is missing: label in type ListView/
});

/** An element that nothing leads to. */
const LOST = `    <decisions>
        <description>Nobody comes here.</description>
        <name>Lost</name>
        <label>Lost?</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <defaultConnectorLabel>No</defaultConnectorLabel>
    </decisions>
`;

planted(
    'a connector that leads nowhere',
    [{ file: RECIPE, from: /<targetReference>\w+<\/targetReference>/, to: '<targetReference>Nowhere</targetReference>' }],
    { file: RECIPE, at: 'Nowhere', message: /^\w+ \(\w+\) - A connector leads to "Nowhere", which isn't an element of the flow/ }
);

planted('an element that nothing leads to', [{ file: RECIPE, from: '    <decisions>', to: `${LOST}    <decisions>` }], {
    file: RECIPE,
    at: '<decisions>',
    message: /"Lost" isn't connected/
});

planted(
    'an unknown field in a filter of a flow',
    [{ file: RECIPE, from: /(<recordUpdates>[\s\S]*?<filters>\s*<field>)\w+/, to: '$1Idd__c' }],
    { file: RECIPE, message: /^\w+ \(Record Update\) - The field "Idd__c" for the object "\w+" doesn't exist/ }
);

planted('an unknown field in the entry conditions', [{ file: RECIPE, from: /(<start>[\s\S]*?<field>)\w+/, to: '$1Typ__c' }], {
    file: RECIPE,
    message: /^Start - The field "Typ__c" for the object "\w+" doesn't exist/
});

planted(
    'an unknown field in a filter of a list view',
    [{ file: FAILED_EVENTS, from: '<field>State__c</field>', to: '<field>Stat__c</field>' }],
    { file: FAILED_EVENTS, at: 'Stat__c', message: /Could not resolve list view column: Stat__c/ }
);

planted(
    'an unknown invocable',
    [{ file: RECIPE, from: /<actionName>\w+(?=<\/actionName>\s*<actionType>apex)/, to: '<actionName>NobodyDoesThis' }],
    {
        file: RECIPE,
        message: /^\w+ \(Action\) - We can't find an action .*NobodyDoesThis \(apex\)/
    }
);

planted('a wrong name of an input', [{ file: RECIPE, from: '<name>accountName</name>', to: '<name>acountName</name>' }], {
    file: RECIPE,
    message: /^\w+ \(Action\) - .*acountName/
});

planted(
    'a wrong type of an input',
    [{ file: RECIPE, from: /(<name>mrr<\/name>\s*<value>\s*<elementReference>)[^<]+/, to: '$1$$Record.Id' }],
    {
        file: RECIPE,
        message: /^\w+ \(Action\) - .*String.*mrr/
    }
);

planted('a wrong name of an input of a subflow', [{ file: RECIPE, from: '<name>origin</name>', to: '<name>orign</name>' }], {
    file: RECIPE,
    message: /^\w+ \(Subflow\) - .*orign/
});

planted(
    'an element without a fault path',
    [{ file: RECIPE, from: /(<recordUpdates>[\s\S]*?)<faultConnector>[\s\S]*?<\/faultConnector>\s*/, to: '$1' }],
    {
        file: RECIPE,
        at: '<recordUpdates>',
        message: /^\w+ has no fault path/
    }
);

planted(
    'an unknown label in Apex',
    [
        {
            file: `${PAGES}/home/classes/Greeting.cls`,
            to: 'public with sharing class Greeting {\n    String text = Label.No_Such_Label;\n}\n'
        },
        {
            file: `${PAGES}/home/classes/Greeting.cls-meta.xml`,
            to: '<?xml version="1.0" encoding="UTF-8" ?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n    <apiVersion>66.0</apiVersion>\n</ApexClass>\n'
        }
    ],
    {
        file: `${PAGES}/home/classes/Greeting.cls`,
        at: 'No_Such_Label',
        message: /No_Such_Label/
    }
);

planted(
    'an unknown label in a component',
    [{ file: `${PAGES}/words/lwc/billingWords/billingWords.ts`, from: 'c.Billing_Refresh', to: 'c.Billing_Refrsh' }],
    {
        file: `${PAGES}/words/lwc/billingWords/billingWords.ts`,
        at: 'c.Billing_Refrsh',
        message: /Invalid reference c\.Billing_Refrsh of type label/
    }
);

planted(
    'a property that the component on the page does not have',
    [{ file: PAGE, from: '<name>movementCount</name>', to: '<name>rowCount</name>' }],
    {
        file: PAGE,
        message: /Invalid property \[rowCount\] in component \[c:billingPanel\]/
    }
);

planted(
    'a value that the property of a page does not take',
    [
        {
            file: PAGE,
            from: '<name>movementCount</name>\n                    <value>5</value>',
            to: '<name>movementCount</name>\n                    <value>500</value>'
        }
    ],
    {
        file: PAGE,
        at: '<value>500</value>',
        message: /Invalid value \[500\] of property \[movementCount\]/
    }
);

planted('a component that is not there', [{ file: PAGE, from: '<componentName>billingPanel<', to: '<componentName>billingPannel<' }], {
    file: PAGE,
    at: 'billingPannel',
    message: /design time component information for component c:billingPannel/
});

planted('a property of js-meta.xml that is no @api field', [{ file: BUNDLE, from: 'name="movementCount"', to: 'name="rowCount"' }], {
    file: BUNDLE,
    message: /'rowCount' isn't an @api property of the component billingPanel/
});

planted(
    'a required field in a permission set',
    [{ file: VIEWER, from: '<field>Account.Stripe_ARR__c</field>', to: '<field>Stripe_Event__c.Event_Key__c</field>' }],
    { file: VIEWER, at: 'Event_Key__c', message: /You cannot deploy to a required field: Stripe_Event__c\.Event_Key__c/ }
);

planted('an unknown field in a permission set', [{ file: VIEWER, from: 'Account.Stripe_ARR__c', to: 'Account.Stripe_AR__c' }], {
    file: VIEWER,
    at: 'Account.Stripe_AR__c',
    message: /no CustomField named Account\.Stripe_AR__c found/
});

const REPORT_TYPE = `${REPORTS}/reportTypes/Stripe_Events.reportType-meta.xml`;
const REPORT = `${REPORTS}/reports/Recurrent/Events.report-meta.xml`;

function reportFiles(column: string): Edit[] {
    const xml = (type: string, body: string): string =>
        `<?xml version="1.0" encoding="UTF-8" ?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${type}>\n`;
    const columns = `<columns><checkedByDefault>true</checkedByDefault><field>State__c</field><table>Stripe_Event__c</table></columns>`;
    return [
        {
            file: REPORT_TYPE,
            to: xml(
                'ReportType',
                `<baseObject>Stripe_Event__c</baseObject><category>other</category><deployed>true</deployed><label>Events</label><sections>${columns}<masterLabel>Events</masterLabel></sections>`
            )
        },
        {
            file: REPORT,
            to: xml(
                'Report',
                `<columns><field>Stripe_Event__c$State__c</field></columns>\n<columns><field>${column}</field></columns>\n<format>Tabular</format><name>Events</name><reportType>Stripe_Events__c</reportType>`
            )
        }
    ];
}

planted('an unknown column in a report', reportFiles('Stripe_Event__c$Status__c'), {
    file: REPORT,
    at: 'Status__c',
    message: /no column named Stripe_Event__c\$Status__c in the report type Stripe_Events__c/
});

planted(
    'an unknown column in a report type',
    reportFiles('Stripe_Event__c$State__c').map((edit) => ({ ...edit, to: edit.to.replace('<field>State__c', '<field>Stat__c') })),
    { file: REPORT_TYPE, message: /no CustomField named Stripe_Event__c\.Stat__c found/ }
);

planted(
    'a formula of the wrong type',
    [
        {
            file: `${ACCOUNT_FIELDS}/Stripe_ARR__c.field-meta.xml`,
            from: '    <inlineHelpText>',
            to: '    <formula>Name</formula>\n    <inlineHelpText>'
        }
    ],
    { file: `${ACCOUNT_FIELDS}/Stripe_ARR__c.field-meta.xml`, at: '<formula>', message: /[Ff]ormula result/ }
);

planted(
    'a formula that compares what cannot be compared',
    [
        {
            file: `${ACCOUNT_FIELDS}/Stripe_ARR__c.field-meta.xml`,
            from: '    <inlineHelpText>',
            to: '    <formula>IF(Name &gt; 1, 1, 2)</formula>\n    <inlineHelpText>'
        }
    ],
    {
        file: `${ACCOUNT_FIELDS}/Stripe_ARR__c.field-meta.xml`,
        at: '<formula>',
        message: /Incorrect parameter type for operator '>'/
    }
);

planted(
    'a lookup to an unknown object',
    [{ file: ITEM_LOOKUP, from: '<referenceTo>Subscription__c<', to: '<referenceTo>Subscriptions__c<' }],
    {
        file: ITEM_LOOKUP,
        at: '<referenceTo>',
        message: /no CustomObject named Subscriptions__c found/
    }
);

const TWIN = 'force-app/main/intake/objects/Stripe_Event__c/fields/State__c.field-meta.xml';

test('two fields of one name, different and alike', () => {
    const text = (label: string): string =>
        `<?xml version="1.0" encoding="UTF-8" ?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>State__c</fullName>\n    <description>x</description>\n    <inlineHelpText>x</inlineHelpText>\n    <label>${label}</label>\n    <length>10</length>\n    <type>Text</type>\n</CustomField>\n`;
    copy.finds([{ file: TWIN, to: text('Twin') }], { file: EVENT_STATE, message: /declared twice|the same component/ });
    copy.finds([{ file: TWIN, to: copy.read(EVENT_STATE) }], { file: EVENT_STATE, message: /the same component as .*intake/ });
});

planted('an API version that differs', [{ file: RECIPE, from: '<apiVersion>66.0<', to: '<apiVersion>65.0<' }], {
    file: RECIPE,
    at: '<apiVersion>',
    message: /apiVersion is 65\.0, not 66\.0/
});

/** A loop around the first update of the flow, which leads back to it. */
const LOOP = `    <loops>
        <description>Goes through what is there.</description>
        <name>Each</name>
        <label>Each</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <collectionReference>rows</collectionReference>
        <nextValueConnector>
            <targetReference>Once</targetReference>
        </nextValueConnector>
    </loops>
`;
const ONCE = `    <recordUpdates>
        <description>Costs a statement each time.</description>
        <name>Once</name>
        <label>Once</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>Each</targetReference>
        </connector>
        <inputReference>$Record</inputReference>
    </recordUpdates>
`;

planted(
    'a DML statement in a loop of a flow',
    [
        { file: RECIPE, from: '    <processMetadataValues>', to: `${LOOP}    <processMetadataValues>` },
        { file: RECIPE, from: '    <recordUpdates>', to: `${ONCE}    <recordUpdates>` }
    ],
    { file: RECIPE, at: '<recordUpdates>', message: /Once costs a DML statement in every pass of the loop Each/ }
);

planted(
    'a restricted picklist on Account, which refuses records of other record types',
    [{ file: BILLING_STATUS, from: '<restricted>false</restricted>', to: '<restricted>true</restricted>' }],
    { file: BILLING_STATUS, at: '<valueSet>', message: /a restricted picklist on an object that is not ours/ }
);
