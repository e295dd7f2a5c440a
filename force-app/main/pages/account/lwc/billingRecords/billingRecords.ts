import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { copyPaymentLink } from 'c/billingCopy';
import { fill } from 'c/billingFormat';
import type { MoneyRow } from 'c/billingMoney';
import { labels } from 'c/billingWords';

interface ShownRow extends MoneyRow {
    factsClass: string;
    copyLabel: string;
}

/** Invoices, payments or disputes: a line each, the first of them until somebody asks for all. */
export default class BillingRecords extends NavigationMixin(LightningElement) {
    @api rows: MoneyRow[] = [];
    @api limit = 4;
    /** What is said where there are none. */
    @api emptyText = '';
    /** Whether the org holds more than were read. */
    @api hasMore = false;

    labels = labels;
    showsAll = false;

    get isEmpty(): boolean {
        return this.rows.length === 0;
    }

    get shown(): ShownRow[] {
        return (this.showsAll ? this.rows : this.rows.slice(0, this.limit)).map((row) => ({
            ...row,
            factsClass: row.isUrgent ? 'facts facts_urgent' : 'facts',
            copyLabel: fill(labels.copyLink, row.name)
        }));
    }

    get canToggle(): boolean {
        return this.rows.length > this.limit;
    }

    get toggleLabel(): string {
        return this.showsAll ? labels.showFewer : fill(labels.showAll, this.rows.length);
    }

    get hasOlder(): boolean {
        return this.hasMore && (this.showsAll || !this.canToggle);
    }

    handleToggle(): void {
        this.showsAll = !this.showsAll;
    }

    handleOpen(event: Event): void {
        const { record, object } = (event.currentTarget as HTMLElement).dataset;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: record, objectApiName: object, actionName: 'view' }
        });
    }

    handleCopy(event: Event): Promise<void> {
        const { url = '' } = (event.currentTarget as HTMLElement).dataset;
        return copyPaymentLink(url, (toast) => this.dispatchEvent(toast));
    }
}
