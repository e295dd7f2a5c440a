import { LightningElement, api } from 'lwc';
import type { Cell, Table } from 'platform/model';

const NUMBERS = new Set(['currency', 'double', 'int', 'long', 'percent']);

/** The rows of a list or a related list. */
export default class RecordTable extends LightningElement {
    @api table!: Table;
    @api label = '';
    @api currency = '';

    get columns(): { path: string; label: string; className: string }[] {
        return this.table.columns.map(({ path, label, type }) => ({ path, label, className: `head${align(type)}` }));
    }

    get rows(): { recordId: string; cells: (Cell & { className: string })[] }[] {
        return this.table.rows.map(({ recordId, cells }) => ({
            recordId,
            cells: cells.map((cell) => ({ ...cell, className: `cell${align(cell.type)}` }))
        }));
    }
}

function align(type: string): string {
    return NUMBERS.has(type) ? ' number' : '';
}
