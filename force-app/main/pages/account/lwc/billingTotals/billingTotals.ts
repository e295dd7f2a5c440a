import { LightningElement, api } from 'lwc';
import { fill, formatChange, formatDate, formatDay, formatMoney, formatMonth, formatSum, type Panel } from 'c/billingFormat';
import { changeWithin, headline, nextRenewal, openBalances } from 'c/billingFigures';
import { knownMonths } from 'c/billingMonths';
import { labels } from 'c/billingWords';
import type { FigureTile } from 'c/figureTiles';

const CHANGE_DAYS = 30;
const TREND_MONTHS = 12;

/** Headline figures: MRR with its trend, ARR, what is open, what renews next. */
export default class BillingTotals extends LightningElement {
    @api panel!: Panel;

    get tiles(): FigureTile[] {
        return [this.mrr, this.arr, ...this.balance, this.renewal];
    }

    private get mrr(): FigureTile {
        const { since } = this.panel;
        const tile = this.money('mrr', labels.mrr, labels.mrrLong);
        const notes = [...(tile.notes ?? []), ...(since ? [fill(labels.customerSince, formatMonth(since.slice(0, 10)))] : [])];
        const { series } = this;
        return { ...tile, ...this.change, notes, ...(series.length > 1 ? { series } : {}) };
    }

    private get arr(): FigureTile {
        return this.money('arr', labels.arr, labels.arrLong);
    }

    /** One figure where one is enough, else the amounts of all currencies: first those that there are. */
    private money(name: 'mrr' | 'arr', label: string, about: string): FigureTile {
        const totals = [...this.panel.totals].sort((left, right) => Number(right.mrr !== 0) - Number(left.mrr !== 0));
        const text = (total: Panel['totals'][number]): string => formatMoney(total[name], total.currencyCode);
        const total = headline(this.panel);
        const amounts = totals.map(text);
        if (!total) return { name, label, about, value: amounts[0] ?? formatMoney(0, ''), notes: amounts.slice(1) };
        const notes =
            totals.length > 1
                ? [fill(labels.consolidated, formatSum(totals.map((each) => ({ amount: each[name], currencyCode: each.currencyCode }))))]
                : [];
        return { name, label, about, value: text(total), notes };
    }

    private get change(): Pick<FigureTile, 'change'> {
        const about = fill(labels.changeAbout, CHANGE_DAYS);
        const changes = changeWithin(this.panel, CHANGE_DAYS);
        if (!changes) return { change: { text: labels.changeUnknown, about } };
        const moved = changes.filter(({ amount }) => amount !== 0);
        if (moved.length === 0) return {};
        const text = fill(
            labels.change,
            moved.map(({ amount, currencyCode }) => formatChange(amount, currencyCode)).join(', '),
            CHANGE_DAYS
        );
        const isUp = moved.every(({ amount }) => amount > 0);
        const isDown = moved.every(({ amount }) => amount < 0);
        return { change: { text, about, ...(isUp ? { tone: 'up' } : isDown ? { tone: 'down' } : {}) } };
    }

    /** Months are known in the currencies of the ledger alone. */
    private get series(): number[] {
        const [total, ...others] = this.panel.totals;
        if (!total || others.length > 0) return [];
        return knownMonths(this.panel, total.currencyCode)
            .slice(-TREND_MONTHS)
            .map(({ closing }) => closing);
    }

    /** As the customer sees it, by currency; zero where nothing is open. */
    private get balance(): FigureTile[] {
        const { health } = this.panel;
        if (!health) return [];
        const amounts = openBalances(health.openBalances);
        const lines = amounts.length > 0 ? amounts : [{ amount: health.openBalance ?? 0, currencyCode: health.currencyCode }];
        const [value = '', ...others] = lines.map(({ amount, currencyCode }) => formatMoney(amount, currencyCode));
        const since = health.delinquentSince;
        const isOpen = lines.some(({ amount }) => amount > 0);
        return [
            {
                name: 'balance',
                label: labels.openBalance,
                about: labels.openBalanceAbout,
                value,
                notes: [...others, ...(since ? [fill(labels.delinquentSince, formatDay(since))] : [])],
                ...(since ? { tone: 'bad' } : isOpen ? { tone: 'open' } : {})
            }
        ];
    }

    private get renewal(): FigureTile {
        const instant = nextRenewal(this.panel);
        return {
            name: 'renewal',
            label: labels.nextRenewal,
            about: labels.nextRenewalAbout,
            value: instant ? formatDate(instant) : labels.noRenewal
        };
    }
}
