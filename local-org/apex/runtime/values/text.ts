import { UnsupportedError } from '../../../errors.ts';
import { platformDeclarations } from '../../platform/declare.ts';
import { typeName } from '../../types.ts';
import type { ApexType } from '../../types.ts';
import { ApexException } from '../exceptions.ts';
import { SObject } from '../sobject.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { hasUserMethod, isStub, invokeUserMethod, userObjects, userTypeOf } from './user-objects.ts';
import { userTimeZone } from './zone.ts';

/** A value as string concatenation and System.debug write it: dates with a midnight, instants in GMT. */
export function stringOf(value: unknown): string {
    return write(value, []);
}

/** `String.valueOf`: as above, but a Date alone, and a Datetime in the running user's time zone. */
export function valueOfText(value: unknown): string {
    if (value instanceof ApexDate) return value.toString();
    if (value instanceof ApexDatetime) return value.textIn(userTimeZone());
    return stringOf(value);
}

function write(value: unknown, above: readonly object[]): string {
    if (value === null || value === undefined) return 'null';
    if (typeof value !== 'object') return String(value);
    if (value instanceof ApexDate) return `${value} 00:00:00`;
    if (above.includes(value)) return '(already output)';
    const within = [...above, value];
    if (value instanceof ApexList) return `(${value.items.map((item) => write(item, within)).join(', ')})`;
    if (value instanceof ApexSet)
        return `{${value
            .values()
            .map((item) => write(item, within))
            .join(', ')}}`;
    if (value instanceof ApexMap) return `{${[...value].map(([key, item]) => `${write(key, within)}=${write(item, within)}`).join(', ')}}`;
    if (value instanceof SObject) return `${value.typeName}:${writeFields([...value.fields, ...value.parents], within, '{', '}')}`;
    if (isStub(value)) return `${simpleName(userTypeOf(value)!)}__sfdc_ApexStub:[]`;
    if (hasUserMethod(value, 'toString', 0)) return write(invokeUserMethod(value, 'toString'), above);
    if (value instanceof ApexException) return `${value.apexTypeName}: ${value.message}`;
    const userType = userTypeOf(value);
    if (userType) return `${simpleName(userType)}:${writeFields(userFields(value), within, '[', ']')}`;
    return ownText(value);
}

/** Of an object of the platform whose text nobody has recorded, none is made up. */
function ownText(value: object): string {
    if (value.toString !== Object.prototype.toString) return value.toString();
    const name = platformDeclarations().find(({ jsClass }) => jsClass === value.constructor)?.name;
    throw new UnsupportedError(`the text of a ${name ?? value.constructor.name}`);
}

/** An inner class is shown without its outer one. */
function simpleName(type: ApexType): string {
    const name = typeName(type);
    return name.slice(name.lastIndexOf('.') + 1);
}

function userFields(value: object): [string, unknown][] {
    return userObjects()
        .variables(value)
        .map((variable) => [variable.name, variable.get(value)]);
}

function writeFields(fields: readonly (readonly [string, unknown])[], within: readonly object[], open: string, close: string): string {
    return `${open}${fields.map(([name, value]) => `${name}=${write(value, within)}`).join(', ')}${close}`;
}
