/** The Apex methods that components call: one declaration for each. */
declare module '@salesforce/apex/BillingPanelController.getPanel' {
    import type { ApexMethod } from '@salesforce/apex';
    import type { Panel } from 'c/billingFormat';
    const getPanel: ApexMethod<{ accountId: string | undefined }, Panel>;
    export default getPanel;
}
