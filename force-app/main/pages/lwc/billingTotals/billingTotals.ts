import { LightningElement, api } from 'lwc';
import { fill, formatChange, formatDate, formatDay, formatMoney, type Panel } from 'c/billingFormat';
import { changeWithin, headline, nextRenewal, openBalances } from 'c/billingFigures';
import { labels } from 'c/billingWords';

const CHANGE_DAYS = 30;

interface Line {
    text: string;
    className: string;
}

export default class BillingTotals extends LightningElement {
    @api panel!: Panel;

    labels = labels;

    get mrrLines(): string[] {
        const total = headline(this.panel);
        const totals = total ? [total] : this.panel.totals;
        return totals.map(({ mrr, currencyCode }) => formatMoney(mrr, currencyCode));
    }

    get arrLines(): string[] {
        const total = headline(this.panel);
        const totals = total ? [total] : this.panel.totals;
        return totals.map(({ arr, currencyCode }) => formatMoney(arr, currencyCode));
    }

    /** Where several currencies were added up: of what the figure is made. */
    get breakdown(): string | undefined {
        const { totals } = this.panel;
        if (totals.length < 2 || !headline(this.panel)) return undefined;
        const amounts = totals.map(({ mrr, currencyCode }) => formatMoney(mrr, currencyCode));
        return fill(labels.consolidated, amounts.join(' + '));
    }

    get changeTitle(): string {
        return fill(labels.change, CHANGE_DAYS);
    }

    get changeLines(): Line[] {
        const changes = changeWithin(this.panel, CHANGE_DAYS);
        if (!changes) return [{ text: labels.changeUnknown, className: 'value value_quiet' }];
        return changes.map(({ amount, currencyCode }) => ({
            text: formatChange(amount, currencyCode),
            className: amount > 0 ? 'value value_up' : amount < 0 ? 'value value_down' : 'value value_quiet'
        }));
    }

    get renewal(): string {
        const instant = nextRenewal(this.panel.subscriptions);
        return instant ? formatDate(instant) : labels.noRenewal;
    }

    get hasBalance(): boolean {
        return Boolean(this.panel.health);
    }

    /** As the customer sees it, by currency; zero where nothing is open. */
    get balanceLines(): Line[] {
        const { health } = this.panel;
        const amounts = openBalances(health?.openBalances);
        const lines = amounts.length > 0 ? amounts : [{ amount: health?.openBalance ?? 0, currencyCode: health?.currencyCode ?? '' }];
        const className = health?.delinquentSince ? 'value value_down' : 'value';
        return lines.map(({ amount, currencyCode }) => ({ text: formatMoney(amount, currencyCode), className }));
    }

    get overdueNote(): string {
        const since = this.panel.health?.delinquentSince;
        return since ? fill(labels.delinquentSince, formatDay(since)) : '';
    }
}
