import { LightningElement, api } from 'lwc';
import { filteredBy, type Filter } from 'c/pageFilters';

interface ShownFilter extends Filter {
    isSearch: boolean;
    boxClass: string;
}

/** Filters side by side, or below each other where there is little room. Fires `filter` with name and value (empty for everything). */
export default class FilterBar extends LightningElement {
    @api filters: Filter[] = [];

    get shownFilters(): ShownFilter[] {
        return this.filters.map((filter) => {
            const isSearch = !filter.options;
            return { ...filter, isSearch, boxClass: isSearch ? 'filter filter_search' : 'filter' };
        });
    }

    handleFilter(event: CustomEvent<{ value: string }>): void {
        const { filter = '' } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('filter', { detail: filteredBy(filter, event.detail.value) }));
    }
}
