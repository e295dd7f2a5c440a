import { evaluate, type Definition, type Values } from './definitions.ts';
import { fraction, over, plus, times, type Fraction } from './fractions.ts';
import { CURRENCIES, SOURCES, type Ledger } from './ledgers.ts';
import { monthAt, type Month } from './months.ts';
import type { LedgerRow } from './rows.ts';

/** What moved MRR in some time, in whole units of `UNITS`; losses are negative. */
export interface Moved {
    opening: bigint;
    started: bigint;
    expansion: bigint;
    reactivation: bigint;
    contraction: bigint;
    churn: bigint;
    fx: bigint;
    corrections: bigint;
    closing: bigint;
    customersOpening: number;
    customersWon: number;
    customersLost: number;
    customersClosing: number;
}

const CHANGES = ['started', 'expansion', 'reactivation', 'contraction', 'churn', 'fx', 'corrections'] as const;

/** All three currencies of the tests count in hundredths. */
export const UNITS = 100n;

const CHANGE_OF: Readonly<Record<string, (typeof CHANGES)[number]>> = {
    New: 'started',
    Expansion: 'expansion',
    Reactivation: 'reactivation',
    Contraction: 'contraction',
    Churn: 'churn',
    FX: 'fx',
    Opening: 'corrections',
    Restatement: 'corrections'
};

/** The rows that count for what somebody asks for, and what counts of each. */
export class Books {
    readonly rows: readonly LedgerRow[];
    private readonly ledger: Ledger;

    constructor(rows: readonly LedgerRow[], ledger: Ledger, only: (row: LedgerRow) => boolean = () => true) {
        this.ledger = ledger;
        const { source, currency } = ledger;
        this.rows = rows.filter(
            (row) => (source < 0 || row.source === SOURCES[source]) && (currency < 0 || row.currency === CURRENCIES[currency]) && only(row)
        );
    }

    amountOf({ delta, converted }: LedgerRow): bigint {
        return this.ledger.currency < 0 ? (converted ?? 0n) : delta;
    }

    monthOf({ at }: LedgerRow): Month {
        return monthAt(at, this.ledger.zone);
    }

    /** From the first of these months to the last, both included. */
    moved(first: Month, last: Month): Moved {
        const before = this.rows.filter((row) => this.monthOf(row) < first);
        const within = this.rows.filter((row) => this.monthOf(row) >= first && this.monthOf(row) <= last);
        const opening = this.sum(before);
        const changes = Object.fromEntries(CHANGES.map((name) => [name, this.sum(within.filter(({ type }) => CHANGE_OF[type] === name))]));
        const customersOpening = paying(before).size;
        const customersClosing = paying([...before, ...within]).size;
        const customersLost = within.filter(({ type }) => type === 'Churn').length;
        return {
            opening,
            ...(changes as Pick<Moved, (typeof CHANGES)[number]>),
            closing: opening + this.sum(within),
            customersOpening,
            customersWon: customersClosing - customersOpening + customersLost,
            customersLost,
            customersClosing
        };
    }

    sum(rows: readonly LedgerRow[]): bigint {
        return rows.reduce((sum, row) => sum + this.amountOf(row), 0n);
    }

    /** Those who first paid in that month, with what is left of them at the end of each month until the last one. */
    cohort(month: Month, last: Month): { mrr: bigint; customers: number }[] {
        const starts = new Map<string, Month>();
        for (const row of this.rows) if (row.after > 0n && !starts.has(keyOf(row))) starts.set(keyOf(row), this.monthOf(row));
        const rows = this.rows.filter((row) => starts.get(keyOf(row)) === month);
        if (rows.length === 0) return [];
        return Array.from({ length: last - month + 1 }, (_unused, age) => {
            const until = rows.filter((row) => this.monthOf(row) <= month + age);
            return { mrr: this.sum(until), customers: paying(until).size };
        });
    }
}

function keyOf({ customer, currency }: LedgerRow): string {
    return `${customer} ${currency}`;
}

/** Whose balance is above nothing after these rows, which are in order. */
function paying(rows: readonly LedgerRow[]): Set<string> {
    const last = new Map(rows.map((row) => [keyOf(row), row.after]));
    return new Set([...last].filter(([, balance]) => balance > 0n).map(([key]) => key));
}

/** By the names that formulas use. */
export function valuesOf(moved: Moved): Values {
    const money = (units: bigint): Fraction => fraction(units, UNITS);
    return {
        opening: money(moved.opening),
        started: money(moved.started),
        expansion: money(moved.expansion),
        reactivation: money(moved.reactivation),
        contraction: money(-moved.contraction),
        churn: money(-moved.churn),
        fx: money(moved.fx),
        corrections: money(moved.corrections),
        closing: money(moved.closing),
        customersOpening: fraction(moved.customersOpening),
        customersWon: fraction(moved.customersWon),
        customersLost: fraction(moved.customersLost),
        customersClosing: fraction(moved.customersClosing)
    };
}

export function figureOf(definition: Definition, moved: Moved): Fraction | null {
    const value = evaluate(definition.formula, valuesOf(moved));
    return value && definition.neverBelowZero && value.top < 0n ? fraction(0n) : value;
}

/** Rates of months put together as the definition says; months without a rate do not count. */
export function together(way: 'product' | 'average', rates: readonly (Fraction | null)[]): Fraction | null {
    const known = rates.filter((rate) => rate !== null);
    if (known.length === 0) return null;
    return way === 'product' ? known.reduce(times) : over(known.reduce(plus), fraction(known.length));
}
