import { LightningElement, api } from 'lwc';
import type { Filter, Filtered } from 'c/pageFilters';

/** A button of the page, shown as an icon. */
export interface PageButton {
    name: string;
    icon: string;
    label: string;
    isDisabled?: boolean;
}

/** What stands in the place of content. */
export interface PageState {
    /** loading, error, or a name of one's own. */
    name: string;
    heading: string;
    text?: string;
    icon?: string;
    /** Of a button that fires `retry`. */
    action?: string;
}

/**
 * The frame of an app page: heading, filters, buttons, warnings, and either a state or the content. Fires `filter` with
 * name and value (empty for everything), `press` with the name of a button, `retry` for the button of a state. The slot
 * `note` stands beside the heading.
 */
export default class PageFrame extends LightningElement {
    @api heading = '';
    @api filters: Filter[] = [];
    @api buttons: PageButton[] = [];
    /** Of content that is shown all the same. */
    @api warnings: string[] = [];
    @api state?: PageState;
    @api isBusy = false;

    get busyText(): string {
        return String(this.isBusy);
    }

    get hasTools(): boolean {
        return this.filters.length + this.buttons.length > 0;
    }

    get hasFilters(): boolean {
        return this.filters.length > 0;
    }

    handleFilter(event: CustomEvent<Filtered>): void {
        this.dispatchEvent(new CustomEvent('filter', { detail: event.detail }));
    }

    handlePress(event: Event): void {
        const { action } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('press', { detail: { name: action } }));
    }

    handleRetry(): void {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
