import { LightningElement, api } from 'lwc';
import type { Context, PageLayout as Layout, PageNode } from 'platform/model';

interface Row {
    key: string;
    columns: { region: string; className: string; nodes: PageNode[] }[];
}

/** The regions of a Lightning page, where its template puts them. */
export default class PageLayout extends LightningElement {
    @api page!: Layout;
    @api recordId?: string;
    @api objectApiName?: string;
    @api context!: Context;

    get rows(): Row[] {
        return this.page.rows.map((columns, index) => ({
            key: String(index),
            columns: columns.map(({ region, span, nodes }) => ({ region, nodes, className: `column column_${span}` }))
        }));
    }
}
