import { IANAZone } from 'luxon';
import { currentTransaction } from '../../../automation/transaction.ts';
import { MILLISECONDS_PER_DAY, epochDayOf } from './civil.ts';

const zones = new Map<string, IANAZone>();

/** Minutes that a zone is ahead of UTC at an instant. GMT and UTC are known by both names. */
export function offsetMinutes(zone: string, milliseconds: number): number {
    if (zone === 'GMT' || zone === 'UTC') return 0;
    let found = zones.get(zone);
    if (!found) {
        found = IANAZone.create(zone);
        zones.set(zone, found);
    }
    return found.offset(milliseconds);
}

export function isTimeZone(zone: string): boolean {
    return zone === 'GMT' || zone === 'UTC' || IANAZone.isValidZone(zone);
}

/** Milliseconds since the epoch that a clock without a zone would count. */
export function localMilliseconds(zone: string, milliseconds: number): number {
    return milliseconds + offsetMinutes(zone, milliseconds) * 60_000;
}

/** The instant at which clocks in the zone show this time; of a repeated hour the first, of a skipped one the later. */
export function instantOf(zone: string, local: number): number {
    const early = local - offsetMinutes(zone, local - MILLISECONDS_PER_DAY) * 60_000;
    if (localMilliseconds(zone, early) === local) return early;
    const late = local - offsetMinutes(zone, local + MILLISECONDS_PER_DAY) * 60_000;
    return localMilliseconds(zone, late) === local ? late : early;
}

export function localOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): number {
    return epochDayOf(year, month, day) * MILLISECONDS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

export function userTimeZone(): string {
    return currentTransaction().user.timeZone;
}

/** The running user's locale as a language tag: en_US is en-US. */
export function userLocale(): string {
    return currentTransaction().user.locale.replaceAll('_', '-');
}
