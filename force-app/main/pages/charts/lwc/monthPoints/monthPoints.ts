import { formatMonth, formatMonthName, formatYear } from 'c/billingFormat';
import type { Point } from 'c/chartLine';

/** A month ('2026-11-01') as a point of a line, below which stands its name, and the year below the first of it. */
export function monthPoint(day: string, value: number | null, text: string): Point {
    return { key: day, label: formatMonth(day), name: formatMonthName(day), group: formatYear(day), value, text };
}
