import { LightningElement, api } from 'lwc';
import { fill, formatChange, formatCompact, formatMonth, formatMonthName, formatYear } from 'c/billingFormat';
import type { Column, Series } from 'c/chartStack';
import { GROWTH, TYPES_OF, growthOf, type Drill, type MonthLine } from 'c/mrrModel';
import { changeName, figureName, labels } from 'c/mrrWords';

const GROWTH_FIGURE = 'growth';

/** What customers made of MRR month by month. Fires `drill` with what is behind a month. */
export default class MrrFlow extends LightningElement {
    /** Oldest first. */
    @api months: MonthLine[] = [];
    @api currencyCode = '';

    labels = labels;
    name = figureName(GROWTH_FIGURE);

    formatTick = (value: number): string => formatCompact(value, this.currencyCode);

    get series(): Series[] {
        return GROWTH.map((key) => ({ key, label: changeName(key) }));
    }

    get columns(): Column[] {
        return this.months.map((line) => {
            const day = line.month ?? '';
            const parts = GROWTH.filter((name) => line[name] !== 0).map((name) => `${changeName(name)} ${this.change(line[name])}`);
            return {
                key: day,
                label: formatMonth(day),
                name: formatMonthName(day),
                group: formatYear(day),
                amounts: GROWTH.map((name) => line[name]),
                text: this.change(growthOf(line)),
                parts: parts.length > 0 ? parts.join(' · ') : labels.noMovementsTitle
            };
        });
    }

    handleChoose(event: CustomEvent<{ key: string }>): void {
        const { key } = event.detail;
        const detail: Drill = {
            heading: fill(labels.drillHeading, this.name, formatMonth(key)),
            filter: { fromMonth: key, toMonth: key, movementTypes: GROWTH.flatMap((name) => TYPES_OF[name]) }
        };
        this.dispatchEvent(new CustomEvent('drill', { detail }));
    }

    private change(amount: number): string {
        return formatChange(amount, this.currencyCode);
    }
}
