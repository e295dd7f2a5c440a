import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { ApexDouble } from '../../apex/runtime/values/double.ts';
import { ApexList } from '../../apex/runtime/values/list.ts';
import type { ApexType } from '../../apex/types.ts';
import type { FlowType } from './types.ts';
import { isNumeric, isTextual } from './types.ts';

/** Can a value of one type be put where another is wanted? Records must be of the same object. */
export function isAssignable(to: FlowType, from: FlowType): boolean {
    if (from.data === 'Null') return true;
    if (to.collection !== from.collection) return false;
    if (to.data === 'SObject' || from.data === 'SObject') return to.data === from.data && sameName(to.object, from.object);
    if (to.data === 'Apex' || from.data === 'Apex') return to.data === from.data && sameName(to.apexClass, from.apexClass);
    if (isTextual(to.data)) return true;
    if (isNumeric(to.data)) return isNumeric(from.data);
    if (isDay(to)) return isDay(from);
    return to.data === from.data;
}

function isDay(type: FlowType): boolean {
    return type.data === 'Date' || type.data === 'DateTime';
}

/** 'SObject' alone stands for a record of any object. */
function sameName(left: string | undefined, right: string | undefined): boolean {
    const names = [left?.toLowerCase(), right?.toLowerCase()];
    return names[0] === names[1] || names.includes('sobject');
}

/** Texts of days and moments depend on the reader's locale; flows that need one write TEXT() in a formula. */
export function hasPlainText(type: FlowType): boolean {
    return !type.collection && (isTextual(type.data) || type.data === 'Number' || type.data === 'Boolean' || type.data === 'Null');
}

export function plainText(value: unknown): string {
    if (value === null || value === undefined) return '';
    if (value instanceof ApexDecimal) return value.stripTrailingZeros().toPlainString();
    return String(value);
}

/** The value as the wanted type holds it; `isAssignable` has been asked before. */
export function convert(to: FlowType, value: unknown, timeZone: string): unknown {
    if (value === null || value === undefined) return null;
    if (to.collection) return [...(value as readonly unknown[])].map((item) => convert({ ...to, collection: false }, item, timeZone));
    if (isTextual(to.data)) return plainText(value);
    if (isNumeric(to.data)) return fitNumber(to, toDecimal(value));
    if (to.data === 'Date' && value instanceof ApexDatetime) return value.date(timeZone);
    if (to.data === 'DateTime' && value instanceof ApexDate) return ApexDatetime.of(timeZone, value.year, value.month, value.day);
    return value;
}

/** Rounded to what the resource keeps. */
export function fitNumber(type: FlowType, value: ApexDecimal): ApexDecimal {
    return type.scale === undefined || value.scale <= type.scale ? value : value.setScale(type.scale, 'HALF_UP');
}

export function toDecimal(value: unknown): ApexDecimal {
    if (value instanceof ApexDecimal) return value;
    if (value instanceof ApexDouble) return ApexDecimal.fromNumber(value.value);
    return ApexDecimal.fromInteger(value as number | bigint);
}

/** From a flow's value to what a field, variable or parameter of Apex holds. */
export function toApexType(type: ApexType, value: unknown, timeZone: string): unknown {
    if (value === null || value === undefined) return null;
    if (type.kind === 'list') {
        return new ApexList(
            type.of,
            (value as readonly unknown[]).map((item) => toApexType(type.of, item, timeZone))
        );
    }
    if (type.kind !== 'primitive') return value;
    switch (type.name) {
        case 'Integer':
            return Number(toDecimal(value).setScale(0, 'DOWN').toBigInt());
        case 'Long':
            return toDecimal(value).setScale(0, 'DOWN').toBigInt();
        case 'Double':
            return new ApexDouble(toDecimal(value).toNumber());
        case 'Decimal':
            return toDecimal(value);
        case 'String':
        case 'Id':
            return plainText(value);
        case 'Date':
            return value instanceof ApexDatetime ? value.date(timeZone) : value;
        case 'Datetime':
            return value instanceof ApexDate ? ApexDatetime.of(timeZone, value.year, value.month, value.day) : value;
        default:
            return value;
    }
}

/** From Apex: lists become arrays, numbers decimals. */
export function fromApexValue(value: unknown): unknown {
    if (value instanceof ApexList) return value.items.map(fromApexValue);
    if (typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDouble) return toDecimal(value);
    return value ?? null;
}
