import type { CompiledClass, CompiledMethod } from '../emit/compiled.ts';
import type { ApexClass, ApexVariable } from '../program.ts';
import { runtimeTypeOf } from './values/type-of.ts';
import { instanceOf } from './instances.ts';

/** The way from an instance of a project class back to its class. */

export interface UserClass extends ApexClass {
    readonly compiled: CompiledClass;
    readonly parent: UserClass | undefined;
    /** Full names, in lower case, of the class and of everything above it. */
    readonly above: ReadonlySet<string>;
    /** Variables of instances with those of superclasses first. */
    readonly instanceVariables: readonly (ApexVariable & { readonly transient: boolean })[];
    /** Instance methods by 'name/number of parameters' in lower case, nearest class first. */
    instanceMethods(name: string, count: number): readonly UserMethod[];
}

export interface UserMethod {
    readonly compiled: CompiledMethod;
    readonly run: (this: unknown, ...values: unknown[]) => unknown;
}

/** Under this name the prototype of every emitted class holds its UserClass. */
export const CLASS = Symbol('apex class');

export function classOf(value: unknown): UserClass | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as { [CLASS]?: UserClass })[CLASS];
}

export function isUserInstance(value: unknown): value is object {
    return classOf(value) !== undefined;
}

/** The method that a call by name reaches; between overloads the values decide. */
export function userMethod(receiver: object, name: string, values: readonly unknown[]): UserMethod['run'] | undefined {
    const methods = classOf(receiver)?.instanceMethods(name, values.length) ?? [];
    if (methods.length < 2) return methods[0]?.run;
    const fitting = methods.find(({ compiled }) =>
        compiled.parameters.every(
            ({ type }, index) => values[index] === null || values[index] === undefined || instanceOf(values[index], type)
        )
    );
    return (fitting ?? methods[0])!.run;
}

/** Calls an instance method of a project class by its name, without regard to case. */
export function invokeOn(receiver: object, name: string, values: readonly unknown[]): unknown {
    const method = userMethod(receiver, name, values);
    if (!method) throw new Error(`${JSON.stringify(runtimeTypeOf(receiver))} has no method ${name} with ${values.length} parameters.`);
    return method.call(receiver, ...values);
}

export interface ApexFrame {
    /** 'Class.Outer.Inner.method', 'Trigger.Name', 'AnonymousBlock' */
    readonly name: string;
    readonly line: number;
}

/** Emitted functions carry their names ('Outer$Inner$method'), and stand on the lines of their source. */
const FRAME = /^\s*at (?:new )?(?:[\w$]+\.)*([\w$]+)(?: \[as [^\]]*\])? \((.*\.(?:cls|trigger|apex)):(\d+):\d+\)$/;
const UNNAMED_FRAME = /^\s*at (?:<anonymous> \()?(.*\.(?:cls|trigger|apex)):(\d+):\d+\)?$/;

/** The Apex frames of an error, innermost first. */
export function apexFrames(error: Error): ApexFrame[] {
    const frames: ApexFrame[] = [];
    let initialised = '';
    let block: { readonly file: string; readonly line: number } | undefined;
    for (const text of (error.stack ?? '').split('\n')) {
        const found = readFrame(text);
        if (!found) continue;
        const { fn, file, line } = found;
        if (fn === '') {
            block ??= { file, line };
            continue;
        }
        if (initialised !== '' && isConstructionOf(initialised, fn)) continue;
        initialised = /^(.*)\$\$init\$f\d+$/.exec(fn)?.[1] ?? '';
        if (fn.endsWith('$$fields')) continue;
        frames.push({ name: apexName(fn, file), line: block?.file === file ? block.line : line });
        block = undefined;
    }
    return frames;
}

/** A block of System.runAs is a function without a name: its line counts for the method around it. */
function readFrame(text: string): { fn: string; file: string; line: number } | undefined {
    const named = FRAME.exec(text);
    if (named) return { fn: named[1]!, file: named[2]!, line: Number(named[3]) };
    const unnamed = UNNAMED_FRAME.exec(text);
    return unnamed ? { fn: '', file: unnamed[1]!, line: Number(unnamed[2]) } : undefined;
}

/** Initial values are part of the constructor that sets them: one frame, on the line of the value. */
function isConstructionOf(className: string, fn: string): boolean {
    return (
        fn === `${className}$$fields` || (fn.startsWith(`${className}$$init`) && /^(\$\d+)?$/.test(fn.slice(`${className}$$init`.length)))
    );
}

function apexName(fn: string, file: string): string {
    const unit = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    if (file.endsWith('.trigger')) return `Trigger.${unit}`;
    if (file.endsWith('.apex')) return 'AnonymousBlock';
    const special = /^(.*)\$\$(init|clinit|fields)(?:\$\w+)*$/.exec(fn);
    if (special) return `Class.${special[1]!.replaceAll('$', '.')}.<${special[2] === 'clinit' ? 'clinit' : 'init'}>`;
    if (!fn.includes('$')) return `Class.${unit}`;
    return `Class.${fn
        .replace(/\$\d+$/, '')
        .replace(/\$([\w]+)\$[gs]et$/, '$$__sfdc_$1')
        .replaceAll('$', '.')}`;
}

/** `getStackTraceString()`: 'Class.Foo.bar: line 12, column 1', one line a frame. */
export function apexStack(error: Error): string {
    return apexFrames(error)
        .map((frame) => `${frame.name}: line ${frame.line}, column 1`)
        .join('\n');
}
