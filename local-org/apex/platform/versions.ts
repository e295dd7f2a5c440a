import { ApexDatetime } from '../runtime/values/datetime.ts';
import { isTimeZone, offsetMinutes } from '../runtime/values/zone.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

/** `System.Version` */
export class ApexVersion {
    readonly major: number;
    readonly minor: number;
    readonly patch: number | null;

    constructor(major: number, minor: number, patch: number | null = null) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
    }

    get valueKey(): string {
        return this.toString();
    }

    /** The patch counts only where both versions have one. */
    compareTo(other: ApexVersion): number {
        const patches = this.patch === null || other.patch === null ? 0 : this.patch - other.patch;
        return Math.sign(this.major - other.major || this.minor - other.minor || patches);
    }

    toString(): string {
        return [this.major, this.minor, ...(this.patch === null ? [] : [this.patch])].join('.');
    }
}

definePlatformClass({
    name: 'System.Version',
    jsClass: ApexVersion,
    constructors: strictStatics({
        '(Integer major, Integer minor)': (major: number, minor: number) => new ApexVersion(major, minor),
        '(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) =>
            new ApexVersion(major, minor, patch)
    }),
    methods: strictMethods({
        'Integer compareTo(Version other)': (version: ApexVersion, other: ApexVersion) => version.compareTo(other),
        'Integer major()': (version: ApexVersion) => version.major,
        'Integer minor()': (version: ApexVersion) => version.minor,
        'Integer patch()': (version: ApexVersion) => version.patch
    })
});

/** `System.TimeZone` */
export class ApexTimeZone {
    readonly id: string;

    constructor(id: string) {
        this.id = isTimeZone(id) ? id : 'GMT';
    }

    get valueKey(): string {
        return this.id;
    }

    get displayName(): string {
        const zone = this.id === 'GMT' ? 'UTC' : this.id;
        const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' });
        const name = format.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? this.id;
        return `(GMT${offsetText(offsetMinutes(this.id, Date.now()))}) ${name} (${this.id})`;
    }

    toString(): string {
        return this.id;
    }
}

function offsetText(minutes: number): string {
    const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0');
    return `${minutes < 0 ? '-' : '+'}${pad(Math.abs(minutes) / 60)}:${pad(Math.abs(minutes) % 60)}`;
}

definePlatformClass({
    name: 'System.TimeZone',
    jsClass: ApexTimeZone,
    statics: strictStatics({ 'TimeZone getTimeZone(String id)': (id: string) => new ApexTimeZone(id) }),
    methods: strictMethods({
        'String getDisplayName()': (zone: ApexTimeZone) => zone.displayName,
        'String getID()': (zone: ApexTimeZone) => zone.id,
        'Integer getOffset(Datetime date)': (zone: ApexTimeZone, date: ApexDatetime) => offsetMinutes(zone.id, date.milliseconds) * 60_000,
        'String toString()': (zone: ApexTimeZone) => zone.id
    })
});
