import { LightningElement, api } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';
import { hasEnded } from 'c/billingFigures';
import { fill, formatDate, formatMoney, formatQuantity, type Item, type Subscription } from 'c/billingFormat';
import { dashboardUrl } from 'c/billingMoney';
import { discountWords, labels, notCountedWords, outlook, priceWords, statusPhrase, type Phrase } from 'c/billingWords';
import { collectionWords, pauseWords } from 'c/stripeWords';

interface ItemRow {
    recordId: string;
    name: string;
    priceId: string;
    terms: string;
    mrr: string;
}

export default class BillingSubscription extends NavigationMixin(LightningElement) {
    @api subscription!: Subscription;
    /** When the subscription was read: what is over, and what is to come. */
    @api readAt!: string;
    /** Name of the Stripe customer, where that says something. */
    @api owner?: string;

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

    get outlook(): Phrase | undefined {
        return outlook(this.subscription, this.readAt);
    }

    get outlookClass(): string {
        return `outlook outlook_${this.outlook?.tone ?? 'neutral'}`;
    }

    get mrr(): string {
        return formatMoney(this.subscription.mrr ?? 0, this.subscription.currencyCode);
    }

    /** What differs from the usual: a discount, a pause, a customer that is one of several, MRR that is not counted. */
    get notes(): string[] {
        const { discounts, pauseBehavior } = this.subscription;
        const notCounted = notCountedWords(this.subscription);
        return [...discountWords(discounts), ...(pauseBehavior ? [pauseWords(pauseBehavior)] : []), ...(notCounted ? [notCounted] : [])];
    }

    /** Since when, the period that is paid now, and how. */
    get term(): string {
        const { startedAt, currentPeriodStart, currentPeriodEnd, collectionMethod } = this.subscription;
        const period =
            currentPeriodStart && currentPeriodEnd ? fill(labels.period, formatDate(currentPeriodStart), formatDate(currentPeriodEnd)) : '';
        const current = hasEnded(this.subscription) ? [] : [period, collectionMethod ? collectionWords(collectionMethod) : ''];
        return [startedAt ? fill(labels.since, formatDate(startedAt)) : '', ...current].filter(Boolean).join(' · ');
    }

    get stripeUrl(): string | undefined {
        return dashboardUrl('subscriptions', this.subscription.subscriptionId, this.subscription.isLive === true);
    }

    get stripeLabel(): string {
        return fill(labels.openSubscription, this.subscription.subscriptionId);
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
