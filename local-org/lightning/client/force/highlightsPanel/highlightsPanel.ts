import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { followRecord } from 'platform/recordData';
import type { Cell, Context, PageNode, RecordView } from 'platform/model';

/** Name and key fields of a record, above everything else. */
export default class HighlightsPanel extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api node!: PageNode;
    @api context!: Context;

    words = words;
    view: RecordView | undefined;
    problem: string | undefined;

    private stop: (() => void) | undefined;

    override connectedCallback(): void {
        this.stop = followRecord(
            this.recordId,
            (view) => {
                this.view = view;
                this.problem = undefined;
                document.title = `${view.name} | ${view.object.label}`;
            },
            (message) => {
                this.problem = message;
            }
        );
    }

    override disconnectedCallback(): void {
        this.stop?.();
    }

    get cells(): Cell[] {
        return (this.view?.highlights ?? []).filter(({ value }) => value !== null && value !== '');
    }

    get hasFields(): boolean {
        return this.cells.length > 0;
    }
}
