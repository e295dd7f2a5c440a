import { LightningElement, api } from 'lwc';
import { followRecord } from 'platform/recordData';
import type { Context, PageNode, RecordView } from 'platform/model';

/** The fields of a record that the user may read, in the sections of its page layout. */
export default class DetailPanel extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api node!: PageNode;
    @api context!: Context;

    view: RecordView | undefined;
    problem: string | undefined;

    private stop: (() => void) | undefined;

    override connectedCallback(): void {
        this.stop = followRecord(
            this.recordId,
            (view) => {
                this.view = view;
            },
            (message) => {
                this.problem = message;
            }
        );
    }

    override disconnectedCallback(): void {
        this.stop?.();
    }
}
