import { LightningElement, api } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';

/** A link to a page of Salesforce: an address that can be opened in a new tab, and a click that stays in the app. */
export default class PageLink extends NavigationMixin(LightningElement) {
    @api label = '';
    /** What a screen reader says in place of the label, where that alone is too little. */
    @api description = '';

    url: string | undefined;

    private target: PageReference | undefined;

    @api
    get page(): PageReference | undefined {
        return this.target;
    }

    set page(page: PageReference | undefined) {
        this.target = page;
        if (this.isConnected) this.writeUrl();
    }

    override connectedCallback(): void {
        this.writeUrl();
    }

    get ariaText(): string | undefined {
        return this.description || undefined;
    }

    handleClick(event: MouseEvent): void {
        if (!this.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this[NavigationMixin.Navigate](this.target);
    }

    private writeUrl(): void {
        const { target } = this;
        if (!target) return;
        this[NavigationMixin.GenerateUrl](target).then(
            (url) => {
                if (this.target === target) this.url = url;
            },
            () => {
                this.url = undefined;
            }
        );
    }
}
