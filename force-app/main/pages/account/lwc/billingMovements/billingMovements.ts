import { LightningElement, api } from 'lwc';
import { fill, formatChange, formatDate, formatDateTime, formatMoney, type Movement } from 'c/billingFormat';
import { labels, reasonWords, typeWord } from 'c/billingWords';

interface Row {
    recordId: string;
    date: string;
    instant: string;
    type: string;
    reason: string;
    change: string;
    changeClass: string;
    balance: string;
}

export default class BillingMovements extends LightningElement {
    /** Newest first. */
    @api movements: Movement[] = [];
    /** How many are listed before a person asks for all. */
    @api limit = 5;
    /** Whether the ledger holds older ones that were not read. */
    @api hasMore = false;

    labels = labels;
    showsAll = false;

    get isEmpty(): boolean {
        return this.movements.length === 0;
    }

    get rows(): Row[] {
        const shown = this.showsAll ? this.movements : this.movements.slice(0, this.limit);
        return shown.map(row);
    }

    get canToggle(): boolean {
        return this.movements.length > this.limit;
    }

    get toggleLabel(): string {
        return this.showsAll ? labels.showFewerMovements : fill(labels.showAllMovements, this.movements.length);
    }

    get hasOlder(): boolean {
        return this.hasMore && (this.showsAll || !this.canToggle);
    }

    handleToggle(): void {
        this.showsAll = !this.showsAll;
    }
}

function row({ recordId, movementType, currencyCode, delta, balanceAfter, effectiveAt, reason }: Movement): Row {
    const change = delta ?? 0;
    const direction = change > 0 ? ' cell_up' : change < 0 ? ' cell_down' : '';
    return {
        recordId,
        date: effectiveAt ? formatDate(effectiveAt) : '',
        instant: effectiveAt ? formatDateTime(effectiveAt) : '',
        type: typeWord(movementType),
        reason: reason ? reasonWords(reason) : '',
        change: formatChange(change, currencyCode),
        changeClass: `cell cell_number cell_change${direction}`,
        balance: typeof balanceAfter === 'number' ? formatMoney(balanceAfter, currencyCode) : ''
    };
}
