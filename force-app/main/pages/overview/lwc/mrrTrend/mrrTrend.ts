import { LightningElement, api } from 'lwc';
import { fill, formatCompact, formatMonth, formatQuantity, formatRatio, formatWholeShare } from 'c/billingFormat';
import type { Point } from 'c/chartLine';
import { monthPoint } from 'c/monthPoints';
import type { Drill, Figure, MonthLine } from 'c/mrrModel';
import { figureName, figureText, labels } from 'c/mrrWords';
import type { Filter, Filtered } from 'c/pageFilters';

const FIRST_SHOWN = 'mrr';

/** A figure that one chooses, month by month. Fires `drill` with what is behind a point. */
export default class MrrTrend extends LightningElement {
    @api figures: Figure[] = [];
    @api months: MonthLine[] = [];
    @api currencyCode = '';

    labels = labels;
    chosen = FIRST_SHOWN;

    formatTick = (value: number): string => {
        switch (this.figure?.kind) {
            case 'share':
                return formatWholeShare(value);
            case 'ratio':
                return formatRatio(value);
            case 'count':
                return formatQuantity(value);
            default:
                return formatCompact(value, this.currencyCode);
        }
    };

    get figure(): Figure | undefined {
        return this.figures.find(({ name }) => name === this.chosen) ?? this.figures[0];
    }

    get name(): string {
        return figureName(this.figure?.name ?? FIRST_SHOWN);
    }

    get heading(): string {
        return fill(labels.trendTitle, this.name);
    }

    get filter(): Filter {
        const options = this.figures.map(({ name }) => ({ value: name, label: figureName(name) }));
        return { name: 'trend', label: labels.trendShow, options, value: this.figure?.name ?? FIRST_SHOWN };
    }

    get points(): Point[] {
        const { currencyCode, figure, months } = this;
        if (!figure) return [];
        return months.map(({ month }, index) => {
            const value = figure.series[index] ?? null;
            return monthPoint(month ?? '', value, figureText(figure.kind, value, currencyCode));
        });
    }

    get isRate(): boolean {
        return this.figure?.kind === 'share' || this.figure?.kind === 'ratio';
    }

    get isOpen(): boolean {
        return this.months.length > 1;
    }

    handleFilter(event: CustomEvent<Filtered>): void {
        this.chosen = event.detail.value;
    }

    handlePoint(event: CustomEvent<{ key: string }>): void {
        const { figure } = this;
        const { key } = event.detail;
        if (!figure) return;
        const time = figure.sinceBeginning ? {} : { fromMonth: key, movementTypes: figure.movementTypes };
        const detail: Drill = { heading: fill(labels.drillHeading, this.name, formatMonth(key)), filter: { ...time, toMonth: key } };
        this.dispatchEvent(new CustomEvent('drill', { detail }));
    }
}
