import { currentTransaction } from '../../automation/transaction.ts';
import { runtimeTypeOf } from '../runtime/values/type-of.ts';
import type { ApexType } from '../types.ts';
import { OBJECT, SOBJECT, classType, findPrimitive, listOf, mapOf, sameType, setOf, sobjectType } from '../types.ts';
import { platformClasses } from './catalogue.ts';

/** Relations between types that are only known while a program runs, through its reflection. */

/** The type of that name in the running project, or on the platform: 'Outer.Inner', 'List<Account>'. */
export function typeByName(text: string): ApexType | undefined {
    const reader = { rest: text.trim() };
    const type = readType(reader);
    return reader.rest === '' ? type : undefined;
}

function readType(reader: { rest: string }): ApexType | undefined {
    const name = /^[\w.]+/.exec(reader.rest)?.[0];
    if (!name) return undefined;
    reader.rest = reader.rest.slice(name.length).trimStart();
    const typeArguments: ApexType[] = [];
    if (reader.rest.startsWith('<')) {
        do {
            reader.rest = reader.rest.slice(1).trimStart();
            const argument = readType(reader);
            if (!argument) return undefined;
            typeArguments.push(argument);
        } while (reader.rest.startsWith(','));
        if (!reader.rest.startsWith('>')) return undefined;
        reader.rest = reader.rest.slice(1).trimStart();
    }
    let type = namedType(name, typeArguments);
    while (type && reader.rest.startsWith('[]')) {
        reader.rest = reader.rest.slice(2).trimStart();
        type = listOf(type);
    }
    return type;
}

function namedType(name: string, [first, second]: readonly ApexType[]): ApexType | undefined {
    const key = name.toLowerCase().replace(/^system\.(?=[a-z]+$)/, '');
    if (key === 'list') return first && listOf(first);
    if (key === 'set') return first && setOf(first);
    if (key === 'map') return first && second && mapOf(first, second);
    if (first) return undefined;
    const { program, schema } = currentTransaction().org;
    const userClass = program.findClass(name);
    if (userClass) return userClass.type;
    if (key === 'object') return OBJECT;
    if (key === 'sobject') return SOBJECT;
    const primitive = findPrimitive(key);
    if (primitive) return primitive;
    const classes = platformClasses();
    const platformClass = classes.get(name.toLowerCase()) ?? classes.get(`system.${key}`) ?? classes.get(`schema.${key}`);
    if (platformClass) return classType(platformClass.name);
    const object = schema.object(name.replace(/^schema\./i, ''));
    return object && sobjectType(object.name);
}

/** May a value of the type `from` be assigned to a variable of the type `to` without a conversion? */
export function isAssignable(from: ApexType, to: ApexType): boolean {
    if (to.kind === 'object' || sameType(from, to)) return true;
    if (from.kind === 'list' && to.kind === 'list') return isAssignable(from.of, to.of);
    if (from.kind === 'set' && to.kind === 'set') return isAssignable(from.of, to.of);
    if (from.kind === 'map' && to.kind === 'map') return isAssignable(from.key, to.key) && isAssignable(from.value, to.value);
    if (from.kind === 'sobject' && to.kind === 'sobject') return to.name === 'SObject';
    if (from.kind === 'primitive' && to.kind === 'primitive') return from.name === 'String' && to.name === 'Id';
    if (to.kind !== 'class') return false;
    if (from.kind === 'list' || from.kind === 'set') return to.name === 'System.Iterable';
    return from.kind === 'class' && isSubclass(from.name, to.name);
}

function isSubclass(name: string, ancestor: string): boolean {
    if (name.toLowerCase() === ancestor.toLowerCase()) return true;
    const userClass = currentTransaction().org.program.findClass(name);
    if (userClass) return userClass.isA(ancestor);
    const platformClass = platformClasses().get(name.toLowerCase());
    if (!platformClass) return false;
    const parents = [...platformClass.interfaces, ...(platformClass.superclass ? [platformClass.superclass] : [])];
    return parents.some((parent) => parent.kind === 'class' && isSubclass(parent.name, ancestor));
}

export function isInstance(value: unknown, type: ApexType): boolean {
    return value !== null && isAssignable(runtimeTypeOf(value), type);
}
