import type { LedgerOrg } from '../ledger/support/org.ts';

export interface Question {
    readonly name: string;
    readonly method: string;
    readonly permissionSet: string;
    readonly parameters: (org: LedgerOrg) => Readonly<Record<string, unknown>>;
}

/** What a page asks once. */
export interface Page extends Question {
    /** Without one of these nothing is left to show, and the page says so; without any other, the rest stands. */
    readonly closedWithout: readonly string[];
}

const VIEWER = 'Recurrent_Viewer';
const LEDGER = [
    'MRR_Month__c',
    ...['Amount__c', 'Cohort_Month__c', 'Corporate_Amount__c', 'Currency__c', 'Customers__c', 'Month__c', 'Source__c', 'Type__c'].map(
        (field) => `MRR_Month__c.${field}`
    ),
    'MRR_Schedule__c',
    ...[
        'Balance_After_Minor__c',
        'Corporate_Delta__c',
        'Currency__c',
        'Delta_Minor__c',
        'Delta__c',
        'Effective_At__c',
        'Source__c',
        'Stripe_Customer__c',
        'Type__c'
    ].map((field) => `MRR_Schedule__c.${field}`)
];

export const PAGES: readonly Page[] = [
    {
        name: 'MRR overview',
        method: 'MrrOverviewController.getOverview',
        permissionSet: VIEWER,
        parameters: () => ({ monthCount: 12, source: '', currencyCode: '' }),
        closedWithout: LEDGER
    },
    {
        name: 'MRR overview in one currency',
        method: 'MrrOverviewController.getOverview',
        permissionSet: VIEWER,
        parameters: () => ({ monthCount: 3, source: '', currencyCode: 'USD' }),
        closedWithout: LEDGER
    },
    {
        name: 'Accounts that need somebody',
        method: 'BillingAttentionController.getAttention',
        permissionSet: VIEWER,
        parameters: () => ({ isMine: false, urgency: null, most: 25 }),
        closedWithout: ['Account', 'Account.Stripe_Attention__c']
    },
    {
        name: 'Event monitor',
        method: 'EventMonitorController.getMonitor',
        permissionSet: 'Recurrent_Admin',
        parameters: () => ({ filter: null }),
        closedWithout: ['Stripe_Event__c', 'Stripe_Event__c.State__c']
    },
    {
        name: 'Billing panel',
        method: 'BillingPanelController.getPanel',
        permissionSet: VIEWER,
        parameters: (org) => ({ accountId: org.query("SELECT Id FROM Account WHERE Name = 'Acme'")[0]!['Id'] }),
        closedWithout: []
    }
];

/** What people ask further on these pages. */
export const FURTHER: readonly Question[] = [
    {
        name: 'The ledger behind a figure',
        method: 'MrrOverviewController.getMovements',
        permissionSet: VIEWER,
        parameters: () => ({ filter: {} })
    },
    {
        name: 'The ledger behind a cohort',
        method: 'MrrOverviewController.getMovements',
        permissionSet: VIEWER,
        parameters: () => ({ filter: { cohortMonth: '2026-08-01' } })
    },
    {
        name: 'Events by their type',
        method: 'EventMonitorController.getMonitor',
        permissionSet: 'Recurrent_Admin',
        parameters: () => ({ filter: { text: 'invoice', kind: 'Invoices', source: 'Stripe_Test' } })
    },
    {
        name: 'Accounts to give a customer to',
        method: 'EventMonitorController.findAccounts',
        permissionSet: 'Recurrent_Admin',
        parameters: () => ({ text: 'Acme' })
    },
    {
        name: 'Customers to give to an Account',
        method: 'BillingPanelActions.findCustomers',
        permissionSet: 'Recurrent_Admin',
        parameters: (org) => ({ text: 'cus', accountId: org.query("SELECT Id FROM Account WHERE Name = 'Late'")[0]!['Id'] })
    }
];
