import { addMonths, civilOf, daysInMonth, epochDayOf, padded } from './civil.ts';
import { typeException } from './raise.ts';

/** A calendar date without a time or a zone. Immutable. */
export class ApexDate {
    /** Days since 1970-01-01. */
    readonly epochDay: number;
    readonly year: number;
    /** January is 1. */
    readonly month: number;
    readonly day: number;

    constructor(epochDay: number) {
        this.epochDay = epochDay;
        const { year, month, day } = civilOf(epochDay);
        this.year = year;
        this.month = month;
        this.day = day;
    }

    /** Months and days out of range roll over, as `Date.newInstance` does. */
    static of(year: number, month: number, day: number): ApexDate {
        return new ApexDate(epochDayOf(year, month, day));
    }

    /** 'YYYY-MM-DD', also followed by a time, which is dropped (`Date.valueOf`). */
    static parse(text: string): ApexDate {
        const match = /^(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
        if (!match) throw typeException(`Invalid date: ${text}`);
        const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
        if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw typeException(`Invalid date: ${text}`);
        return ApexDate.of(year, month, day);
    }

    addDays(days: number): ApexDate {
        return new ApexDate(this.epochDay + days);
    }

    addMonths(months: number): ApexDate {
        const { year, month, day } = addMonths(this.year, this.month, this.day, months);
        return ApexDate.of(year, month, day);
    }

    addYears(years: number): ApexDate {
        return this.addMonths(years * 12);
    }

    /** Days from this date to the other; negative where the other is earlier. */
    daysTo(other: ApexDate): number {
        return other.epochDay - this.epochDay;
    }

    /** Months from this date to the other; days do not count. */
    monthsTo(other: ApexDate): number {
        return (other.year - this.year) * 12 + other.month - this.month;
    }

    /** Monday is 1, Sunday is 7. */
    get dayOfWeek(): number {
        return ((((this.epochDay + 3) % 7) + 7) % 7) + 1;
    }

    get dayOfYear(): number {
        return this.epochDay - epochDayOf(this.year, 1, 1) + 1;
    }

    equals(other: ApexDate): boolean {
        return this.epochDay === other.epochDay;
    }

    /** YYYY-MM-DD */
    toString(): string {
        return `${padded(this.year, 4)}-${padded(this.month, 2)}-${padded(this.day, 2)}`;
    }
}
