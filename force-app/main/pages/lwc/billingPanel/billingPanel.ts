import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex, type ApexError, type WiredResult } from '@salesforce/apex';
import { getRecord, type RecordResult } from 'lightning/uiRecordApi';
import reprocessFailed from '@salesforce/apex/BillingPanelActions.reprocessFailed';
import getPanel from '@salesforce/apex/BillingPanelController.getPanel';
import CHANGED_AT from '@salesforce/schema/Account.SystemModstamp';
import { fill, formatDateTime, type Panel, type Subscription } from 'c/billingFormat';
import { hasEnded } from 'c/billingFigures';
import BillingMatch from 'c/billingMatch';
import { dashboardUrl, disputeRow, invoiceRow, paymentRow, type MoneyRow } from 'c/billingMoney';
import { errorWords, labels, partName } from 'c/billingWords';
import { whileVisible, type Stop } from 'c/timers';

interface Notice {
    name: string;
    icon: string;
    title: string;
    text: string;
    actionLabel?: string;
}

interface StripeLink {
    url: string;
    label: string;
}

/** What the platform adds to every class of a dialog, and its types leave out. */
interface Dialog {
    open(options: Record<string, unknown>): Promise<string | undefined>;
}

const SUBSCRIPTIONS_SHOWN = 4;
/** How often a page that somebody looks at asks again: what Stripe changes, no record page is told of. */
const READ_AGAIN_MS = 60_000;

/** Whoever may not run the class gets its name in the platform's error, whatever the language. */
const NO_CLASS_ACCESS = /BillingPanelController/;

export default class BillingPanel extends NavigationMixin(LightningElement) {
    /** Id of the Account; the record page sets it. */
    @api recordId?: string;
    /** Movements listed before a person asks for all; App Builder sets it. */
    @api movementCount = 5;

    labels = labels;
    isRefreshing = false;
    isSending = false;
    showsEnded = false;
    showsAllSubscriptions = false;

    private wiredPanel: WiredResult<Panel> = {};
    private knownChange: unknown;
    private stopReading: Stop | undefined;

    @wire(getPanel, { accountId: '$recordId' })
    receivePanel(result: WiredResult<Panel>): void {
        this.wiredPanel = result;
    }

    /** The record page learns of changes to the Account; when one came, the billing behind it may have changed. */
    @wire(getRecord, { recordId: '$recordId', optionalFields: [CHANGED_AT] })
    receiveAccount({ data }: RecordResult): void {
        if (!data) return;
        const change = data.fields[CHANGED_AT.fieldApiName]?.value;
        if (this.knownChange !== undefined && change !== this.knownChange) this.handleRefresh();
        this.knownChange = change;
    }

    override connectedCallback(): void {
        this.stopReading = whileVisible(() => {
            this.handleRefresh();
        }, READ_AGAIN_MS);
    }

    override disconnectedCallback(): void {
        this.stopReading?.();
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
        const { error } = this.wiredPanel;
        return error && !this.lacksClass ? errorWords(error) : undefined;
    }

