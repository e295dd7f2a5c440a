import type { Decimal } from 'decimal.js';
import { DateTime } from 'luxon';
import type { FormulaContext } from '../context.ts';
import { FormulaEvaluationError } from '../errors.ts';
import { strict } from '../expression.ts';
import type { Expression, FunctionDefinition } from '../expression.ts';
import { dayIn, Day, Exact, Instant, TimeOfDay } from '../values.ts';
import type { FormulaValue } from '../values.ts';

const ofDay = (part: (day: Day) => number): FunctionDefinition => strict(['Date'], 'Number', (day: Day) => new Exact(part(day)));
const ofTime = (part: (milliseconds: number) => number): FunctionDefinition =>
    strict(['Time'], 'Number', (time: TimeOfDay) => new Exact(Math.floor(part(time.milliseconds))));

function fromContext(type: 'Date' | 'DateTime' | 'Time', read: (context: FormulaContext) => FormulaValue): FunctionDefinition {
    return (call) => {
        call.count(0);
        return { type, run: read };
    };
}

const date = strict(['Number', 'Number', 'Number'], 'Date', (year: Decimal, month: Decimal, day: Decimal) => {
    const y = year.trunc().toNumber();
    if (y < 1 || y > 9999) throw new FormulaEvaluationError('Year out of range in DATE() function');
    const found = Day.of(y, month.trunc().toNumber(), day.trunc().toNumber());
    if (!found) throw new FormulaEvaluationError('Month or Day out of range in DATE() function');
    return found;
});

const dateValue: FunctionDefinition = (call) => {
    call.count(1);
    call.expect(0, 'Text', 'Date', 'DateTime');
    const input = call.inputs[0]!;
    return {
        type: 'Date',
        run: (context) => {
            const value = input.run(context);
            if (value instanceof Instant) return dayIn(context.timeZone, value.milliseconds);
            return typeof value === 'string' && value !== '' ? parseDay(value) : value === '' ? null : (value as Day | null);
        }
    };
};

function parseDay(text: string): Day {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const day = match && Day.of(Number(match[1]), Number(match[2]), Number(match[3]));
    if (!day) throw new FormulaEvaluationError('Invalid date for DATEVALUE function');
    return day;
}

const dateTimeValue: FunctionDefinition = (call) => {
    call.count(1);
    call.expect(0, 'Text', 'Date', 'DateTime');
    const input = call.inputs[0]!;
    return {
        type: 'DateTime',
        run: (context) => {
            const value = input.run(context);
            if (value instanceof Day) return new Instant(value.calendar.toMillis());
            return typeof value === 'string' && value !== '' ? parseMoment(value) : value === '' ? null : (value as Instant | null);
        }
    };
};

/** Texts are read as GMT, `2026-11-23 14:05:00`, as the platform does. */
function parseMoment(text: string): Instant {
    const moment = DateTime.fromFormat(text.replace('T', ' ').replace(/Z$/, ''), 'yyyy-M-d H:m:s', { zone: 'utc' });
    if (!moment.isValid) throw new FormulaEvaluationError('Invalid date for DATETIMEVALUE function');
    return new Instant(moment.toMillis());
}

const timeValue: FunctionDefinition = (call) => {
    call.count(1);
    call.expect(0, 'Text', 'DateTime', 'Time');
    const input = call.inputs[0]!;
    return {
        type: 'Time',
        run: (context) => {
            const value = input.run(context);
            if (value instanceof Instant) return timeIn(context.timeZone, value.milliseconds);
            return typeof value === 'string' && value !== '' ? parseTime(value) : value === '' ? null : (value as TimeOfDay | null);
        }
    };
};

function parseTime(text: string): TimeOfDay {
    const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/.exec(text);
    if (!match || Number(match[1]) > 23 || Number(match[2]) > 59 || Number(match[3]) > 59) {
        throw new FormulaEvaluationError('Invalid time for TIMEVALUE function');
    }
    const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
    return new TimeOfDay(seconds * 1000 + Number((match[4] ?? '').padEnd(3, '0')));
}

function timeIn(zone: string, milliseconds: number): TimeOfDay {
    const local = DateTime.fromMillis(milliseconds, { zone });
    return new TimeOfDay(local.diff(local.startOf('day'), 'milliseconds').milliseconds);
}

const addMonths: FunctionDefinition = (call) => {
    call.count(2);
    call.expect(0, 'Date', 'DateTime');
    call.expect(1, 'Number');
    const [start, months] = call.inputs as [Expression, Expression];
    return {
        type: start.type === 'DateTime' ? 'DateTime' : 'Date',
        run: (context) => {
            const from = start.run(context);
            const count = months.run(context) as Decimal | null;
            if (from === null || count === null) return from;
            const moved = moveMonths(from instanceof Instant ? utc(from.milliseconds) : (from as Day).calendar, count.trunc().toNumber());
            return from instanceof Instant ? new Instant(moved.toMillis()) : Day.of(moved.year, moved.month, moved.day)!;
        }
    };
};

/** The last day of a month leads to the last day of the other month. */
function moveMonths(moment: DateTime, months: number): DateTime {
    const last = moment.day === moment.daysInMonth;
    return last ? moment.plus({ days: 1 }).plus({ months }).minus({ days: 1 }) : moment.plus({ months });
}

function utc(milliseconds: number): DateTime {
    return DateTime.fromMillis(milliseconds, { zone: 'utc' });
}

export const DATES: Record<string, FunctionDefinition> = {
    TODAY: fromContext('Date', (context) => dayIn(context.timeZone, context.now)),
    NOW: fromContext('DateTime', (context) => new Instant(context.now)),
    TIMENOW: fromContext('Time', (context) => timeIn(context.timeZone, context.now)),
    DATE: date,
    DATEVALUE: dateValue,
    DATETIMEVALUE: dateTimeValue,
    TIMEVALUE: timeValue,
    YEAR: ofDay((day) => day.calendar.year),
    MONTH: ofDay((day) => day.calendar.month),
    DAY: ofDay((day) => day.calendar.day),
    WEEKDAY: ofDay((day) => (day.calendar.weekday % 7) + 1),
    DAYOFYEAR: ofDay((day) => day.calendar.ordinal),
    ISOWEEK: ofDay((day) => day.calendar.weekNumber),
    ISOYEAR: ofDay((day) => day.calendar.weekYear),
    HOUR: ofTime((milliseconds) => milliseconds / 3_600_000),
    MINUTE: ofTime((milliseconds) => (milliseconds / 60_000) % 60),
    SECOND: ofTime((milliseconds) => (milliseconds / 1000) % 60),
    MILLISECOND: ofTime((milliseconds) => milliseconds % 1000),
    ADDMONTHS: addMonths,
    UNIXTIMESTAMP: (call) => {
        call.count(1);
        call.expect(0, 'Date', 'DateTime', 'Time');
        return {
            type: 'Number',
            run: (context) => {
                const value = call.inputs[0]!.run(context);
                if (value === null) return null;
                const milliseconds = value instanceof Day ? value.calendar.toMillis() : (value as Instant | TimeOfDay).milliseconds;
                return new Exact(Math.floor(milliseconds / 1000));
            }
        };
    },
    FROMUNIXTIME: strict(['Number'], 'DateTime', (seconds: Decimal) => new Instant(seconds.mul(1000).trunc().toNumber()))
};
