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
    /** 1 is as much as in the beginning. */
    share: number | null;
    /** What it says to those who do not see where it stands. */
    title: string;
}

interface DrawnCell extends HeatCell {
    key: string;
    row: string;
    column: string;
    className: string;
    style: string;
    tabIndex: '0' | '-1';
}

interface DrawnRow extends Omit<HeatRow, 'cells'> {
    cells: DrawnCell[];
}

interface Swatch {
    text: string;
    className: string;
    style: string;
}

/** The strongest colour still leaves text its contrast, in both themes. */
const STRONGEST = 48;
/** What the legend shows; more than the last is coloured alike. */
const LEGEND = [0, 0.5, 0.9, 1, 1.1, 1.5, 2];

/**
 * Shares as a grid: one colour for less than in the beginning, another for more, none for as much. One tab stop; arrow
 * keys go from cell to cell, Enter fires `choose` with row key and column.
 */
export default class ChartHeat extends LightningElement {
    @api rows: HeatRow[] = [];
    /** All rows together; behind it is nothing that the rows do not show. */
    @api summary?: HeatRow;
    @api columns: string[] = [];
    @api label = '';
    @api rowHeading = '';
    @api noteHeading = '';
    /** Beside the colours that explain the others. */
    @api legendHeading = '';
    /** How a share is written in the legend. */
    @api formatShare: (share: number) => string = String;

    currentRow = 0;
    currentColumn = 0;

    get drawn(): DrawnRow[] {
        return this.rows.map((row, rowIndex) => ({
            ...row,
            cells: row.cells.map((cell, columnIndex) => ({
                ...cell,
                ...colourOf(cell.share),
                key: `${row.key}:${columnIndex}`,
                row: String(rowIndex),
                column: String(columnIndex),
                tabIndex: rowIndex === this.currentRow && columnIndex === this.currentColumn ? '0' : '-1'
            }))
        }));
    }

    get summaryCells(): { key: string; text: string; title: string; className: string; style: string }[] {
        return (this.summary?.cells ?? []).map((cell, index) => {
            const { className, style } = colourOf(cell.share);
            return { key: String(index), text: cell.text, title: cell.title, className: `${className} share_summary`, style };
        });
    }

    get legend(): Swatch[] {
        const last = LEGEND.length - 1;
        return LEGEND.map((share, index) => {
            const { className, style } = colourOf(share);
            return { text: `${this.formatShare(share)}${index === last ? '+' : ''}`, className: `${className} share_legend`, style };
        });
    }

    handleClick(event: Event): void {
        const { row, column } = placeOf(event);
        const chosen = this.rows[row];
        if (chosen) this.dispatchEvent(new CustomEvent('choose', { detail: { key: chosen.key, column } }));
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

/** Small differences from all of it are told apart best: they are the usual ones. */
function colourOf(share: number | null): { className: string; style: string } {
    if (share === null) return { className: 'share share_blank', style: '' };
    const distance = Math.min(Math.abs(share - 1), 1);
    return {
        className: share < 1 ? 'share share_less' : 'share share_more',
        style: `--heat: ${Math.round(Math.sqrt(distance) * STRONGEST)}%`
    };
}

function placeOf(event: Event): { row: number; column: number } {
    const { dataset } = event.currentTarget as HTMLElement;
    return { row: Number(dataset.row), column: Number(dataset.column) };
}