    /** What to say where there is nothing to show. */
    get notice(): Notice | undefined {
        const { panel } = this;
        if (this.lacksClass || panel?.hasAccess === false) {
            return { name: 'no-access', icon: 'utility:lock', title: labels.noAccessTitle, text: labels.noAccessText };
        }
        if (!panel || panel.missing.includes('customers') || hasBilling(panel)) return undefined;
        if (panel.customers.length === 0) {
            return {
                name: 'no-customer',
                icon: 'utility:link',
                title: labels.noCustomerTitle,
                text: fill(labels.noCustomerText, this.recordId ?? ''),
                ...(panel.canMatch ? { actionLabel: labels.match } : {})
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

    /** Undefined where a notice or an error stands in its place. */
    get content(): Panel | undefined {
        return this.notice || this.errorMessage ? undefined : this.panel;
    }

    get partialText(): string | undefined {
        const missing = this.content?.missing ?? [];
        return missing.length > 0 ? fill(labels.partial, missing.map(partName).join(', ')) : undefined;
    }

    get failedText(): string | undefined {
        const failed = this.content?.failedEvents ?? 0;
        return failed > 0 ? fill(labels.failedEvents, failed) : undefined;
    }

    get showsTotals(): boolean {
        return this.mayRead('totals');
    }

    get showsSubscriptions(): boolean {
        return this.mayRead('subscriptions');
    }

    get showsMovements(): boolean {
        return this.mayRead('movements');
    }

    get showsGrowth(): boolean {
        return this.showsMovements && this.showsTotals;
    }

    get showsInvoices(): boolean {
        return this.mayRead('invoices');
    }

    get showsPayments(): boolean {
        return this.mayRead('payments');
    }

    /** An Account without a dispute needs no word about it. */
    get showsDisputes(): boolean {
        return (this.content?.disputes.length ?? 0) > 0;
    }

    get invoiceRows(): MoneyRow[] {
        return (this.content?.invoices ?? []).map(invoiceRow);
    }

    get paymentRows(): MoneyRow[] {
        return (this.content?.payments ?? []).map(paymentRow);
    }

    get disputeRows(): MoneyRow[] {
        const { content } = this;
        return content ? content.disputes.map((dispute) => disputeRow(dispute, content.readAt)) : [];
    }

    get stripeLinks(): StripeLink[] {
        const links: StripeLink[] = [];
        for (const { customerId, isLive, isDeleted } of this.panel?.customers ?? []) {
            const url = isDeleted ? undefined : dashboardUrl(customerId, isLive === true);
            if (url) links.push({ url, label: customerId });
        }
        return links;
    }

    get onlyStripeLink(): StripeLink | undefined {
        const [first, ...others] = this.stripeLinks;
        return others.length === 0 ? first : undefined;
    }

    get hasSeveralLinks(): boolean {
        return this.stripeLinks.length > 1;
    }

    /** Where nothing was matched the notice offers it. */
    get canMatch(): boolean {
        return this.content?.canMatch === true;
    }

    get shownSubscriptions(): Subscription[] {
        const listed = this.listedSubscriptions;
        return this.showsAllSubscriptions ? listed : listed.slice(0, SUBSCRIPTIONS_SHOWN);
    }

    get canToggleSubscriptions(): boolean {
        return this.listedSubscriptions.length > SUBSCRIPTIONS_SHOWN;
    }

    get subscriptionsToggleLabel(): string {
        return this.showsAllSubscriptions ? labels.showFewer : fill(labels.showAll, this.listedSubscriptions.length);
    }

    get hasNoSubscriptions(): boolean {
        return (this.panel?.subscriptions.length ?? 0) === 0;
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

    handleToggleSubscriptions(): void {
        this.showsAllSubscriptions = !this.showsAllSubscriptions;
    }

    /** Whether it went well or not, the answer comes through the wire. */
    handleRefresh(): void {
        const done = (): void => {
            this.isRefreshing = false;
        };
        this.isRefreshing = true;
        refreshApex(this.wiredPanel).then(done, done);
    }

    handleStripeLink(event: CustomEvent<{ value: string }>): void {
        this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url: event.detail.value } });
    }

    handleMatch(): void {
        const matched = (customerId: string | undefined): void => {
            if (!customerId) return;
            this.toast(labels.matched, labels.matchedText, 'success');
            this.handleRefresh();
        };
        const dialog = BillingMatch as unknown as Dialog;
        dialog.open({ size: 'small', label: labels.match, accountId: this.recordId ?? '' }).then(matched, (error: unknown) => {
            this.toast(labels.errorTitle, errorWords(error as ApexError), 'error');
        });
    }

    handleReprocess(): void {
        const done = (): void => {
            this.isSending = false;
            this.handleRefresh();
        };
        this.isSending = true;
        reprocessFailed({ accountId: this.recordId ?? '' })
            .then(
                (count) => {
                    this.toast(fill(labels.queued, count), labels.queuedText, 'success');
                },
                (error: unknown) => {
                    this.toast(labels.notQueued, errorWords(error as ApexError), 'error');
                }
            )
            .then(done, done);
    }

    private get lacksClass(): boolean {
        const { error } = this.wiredPanel;
        return error !== undefined && NO_CLASS_ACCESS.test(errorWords(error));
    }

    private get listedSubscriptions(): Subscription[] {
        const all = this.panel?.subscriptions ?? [];
        return this.showsEnded || !this.canToggleEnded ? all : all.filter((subscription) => !hasEnded(subscription));
    }

    private get endedCount(): number {
        return (this.panel?.subscriptions ?? []).filter(hasEnded).length;
    }

    private mayRead(part: string): boolean {
        return this.content !== undefined && !this.content.missing.includes(part);
    }

    private toast(title: string, message: string, variant: 'success' | 'error'): void {
        this.dispatchEvent(new ShowToastEvent({ title, message, variant, mode: variant === 'error' ? 'sticky' : 'dismissible' }));
    }
}

function hasBilling({ subscriptions, movements, invoices, payments, disputes }: Panel): boolean {
    return [subscriptions, movements, invoices, payments, disputes].some((rows) => rows.length > 0);
}
