import { instantOf, localMilliseconds } from '../apex/runtime/values/zone.ts';

/**
 * Schedules of System.schedule: `Seconds Minutes Hours Day_of_month Month Day_of_week Optional_year`
 * (Apex Developer Guide, "Using the System.schedule Method"). Seconds and minutes are single numbers; the rest know
 * `, - * /`, the days `?`, `L`, `W` and `#`.
 */
export class CronExpression {
    private readonly second: number;
    private readonly minute: number;
    private readonly hours: ReadonlySet<number>;
    private readonly months: ReadonlySet<number>;
    private readonly years: ReadonlySet<number> | null;
    private readonly matchesDay: DayTest;

    private constructor(parts: readonly string[]) {
        const [seconds = '', minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = '*'] = parts;
        this.second = single(seconds, 59, 'Seconds and minutes must be specified as integers');
        this.minute = single(minutes, 59, 'Seconds and minutes must be specified as integers');
        this.hours = values(hours, 0, 23, []);
        this.months = values(month, 1, 12, MONTHS);
        this.years = year === '*' || year === '?' ? null : values(year, 1970, 2099, []);
        if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
            throw new CronError('Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
        }
        this.matchesDay = dayOfWeek === '?' ? dayOfMonthTest(dayOfMonth) : dayOfWeekTest(dayOfWeek);
    }

    static parse(text: string): CronExpression {
        const parts = text.trim().toUpperCase().split(/\s+/);
        if (parts.length < 6 || parts.length > 7) throw new CronError('Unexpected end of expression.');
        return new CronExpression(parts);
    }

    /** The first instant after the given one, on the clocks of the zone; null where there is none before the year 2100. */
    next(after: number, zone: string): number | null {
        const start = new Date(localMilliseconds(zone, after));
        for (let offset = 0; offset < 366 * 80; offset++) {
            const day = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + offset));
            if (!this.matchesDate(day)) continue;
            for (const hour of [...this.hours].sort((a, b) => a - b)) {
                const local = day.getTime() + ((hour * 60 + this.minute) * 60 + this.second) * 1000;
                const instant = instantOf(zone, local);
                if (instant > after) return instant;
            }
        }
        return null;
    }

    private matchesDate(day: Date): boolean {
        if (!this.months.has(day.getUTCMonth() + 1)) return false;
        if (this.years && !this.years.has(day.getUTCFullYear())) return false;
        return this.matchesDay(day);
    }
}

export class CronError extends Error {}

type DayTest = (day: Date) => boolean;

const MONTHS = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** 1 is Sunday. */
const WEEKDAYS = ['', 'SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function single(text: string, maximum: number, problem: string): number {
    if (!/^\d+$/.test(text) || Number(text) > maximum) throw new CronError(problem);
    return Number(text);
}

function values(text: string, minimum: number, maximum: number, names: readonly string[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const part of text.split(',')) {
        const [range = '', step] = part.split('/');
        const [from = '', to] = range.split('-');
        const everything = from === '*' || from === '?';
        const first = everything ? minimum : numberOf(from, minimum, maximum, names);
        const last = to !== undefined ? numberOf(to, minimum, maximum, names) : everything || step !== undefined ? maximum : first;
        const by = step === undefined ? 1 : single(step, maximum, `Invalid increment: ${step}`);
        if (by === 0) throw new CronError(`Invalid increment: ${step}`);
        for (let value = first; value <= last; value += by) found.add(value);
    }
    return found;
}

function numberOf(text: string, minimum: number, maximum: number, names: readonly string[]): number {
    const named = names.indexOf(text);
    const value = named > 0 ? named : Number(text);
    if (!Number.isInteger(value) || text === '' || value < minimum || value > maximum)
        throw new CronError(`Illegal cron expression format (${text})`);
    return value;
}

function dayOfMonthTest(text: string): DayTest {
    if (text === 'L') return (day) => day.getUTCDate() === lastDayOf(day);
    if (text === 'LW') return (day) => day.getUTCDate() === nearestWeekday(day, lastDayOf(day));
    const weekday = /^(\d+)W$/.exec(text);
    if (weekday) return (day) => day.getUTCDate() === nearestWeekday(day, Number(weekday[1]));
    const days = values(text, 1, 31, []);
    return (day) => days.has(day.getUTCDate());
}

function dayOfWeekTest(text: string): DayTest {
    const last = /^(\w+?)L$/.exec(text);
    if (last && text !== 'L') {
        const weekday = numberOf(last[1]!, 1, 7, WEEKDAYS);
        return (day) => day.getUTCDay() + 1 === weekday && day.getUTCDate() > lastDayOf(day) - 7;
    }
    if (text === 'L') return (day) => day.getUTCDay() === 6;
    const nth = /^(\w+)#([1-5])$/.exec(text);
    if (nth) {
        const weekday = numberOf(nth[1]!, 1, 7, WEEKDAYS);
        return (day) => day.getUTCDay() + 1 === weekday && Math.ceil(day.getUTCDate() / 7) === Number(nth[2]);
    }
    const days = values(text, 1, 7, WEEKDAYS);
    return (day) => days.has(day.getUTCDay() + 1);
}

function lastDayOf(day: Date): number {
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The weekday nearest to a date, within its month. */
function nearestWeekday(day: Date, date: number): number {
    const wanted = Math.min(date, lastDayOf(day));
    const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), wanted)).getUTCDay();
    if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
    if (weekday === 0) return wanted < lastDayOf(day) ? wanted + 1 : wanted - 2;
    return wanted;
}
