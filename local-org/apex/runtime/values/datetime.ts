import { MILLISECONDS_PER_DAY, addMonths, civilOf, padded } from './civil.ts';
import { ApexDate } from './date.ts';
import { typeException } from './raise.ts';
import { ApexTime } from './time.ts';
import { instantOf, localMilliseconds, localOf } from './zone.ts';

/** An instant, to the millisecond. Immutable. What it shows depends on a zone, which is given with each question. */
export class ApexDatetime {
    /** Milliseconds since 1970-01-01T00:00:00Z. */
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = milliseconds;
    }

    /** The instant at which clocks in the zone show this date and time; parts out of range roll over. */
    static of(zone: string, year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): ApexDatetime {
        return new ApexDatetime(instantOf(zone, localOf(year, month, day, hour, minute, second, millisecond)));
    }

    /** 'YYYY-MM-DD HH:mm:ss' in the zone (`Datetime.valueOf`, `valueOfGmt`). */
    static parse(zone: string, text: string): ApexDatetime {
        const match = /^(\d{1,4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2}))?$/.exec(text);
        if (!match) throw typeException(`Invalid date/time: ${text}`);
        const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
        if (month < 1 || month > 12 || day < 1 || day > 31) throw typeException(`Invalid date/time: ${text}`);
        return ApexDatetime.of(zone, year, month, day, hour, minute, second);
    }

    /** ISO 8601 with a zone or Z, as in JSON and in the REST API; undefined for anything else. */
    static parseIso(text: string): ApexDatetime | undefined {
        const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
        if (!match) return undefined;
        const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match;
        const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'));
        const local = localOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), millisecond);
        if (zone.toUpperCase() === 'Z') return new ApexDatetime(local);
        const digits = zone.slice(1).replace(':', '');
        const offset = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
        return new ApexDatetime(local - (zone.startsWith('-') ? -offset : offset) * 60_000);
    }

    add(milliseconds: number): ApexDatetime {
        return new ApexDatetime(this.milliseconds + milliseconds);
    }

    /** Moves the clock of the zone: a day later at the same hour, also where clocks changed in between. */
    zonedAdd(zone: string, milliseconds: number): ApexDatetime {
        return new ApexDatetime(instantOf(zone, localMilliseconds(zone, this.milliseconds) + milliseconds));
    }

    addMonths(zone: string, months: number): ApexDatetime {
        const local = localMilliseconds(zone, this.milliseconds);
        const epochDay = Math.floor(local / MILLISECONDS_PER_DAY);
        const { year, month, day } = civilOf(epochDay);
        const moved = addMonths(year, month, day, months);
        return new ApexDatetime(instantOf(zone, localOf(moved.year, moved.month, moved.day) + local - epochDay * MILLISECONDS_PER_DAY));
    }

    date(zone: string): ApexDate {
        return new ApexDate(Math.floor(localMilliseconds(zone, this.milliseconds) / MILLISECONDS_PER_DAY));
    }

    time(zone: string): ApexTime {
        return new ApexTime(localMilliseconds(zone, this.milliseconds));
    }

    equals(other: ApexDatetime): boolean {
        return this.milliseconds === other.milliseconds;
    }

    /** YYYY-MM-DD HH:mm:ss in the zone. */
    textIn(zone: string): string {
        const time = this.time(zone);
        return `${this.date(zone)} ${padded(time.hour, 2)}:${padded(time.minute, 2)}:${padded(time.second, 2)}`;
    }

    /** 2020-01-02T03:04:05.006Z */
    toIso(): string {
        const time = this.time('GMT');
        return `${this.date('GMT')}T${time}`;
    }

    /** YYYY-MM-DD HH:mm:ss in GMT, as in debug logs and concatenated strings. */
    toString(): string {
        return this.textIn('GMT');
    }
}
