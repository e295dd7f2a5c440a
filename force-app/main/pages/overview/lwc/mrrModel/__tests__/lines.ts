import type { MonthLine } from 'c/mrrModel';

const NOTHING: MonthLine = {
    opening: 0,
    started: 0,
    expansion: 0,
    reactivation: 0,
    contraction: 0,
    churn: 0,
    fx: 0,
    corrections: 0,
    closing: 0,
    customersOpening: 0,
    customersWon: 0,
    customersLost: 0,
    customersClosing: 0
};

/** A line of movements in which nothing happened but what is said. */
export const line = (values: Partial<MonthLine>): MonthLine => ({ ...NOTHING, ...values });

/** The line of the month that begins on that day. */
export const month = (day: string, values: Partial<MonthLine>): MonthLine => line({ month: day, ...values });
