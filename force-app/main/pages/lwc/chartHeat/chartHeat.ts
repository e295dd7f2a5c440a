import { LightningElement, api } from 'lwc';
import { neighbour } from 'c/chartScale';

export interface HeatRow {
    key: string;
    label: string;
    /** Beside the label, such as the size of what the shares are of. */
    note: string;
    cells: HeatCell[];
}

export interface HeatCell {
    /** Blank where there is nothing to show. */
    text: string;
    /** 0 to 1, or more: how strong the colour is beside the others. */
    share: number;
    /** What it says to those who do not see where it stands. */
    title: string;
}

interface DrawnRow extends Omit<HeatRow, 'cells'> {
    cells: (HeatCell & { key: string; row: string; column: string; style: string; tabIndex: '0' | '-1'; isBlank: boolean })[];
}

/** The strongest colour still leaves text its contrast, in both themes. */
const STRONGEST = 45;

/** Shares as a grid. One tab stop; arrow keys go from cell to cell, Enter fires `choose` with row key and column. */
export default class ChartHeat extends LightningElement {
    @api rows: HeatRow[] = [];
    @api columns: string[] = [];
    @api label = '';
    @api rowHeading = '';
    @api noteHeading = '';

    currentRow = 0;
    currentColumn = 0;

    get drawn(): DrawnRow[] {
        const largest = Math.max(1, ...this.rows.flatMap(({ cells }) => cells.map(({ share }) => share)));
        return this.rows.map((row, rowIndex) => ({
            ...row,
            cells: row.cells.map((cell, columnIndex) => ({
                ...cell,
                key: `${row.key}:${columnIndex}`,
                row: String(rowIndex),
                column: String(columnIndex),
                style: `--heat: ${Math.round((Math.max(cell.share, 0) / largest) * STRONGEST)}%`,
                tabIndex: rowIndex === this.currentRow && columnIndex === this.currentColumn ? '0' : '-1',
                isBlank: cell.text === ''
            }))
        }));
    }

    handleClick(event: Event): void {
        const { row, column } = placeOf(event);
        const key = this.rows[row]?.key;
        if (key !== undefined) this.dispatchEvent(new CustomEvent('choose', { detail: { key, column } }));
    }

    handleFocus(event: Event): void {
        const { row, column } = placeOf(event);
        this.currentRow = row;
        this.currentColumn = column;
    }

    handleKey(event: KeyboardEvent): void {
        const { row, column } = placeOf(event);
        const vertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
        const next = vertical
            ? { row: this.nextRow(event.key, row, column), column }
            : { row, column: neighbour(event.key, column, this.rows[row]?.cells.length ?? 0) };
        if (next.column === undefined) return;
        event.preventDefault();
        this.template?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)?.focus();
    }

    /** Rows are of different length: younger cohorts have fewer months. */
    private nextRow(key: string, row: number, column: number): number {
        const next = neighbour(key, row, this.rows.length) ?? row;
        return (this.rows[next]?.cells.length ?? 0) > column ? next : row;
    }
}

function placeOf(event: Event): { row: number; column: number } {
    const { dataset } = event.currentTarget as HTMLElement;
    return { row: Number(dataset.row), column: Number(dataset.column) };
}
