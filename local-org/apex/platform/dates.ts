import { currentTransaction } from '../../automation/transaction.ts';
import { daysInMonth, isLeapYear } from '../runtime/values/civil.ts';
import { ApexDate } from '../runtime/values/date.ts';
import { ApexDatetime } from '../runtime/values/datetime.ts';
import { formatDate, parseLocalDate } from '../runtime/values/locale-format.ts';
import { nullArgument, typeException } from '../runtime/values/raise.ts';
import { ApexTime } from '../runtime/values/time.ts';
import { userLocale, userTimeZone } from '../runtime/values/zone.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

/** Monday is 1, Sunday is 7. */
function firstDayOfWeek(): number {
    const locale = new Intl.Locale(userLocale()) as Intl.Locale & { getWeekInfo(): { firstDay: number } };
    return locale.getWeekInfo().firstDay;
}

function startOfWeek(date: ApexDate): ApexDate {
    return date.addDays(-((date.dayOfWeek - firstDayOfWeek() + 7) % 7));
}

definePlatformClass({
    name: 'System.Date',
    methods: strictMethods({
        'Date addDays(Integer days)': (date: ApexDate, days: number) => date.addDays(days),
        'Date addMonths(Integer months)': (date: ApexDate, months: number) => date.addMonths(months),
        'Date addYears(Integer years)': (date: ApexDate, years: number) => date.addYears(years),
        'Integer day()': (date: ApexDate) => date.day,
        'Integer dayOfYear()': (date: ApexDate) => date.dayOfYear,
        'Integer daysBetween(Date other)': (date: ApexDate, other: ApexDate) => date.daysTo(other),
        'String format()': (date: ApexDate) => formatDate(date),
        'Boolean isSameDay(Date other)': (date: ApexDate, other: ApexDate) => date.equals(other),
        'Integer month()': (date: ApexDate) => date.month,
        'Integer monthsBetween(Date other)': (date: ApexDate, other: ApexDate) => date.monthsTo(other),
        'Date toStartOfMonth()': (date: ApexDate) => ApexDate.of(date.year, date.month, 1),
        'Date toStartOfWeek()': (date: ApexDate) => startOfWeek(date),
        'Integer year()': (date: ApexDate) => date.year
    }),
    statics: {
        ...strictStatics({
            'Integer daysInMonth(Integer year, Integer month)': (year: number, month: number) => daysInMonth(year, month),
            'Boolean isLeapYear(Integer year)': (year: number) => isLeapYear(year),
            'Date newInstance(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
                ApexDate.of(year, month, day),
            'Date parse(String text)': (text: string) => parseLocalDate(text),
            'Date valueOf(String text)': (text: string) => ApexDate.parse(text),
            'Date today()': () => new ApexDatetime(currentTransaction().now()).date(userTimeZone())
        }),
        'Date valueOf(Object value)': (value: unknown) => {
            if (value === null) throw nullArgument(1);
            if (value instanceof ApexDate) return value;
            if (value instanceof ApexDatetime) return value.date(userTimeZone());
            if (typeof value === 'string') return ApexDate.parse(value);
            throw typeException('Invalid date');
        }
    }
});

definePlatformClass({
    name: 'System.Time',
    methods: strictMethods({
        'Time addHours(Integer hours)': (time: ApexTime, hours: number) => time.add(hours * 3_600_000),
        'Time addMilliseconds(Integer milliseconds)': (time: ApexTime, milliseconds: number) => time.add(milliseconds),
        'Time addMinutes(Integer minutes)': (time: ApexTime, minutes: number) => time.add(minutes * 60_000),
        'Time addSeconds(Integer seconds)': (time: ApexTime, seconds: number) => time.add(seconds * 1000),
        'Integer hour()': (time: ApexTime) => time.hour,
        'Integer millisecond()': (time: ApexTime) => time.millisecond,
        'Integer minute()': (time: ApexTime) => time.minute,
        'Integer second()': (time: ApexTime) => time.second
    }),
    statics: strictStatics({
        'Time newInstance(Integer hour, Integer minutes, Integer seconds, Integer milliseconds)': (
            hour: number,
            minutes: number,
            seconds: number,
            milliseconds: number
        ) => ApexTime.of(hour, minutes, seconds, milliseconds)
    })
});
