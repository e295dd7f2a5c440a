import type { FieldInfo } from '../../schema/model.ts';

export const AGGREGATES: ReadonlySet<string> = new Set(['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM']);

/** Parts of a date (SOQL and SOSL Reference, "Date Functions"). All but DAY_ONLY give a number. */
export const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
    'CALENDAR_MONTH',
    'CALENDAR_QUARTER',
    'CALENDAR_YEAR',
    'DAY_IN_MONTH',
    'DAY_IN_WEEK',
    'DAY_IN_YEAR',
    'DAY_ONLY',
    'FISCAL_MONTH',
    'FISCAL_QUARTER',
    'FISCAL_YEAR',
    'HOUR_IN_DAY',
    'WEEK_IN_MONTH',
    'WEEK_IN_YEAR'
]);

/** Functions of SOQL that the local org refuses by name. */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set([
    'CONVERTCURRENCY',
    'CONVERTTIMEZONE',
    'DISTANCE',
    'FORMAT',
    'GEOLOCATION',
    'GROUPING'
]);

const MONTH = "CAST(strftime('%m', @) AS INTEGER)";
const DAY = "CAST(strftime('%d', @) AS INTEGER)";
const YEAR = "CAST(strftime('%Y', @) AS INTEGER)";
const DAY_OF_YEAR = "CAST(strftime('%j', @) AS INTEGER)";

/** '@' is the date as SQLite's date functions take it. The fiscal year of a local org is the calendar year. */
const PATTERNS: Readonly<Record<string, string>> = {
    CALENDAR_MONTH: MONTH,
    CALENDAR_QUARTER: `((${MONTH} + 2) / 3)`,
    CALENDAR_YEAR: YEAR,
    DAY_IN_MONTH: DAY,
    DAY_IN_WEEK: "(CAST(strftime('%w', @) AS INTEGER) + 1)",
    DAY_IN_YEAR: DAY_OF_YEAR,
    DAY_ONLY: "strftime('%Y-%m-%d', @)",
    FISCAL_MONTH: MONTH,
    FISCAL_QUARTER: `((${MONTH} + 2) / 3)`,
    FISCAL_YEAR: YEAR,
    HOUR_IN_DAY: "CAST(strftime('%H', @) AS INTEGER)",
    WEEK_IN_MONTH: `((${DAY} - 1) / 7 + 1)`,
    WEEK_IN_YEAR: `((${DAY_OF_YEAR} - 1) / 7 + 1)`
};

/** A date function over a column; `local` shifts an instant to the running user's time zone first. */
export function dateFunction(name: string, field: FieldInfo, column: string, local: boolean): string {
    const instant = local ? `user_time(${column})` : column;
    const argument = field.type === 'date' ? column : `${instant} / 1000, 'unixepoch'`;
    return PATTERNS[name]!.replaceAll('@', argument);
}
