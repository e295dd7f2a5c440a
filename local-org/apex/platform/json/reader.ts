import { currentTransaction } from '../../../automation/transaction.ts';
import type { ObjectInfo } from '../../../schema/model.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexBlob } from '../../runtime/values/blob.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { ApexDecimal } from '../../runtime/values/decimal.ts';
import { ApexDouble } from '../../runtime/values/double.ts';
import { platformEnum } from '../../runtime/values/enum.ts';
import { toId } from '../../runtime/values/id.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { ApexTime } from '../../runtime/values/time.ts';
import { userObjects } from '../../runtime/values/user-objects.ts';
import type { ApexType, PrimitiveName } from '../../types.ts';
import { typeName } from '../../types.ts';
import type { PlatformClass } from '../declare.ts';
import { platformClasses } from '../catalogue.ts';
import { jsonException } from './tokens.ts';
import type { JsonObject, JsonValue } from './values.ts';
import { JsonNumber } from './values.ts';

/** A platform class whose JavaScript class has this static method can be read from JSON. */
export interface JsonReadable {
    fromJson(members: ReadonlyMap<string, JsonValue>): object;
}

const VALUE_START = /^\s*(["{[tf\d-])/;

/**
 * A text that begins with the wrong kind of value is malformed, whatever follows: the platform looks at the first
 * token alone.
 */
export function checkStart(text: string, type: ApexType): void {
    const start = VALUE_START.exec(text)?.[1];
    if (start === undefined) return;
    if ((type.kind === 'list' || type.kind === 'set') && start !== '[') itemsOf(start);
    if ((type.kind === 'map' || type.kind === 'sobject') && start !== '{') membersOf(start);
}

/** The value as one of the type. Strict reading refuses members that the type does not have. */
export function typedValue(value: JsonValue, type: ApexType, strict: boolean): unknown {
    if (value === null) return null;
    switch (type.kind) {
        case 'primitive':
            return primitiveValue(value, type.name);
        case 'list':
            return new ApexList(
                type.of,
                itemsOf(value).map((item) => typedValue(item, type.of, strict))
            );
        case 'set':
            return new ApexSet(
                type.of,
                itemsOf(value).map((item) => typedValue(item, type.of, strict))
            );
        case 'map': {
            const map = new ApexMap(type.key, type.value);
            for (const [name, item] of membersOf(value)) map.put(mapKey(name, type.key), typedValue(item, type.value, strict));
            return map;
        }
        case 'sobject':
            return recordValue(membersOf(value), type.name, strict);
        case 'class':
            return objectValue(value, type, strict);
        default:
            throw unsupported(type);
    }
}

function unsupported(type: ApexType): Error {
    return jsonException(`Apex Type unsupported in JSON: ${typeName(type)}`);
}

function itemsOf(value: JsonValue): JsonValue[] {
    if (!Array.isArray(value)) throw jsonException("Malformed JSON: Expected '[' at the beginning of List/Set");
    return value;
}

function membersOf(value: JsonValue): JsonObject {
    if (!(value instanceof Map)) throw jsonException("Malformed JSON: Expected '{' at the beginning of object");
    return value;
}

function mapKey(name: string, type: ApexType): unknown {
    if (type.kind === 'primitive') return primitiveValue(name, type.name);
    if (type.kind === 'class') return enumValue(name, type.name) ?? refuse(type);
    return refuse(type);
}

function refuse(type: ApexType): never {
    throw unsupported(type);
}

function illegal(value: JsonValue): Error {
    return jsonException(`Illegal value for primitive${value instanceof JsonNumber ? `: ${value.text}` : ''}`);
}

function primitiveValue(value: JsonValue, name: PrimitiveName): unknown {
    if (value instanceof Map || Array.isArray(value)) throw illegal(value);
    if (name === 'Boolean') return booleanValue(value);
    const text = value instanceof JsonNumber ? value.text : String(value);
    if (name === 'String') return text;
    if (typeof value === 'boolean') throw illegal(value);
    switch (name) {
        case 'Integer':
            return Number(wholeNumber(text, 32, 'int'));
        case 'Long':
            return wholeNumber(text, 64, 'long');
        case 'Double':
            return new ApexDouble(decimalNumber(text).toNumber());
        case 'Decimal':
            return decimalNumber(text);
    }
    if (value instanceof JsonNumber) throw illegal(value);
    switch (name) {
        case 'Id':
            return toId(text);
        case 'Blob':
            return new ApexBlob(Buffer.from(text, 'base64'));
        case 'Date':
            return ApexDate.parse(text);
        case 'Datetime':
            return instant(text);
        case 'Time':
            return timeOfDay(text);
    }
    throw illegal(value);
}

function booleanValue(value: JsonValue): boolean {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw illegal(value);
}

function wholeNumber(text: string, bits: 32 | 64, name: string): bigint {
    if (!/^-?\d+$/.test(text)) throw illegal(text);
    const number = BigInt(text);
    if (BigInt.asIntN(bits, number) !== number) throw jsonException(`Numeric value (${text}) out of range of ${name}`);
    return number;
}

function decimalNumber(text: string): ApexDecimal {
    const number = ApexDecimal.tryParse(text);
    if (!number) throw illegal(text);
    return number;
}

function instant(text: string): ApexDatetime {
    const found = ApexDatetime.parseIso(text) ?? (/^\d{4}-\d{2}-\d{2}$/.test(text) ? ApexDatetime.parse('GMT', text) : undefined);
    if (!found) throw jsonException(`Invalid date/time: ${text}`);
    return found;
}

function timeOfDay(text: string): ApexTime {
    const parts = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text);
    if (!parts) throw jsonException(`Invalid time: ${text}`);
    return ApexTime.of(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0), Number((parts[4] ?? '').padEnd(3, '0')));
}

