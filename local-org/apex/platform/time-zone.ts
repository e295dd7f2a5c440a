import type { ApexDatetime } from '../runtime/values/datetime.ts';
import { isTimeZone, offsetMinutes } from '../runtime/values/zone.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

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

export function timeZoneOf(id: string): ApexTimeZone {
    return new ApexTimeZone(id);
}
