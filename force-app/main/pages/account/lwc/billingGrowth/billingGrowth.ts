import { LightningElement, api } from 'lwc';
import { formatCompact, formatMoney, formatMonth, type Panel } from 'c/billingFormat';
import { knownMonths, sinceBeginning } from 'c/billingMonths';
import { labels } from 'c/billingWords';
import type { Point } from 'c/chartLine';
import type { Step } from 'c/chartWaterfall';
import { monthPoint } from 'c/monthPoints';
import { PERIODS, USUAL_PERIOD, whole, type MonthLine } from 'c/mrrModel';
import { labels as mrrLabels, periodName } from 'c/mrrWords';
import { waterfallSteps } from 'c/mrrWaterfall';

const ALL = 'all';
const CUSTOM = 'custom';

interface Option {
    value: string;
    label: string;
}

/** How MRR moved over a period that one chooses: a waterfall, and a line of its months. One currency at a time. */
export default class BillingGrowth extends LightningElement {
    @api panel!: Panel;

    labels = labels;
    mrrLabels = mrrLabels;
    period = String(USUAL_PERIOD);
    chosenCurrency = '';
    chosenFrom = '';
    chosenTo = '';

    formatTick = (value: number): string => formatCompact(value, this.currencyCode);

    get currencyCode(): string {
        const codes = this.currencyCodes;
        return codes.includes(this.chosenCurrency) ? this.chosenCurrency : (codes[0] ?? '');
    }

    get currencyOptions(): Option[] {
        return this.currencyCodes.map((code) => ({ value: code, label: code }));
    }

    get hasSeveralCurrencies(): boolean {
        return this.currencyCodes.length > 1;
    }

    get periodOptions(): Option[] {
        return [
            ...PERIODS.map((months) => ({ value: String(months), label: periodName(months) })),
            { value: ALL, label: labels.periodAll },
            { value: CUSTOM, label: labels.periodCustom }
        ];
    }

    get isCustom(): boolean {
        return this.period === CUSTOM;
    }

    /** Newest first: what one looks for is rarely the oldest. */
    get monthOptions(): Option[] {
        return this.allLines.map(({ month }) => ({ value: month ?? '', label: formatMonth(month ?? '') })).reverse();
    }

    get from(): string {
        return this.chosenFrom || (this.allLines[0]?.month ?? '');
    }

    get to(): string {
        return this.chosenTo || (this.allLines.at(-1)?.month ?? '');
    }

    get lines(): MonthLine[] {
        const all = this.allLines;
        if (this.period === ALL) return all;
        if (!this.isCustom) return all.slice(-Number(this.period));
        const [first, last] = [this.from, this.to].sort();
        return all.filter(({ month }) => (month ?? '') >= (first ?? '') && (month ?? '') <= (last ?? ''));
    }

    /** What did not happen has no bar; where nothing did, there is nothing to draw. */
    get steps(): Step[] {
        const line = whole(this.lines);
        const steps = line ? waterfallSteps(line, this.currencyCode) : [];
        return steps.some(({ amount }) => amount !== 0) ? steps.filter(({ amount, isTotal }) => isTotal || amount !== 0) : [];
    }

    get points(): Point[] {
        return sinceBeginning(this.lines).map(({ month, closing }) =>
            monthPoint(month ?? '', closing, formatMoney(closing, this.currencyCode))
        );
    }

    /** One month is no line. */
    get hasTrend(): boolean {
        return this.points.length > 1;
    }

    get chartsClass(): string {
        return this.hasTrend ? 'charts charts_pair' : 'charts';
    }

    get hasLines(): boolean {
        return this.steps.length > 0;
    }

    /** Where the ledger is too long to read all of the period. */
    get isCut(): boolean {
        const { hasOlderMonths } = this.panel;
        return hasOlderMonths && this.hasLines && !this.isCustom && !(this.lines.length >= Number(this.period));
    }

    handlePeriod(event: CustomEvent<{ value: string }>): void {
        this.period = event.detail.value;
    }

    handleFrom(event: CustomEvent<{ value: string }>): void {
        this.chosenFrom = event.detail.value;
    }

    handleTo(event: CustomEvent<{ value: string }>): void {
        this.chosenTo = event.detail.value;
    }

    handleCurrency(event: CustomEvent<{ value: string }>): void {
        this.chosenCurrency = event.detail.value;
    }

    private get allLines(): MonthLine[] {
        return knownMonths(this.panel, this.currencyCode);
    }

    /** Those in which something is earned or moved come first; among them, that in which most is earned. */
    private get currencyCodes(): string[] {
        const { totals, changes } = this.panel;
        const earns = new Set([...totals.filter(({ mrr }) => mrr !== 0), ...changes].map(({ currencyCode }) => currencyCode));
        const codes = [...new Set([...totals, ...changes].map(({ currencyCode }) => currencyCode))];
        return [...codes.filter((code) => earns.has(code)), ...codes.filter((code) => !earns.has(code))];
    }
}
