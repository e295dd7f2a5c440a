/** The Apex methods that components call: one declaration for each. */
declare module '@salesforce/apex/BillingPanelController.getPanel' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Panel } from 'c/billingFormat';
    const getPanel: ApexMethod<{ accountId: string | undefined }, Panel>;
    export default getPanel;
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
