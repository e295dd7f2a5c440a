import { LightningElement, api } from 'lwc';
import locale from '@salesforce/i18n/locale';
import { onChange } from 'platform/changes';
import { navigate } from 'platform/navigation';
import { words } from 'platform/language';
import { Latest } from 'platform/latest';
import { getJson } from 'platform/server';
import type { Context, ListView, Sorting } from 'platform/model';

const QUIET_MS = 400;
const ROWS_AT_ONCE = 50;

const number = (value: number): string => new Intl.NumberFormat(locale).format(value);

/** The records of an object, by list view. Follows what changes in the org. */
export default class ListPage extends LightningElement {
    @api context!: Context;

    words = words;
    list: ListView | undefined;
    problem: string | undefined;
    busy = 'true';

    private objectName = '';
    private viewName: string | undefined;
    private sorting: Sorting | undefined;
    private rows = ROWS_AT_ONCE;
    private readonly latest = new Latest();
    private timer: number | undefined;
    private unsubscribe: (() => void) | undefined;

    @api
    get objectApiName(): string {
        return this.objectName;
    }
    set objectApiName(name: string) {
        if (this.objectName === name) return;
        this.objectName = name;
        this.list = undefined;
        this.problem = undefined;
        this.startOver();
    }

    @api
    get view(): string | undefined {
        return this.viewName;
    }
    set view(name: string | undefined) {
        if (this.viewName === name) return;
        this.viewName = name;
        this.startOver();
    }

    override connectedCallback(): void {
        this.unsubscribe = onChange((changes) => {
            const prefix = this.list?.object.keyPrefix;
            if (prefix && changes.hasKind(prefix)) this.schedule(QUIET_MS);
        });
    }

    override disconnectedCallback(): void {
        this.unsubscribe?.();
        clearTimeout(this.timer);
        this.latest.forget();
    }

    get countText(): string {
        const { total = 0, rows = [], sorted, columns = [] } = this.list ?? {};
        const column = columns.find(({ path }) => path === sorted?.path)?.label;
        const order = column ? `, ${words.sortedBy(column)}${sorted?.descending ? ` (${words.descending})` : ''}` : '';
        return `${words.count(number(rows.length), number(total), total === 1)}${order}`;
    }

    get hasRows(): boolean {
        return (this.list?.rows.length ?? 0) > 0;
    }

    get hasViews(): boolean {
        return (this.list?.views.length ?? 0) > 1;
    }

    get viewOptions(): { label: string; value: string }[] {
        return (this.list?.views ?? []).map(({ name, label }) => ({ label, value: name }));
    }

    handleView(event: CustomEvent<{ value: string }>): void {
        navigate({
            type: 'standard__objectPage',
            attributes: { objectApiName: this.objectName },
            state: { filterName: event.detail.value }
        });
    }

    handleSort(event: CustomEvent<Sorting>): void {
        this.sorting = event.detail;
        this.schedule(0);
    }

    handleMore(): void {
        this.rows += ROWS_AT_ONCE;
        this.schedule(0);
    }

    /** What is under way answers another question. */
    private startOver(): void {
        this.latest.forget();
        this.sorting = undefined;
        this.rows = ROWS_AT_ONCE;
        this.schedule(0);
    }

    private schedule(delay: number): void {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.load(), delay);
    }

    private async load(): Promise<void> {
        const counts = this.latest.ask();
        this.busy = 'true';
        try {
            const list = await getJson<ListView>(`list/${this.objectName}?${this.query()}`);
            if (!counts()) return;
            this.list = list;
            document.title = `${list.object.labelPlural} | ${this.context.app.label}`;
            this.problem = undefined;
        } catch (error) {
            if (counts()) this.problem = error instanceof Error ? error.message : String(error);
        } finally {
            if (counts()) this.busy = 'false';
        }
    }

    private query(): string {
        const { viewName, sorting, rows } = this;
        const query = new URLSearchParams({ rows: String(rows) });
        if (viewName) query.set('view', viewName);
        if (sorting) query.set('sort', sorting.path);
        if (sorting?.descending) query.set('descending', 'true');
        return query.toString();
    }
}
