import '../library.ts';
import type { Org } from '../../../org.ts';
import type { Transaction } from '../../../automation/transaction.ts';
import { withTransaction } from '../../../automation/transaction.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../../../schema/model.ts';
import type { ApexProgram } from '../../program.ts';
import type { ApexType } from '../../types.ts';
import { sameType, primitive } from '../../types.ts';
import { ApexDecimal } from '../../runtime/values/decimal.ts';
import { ApexDouble } from '../../runtime/values/double.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { runtimeTypeOf } from '../../runtime/values/type-of.ts';
import type { PlatformClass, PlatformMember } from '../declare.ts';
import { platformClasses } from '../catalogue.ts';

/** Calls of the library as a test writes them; overloads are chosen by the values. */

export const dec = (text: string): ApexDecimal => ApexDecimal.parse(text);
export const dbl = (value: number): ApexDouble => new ApexDouble(value);

function classOf(name: string): PlatformClass {
    const found = platformClasses().get(name.toLowerCase());
    if (!found) throw new Error(`No class ${name}`);
    return found;
}

function fits(type: ApexType, value: unknown): number {
    const actual = runtimeTypeOf(value);
    if (sameType(type, actual)) return 2;
    return value === null || type.kind === 'object' || type.kind === 'parameter' || type.kind === actual.kind ? 1 : 0;
}

function choose(members: readonly PlatformMember[], values: readonly unknown[], name: string): PlatformMember {
    const ranked = members
        .filter((member) => member.parameters.length === values.length)
        .map((member) => ({ member, ranks: member.parameters.map(({ type }, index) => fits(type, values[index])) }))
        .filter(({ ranks }) => ranks.every((rank) => rank > 0))
        .sort((left, right) => sum(right.ranks) - sum(left.ranks));
    if (!ranked[0]) throw new Error(`No ${name} for these values`);
    return ranked[0].member;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function className(value: unknown): string {
    const type = runtimeTypeOf(value);
    if (type.kind === 'primitive') return `System.${type.name}`;
    if (type.kind === 'list') return 'System.List';
    if (type.kind === 'set') return 'System.Set';
    if (type.kind === 'map') return 'System.Map';
    if (type.kind === 'class') return type.name;
    throw new Error(`No class for ${type.kind}`);
}

/** `receiver.name(values)` */
export function call(receiver: unknown, name: string, ...values: unknown[]): unknown {
    return callOn(className(receiver), receiver, name, ...values);
}

export function callOn(owner: string, receiver: unknown, name: string, ...values: unknown[]): unknown {
    for (let current: PlatformClass | undefined = classOf(owner); current;) {
        const members = current.methods.filter((member) => !member.static && member.name.toLowerCase() === name.toLowerCase());
        if (members.length > 0) return choose(members, values, name).run(receiver, ...values);
        current = current.superclass?.kind === 'class' ? classOf(current.superclass.name) : undefined;
    }
    throw new Error(`No method ${owner}.${name}`);
}

/** `owner.name(values)` */
export function statically(owner: string, name: string, ...values: unknown[]): unknown {
    const members = classOf(owner).methods.filter((member) => member.static && member.name.toLowerCase() === name.toLowerCase());
    return choose(members, values, name).run(...values);
}

export function construct(owner: string, ...values: unknown[]): unknown {
    return choose(classOf(owner).constructors, values, owner).run(...values);
}

/** The exception of an action as 'System.MathException: Divide by 0'. */
export function thrown(action: () => unknown): string {
    try {
        action();
    } catch (error) {
        if (error instanceof ApexException) return `${error.apexTypeName}: ${error.message}`;
        throw error;
    }
    return 'nothing was thrown';
}

/** 2026-11-22T12:00:00Z */
export const NOW = Date.UTC(2026, 10, 22, 12);

interface Setting {
    readonly timeZone?: string;
    readonly locale?: string;
    readonly objects?: readonly ObjectInfo[];
    readonly findClass?: ApexProgram['findClass'];
}

/** Runs the action in a transaction that has a user, a schema and a clock, and nothing else. */
export function inTransaction<T>(setting: Setting, action: () => T): T {
    const objects = setting.objects ?? [];
    const schema: Pick<Schema, 'objects' | 'object'> = {
        objects,
        object: (name) => objects.find((object) => object.name.toLowerCase() === name.toLowerCase())
    };
    const org = { schema, program: { findClass: setting.findClass ?? (() => undefined) }, facts: { apiVersion: '66.0' } } as unknown as Org;
    const user = { timeZone: setting.timeZone ?? 'America/Los_Angeles', locale: setting.locale ?? 'en_US' };
    return withTransaction({ org, user, now: () => NOW } as unknown as Transaction, action);
}

export function field(name: string, type: ApexType, more: Partial<FieldInfo> = {}): FieldInfo {
    return { name, apexType: type, referenceTo: [], ...more } as FieldInfo;
}

export function object(name: string, fields: readonly FieldInfo[]): ObjectInfo {
    const all = [field('Id', primitive('Id')), ...fields];
    return {
        name,
        fields: all,
        childRelationships: [],
        field: (wanted: string) => all.find((info) => info.name.toLowerCase() === wanted.toLowerCase()),
        parentField: (wanted: string) => all.find((info) => info.relationshipName?.toLowerCase() === wanted.toLowerCase()),
        childRelationship: () => undefined
    } as unknown as ObjectInfo;
}
