import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { getJson } from 'platform/server';
import type { Context, PageView } from 'platform/model';

/** A record page, laid out by the FlexiPage that the app or the object chose. */
export default class RecordPage extends LightningElement {
    @api context!: Context;

    words = words;
    view: PageView | undefined;
    problem: string | undefined;

    private shownId = '';

    @api
    get recordId(): string {
        return this.shownId;
    }
    set recordId(recordId: string) {
        if (this.shownId === recordId) return;
        this.shownId = recordId;
        this.view = undefined;
        this.load().catch((error: unknown) => {
            this.problem = error instanceof Error ? error.message : String(error);
        });
    }

    private async load(): Promise<void> {
        this.problem = undefined;
        const { shownId: id } = this;
        const view = await getJson<PageView>(`page/${id}`);
        // Who went on before the answer came does not hear of it.
        if (id !== this.shownId || !this.isConnected) return;
        this.view = view;
        window.dispatchEvent(new CustomEvent('one__object', { detail: view.object.name }));
    }
}
