import { LightningElement, api } from 'lwc';
import { onChange } from 'platform/changes';
import { words } from 'platform/language';
import { Latest } from 'platform/latest';
import { getJson } from 'platform/server';
import type { Context, PageNode, RelatedList } from 'platform/model';

const QUIET_MS = 400;
const ROWS = 5;
const ROWS_AT_ONCE = 50;

/** One related list of a record. Follows what changes in the org. */
export default class RelatedListSingleContainer extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api context!: Context;
    /** From a page; `relationship` from the container of all lists. */
    @api node?: PageNode;
    @api relationship?: string;
    /** On a page of its own it shows what it has. */
    @api isPage = false;

    table: RelatedList | undefined;
    problem: string | undefined;
    words = words;
    showsAll = false;
    isHidden = false;

    private rows = ROWS_AT_ONCE;
    private readonly latest = new Latest();
    private timer: number | undefined;
    private unsubscribe: (() => void) | undefined;

    override connectedCallback(): void {
        this.showsAll = this.isPage;
        this.unsubscribe = onChange((changes) => {
            const prefix = this.table?.object.keyPrefix;
            if (!prefix || !changes.hasKind(prefix)) return;
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => void this.load(), QUIET_MS);
        });
        void this.load();
    }

    override disconnectedCallback(): void {
        this.unsubscribe?.();
        clearTimeout(this.timer);
        this.latest.forget();
    }

    get isShown(): boolean {
        return !this.isHidden;
    }

    get heading(): string {
        return `${this.table?.label ?? ''} (${this.table?.total ?? 0})`;
    }

    get hasRows(): boolean {
        return (this.table?.rows.length ?? 0) > 0;
    }

    get className(): string {
        return this.hasRows ? 'card' : 'card card_empty';
    }

    get canLoadMore(): boolean {
        return this.showsAll && this.table?.more === true;
    }

    get shown(): RelatedList | undefined {
        if (!this.table || this.showsAll) return this.table;
        return { ...this.table, rows: this.table.rows.slice(0, this.limit) };
    }

    get canToggle(): boolean {
        return !this.isPage && (this.table?.rows.length ?? 0) > this.limit;
    }

    get hasFoot(): boolean {
        return this.canToggle || this.canLoadMore;
    }

    get toggleLabel(): string {
        return this.showsAll ? words.showFewer : words.viewAll(this.table?.total ?? 0);
    }

    handleToggle(): void {
        this.showsAll = !this.showsAll;
    }

    handleMore(): void {
        this.rows += ROWS_AT_ONCE;
        void this.load();
    }

    private get limit(): number {
        return Number(this.node?.properties['rowsToDisplay'] ?? ROWS);
    }

    private async load(): Promise<void> {
        const name = this.relationship ?? String(this.node?.properties['relatedListApiName']);
        const counts = this.latest.ask();
        try {
            const list = await getJson<RelatedList | { hidden: true }>(`related/${this.recordId}/${name}?rows=${this.rows}`);
            if (!counts()) return;
            this.isHidden = 'hidden' in list;
            this.table = 'hidden' in list ? undefined : list;
            this.problem = undefined;
        } catch (error) {
            if (counts()) this.problem = error instanceof Error ? error.message : String(error);
        }
    }
}
