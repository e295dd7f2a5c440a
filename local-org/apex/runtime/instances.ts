import { platformClasses } from '../platform/catalogue.ts';
import { isInstance } from '../platform/type-relations.ts';
import { sameType } from '../types.ts';
import type { ApexType, PrimitiveName } from '../types.ts';
import { ApexException } from './exceptions.ts';
import { classOf } from './linkage.ts';
import { SObject } from './sobject.ts';
import { ApexEnumValue } from './values/enum.ts';
import { isId } from './values/id.ts';
import { ApexList } from './values/list.ts';
import { ApexMap } from './values/map.ts';
import { ApexSet } from './values/set.ts';
import { runtimeTypeOf } from './values/type-of.ts';

/** `instanceof`, and what a cast lets through. Null is an instance of nothing. */
export function instanceOf(value: unknown, type: ApexType): boolean {
    if (value === null || value === undefined) return false;
    switch (type.kind) {
        case 'object':
        case 'parameter':
            return true;
        case 'primitive':
            return primitiveIs(value, type.name);
        case 'sobject':
            return value instanceof SObject && (type.name === 'SObject' || value.typeName === type.name);
        case 'list':
            return value instanceof ApexList && elementIs(value.elementType, type.of);
        case 'set':
            return value instanceof ApexSet && elementIs(value.elementType, type.of);
        case 'map':
            return value instanceof ApexMap && elementIs(value.keyType, type.key) && elementIs(value.valueType, type.value);
        case 'class':
            return instanceOfClass(value, type);
        default:
            return false;
    }
}

/** What a value of one primitive type also is: a number of the wider types, a day an instant, a fitting text an id. */
const ALSO: Partial<Record<PrimitiveName, readonly PrimitiveName[]>> = {
    Integer: ['Long', 'Double', 'Decimal'],
    Long: ['Double', 'Decimal'],
    Double: ['Decimal'],
    Decimal: ['Double'],
    Date: ['Datetime']
};

function primitiveIs(value: unknown, wanted: PrimitiveName): boolean {
    if (wanted === 'Id') return typeof value === 'string' && isId(value);
    const type = runtimeTypeOf(value);
    return type.kind === 'primitive' && (type.name === wanted || (ALSO[type.name]?.includes(wanted) ?? false));
}

function instanceOfClass(value: unknown, type: Extract<ApexType, { kind: 'class' }>): boolean {
    const own = classOf(value);
    if (own) return own.above.has(type.name.toLowerCase());
    if (value instanceof ApexEnumValue) return sameType(value.type, type);
    if (value instanceof ApexException) return isExceptionOf(value, type.name);
    return isInstance(value, type.arguments ? { kind: 'class', name: type.name } : type);
}

/** Element types of a collection at run time and in a cast; records fit whether or not the list says which. */
function elementIs(element: ApexType, wanted: ApexType): boolean {
    if (wanted.kind === 'object' || sameType(element, wanted)) return true;
    if (element.kind === 'sobject' && wanted.kind === 'sobject') return wanted.name === 'SObject' || element.name === 'SObject';
    if (element.kind === 'primitive' && wanted.kind === 'primitive')
        return [element, wanted].every(({ name }) => name === 'String' || name === 'Id');
    if (element.kind === 'list' && wanted.kind === 'list') return elementIs(element.of, wanted.of);
    if (element.kind === 'set' && wanted.kind === 'set') return elementIs(element.of, wanted.of);
    if (element.kind === 'map' && wanted.kind === 'map')
        return elementIs(element.key, wanted.key) && elementIs(element.value, wanted.value);
    if (element.kind === 'class' && wanted.kind === 'class') return typeIs(element.name, wanted.name);
    return false;
}

let projectAncestry: (name: string) => ReadonlySet<string> | undefined = () => undefined;

/** Where the loaded program tells what is above a class. */
export function setProjectAncestry(lookup: typeof projectAncestry): void {
    projectAncestry = lookup;
}

function typeIs(name: string, wanted: string): boolean {
    const own = projectAncestry(name);
    return own ? own.has(wanted.toLowerCase()) : platformIs(name, wanted);
}

/** Is the exception of that type, or of one below it? */
export function isExceptionOf(error: ApexException, wanted: string): boolean {
    const own = classOf(error);
    return own
        ? own.above.has(wanted.toLowerCase())
        : platformIs(error.apexTypeName, wanted) || wanted.toLowerCase() === 'system.exception';
}

function platformIs(name: string, wanted: string): boolean {
    if (name.toLowerCase() === wanted.toLowerCase()) return true;
    const declaration = platformClasses().get(name.toLowerCase());
    if (!declaration) return false;
    const parents = declaration.superclass ? [declaration.superclass, ...declaration.interfaces] : declaration.interfaces;
    return parents.some((parent) => parent.kind === 'class' && platformIs(parent.name, wanted));
}
