import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../exceptions.ts';
import { epochDayOf, padded } from './civil.ts';
import type { ApexDate } from './date.ts';
import type { ApexDatetime } from './datetime.ts';
import type { ApexTime } from './time.ts';
import { offsetMinutes } from './zone.ts';

/** Formats by a pattern of Java's SimpleDateFormat, with English names. */
export function formatByPattern(datetime: ApexDatetime, pattern: string, zone: string): string {
    const moment: Moment = { datetime, zone, date: datetime.date(zone), time: datetime.time(zone) };
    let text = '';
    for (const [token] of pattern.matchAll(/'(?:[^']|'')*'|([a-zA-Z])\1*|[^a-zA-Z']+|'/g)) {
        if (token.startsWith("'")) text += quoted(token, pattern);
        else if (/^[a-zA-Z]/.test(token)) text += field(token[0]!, token.length, moment, pattern);
        else text += token;
    }
    return text;
}

interface Moment {
    readonly datetime: ApexDatetime;
    readonly zone: string;
    readonly date: ApexDate;
    readonly time: ApexTime;
}

function quoted(token: string, pattern: string): string {
    if (token === "'") throw badPattern(pattern);
    return token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'");
}

function badPattern(pattern: string): Error {
    return apexException('System.IllegalArgumentException', `Illegal pattern: ${pattern}`);
}

function field(letter: string, count: number, moment: Moment, pattern: string): string {
    const { date, time } = moment;
    switch (letter) {
        case 'G':
            return date.year > 0 ? 'AD' : 'BC';
        case 'y':
        case 'Y': {
            const year = letter === 'y' ? date.year : weekOf(date).year;
            return count === 2 ? padded(year % 100, 2) : padded(year, count);
        }
        case 'M':
        case 'L':
            return count > 2 ? name(moment, { month: count > 3 ? 'long' : 'short' }) : padded(date.month, count);
        case 'd':
            return padded(date.day, count);
        case 'D':
            return padded(date.dayOfYear, count);
        case 'F':
            return padded(Math.floor((date.day - 1) / 7) + 1, count);
        case 'E':
            return name(moment, { weekday: count > 3 ? 'long' : 'short' });
        case 'u':
            return padded(date.dayOfWeek, count);
        case 'w':
            return padded(weekOf(date).week, count);
        case 'W':
            return padded(Math.floor((date.day - 1 + (firstOfMonth(date).dayOfWeek % 7)) / 7) + 1, count);
        case 'a':
            return time.hour < 12 ? 'AM' : 'PM';
        case 'H':
            return padded(time.hour, count);
        case 'k':
            return padded(time.hour === 0 ? 24 : time.hour, count);
        case 'K':
            return padded(time.hour % 12, count);
        case 'h':
            return padded(time.hour % 12 === 0 ? 12 : time.hour % 12, count);
        case 'm':
            return padded(time.minute, count);
        case 's':
            return padded(time.second, count);
        case 'S':
            return padded(time.millisecond, count);
        case 'z':
            return zoneName(moment, count > 3 ? 'long' : 'short');
        case 'Z':
            return offset(moment, '');
        case 'X':
            return isoOffset(moment, count);
        default:
            throw badPattern(pattern);
    }
}

function name({ date }: Moment, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(date.epochDay * 86_400_000);
}

function firstOfMonth(date: ApexDate): ApexDate {
    return date.addDays(1 - date.day);
}

/** Weeks of the US: they begin on Sunday, and the week with January 1 is the first of its year. */
function weekOf(date: ApexDate): { year: number; week: number } {
    const saturday = date.addDays(6 - (date.dayOfWeek % 7));
    const newYear = epochDayOf(saturday.year, 1, 1);
    return { year: saturday.year, week: Math.floor((saturday.epochDay - newYear) / 7) + 1 };
}

function zoneName({ datetime, zone }: Moment, style: 'long' | 'short'): string {
    if (zone === 'GMT' || zone === 'UTC')
        return style === 'short' ? zone : zone === 'GMT' ? 'Greenwich Mean Time' : 'Coordinated Universal Time';
    for (const locale of REGIONS) {
        const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts(datetime.milliseconds);
        const name = parts.find((part) => part.type === 'timeZoneName')?.value;
        if (name && !/^GMT[+-]/.test(name)) return name;
    }
    throw new UnsupportedError(`the name of the time zone ${zone} in a date pattern`);
}

/** Java names zones everywhere alike (CET, IST); here a language of their region knows those names, and others only an offset. */
const REGIONS = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA'];

function offset({ datetime, zone }: Moment, separator: string): string {
    const minutes = offsetMinutes(zone, datetime.milliseconds);
    const magnitude = Math.abs(minutes);
    return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(magnitude / 60), 2)}${separator}${padded(magnitude % 60, 2)}`;
}

function isoOffset(moment: Moment, count: number): string {
    if (offsetMinutes(moment.zone, moment.datetime.milliseconds) === 0) return 'Z';
    if (count === 1) return offset(moment, '').slice(0, 3);
    return offset(moment, count === 2 ? '' : ':');
}
