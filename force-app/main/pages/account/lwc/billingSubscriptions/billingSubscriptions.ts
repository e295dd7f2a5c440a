import { LightningElement, api } from 'lwc';
import { hasEnded } from 'c/billingFigures';
import { fill, formatQuantity, type Panel, type Subscription } from 'c/billingFormat';
import { labels, statusPhrase } from 'c/billingWords';

interface Option {
    value: string;
    label: string;
}

const SHOWN = 4;
const MORE = 25;
/** From so many on one searches rather than reads. */
const SEARCHED_FROM = 8;
/** A combobox takes an empty value for no choice. */
const EVERY_CURRENCY = '*';

/** The subscriptions of an account: the largest first, the rest on demand, found by text or currency where there are many. */
export default class BillingSubscriptions extends LightningElement {
    @api panel!: Panel;

    labels = labels;
    limit = SHOWN;
    showsEnded = false;
    text = '';
    chosenCurrency = EVERY_CURRENCY;

    get isEmpty(): boolean {
        return this.panel.subscriptions.length === 0;
    }

    get hasFilters(): boolean {
        return this.panel.subscriptions.length >= SEARCHED_FROM;
    }

    get hasSeveralCurrencies(): boolean {
        return this.currencies.length > 1;
    }

    get currencyCode(): string {
        return this.currencies.includes(this.chosenCurrency) ? this.chosenCurrency : EVERY_CURRENCY;
    }

    get currencyOptions(): Option[] {
        const listed = this.listed;
        const count = (code: string): number => listed.filter(({ currencyCode }) => currencyCode === code).length;
        return [
            { value: EVERY_CURRENCY, label: labels.allCurrencies },
            ...this.currencies.map((code) => ({ value: code, label: fill(labels.currencyCount, code, formatQuantity(count(code))) }))
        ];
    }

    get found(): Subscription[] {
        const words = this.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
        const { currencyCode } = this;
        return this.listed.filter((subscription) => {
            if (currencyCode !== EVERY_CURRENCY && subscription.currencyCode !== currencyCode) return false;
            const text = this.textOf(subscription);
            return words.every((word) => text.includes(word));
        });
    }

    get shown(): Subscription[] {
        return this.found.slice(0, this.limit);
    }

    get foundNothing(): boolean {
        return !this.isEmpty && this.found.length === 0;
    }

    /** Read aloud when a search finds more or less. */
    get countText(): string {
        const { found, shown } = this;
        return found.length > SHOWN || this.text ? fill(labels.shownOf, formatQuantity(shown.length), formatQuantity(found.length)) : '';
    }

    get canShowMore(): boolean {
        return this.found.length > this.limit;
    }

    get moreLabel(): string {
        return fill(labels.showMore, Math.min(MORE, this.found.length - this.limit));
    }

    get canShowAll(): boolean {
        return this.found.length > this.limit + MORE;
    }

    get allLabel(): string {
        return fill(labels.showAll, this.found.length);
    }

    get canShowFewer(): boolean {
        return this.limit > SHOWN && this.found.length > SHOWN;
    }

    /** Ended subscriptions are put aside only where others remain. */
    get canToggleEnded(): boolean {
        const ended = this.endedCount;
        return ended > 0 && ended < this.panel.subscriptions.length;
    }

    get endedToggleLabel(): string {
        return this.showsEnded ? labels.hideEnded : fill(labels.showEnded, this.endedCount);
    }

    get notReadText(): string | undefined {
        const { hasMoreSubscriptions, subscriptions } = this.panel;
        return hasMoreSubscriptions ? fill(labels.moreSubscriptions, subscriptions.length) : undefined;
    }

    /** Whose it is, where the account has several customers. */
    get owners(): Record<string, string> {
        const { customers } = this.panel;
        if (customers.length < 2) return {};
        return Object.fromEntries(customers.map(({ recordId, name, email, customerId }) => [recordId, name ?? email ?? customerId]));
    }

    get rows(): { subscription: Subscription; owner: string | undefined }[] {
        const { owners } = this;
        return this.shown.map((subscription) => ({ subscription, owner: owners[subscription.customer ?? ''] }));
    }

    handleFind(event: CustomEvent<{ value: string }>): void {
        this.text = event.detail.value;
        this.limit = SHOWN;
    }

    handleCurrency(event: CustomEvent<{ value: string }>): void {
        this.chosenCurrency = event.detail.value;
        this.limit = SHOWN;
    }

    handleToggleEnded(): void {
        this.showsEnded = !this.showsEnded;
    }

    handleMore(): void {
        this.limit += MORE;
    }

    handleAll(): void {
        this.limit = this.found.length;
    }

    handleFewer(): void {
        this.limit = SHOWN;
    }

    private get listed(): Subscription[] {
        const all = this.panel.subscriptions;
        return this.showsEnded || !this.canToggleEnded ? all : all.filter((subscription) => !hasEnded(subscription));
    }

    private get endedCount(): number {
        return this.panel.subscriptions.filter(hasEnded).length;
    }

    private get currencies(): string[] {
        return [...new Set(this.panel.subscriptions.map(({ currencyCode }) => currencyCode))].sort();
    }

    private textOf({ subscriptionId, status, customer, items }: Subscription): string {
        const prices = items.flatMap(({ priceName, priceId }) => [priceName, priceId]);
        return [subscriptionId, statusPhrase(status).text, this.owners[customer ?? ''], ...prices].join(' ').toLocaleLowerCase();
    }
}
