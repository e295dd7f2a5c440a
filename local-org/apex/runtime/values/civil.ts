/** Day counting of the proleptic Gregorian calendar, without time zones. Months count from 1. */

export const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1970-01-01; months and days out of range roll over into their neighbours. */
export function epochDayOf(year: number, month: number, day: number): number {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.floor(date.getTime() / MILLISECONDS_PER_DAY);
}

export function civilOf(epochDay: number): { year: number; month: number; day: number } {
    const date = new Date(epochDay * MILLISECONDS_PER_DAY);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function isLeapYear(year: number): boolean {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
    return epochDayOf(year, month + 1, 1) - epochDayOf(year, month, 1);
}

/** The same day of another month, or its last day where it is shorter. */
export function addMonths(year: number, month: number, day: number, months: number): { year: number; month: number; day: number } {
    const index = year * 12 + (month - 1) + months;
    const newYear = Math.floor(index / 12);
    const newMonth = index - newYear * 12 + 1;
    return { year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) };
}

export function padded(value: number, width: number): string {
    return value < 0 ? `-${String(-value).padStart(width, '0')}` : String(value).padStart(width, '0');
}
