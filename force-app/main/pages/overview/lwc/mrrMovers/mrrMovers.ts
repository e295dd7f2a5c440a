import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { formatChange, formatDate, formatDateTime } from 'c/billingFormat';
import { reasonWords, typeWord } from 'c/billingWords';
import type { LedgerRow } from 'c/mrrModel';
import { labels } from 'c/mrrWords';

interface Mover {
    recordId: string;
    name: string;
    recordToOpen: string;
    objectToOpen: string;
    amount: string;
    amountClass: string;
    what: string;
    date: string;
    instant: string;
}

/** The largest gains or losses of a period, largest first. */
export default class MrrMovers extends NavigationMixin(LightningElement) {
    @api rows: LedgerRow[] = [];
    /** What amounts are shown in; the row's own where they are not converted. */
    @api currencyCode = '';
    @api isConverted = false;
    @api heading = '';

    labels = labels;

    get isEmpty(): boolean {
        return this.rows.length === 0;
    }

    get movers(): Mover[] {
        return this.rows.map((row) => {
            const amount = this.isConverted ? (row.convertedDelta ?? 0) : row.delta;
            return {
                recordId: row.recordId,
                name: row.accountName ?? row.customerName ?? row.customerId ?? labels.unknownCustomer,
                recordToOpen: row.accountId ?? row.recordId,
                objectToOpen: row.accountId ? 'Account' : 'MRR_Schedule__c',
                amount: formatChange(amount, this.currencyCode),
                amountClass: amount < 0 ? 'amount amount_down' : 'amount amount_up',
                what: [typeWord(row.movementType), row.reason ? reasonWords(row.reason) : ''].filter(Boolean).join(' · '),
                date: formatDate(row.effectiveAt),
                instant: formatDateTime(row.effectiveAt)
            };
        });
    }

    handleOpen(event: Event): void {
        event.preventDefault();
        const { record, object } = (event.currentTarget as HTMLElement).dataset;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: record, objectApiName: object, actionName: 'view' }
        });
    }
}
