import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { urlOf } from 'platform/navigation';
import { followRecord } from 'platform/recordData';
import type { Context } from 'platform/model';

/** A related list on a page of its own, with the way back to its record. */
export default class RelatedPage extends LightningElement {
    @api context!: Context;
    @api recordId!: string;
    @api relationship!: string;

    words = words;
    name = '';
    problem: string | undefined;

    private object = '';
    private stop: (() => void) | undefined;

    override connectedCallback(): void {
        this.stop = followRecord(
            this.recordId,
            (view) => {
                this.name = view.name;
                this.problem = undefined;
                document.title = `${view.name} | ${view.object.label}`;
                this.object = view.object.name;
                window.dispatchEvent(new CustomEvent('one__object', { detail: view.object.name }));
            },
            (message) => {
                this.problem = message;
            }
        );
    }

    override disconnectedCallback(): void {
        this.stop?.();
    }

    get url(): string | undefined {
        return urlOf({ type: 'standard__recordPage', attributes: { recordId: this.recordId, objectApiName: this.object } });
    }
}
