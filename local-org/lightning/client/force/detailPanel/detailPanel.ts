import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { followRecord } from 'platform/recordData';
import type { Cell, Context, PageNode, RecordView } from 'platform/model';

interface Section {
    label: string;
    className: string;
    columns: { key: number; cells: Cell[] }[];
}

/** The fields of a record that the user may read, in the sections of its page layout; empty ones on demand. */
export default class DetailPanel extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api node!: PageNode;
    @api context!: Context;

    view: RecordView | undefined;
    problem: string | undefined;
    showsEmpty = false;

    private stop: (() => void) | undefined;

    override connectedCallback(): void {
        this.stop = followRecord(
            this.recordId,
            (view) => {
                this.view = view;
                this.problem = undefined;
            },
            (message) => {
                this.problem = message;
            }
        );
    }

    override disconnectedCallback(): void {
        this.stop?.();
    }

    get sections(): Section[] {
        return (this.view?.sections ?? [])
            .map(({ label, columns }) => ({
                label,
                className: columns.length > 1 ? 'columns columns_two' : 'columns',
                columns: columns
                    .map((cells, index) => ({ key: index, cells: this.showsEmpty ? cells : cells.filter((cell) => !isEmpty(cell)) }))
                    .filter(({ cells }) => cells.length > 0)
            }))
            .filter(({ columns }) => columns.length > 0);
    }

    get emptyCount(): number {
        return (this.view?.sections ?? []).flatMap(({ columns }) => columns.flat()).filter(isEmpty).length;
    }

    get toggleLabel(): string {
        return this.showsEmpty ? words.hideEmptyFields : words.showEmptyFields(this.emptyCount);
    }

    handleToggle(): void {
        this.showsEmpty = !this.showsEmpty;
    }
}

function isEmpty({ value }: Cell): boolean {
    if (typeof value === 'object' && value !== null) return Object.values(value).every((part) => part === null);
    return value === null || value === undefined || value === '';
}
