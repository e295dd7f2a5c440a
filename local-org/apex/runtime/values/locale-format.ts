import { ApexDate } from './date.ts';
import type { ApexDatetime } from './datetime.ts';
import type { ApexDecimal } from './decimal.ts';
import { typeException } from './raise.ts';
import { userLocale } from './zone.ts';

/** Texts by the running user's locale. Names and orders come from ICU, as on the platform. */

/** Grouped, with at most three decimals, half even: 12345.6789 is 12,345.679 in en_US. */
export function formatNumber(value: ApexDecimal): string {
    const rounded = value.scale > 3 ? value.setScale(3) : value;
    const format = new Intl.NumberFormat(userLocale(), { maximumFractionDigits: 3, useGrouping: true });
    return format.format(rounded.toPlainString() as Intl.StringNumericLiteral);
}

const plainSpaces = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');

/** en_US: 1/28/2008 */
export function formatDate(date: ApexDate): string {
    const format = new Intl.DateTimeFormat(userLocale(), { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    return plainSpaces(format.format(date.epochDay * 86_400_000));
}

/** en_US: 1/28/2008, 4:30 PM */
export function formatDatetime(datetime: ApexDatetime, zone: string): string {
    const format = new Intl.DateTimeFormat(userLocale(), {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZone: zone
    });
    return plainSpaces(format.format(datetime.milliseconds));
}

/** en_US: 1/28/2008, 4:30:00 PM PST */
export function formatDatetimeLong(datetime: ApexDatetime, zone: string): string {
    const format = new Intl.DateTimeFormat(userLocale(), {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        second: '2-digit',
        timeZoneName: 'short',
        timeZone: zone
    });
    return plainSpaces(format.format(datetime.milliseconds));
}

type DatePart = 'year' | 'month' | 'day';

/** The order of year, month and day in the locale's short form. */
export function dateOrder(): DatePart[] {
    const parts = new Intl.DateTimeFormat(userLocale(), { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(0);
    return parts.map((part) => part.type).filter((type): type is DatePart => type === 'year' || type === 'month' || type === 'day');
}

/** `Date.parse`: the locale's short form. Two-digit years are taken as they stand. */
export function parseLocalDate(text: string): ApexDate {
    const numbers = /^(\d{1,4})\D(\d{1,2})\D(\d{1,4})\.?$/.exec(text.trim());
    if (!numbers) throw typeException(`Invalid date: ${text}`);
    const found: Record<DatePart, number> = { year: 0, month: 0, day: 0 };
    dateOrder().forEach((part, index) => (found[part] = Number(numbers[index + 1])));
    if (found.month < 1 || found.month > 12 || found.day < 1 || found.day > 31) throw typeException(`Invalid date: ${text}`);
    return ApexDate.of(found.year, found.month, found.day);
}
