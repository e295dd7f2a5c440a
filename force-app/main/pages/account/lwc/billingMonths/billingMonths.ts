import type { MonthChange, Panel } from 'c/billingFormat';
import { CHANGES, TYPES_OF, type MonthLine } from 'c/mrrModel';

/**
 * The months of one currency with what moved MRR in each, oldest first, found by taking the changes back from today's
 * figure. Only whole months from `firstMonth` on are known.
 */
export function monthLines(
    changes: readonly MonthChange[],
    { currencyCode, closing, firstMonth, lastMonth }: { currencyCode: string; closing: number; firstMonth: string; lastMonth: string }
): MonthLine[] {
    const lines: MonthLine[] = [];
    let level = closing;
    for (let month = lastMonth; month >= firstMonth; month = monthBefore(month)) {
        const line = lineOf(
            month,
            level,
            changes.filter((change) => change.month === month && change.currencyCode === currencyCode)
        );
        lines.unshift(line);
        level = line.opening;
    }
    return lines;
}

/** All known months of an account in one currency; where the ledger is known whole, the empty month before it too. */
export function knownMonths({ totals, changes, firstMonth, lastMonth, hasOlderMonths }: Panel, currencyCode: string): MonthLine[] {
    if (!firstMonth || !lastMonth) return [];
    const closing = totals.find((total) => total.currencyCode === currencyCode)?.mrr ?? 0;
    const begin = hasOlderMonths ? firstMonth : monthBefore(firstMonth);
    return monthLines(changes, { currencyCode, closing, firstMonth: begin, lastMonth });
}

/** Without the months before anything happened, of which one stays to begin with. */
export function sinceBeginning(lines: readonly MonthLine[]): MonthLine[] {
    const first = lines.findIndex((line) => line.opening !== 0 || line.closing !== 0 || CHANGES.some((name) => line[name] !== 0));
    return first < 0 ? [] : lines.slice(Math.max(first - 1, 0));
}

function lineOf(month: string, closing: number, changes: readonly MonthChange[]): MonthLine {
    const line: MonthLine = {
        month,
        opening: 0,
        started: 0,
        expansion: 0,
        reactivation: 0,
        contraction: 0,
        churn: 0,
        fx: 0,
        corrections: 0,
        closing,
        customersOpening: 0,
        customersWon: 0,
        customersLost: 0,
        customersClosing: 0
    };
    for (const name of CHANGES) {
        line[name] = exact(
            changes.filter(({ movementType }) => TYPES_OF[name].includes(movementType)).reduce((sum, { delta }) => sum + delta, 0)
        );
    }
    line.opening = exact(CHANGES.reduce((level, name) => level - line[name], closing));
    return line;
}

function monthBefore(month: string): string {
    const date = new Date(month);
    date.setUTCMonth(date.getUTCMonth() - 1);
    return date.toISOString().slice(0, 10);
}

/** Nothing of a sum that is finer than any currency's smallest coin is real. */
function exact(amount: number): number {
    return Math.round(amount * 1000) / 1000;
}
