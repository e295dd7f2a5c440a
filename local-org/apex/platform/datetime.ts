import { currentTransaction } from '../../automation/transaction.ts';
import { apexException } from '../runtime/exceptions.ts';
import { ApexDate } from '../runtime/values/date.ts';
import { formatByPattern } from '../runtime/values/date-pattern.ts';
import { ApexDatetime } from '../runtime/values/datetime.ts';
import { formatDatetime, formatDatetimeLong, parseLocalDate } from '../runtime/values/locale-format.ts';
import { nullArgument, typeException } from '../runtime/values/raise.ts';
import type { ApexTime } from '../runtime/values/time.ts';
import { isTimeZone, userTimeZone } from '../runtime/values/zone.ts';
import type { Behaviour } from './declare.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

const GMT = 'GMT';
const HOUR = 3_600_000;

/** Parts of an instant, each in the user's time zone and, with 'Gmt' behind the name, in GMT. */
const PARTS: Record<string, (datetime: ApexDatetime, zone: string) => unknown> = {
    'Date date': (datetime, zone) => datetime.date(zone),
    'Integer day': (datetime, zone) => datetime.date(zone).day,
    'Integer dayOfYear': (datetime, zone) => datetime.date(zone).dayOfYear,
    'Integer hour': (datetime, zone) => datetime.time(zone).hour,
    'Integer millisecond': (datetime, zone) => datetime.time(zone).millisecond,
    'Integer minute': (datetime, zone) => datetime.time(zone).minute,
    'Integer month': (datetime, zone) => datetime.date(zone).month,
    'Integer second': (datetime, zone) => datetime.time(zone).second,
    'Time time': (datetime, zone) => datetime.time(zone),
    'Integer year': (datetime, zone) => datetime.date(zone).year
};

function partMembers(): Record<string, Behaviour> {
    const members: Record<string, Behaviour> = {};
    for (const [signature, part] of Object.entries(PARTS)) {
        members[`${signature}()`] = (datetime: ApexDatetime) => part(datetime, userTimeZone());
        members[`${signature}Gmt()`] = (datetime: ApexDatetime) => part(datetime, GMT);
    }
    return members;
}

/** The zone of a name, as Java's TimeZone.getTimeZone: what it does not know is GMT. */
function knownZone(zone: string): string {
    return isTimeZone(zone) ? zone : GMT;
}

function join(zone: string, date: ApexDate, time: ApexTime): ApexDatetime {
    return ApexDatetime.of(zone, date.year, date.month, date.day, 0, 0, 0, 0).zonedAdd(zone, time.milliseconds);
}

function parseLocal(text: string): ApexDatetime {
    const match = /^(\S+?),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])[Mm])?$/.exec(text.trim());
    if (!match) throw typeException(`Invalid date/time: ${text}`);
    const date = parseLocalDate(match[1]!);
    const half = match[5]?.toLowerCase();
    const hour = half ? (Number(match[2]) % 12) + (half === 'p' ? 12 : 0) : Number(match[2]);
    return ApexDatetime.of(userTimeZone(), date.year, date.month, date.day, hour, Number(match[3]), Number(match[4] ?? 0));
}

definePlatformClass({
    name: 'System.Datetime',
    methods: {
        ...partMembers(),
        ...strictMethods({
            'Datetime addDays(Integer days)': (datetime: ApexDatetime, days: number) => datetime.zonedAdd(userTimeZone(), days * 24 * HOUR),
            'Datetime addHours(Integer hours)': (datetime: ApexDatetime, hours: number) => datetime.add(hours * HOUR),
            'Datetime addMinutes(Integer minutes)': (datetime: ApexDatetime, minutes: number) => datetime.add(minutes * 60_000),
            'Datetime addMonths(Integer months)': (datetime: ApexDatetime, months: number) => datetime.addMonths(userTimeZone(), months),
            'Datetime addSeconds(Integer seconds)': (datetime: ApexDatetime, seconds: number) => datetime.add(seconds * 1000),
            'Datetime addYears(Integer years)': (datetime: ApexDatetime, years: number) => datetime.addMonths(userTimeZone(), years * 12),
            'String format()': (datetime: ApexDatetime) => formatDatetime(datetime, userTimeZone()),
            'String format(String pattern)': (datetime: ApexDatetime, pattern: string) =>
                formatByPattern(datetime, pattern, userTimeZone()),
            'String formatGmt(String pattern)': (datetime: ApexDatetime, pattern: string) => formatByPattern(datetime, pattern, GMT),
            'String formatLong()': (datetime: ApexDatetime) => formatDatetimeLong(datetime, userTimeZone()),
            'Long getTime()': (datetime: ApexDatetime) => BigInt(datetime.milliseconds),
            'Boolean isSameDay(Datetime other)': (datetime: ApexDatetime, other: ApexDatetime) =>
                datetime.date(userTimeZone()).equals(other.date(userTimeZone()))
        }),
        'String format(String pattern, String timezone)': (datetime: ApexDatetime, pattern: string | null, zone: string | null) => {
            if (pattern === null) throw nullArgument(1);
            return formatByPattern(datetime, pattern, zone === null ? userTimeZone() : knownZone(zone));
        }
    },
    statics: {
        ...strictStatics({
            'Datetime newInstance(Long milliseconds)': (milliseconds: bigint) => new ApexDatetime(Number(milliseconds)),
            'Datetime newInstance(Date day, Time moment)': (date: ApexDate, time: ApexTime) => join(userTimeZone(), date, time),
            'Datetime newInstance(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
                ApexDatetime.of(userTimeZone(), year, month, day),
            'Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
                ...parts: [number, number, number, number, number, number]
            ) => ApexDatetime.of(userTimeZone(), ...parts),
            'Datetime newInstanceGmt(Date day, Time moment)': (date: ApexDate, time: ApexTime) => join(GMT, date, time),
            'Datetime newInstanceGmt(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
                ApexDatetime.of(GMT, year, month, day),
            'Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
                ...parts: [number, number, number, number, number, number]
            ) => ApexDatetime.of(GMT, ...parts),
            'Datetime now()': () => new ApexDatetime(currentTransaction().now()),
            'Datetime parse(String text)': (text: string) => parseLocal(text),
            'Datetime valueOf(String text)': (text: string) => ApexDatetime.parse(userTimeZone(), text),
            'Datetime valueOfGmt(String text)': (text: string) => ApexDatetime.parse(GMT, text)
        }),
        'Datetime valueOf(Object value)': (value: unknown) => {
            if (value === null) throw nullArgument(1);
            if (value instanceof ApexDatetime) return value;
            if (value instanceof ApexDate) return ApexDatetime.of(GMT, value.year, value.month, value.day);
            if (typeof value === 'string') return ApexDatetime.parse(userTimeZone(), value);
            throw apexException('System.TypeException', 'Invalid date/time');
        }
    }
});
