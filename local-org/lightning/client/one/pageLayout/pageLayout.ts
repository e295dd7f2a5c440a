import { LightningElement, api } from 'lwc';
import type { Context, PageLayout as Layout, PageNode } from 'platform/model';

interface Row {
    key: string;
    className: string;
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
            className: columns.some(({ beside }) => beside) ? 'row row_lines' : 'row',
            columns: columns.map(({ region, span, beside, nodes }) => ({
                region,
                nodes,
                className: `column column_${span}${beside ? ' column_beside' : ''}`
            }))
        }));
    }
}
