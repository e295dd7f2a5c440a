import { LightningElement, api } from 'lwc';
import { getJson } from 'platform/server';
import type { Context, PageNode } from 'platform/model';

/** Every related list of a record. */
export default class RelatedListContainer extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api node!: PageNode;
    @api context!: Context;

    relationships: string[] = [];
    problem: string | undefined;

    override connectedCallback(): void {
        getJson<{ relationships: string[] }>(`related/${this.recordId}`).then(
            ({ relationships }) => {
                this.relationships = relationships;
            },
            (error: unknown) => {
                this.problem = error instanceof Error ? error.message : String(error);
            }
        );
    }
}
