import { LightningElement, api, wire } from 'lwc';
import { refreshApex, type ApexError, type WiredResult } from '@salesforce/apex';
import { getRecord, type RecordResult } from 'lightning/uiRecordApi';
import getPanel from '@salesforce/apex/BillingPanelController.getPanel';
import ACCOUNT_MRR from '@salesforce/schema/Account.Stripe_MRR__c';
import { fill, formatDateTime, type Panel, type Subscription } from 'c/billingFormat';
import { hasEnded } from 'c/billingFigures';
import { labels } from 'c/billingWords';

interface Notice {
    name: string;
    icon: string;
    title: string;
    text: string;
}

export default class BillingPanel extends LightningElement {
    /** Id of the Account; the record page sets it. */
    @api recordId?: string;
    /** Movements listed before a person asks for all; App Builder sets it. */
    @api movementCount = 5;

    labels = labels;
    isRefreshing = false;
    showsEnded = false;

    private wiredPanel: WiredResult<Panel> = {};
    private knownMrr: unknown;
    private hasKnownMrr = false;

    @wire(getPanel, { accountId: '$recordId' })
    receivePanel(result: WiredResult<Panel>): void {
        this.wiredPanel = result;
    }

    /** The record page learns of changes to the Account; when its MRR changed, so did the billing behind it. */
    @wire(getRecord, { recordId: '$recordId', optionalFields: [ACCOUNT_MRR] })
    receiveAccount({ data }: RecordResult): void {
        if (!data) return;
        const mrr = data.fields[ACCOUNT_MRR.fieldApiName]?.value;
        if (this.hasKnownMrr && mrr !== this.knownMrr) this.handleRefresh();
        this.knownMrr = mrr;
        this.hasKnownMrr = true;
    }

    get panel(): Panel | undefined {
        return this.wiredPanel.data;
    }

    get isLoading(): boolean {
        return !this.wiredPanel.data && !this.wiredPanel.error;
    }

    get isBusy(): boolean {
        return this.isLoading || this.isRefreshing;
    }

    get busyText(): string {
        return String(this.isBusy);
    }

    get readAt(): string {
        return this.panel?.hasAccess ? fill(labels.readAt, formatDateTime(this.panel.readAt)) : '';
    }

    get errorMessage(): string | undefined {
        return this.wiredPanel.error ? reason(this.wiredPanel.error) : undefined;
    }

    /** What to say where there is nothing to show. */
    get notice(): Notice | undefined {
        const { panel } = this;
        if (!panel) return undefined;
        if (!panel.hasAccess) {
            return { name: 'no-access', icon: 'utility:lock', title: labels.noAccessTitle, text: labels.noAccessText };
        }
        if (panel.subscriptions.length > 0 || panel.movements.length > 0) return undefined;
        if (panel.customers.length === 0) {
            return {
                name: 'no-customer',
                icon: 'utility:link',
                title: labels.noCustomerTitle,
                text: fill(labels.noCustomerText, this.recordId ?? '')
            };
        }
        const customers = panel.customers.map((customer) => customer.customerId).join(', ');
        return {
            name: 'no-subscription',
            icon: 'utility:info',
            title: labels.noSubscriptionTitle,
            text: fill(labels.noSubscriptionText, customers)
        };
    }

    get shownSubscriptions(): Subscription[] {
        const all = this.panel?.subscriptions ?? [];
        return this.showsEnded || !this.canToggleEnded ? all : all.filter((subscription) => !hasEnded(subscription));
    }

    /** Ended subscriptions are put aside only where others remain. */
    get canToggleEnded(): boolean {
        const ended = this.endedCount;
        return ended > 0 && ended < (this.panel?.subscriptions.length ?? 0);
    }

    get endedToggleLabel(): string {
        return this.showsEnded ? labels.hideEnded : fill(labels.showEnded, this.endedCount);
    }

    get moreSubscriptionsText(): string | undefined {
        return this.panel?.hasMoreSubscriptions ? fill(labels.moreSubscriptions, this.panel.subscriptions.length) : undefined;
    }

    handleToggleEnded(): void {
        this.showsEnded = !this.showsEnded;
    }

    /** Whether it went well or not, the answer comes through the wire. */
    handleRefresh(): void {
        const done = (): void => {
            this.isRefreshing = false;
        };
        this.isRefreshing = true;
        refreshApex(this.wiredPanel).then(done, done);
    }

    private get endedCount(): number {
        return (this.panel?.subscriptions ?? []).filter(hasEnded).length;
    }
}

function reason(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? labels.unknownError;
}
