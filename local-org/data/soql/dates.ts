import { Info } from 'luxon';
import { epochDayOf, civilOf, MILLISECONDS_PER_DAY } from '../../apex/runtime/values/civil.ts';
import { instantOf, localMilliseconds } from '../../apex/runtime/values/zone.ts';

/** When and where a query runs: date literals depend on all three. */
export interface QueryTime {
    /** Milliseconds since the epoch. */
    readonly now: number;
    readonly timeZone: string;
    /** 'en_US': says with which day a week begins. */
    readonly locale: string;
}

/** From the first day to the day after the last, in days since the epoch. */
interface DayRange {
    readonly from: number;
    readonly to: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const SIMPLE = /^(THIS|LAST|NEXT)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)$/;
const COUNTED = /^(LAST|NEXT)_N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S:(\d+)$/;
const AGO = /^N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO:(\d+)$/;

export function isDateLiteral(text: string): boolean {
    return (
        ['YESTERDAY', 'TODAY', 'TOMORROW', 'LAST_90_DAYS', 'NEXT_90_DAYS'].includes(text) ||
        SIMPLE.test(text) ||
        COUNTED.test(text) ||
        AGO.test(text)
    );
}

/**
 * The days that a literal stands for (SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE").
 * LAST_N_DAYS begins n days ago and holds today; every other LAST_N ends with the last whole unit, and NEXT_N begins
 * with the next one.
 */
function daysOf(text: string, time: QueryTime): DayRange {
    const today = Math.floor(localMilliseconds(time.timeZone, time.now) / MILLISECONDS_PER_DAY);
    const unit = (name: Unit, offset: number, count = 1): DayRange => ({
        from: startOf(name, today, offset, time.locale),
        to: startOf(name, today, offset + count, time.locale)
    });
    switch (text) {
        case 'YESTERDAY':
            return unit('DAY', -1);
        case 'TODAY':
            return unit('DAY', 0);
        case 'TOMORROW':
            return unit('DAY', 1);
        case 'LAST_90_DAYS':
            return unit('DAY', -90, 91);
        case 'NEXT_90_DAYS':
            return unit('DAY', 1, 90);
    }
    const simple = SIMPLE.exec(text);
    if (simple) return unit(simple[2] as Unit, simple[1] === 'THIS' ? 0 : simple[1] === 'LAST' ? -1 : 1);
    const counted = COUNTED.exec(text);
    if (counted) {
        const [, direction, name, digits] = counted;
        const count = Number(digits);
        if (direction === 'NEXT') return unit(name as Unit, 1, count);
        return unit(name as Unit, -count, name === 'DAY' ? count + 1 : count);
    }
    const ago = AGO.exec(text);
    if (ago) return unit(ago[1] as Unit, -Number(ago[2]));
    throw new Error(`${text} is no date literal.`);
}

function startOf(unit: Unit, today: number, offset: number, locale: string): number {
    const { year, month } = civilOf(today);
    switch (unit) {
        case 'DAY':
            return today + offset;
        case 'WEEK': {
            // 1970-01-01 was a Thursday; days count from Monday = 1.
            const weekday = ((((today + 3) % 7) + 7) % 7) + 1;
            const first = Info.getStartOfWeek({ locale: locale.replaceAll('_', '-') });
            return today - ((weekday - first + 7) % 7) + offset * 7;
        }
        case 'MONTH':
            return firstOfMonth(year, month + offset);
        case 'QUARTER':
            return firstOfMonth(year, Math.floor((month - 1) / 3) * 3 + 1 + offset * 3);
        case 'YEAR':
            return epochDayOf(year + offset, 1, 1);
    }
}

function firstOfMonth(year: number, month: number): number {
    return epochDayOf(year + Math.floor((month - 1) / 12), ((((month - 1) % 12) + 12) % 12) + 1, 1);
}

/** The range of a literal as stored values of a field: its beginning, and where it is over. */
export function literalRange(text: string, fieldType: 'date' | 'datetime', time: QueryTime): [from: string | number, to: string | number] {
    const { from, to } = daysOf(text, time);
    if (fieldType === 'date') return [dayText(from), dayText(to)];
    return [instantOf(time.timeZone, from * MILLISECONDS_PER_DAY), instantOf(time.timeZone, to * MILLISECONDS_PER_DAY)];
}

function dayText(epochDay: number): string {
    return new Date(epochDay * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}
