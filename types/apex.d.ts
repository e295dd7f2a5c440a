declare module '@salesforce/apex/BillingAttentionController.getAttention' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Attention } from 'c/attentionModel';
    const getAttention: ApexMethod<{ isMine: boolean | null; urgency: number | null; most: number }, Attention>;
    export default getAttention;
}

/** The Apex methods that components call: one declaration for each. */
declare module '@salesforce/apex/BillingPanelActions.findCustomers' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Customer } from 'c/billingFormat';
    const findCustomers: ApexMethod<{ text: string; accountId: string }, Customer[]>;
    export default findCustomers;
}

declare module '@salesforce/apex/BillingPanelActions.matchCustomer' {
    import type { ApexMethod } from '@salesforce/apex';
    const matchCustomer: ApexMethod<{ customerId: string; accountId: string; formerAccountId?: string | null }, void>;
    export default matchCustomer;
}

declare module '@salesforce/apex/BillingPanelActions.removeCustomer' {
    import type { ApexMethod } from '@salesforce/apex';
    const removeCustomer: ApexMethod<{ customerId: string; accountId: string }, void>;
    export default removeCustomer;
}

declare module '@salesforce/apex/BillingPanelActions.reprocessFailed' {
    import type { ApexMethod } from '@salesforce/apex';
    const reprocessFailed: ApexMethod<{ accountId: string }, number>;
    export default reprocessFailed;
}

declare module '@salesforce/apex/BillingPanelController.getPanel' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Panel } from 'c/billingFormat';
    const getPanel: ApexMethod<{ accountId: string | undefined }, Panel>;
    export default getPanel;
}

declare module '@salesforce/apex/EventMonitorController.findAccounts' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Candidate } from 'c/eventModel';
    const findAccounts: ApexMethod<{ text: string }, Candidate[]>;
    export default findAccounts;
}

declare module '@salesforce/apex/EventMonitorController.getMonitor' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { EventFilter, Monitor } from 'c/eventModel';
    const getMonitor: ApexMethod<{ filter: EventFilter }, Monitor>;
    export default getMonitor;
}

declare module '@salesforce/apex/EventMonitorController.replayFailed' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { EventFilter } from 'c/eventModel';
    const replayFailed: ApexMethod<{ filter: EventFilter }, number>;
    export default replayFailed;
}

declare module '@salesforce/apex/EventReprocess.canReprocess' {
    import type { ApexMethod } from '@salesforce/apex';
    const canReprocess: ApexMethod<Record<string, never>, boolean>;
    export default canReprocess;
}

declare module '@salesforce/apex/EventReprocess.reprocessOne' {
    import type { ApexMethod } from '@salesforce/apex';
    const reprocessOne: ApexMethod<{ eventId: string }, void>;
    export default reprocessOne;
}

declare module '@salesforce/apex/MrrOverviewController.getOverview' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Overview } from 'c/mrrModel';
    const getOverview: ApexMethod<{ monthCount: number; source: string; currencyCode: string }, Overview>;
    export default getOverview;
}

declare module '@salesforce/apex/MrrOverviewController.getMovements' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { LedgerFilter, LedgerPage } from 'c/mrrModel';
    const getMovements: ApexMethod<{ filter: LedgerFilter }, LedgerPage>;
    export default getMovements;
}
