import { LightningElement, api } from 'lwc';
import { fill, formatChange, formatMoney, formatMonth, formatQuantity } from 'c/billingFormat';
import { changesOf, filterOf, type Drill, type MonthLine } from 'c/mrrModel';
import { changeName, labels } from 'c/mrrWords';

interface Column {
    key: string;
    label: string;
}

interface Cell {
    key: string;
    column: string;
    text: string;
    cellClass: string;
    className: string;
    label: string;
    isZero: boolean;
}

interface Row {
    key: string;
    heading: string;
    cells: Cell[];
}

const TOTAL = 'total';
const LEVELS = ['opening', 'closing'] as const;

/**
 * Movements by month, or by source: one line each, one column for each change. Fires `drill` with what is behind the
 * number that somebody chose.
 */
export default class MrrMonths extends LightningElement {
    @api lines: MonthLine[] = [];
    /** Everything together, below the lines. */
    @api total?: MonthLine;
    @api currencyCode = '';
    /** Heading of the first column. */
    @api heading = '';
    @api caption = '';
    /** The period, for the total and for lines that are no months. */
    @api fromMonth = '';
    @api toMonth = '';
    /** Labels of sources by name. */
    @api sourceNames: Record<string, string> = {};

    labels = labels;

    get columns(): Column[] {
        return [
            { key: 'opening', label: labels.opening },
            ...changesOf(this.lines).map((name) => ({ key: name, label: changeName(name) })),
            { key: 'closing', label: labels.closing },
            { key: 'customersClosing', label: labels.customers }
        ];
    }

    get rows(): Row[] {
        return this.lines.map((line) => this.row(line));
    }

    get totalRow(): Row | undefined {
        return this.total ? this.row(this.total) : undefined;
    }

    handleCell(event: Event): void {
        const { row, column } = (event.currentTarget as HTMLElement).dataset;
        const line = row === TOTAL ? this.total : this.lines.find((candidate) => keyOf(candidate) === row);
        if (!line || !column) return;
        const label = this.columns.find(({ key }) => key === column)?.label ?? '';
        const detail: Drill = {
            heading: fill(labels.drillHeading, label, this.headingOf(line)),
            filter: {
                ...filterOf(column, line.month ?? this.fromMonth, line.month ?? this.toMonth),
                ...(line.source ? { source: line.source } : {}),
                ...(line.currencyCode ? { currencyCode: line.currencyCode } : {})
            }
        };
        this.dispatchEvent(new CustomEvent('drill', { detail }));
    }

    private row(line: MonthLine): Row {
        const heading = this.headingOf(line);
        return {
            key: keyOf(line),
            heading,
            cells: this.columns.map(({ key, label }) => this.cell(line, key as keyof MonthLine, label, heading))
        };
    }

    private headingOf(line: MonthLine): string {
        if (keyOf(line) === TOTAL) return labels.together;
        if (line.month) return formatMonth(line.month);
        return this.sourceNames[line.source ?? ''] ?? keyOf(line);
    }

    private cell(line: MonthLine, key: keyof MonthLine, column: string, heading: string): Cell {
        const value = Number(line[key]);
        const isLevel = (LEVELS as readonly string[]).includes(key);
        const text = key === 'customersClosing' ? formatQuantity(value) : isLevel ? this.money(value) : this.change(value);
        const direction = isLevel || key === 'customersClosing' || value === 0 ? '' : value > 0 ? ' number_up' : ' number_down';
        const isZero = value === 0 && !isLevel && key !== 'customersClosing';
        return {
            key,
            column,
            text,
            cellClass: isZero ? 'cell cell_zero' : 'cell',
            className: `number${direction}${key === 'closing' ? ' number_closing' : ''}`,
            label: `${column}, ${heading}: ${text}`,
            isZero
        };
    }

    private money(value: number): string {
        return formatMoney(value, this.currencyCode);
    }

    private change(value: number): string {
        return formatChange(value, this.currencyCode);
    }
}

function keyOf(line: MonthLine): string {
    return line.month ?? line.source ?? line.currencyCode ?? TOTAL;
}
