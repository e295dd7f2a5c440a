import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex, type ApexError, type WiredResult } from '@salesforce/apex';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { getRecord, notifyRecordUpdateAvailable, type RecordResult } from 'lightning/uiRecordApi';
import reprocessFailed from '@salesforce/apex/BillingPanelActions.reprocessFailed';
import getPanel from '@salesforce/apex/BillingPanelController.getPanel';
import CHANGED_AT from '@salesforce/schema/Account.SystemModstamp';
import { fill, formatDateTime, type Panel } from 'c/billingFormat';
import BillingMatch, { type Outcome } from 'c/billingMatch';
import { dashboardUrl, disputeRow, invoiceRow, paymentRow, type MoneyRow } from 'c/billingMoney';
import { errorWords, labels, partName } from 'c/billingWords';
import { missingText } from 'c/missingWords';
import { later, whileInSight, type Stop } from 'c/timers';

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
    open(options: Record<string, unknown>): Promise<Outcome | undefined>;
}

/** How often a page that somebody looks at asks again: what Stripe changes, no record page is told of. */
const READ_AGAIN_MS = 60_000;
/** What somebody sets going here is worked off in the background: when to look what came of it. */
const FOLLOWED_AFTER_MS = [3_000, 10_000, 30_000];

/** A dialog that has closed stays on the page, and has the focus, for a moment: when to look whether it is lost. */
const FOCUS_LOOKED_AFTER_MS = [100, 300, 1_000, 3_000];

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
    panel: Panel | undefined;
    error: ApexError | undefined;

    private wiredPanel: WiredResult<Panel> = {};
    private knownChange: unknown;
    private stopReading: Stop | undefined;
    private follows: Stop[] = [];
    private looks: Stop[] = [];
    private isMatching = false;
    /** The button that opened a dialog may go when the panel is read anew. */
    private isFocusAtRisk = false;
    private refreshHandler: number | undefined;

    /** Where reading again fails, what is known stays: it says how old it is. */
    @wire(getPanel, { accountId: '$recordId' })
    receivePanel(result: WiredResult<Panel>): void {
        this.wiredPanel = result;
        if (result.data) this.panel = result.data;
        this.error = result.error;
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
        this.stopReading = whileInSight(
            this.template?.host,
            () => {
                this.handleRefresh();
            },
            READ_AGAIN_MS
        );
        // The host element is what an org with Lightning Locker wants; one with Lightning Web Security takes it too.
        this.refreshHandler = registerRefreshHandler(this.template?.host ?? this, () => this.readAgain().then(() => true));
    }

    override disconnectedCallback(): void {
        this.stopReading?.();
        for (const stop of this.looks) stop();
        this.stopFollowing();
        if (this.refreshHandler !== undefined) unregisterRefreshHandler(this.refreshHandler);
    }

    /** Whoever stands nowhere then goes on at the heading. */
    override renderedCallback(): void {
        if (!this.isFocusAtRisk) return;
        this.catchFocus();
        this.isFocusAtRisk = this.isRefreshing;
    }

    get isLoading(): boolean {
        return !this.panel && !this.error;
    }

    get isBusy(): boolean {
        return this.isLoading || this.isRefreshing;
    }

    get busyText(): string {
        return String(this.isBusy);
    }

    get readAt(): string {
        return this.panel && !this.lacksAccess ? fill(labels.readAt, formatDateTime(this.panel.readAt)) : '';
    }

    get errorMessage(): string | undefined {
        return this.error && !this.panel && !this.lacksClass ? errorWords(this.error) : undefined;
    }

    /** What is shown is older than it should be. */
    get staleText(): string | undefined {
        const { content, error } = this;
        return content && error ? fill(labels.stale, formatDateTime(content.readAt), errorWords(error)) : undefined;
    }

    /** What to say where there is nothing to show. */
    get notice(): Notice | undefined {
        const { panel } = this;
        if (this.lacksAccess) {
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

    get partialText(): string {
        return missingText(this.content?.missing ?? [], partName);
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
        const { content } = this;
        return content ? content.invoices.map((invoice) => invoiceRow(invoice, content.readAt)) : [];
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
        const customers = this.lacksAccess ? [] : (this.panel?.customers ?? []);
        for (const { customerId, name, isLive, isDeleted } of customers) {
            const url = isDeleted ? undefined : dashboardUrl('customers', customerId, isLive === true);
            if (url) links.push({ url, label: name ? `${name} (${customerId})` : customerId });
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

    get matchLabel(): string {
        return this.panel?.customers.length ? labels.manageCustomers : labels.match;
    }

    handleRefresh(): void {
        this.readAgain().catch(() => undefined);
    }

    handleStripeLink(event: CustomEvent<{ value: string }>): void {
        this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url: event.detail.value } });
    }

    handleMatch(): void {
        if (this.isMatching) return;
        const closed = (outcome: Outcome | undefined): void => {
            this.lookAfterFocus();
            this.isMatching = false;
            if (!outcome) return;
            this.toast(outcome === 'matched' ? labels.matched : labels.removed, labels.matchedText, 'success');
            this.follow();
            this.isFocusAtRisk = true;
        };
        const dialog = BillingMatch as unknown as Dialog;
        const matched = this.panel?.customers ?? [];
        this.isMatching = true;
        dialog.open({ size: 'small', label: this.matchLabel, accountId: this.recordId ?? '', matched }).then(closed, (error: unknown) => {
            this.isMatching = false;
            this.toast(labels.notChanged, errorWords(error as ApexError), 'error');
        });
    }

    handleReprocess(): void {
        const done = (): void => {
            this.isSending = false;
            this.follow();
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

    private lookAfterFocus(): void {
        const look = (): void => {
            this.catchFocus();
        };
        this.looks = FOCUS_LOOKED_AFTER_MS.map((milliseconds) => later(look, milliseconds));
    }

    /** Where what had the focus is gone. */
    private catchFocus(): void {
        if (document.activeElement === document.body) this.template?.querySelector<HTMLElement>('.title')?.focus();
    }

    /** Whether it went well or not, the answer comes through the wire. */
    private readAgain(): Promise<void> {
        const done = (): void => {
            this.isRefreshing = false;
        };
        this.isRefreshing = true;
        return refreshApex(this.wiredPanel).then(done, done);
    }

    /** Reads at once and some times later; the rest of the page, which shows the same records, learns of it too. */
    private follow(): void {
        const read = (): void => {
            this.handleRefresh();
            notifyRecordUpdateAvailable([{ recordId: this.recordId ?? '' }]).catch(() => undefined);
        };
        this.stopFollowing();
        this.follows = FOLLOWED_AFTER_MS.map((milliseconds) => later(read, milliseconds));
        read();
    }

    private stopFollowing(): void {
        for (const stop of this.follows) stop();
        this.follows = [];
    }

    private get lacksClass(): boolean {
        const { error } = this;
        return error !== undefined && NO_CLASS_ACCESS.test(errorWords(error));
    }

    /** Also where it was taken away since the panel was read. */
    private get lacksAccess(): boolean {
        return this.lacksClass || this.panel?.hasAccess === false;
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
