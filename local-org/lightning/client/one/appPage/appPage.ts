import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { Latest } from 'platform/latest';
import { getJson } from 'platform/server';
import type { AppPageView, Context } from 'platform/model';

const HOME_TAB = 'standard-home';

/** The Lightning page behind a tab of the app. */
export default class AppPage extends LightningElement {
    @api context!: Context;

    words = words;
    view: AppPageView | undefined;
    problem: string | undefined;

    private shownTab = '';
    private readonly latest = new Latest();

    @api
    get tab(): string {
        return this.shownTab;
    }
    set tab(tab: string) {
        if (this.shownTab === tab) return;
        this.shownTab = tab;
        this.view = undefined;
        this.problem = undefined;
        const counts = this.latest.ask();
        getJson<AppPageView>(`app-page/${tab}`).then(
            (view) => {
                if (counts()) this.view = view;
            },
            (error: unknown) => {
                if (counts()) this.problem = error instanceof Error ? error.message : String(error);
            }
        );
    }

    override renderedCallback(): void {
        document.title = [this.label, this.context.app.label].filter(Boolean).join(' | ');
    }

    /** Pages of tabs bring a heading of their own; the home page is made of cards. */
    get heading(): string | undefined {
        return this.shownTab === HOME_TAB ? this.label : undefined;
    }

    /** Of the tab; undefined of one that the app does not have. */
    private get label(): string | undefined {
        return this.context.tabs.find(({ name }) => name === this.shownTab)?.label;
    }
}
