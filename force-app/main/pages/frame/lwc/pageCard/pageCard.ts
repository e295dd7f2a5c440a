import { LightningElement, api } from 'lwc';
import helpWith from '@salesforce/label/c.Page_Help';
import { fill } from 'c/billingFormat';
import { filteredBy, type Filter } from 'c/pageFilters';

/** A part of a page: heading, explanation, content. Fires `filter` with name and value. The slot `actions` stands at the end of the heading. */
export default class PageCard extends LightningElement {
    @api heading = '';
    @api about?: string;
    @api filter?: Filter;

    /** A page has many of these buttons: each says what it explains. */
    get aboutName(): string {
        return fill(helpWith, this.heading);
    }

    handleFilter(event: CustomEvent<{ value: string }>): void {
        this.dispatchEvent(new CustomEvent('filter', { detail: filteredBy(this.filter?.name ?? '', event.detail.value) }));
    }
}