/** A record of the object; of the abstract SObject, of the object that its attributes name. */
function recordValue(members: JsonObject, declared: string, strict: boolean): SObject {
    const attributes = members.get('attributes');
    const named = attributes instanceof Map ? attributes.get('type') : undefined;
    const name = declared === 'SObject' && typeof named === 'string' ? named : declared;
    const object = currentTransaction().org.schema.object(name);
    if (!object) throw jsonException(`Unknown SObject type: ${name}`);
    const record = new SObject(object.name);
    for (const [member, value] of members) if (member !== 'attributes') setMember(record, object, member, value, strict);
    return record;
}

function setMember(record: SObject, object: ObjectInfo, member: string, value: JsonValue, strict: boolean): void {
    const field = object.field(member);
    if (field) {
        record.set(field.name, typedValue(value, field.apexType, strict));
        return;
    }
    const lookup = object.parentField(member);
    if (lookup?.relationshipName) {
        const target = lookup.referenceTo.length === 1 ? lookup.referenceTo[0]! : 'SObject';
        record.parents.set(lookup.relationshipName, value === null ? null : recordValue(membersOf(value), target, strict));
        return;
    }
    const children = object.childRelationship(member);
    if (!children) throw jsonException(`No such column '${member}' on sobject of type ${object.name}`);
    const rows = value === null ? [] : itemsOf(membersOf(value).get('records') ?? []);
    record.children.set(
        children.name,
        rows.map((row) => recordValue(membersOf(row), children.child, strict))
    );
}

function objectValue(value: JsonValue, type: ApexType & { kind: 'class' }, strict: boolean): unknown {
    const constant = typeof value === 'string' ? enumValue(value, type.name) : undefined;
    if (constant) return constant;
    const userClass = currentTransaction().org.program.findClass(type.name);
    if (userClass?.kind === 'class' && !userClass.isA('Exception')) return userValue(membersOf(value), userClass.name, strict);
    const reader = platformClasses().get(type.name.toLowerCase())?.jsClass as
        (PlatformClass['jsClass'] & Partial<JsonReadable>) | undefined;
    if (!userClass && reader?.fromJson) return reader.fromJson(membersOf(value));
    throw unsupported(type);
}

function enumValue(text: string, className: string): unknown {
    const platformClass = platformClasses().get(className.toLowerCase());
    const isUserEnum = currentTransaction().org.program.findClass(className)?.kind === 'enum';
    if (!isUserEnum && platformClass?.kind !== 'enum') return undefined;
    const values = isUserEnum ? userObjects().enumValues(className)! : platformEnum(className, platformClass!.values);
    const found = values.find((value) => value.name.toLowerCase() === text.toLowerCase());
    if (!found) throw jsonException(`Invalid value for enum ${className}: ${text}`);
    return found;
}

function userValue(members: JsonObject, className: string, strict: boolean): object {
    const instance = userObjects().allocate(className);
    const variables = new Map(
        userObjects()
            .variables(instance)
            .map((variable) => [variable.name.toLowerCase(), variable])
    );
    for (const [name, value] of members) {
        const variable = variables.get(name.toLowerCase());
        if (variable) variable.set(instance, typedValue(value, variable.type, strict));
        else if (strict) throw jsonException(`Unrecognized field "${name}" (Class ${className}), not marked as ignorable`);
    }
    return instance;
}
