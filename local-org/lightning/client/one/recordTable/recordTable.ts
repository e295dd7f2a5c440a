import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import type { Cell, Sorting, Table } from 'platform/model';

const NUMBERS = new Set(['currency', 'double', 'int', 'long', 'percent']);

/** Shorter texts fit into any column. */
const LONG = 30;

/** Its first letter says from where a text is read, and so where it is cut off. */
const BEGINS_AT_THE_RIGHT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

interface Column {
    path: string;
    label: string;
    className: string;
    sortable: boolean;
    sort: 'ascending' | 'descending' | undefined;
    icon: string;
    iconClass: string;
    hint: string;
}

/** The rows of a list or a related list. Asks for another order with a `sort` event where it `sorts`. */
export default class RecordTable extends LightningElement {
    @api table!: Table;
    @api label = '';
    @api currency = '';
    @api sorts = false;

    /** A list scrolls below its column heads; a related list is as long as it is. */
    get frameClass(): string {
        return this.sorts ? 'frame frame_scrolling' : 'frame';
    }

    get columns(): Column[] {
        const { columns, sorted } = this.table;
        return columns.map(({ path, label, type, sortable }) => {
            const descending = sorted?.descending ?? false;
            const isSorted = path === sorted?.path;
            const sort = isSorted ? (descending ? 'descending' : 'ascending') : undefined;
            return {
                path,
                label,
                className: `head${align(type)}`,
                sortable: this.sorts && sortable,
                sort,
                icon: isSorted && descending ? 'utility:arrowdown' : 'utility:arrowup',
                iconClass: isSorted ? 'arrow arrow_shown' : 'arrow',
                hint: words.sortBy(label)
            };
        });
    }

    get rows(): { recordId: string; cells: (Cell & { className: string; hint: string | undefined; direction: 'rtl' | undefined })[] }[] {
        return this.table.rows.map(({ recordId, cells }) => ({
            recordId,
            cells: cells.map((cell) => ({
                ...cell,
                className: `cell${align(cell.type)}${isEmpty(cell) ? ' cell_empty' : ''}`,
                hint: hint(cell),
                direction: BEGINS_AT_THE_RIGHT.test(String(cell.text ?? cell.value)) ? 'rtl' : undefined
            }))
        }));
    }

    handleSort(event: Event): void {
        const path = (event.currentTarget as HTMLElement).dataset['path']!;
        const { sorted } = this.table;
        const detail: Sorting = { path, descending: sorted?.path === path && !sorted.descending };
        this.dispatchEvent(new CustomEvent('sort', { detail }));
    }
}

function isEmpty({ value }: Cell): boolean {
    return value === null || value === undefined || value === '';
}

/** All of what may not fit. */
function hint({ text, value }: Cell): string | undefined {
    const whole = text ?? value;
    return typeof whole === 'string' && whole.length > LONG ? whole : undefined;
}

function align(type: string): string {
    return NUMBERS.has(type) ? ' number' : '';
}
