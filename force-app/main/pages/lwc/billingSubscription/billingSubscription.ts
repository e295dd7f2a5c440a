import { LightningElement, api } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';
import { hasEnded } from 'c/billingFigures';
import { fill, formatDate, formatMoney, formatQuantity, type Item, type Subscription } from 'c/billingFormat';
import { labels, outlook, priceWords, statusPhrase, type Phrase } from 'c/billingWords';

interface ItemRow {
    recordId: string;
    name: string;
    priceId: string;
    terms: string;
    mrr: string;
}

export default class BillingSubscription extends NavigationMixin(LightningElement) {
    @api subscription!: Subscription;

    labels = labels;
    url = '';

    override connectedCallback(): void {
        const show = (url: string): void => {
            this.url = url;
        };
        const showNone = (): void => {
            this.url = '';
        };
        this[NavigationMixin.GenerateUrl](this.page).then(show, showNone);
    }

    get status(): Phrase {
        return statusPhrase(this.subscription.status);
    }

    get badgeClass(): string {
        return `badge badge_${this.status.tone}`;
    }

    get outlook(): Phrase | undefined {
        return outlook(this.subscription);
    }

    get outlookClass(): string {
        return `outlook outlook_${this.outlook?.tone ?? 'neutral'}`;
    }

    get mrr(): string {
        return formatMoney(this.subscription.mrr ?? 0, this.subscription.currencyCode);
    }

    /** Since when, and the period that is paid now. */
    get term(): string {
        const { startedAt, currentPeriodStart, currentPeriodEnd } = this.subscription;
        const period =
            currentPeriodStart && currentPeriodEnd ? fill(labels.period, formatDate(currentPeriodStart), formatDate(currentPeriodEnd)) : '';
        return [startedAt ? fill(labels.since, formatDate(startedAt)) : '', hasEnded(this.subscription) ? '' : period]
            .filter(Boolean)
            .join(' · ');
    }

    get hasItems(): boolean {
        return this.subscription.items.length > 0;
    }

    get items(): ItemRow[] {
        return this.subscription.items.map((item) => this.row(item));
    }

    handleOpen(event: MouseEvent): void {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this[NavigationMixin.Navigate](this.page);
    }

    private get page(): PageReference {
        return { type: 'standard__recordPage', attributes: { recordId: this.subscription.recordId, actionName: 'view' } };
    }

    private row(item: Item): ItemRow {
        const { currencyCode } = this.subscription;
        const price = priceWords(item, currencyCode);
        return {
            recordId: item.recordId,
            name: item.priceName ?? item.priceId ?? '',
            priceId: item.priceId ?? '',
            terms: item.quantity === undefined || item.quantity === null ? price : `${formatQuantity(item.quantity)} × ${price}`,
            mrr: formatMoney(item.mrr ?? 0, currencyCode)
        };
    }
}
