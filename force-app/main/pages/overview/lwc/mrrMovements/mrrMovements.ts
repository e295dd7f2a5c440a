import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import getMovements from '@salesforce/apex/MrrOverviewController.getMovements';
import type { ApexError } from '@salesforce/apex';
import { fill, formatChange, formatDate, formatDateTime, formatMoney, formatMonth } from 'c/billingFormat';
import { reasonWords, typeWord } from 'c/billingWords';
import { download, fileName, toCsv } from 'c/csvFile';
import { movementLines } from 'c/mrrFile';
import type { LedgerFilter, LedgerPage, LedgerRow } from 'c/mrrModel';
import { missingText } from 'c/missingWords';
import { errorWords, labels, partName } from 'c/mrrWords';

/** What a file holds at the most; a ledger beyond that is a matter for reports. */
const MOST_EXPORTED = 10_000;

/** The record that somebody wants to open. */
export interface Opened {
    recordId: string;
    objectApiName: string;
}

interface Row {
    recordId: string;
    date: string;
    instant: string;
    name: string;
    accountId: string | null;
    type: string;
    reason: string;
    change: string;
    changeClass: string;
    converted: string;
    balance: string;
}

/** The ledger rows behind a figure. Closes with the record to open, which only a page can do. */
export default class MrrMovements extends LightningModal {
    @api heading = '';
    @api filter: LedgerFilter = {};
    /** The currency of the org, where the figure is a sum of several. */
    @api convertedCurrency?: string;

    labels = labels;
    movements: LedgerRow[] = [];
    hasMore = false;
    isBusy = true;
    errorMessage: string | undefined;

    private next: LedgerPage | undefined;

    override connectedCallback(): void {
        this.readNext();
    }

    get isFirstLoad(): boolean {
        return this.isBusy && this.movements.length === 0 && !this.errorMessage;
    }

    get isEmpty(): boolean {
        return !this.isBusy && !this.errorMessage && this.movements.length === 0;
    }

    get hasRows(): boolean {
        return this.movements.length > 0;
    }

    /** Of a level, since when. */
    get untilText(): string {
        const { fromMonth, toMonth } = this.filter;
        return toMonth && !fromMonth ? fill(labels.movementsUntil, formatMonth(toMonth)) : '';
    }

    get missing(): string {
        return missingText(this.next?.missing ?? [], partName);
    }

    get cannotExport(): boolean {
        return this.isBusy || !this.hasRows;
    }

    get rows(): Row[] {
        return this.movements.map((row) => ({
            recordId: row.recordId,
            date: formatDate(row.effectiveAt),
            instant: formatDateTime(row.effectiveAt),
            name: row.accountName ?? row.customerName ?? row.customerId ?? labels.unknownCustomer,
            accountId: row.accountId ?? null,
            type: typeWord(row.movementType),
            reason: row.reason ? reasonWords(row.reason) : '',
            change: formatChange(row.delta, row.currencyCode),
            changeClass: row.delta < 0 ? 'number number_down' : row.delta > 0 ? 'number number_up' : 'number',
            converted: this.convertedText(row),
            balance: typeof row.balanceAfter === 'number' ? formatMoney(row.balanceAfter, row.currencyCode) : ''
        }));
    }

    /** Sums of one currency: the org's, or the one that was filtered for. */
    get sumText(): string {
        if (!this.hasRows && !this.isEmpty) return '';
        const code = this.convertedCurrency ?? this.filter.currencyCode ?? this.movements[0]?.currencyCode;
        if (!code) return '';
        const sum = this.movements.reduce((total, row) => total + (this.convertedCurrency ? (row.convertedDelta ?? 0) : row.delta), 0);
        const label = this.hasMore ? labels.sumOfNewest : labels.sumOfAll;
        return fill(label, this.movements.length, formatMoney(Math.round(sum * 1000) / 1000, code));
    }

    handleMore(): void {
        this.readNext();
    }

    handleOpen(event: Event): void {
        const { record, object } = (event.currentTarget as HTMLElement).dataset;
        if (record && object) this.closeWith({ recordId: record, objectApiName: object });
    }

    handleClose(): void {
        this.closeWith(undefined);
    }

    handleExport(): void {
        this.exportAll().catch((error: unknown) => {
            this.fail(error);
        });
    }

    /** Its types promise a promise, and the component keeps that not everywhere. */
    private closeWith(opened: Opened | undefined): void {
        Promise.resolve(this.close(opened)).catch((error: unknown) => {
            this.fail(error);
        });
    }

    private convertedText(row: LedgerRow): string {
        if (!this.convertedCurrency) return '';
        if (typeof row.convertedDelta !== 'number') return labels.noRate;
        return formatChange(row.convertedDelta, this.convertedCurrency);
    }

    private readNext(): void {
        this.read().catch((error: unknown) => {
            this.fail(error);
        });
    }

    private async read(): Promise<void> {
        this.isBusy = true;
        this.errorMessage = undefined;
        const { nextBefore, nextBeforeId } = this.next ?? {};
        const page = await getMovements({ filter: { ...this.filter, before: nextBefore ?? null, beforeId: nextBeforeId ?? null } });
        this.next = page;
        this.movements = [...this.movements, ...page.movements];
        this.hasMore = page.hasMore;
        this.isBusy = false;
    }

    /** Each page says where the next one begins. */
    private async readUpTo(most: number): Promise<void> {
        if (!this.hasMore || this.movements.length >= most) return;
        await this.read();
        await this.readUpTo(most);
    }

    private async exportAll(): Promise<void> {
        await this.readUpTo(MOST_EXPORTED);
        download(fileName(labels.movementsFile, this.heading), toCsv(movementLines(this.movements, this.convertedCurrency)));
    }

    private fail(error: unknown): void {
        this.isBusy = false;
        this.errorMessage = errorWords(error as ApexError);
    }
}
