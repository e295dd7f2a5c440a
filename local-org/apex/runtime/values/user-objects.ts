import type { ApexType } from '../../types.ts';
import type { ApexVariable } from '../../program.ts';
import type { ApexException } from '../exceptions.ts';
import type { ApexEnumValue } from './enum.ts';

/**
 * What the library must know about instances of the project's own classes. The compiler puts its side in with
 * `setUserObjects` when it loads a program; until then no value counts as a user object.
 */
export interface UserObjects {
    /** Class of an instance of a project class, exceptions included; undefined for every other value. */
    typeOf(value: object): ApexType | undefined;
    /** Does the class, or one above it, have an instance method of that name (no case) and number of parameters? */
    hasMethod(value: object, name: string, parameterCount: number): boolean;
    invoke(value: object, name: string, values: readonly unknown[]): unknown;
    /** Instance fields and properties, those of superclasses first, each level in the order of declaration. */
    variables(value: object): readonly UserVariable[];
    /** A new instance whose constructors and initialisers did not run, as JSON.deserialize makes them. */
    allocate(className: string): object;
    /** The values of an enum of the project, in order; undefined for any other name. */
    enumValues(className: string): readonly ApexEnumValue[] | undefined;
    /** Where an exception was thrown: the Apex line, and the trace in the platform's form. */
    stackOf(exception: ApexException): { readonly line: number; readonly trace: string };
}

export type UserVariable = ApexVariable & { readonly transient?: boolean };

let linked: UserObjects | undefined;

export function setUserObjects(userObjects: UserObjects): void {
    linked = userObjects;
}

export function userObjects(): UserObjects {
    if (!linked) throw new Error('No Apex program is loaded.');
    return linked;
}

const stubs = new WeakSet<object>();

/** An instance that answers as its stub provider says. */
export function markStub(value: object): void {
    stubs.add(value);
}

export function isStub(value: object): boolean {
    return stubs.has(value);
}

export function userTypeOf(value: unknown): ApexType | undefined {
    return typeof value === 'object' && value !== null ? linked?.typeOf(value) : undefined;
}

export function isUserObject(value: unknown): value is object {
    return userTypeOf(value) !== undefined;
}

export function hasUserMethod(value: unknown, name: string, parameterCount: number): boolean {
    return isUserObject(value) && userObjects().hasMethod(value, name, parameterCount);
}

export function invokeUserMethod(value: unknown, name: string, values: readonly unknown[] = []): unknown {
    return userObjects().invoke(value as object, name, values);
}

export function stackOf(exception: ApexException): { readonly line: number; readonly trace: string } {
    return linked ? linked.stackOf(exception) : { line: 0, trace: '' };
}
