import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { Latest } from 'platform/latest';
import { getJson } from 'platform/server';
import type { Context, PageView } from 'platform/model';

/** A record page, laid out by the FlexiPage that the app or the object chose. */
export default class RecordPage extends LightningElement {
    @api context!: Context;

    words = words;
    view: PageView | undefined;
    problem: string | undefined;

    private shownId = '';
    private readonly latest = new Latest();

    @api
    get recordId(): string {
        return this.shownId;
    }
    set recordId(recordId: string) {
        if (this.shownId === recordId) return;
        this.shownId = recordId;
        this.view = undefined;
        void this.load();
    }

    override disconnectedCallback(): void {
        this.latest.forget();
    }

    /** Who went on before the answer came does not hear of it. */
    private async load(): Promise<void> {
        const counts = this.latest.ask();
        this.problem = undefined;
        try {
            const view = await getJson<PageView>(`page/${this.shownId}`);
            if (!counts()) return;
            this.view = view;
            window.dispatchEvent(new CustomEvent('one__object', { detail: view.object.name }));
        } catch (error) {
            if (counts()) this.problem = error instanceof Error ? error.message : String(error);
        }
    }
}
