import { heapExceeded } from '../../limits/limits.ts';
import type { CompiledClass, CompiledMethod, CompiledUnit, CompiledVariable } from '../emit/compiled.ts';
import type { ApexAnnotation, ApexMethod, ApexVariable } from '../program.ts';
import { classType } from '../types.ts';
import type { ApexType } from '../types.ts';
import { LimitExceeded, apexException } from './exceptions.ts';
import type { UserClass, UserMethod } from './linkage.ts';

// Functions of emitted code take values of every Apex type, checked by the compiler.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type UnitFunctions = Record<string, (this: any, ...values: any[]) => any>;

/** Depth of calls at which the platform stops a program that calls itself without end. */
const MAXIMUM_DEPTH = 1001;

/** Runs Apex from outside: a stack without end is a limit, as on the platform, and so is a value beyond all bounds. */
export function guarded<T>(action: () => T): T {
    try {
        return action();
    } catch (error) {
        if (error instanceof RangeError && error.message === 'Maximum call stack size exceeded')
            throw new LimitExceeded(`Maximum stack depth reached: ${MAXIMUM_DEPTH}`);
        if (error instanceof RangeError && /^Invalid (string|array) length$/.test(error.message)) throw heapExceeded();
        throw error;
    }
}

export class LoadedClass implements UserClass {
    readonly compiled: CompiledClass;
    readonly name: string;
    readonly type: ApexType;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly file: string;
    readonly annotations: readonly ApexAnnotation[];
    readonly visibility: CompiledClass['visibility'];
    readonly sharing: CompiledClass['sharing'];
    readonly methods: readonly ApexMethod[];
    readonly variables: readonly (ApexVariable & { readonly transient: boolean })[];
    readonly above: ReadonlySet<string>;
    readonly parent: LoadedClass | undefined;
    readonly shell: new () => object;
    coverage: () => ReadonlyMap<number, number> = () => new Map();
    private readonly functions: UnitFunctions;
    private readonly ownMethods = new Map<string, UserMethod[]>();
    private readonly foundMethods = new Map<string, readonly UserMethod[]>();

    constructor(
        compiled: CompiledClass,
        unit: CompiledUnit,
        parent: LoadedClass | undefined,
        shell: new () => object,
        functions: UnitFunctions
    ) {
        this.compiled = compiled;
        this.name = compiled.name;
        this.type = classType(compiled.name);
        this.kind = compiled.kind;
        this.file = unit.file;
        this.annotations = compiled.annotations;
        this.visibility = compiled.visibility;
        this.sharing = compiled.sharing;
        this.above = new Set(compiled.above);
        this.parent = parent;
        this.shell = shell;
        this.functions = functions;
        this.methods = compiled.methods.map((method) => this.reflectMethod(method));
        this.variables = compiled.variables.map((variable) => this.reflectVariable(variable));
    }

    /** Puts the functions of the unit, which has run now, into the prototype. */
    install(): void {
        const prototype = this.shell.prototype as Record<string, unknown>;
        for (const method of this.compiled.methods) {
            const run = this.functions[method.fn];
            if (!run) continue;
            // A static method may implement one of an interface of the platform, which calls it by its name.
            const key = `${method.name.toLowerCase()}/${method.parameters.length}`;
            this.ownMethods.set(key, [...(this.ownMethods.get(key) ?? []), { compiled: method, run }]);
            if (method.static) continue;
            if (method.visibility !== 'private') prototype[method.key] = run;
            else if (!(method.key in prototype)) prototype[method.key] = run;
        }
        for (const { key, fn } of this.compiled.aliases) prototype[key] = dispatcher(this.compiled, fn, this.functions);
        for (const variable of this.compiled.variables) {
            if (variable.static) continue;
            const name = variable.name.toLowerCase();
            if (variable.getter) prototype[`get ${name}`] = this.functions[variable.getter];
            if (variable.setter) prototype[`set ${name}`] = this.functions[variable.setter];
        }
    }

    get instanceVariables(): readonly (ApexVariable & { readonly transient: boolean })[] {
        const own = this.variables.filter((variable) => !variable.static);
        return this.parent ? [...this.parent.instanceVariables, ...own] : own;
    }

    instanceMethods(name: string, count: number): readonly UserMethod[] {
        const key = `${name.toLowerCase()}/${count}`;
        let found = this.foundMethods.get(key);
        if (!found) {
            const own = this.ownMethods.get(key) ?? [];
            const above = this.parent?.instanceMethods(name, count) ?? [];
            const inherited = above.filter((method) => !own.some((nearer) => nearer.compiled.key === method.compiled.key));
            this.foundMethods.set(key, (found = [...own, ...inherited]));
        }
        return found;
    }

    isA(typeText: string): boolean {
        return this.above.has(typeText.toLowerCase());
    }

    newInstance(): object {
        const found = this.compiled.constructors.find((candidate) => candidate.parameters.length === 0);
        if (this.kind !== 'class' || this.compiled.abstract || !found)
            throw apexException('System.TypeException', `Class ${this.name} must have a public no-argument constructor`);
        return guarded(() => this.functions[found.fn]!.call(new this.shell()) as object);
    }

    private reflectMethod(compiled: CompiledMethod): ApexMethod {
        const { name, static: isStatic, visibility, annotations, parameters, returns, fn, key } = compiled;
        const invoke = (receiver: unknown, values: readonly unknown[]): unknown =>
            guarded(() => {
                if (isStatic) return this.functions[fn]!(...values);
                const virtual = visibility === 'private' ? undefined : (receiver as UnitFunctions)[key];
                return (virtual ?? this.functions[fn])!.call(receiver, ...values);
            });
        const position = { file: this.file, line: compiled.line, column: compiled.column };
        return { name, static: isStatic, visibility, annotations, parameters, returns, position, invoke };
    }

    private reflectVariable(compiled: CompiledVariable): ApexVariable & { readonly transient: boolean } {
        const { name, static: isStatic, transient, type, annotations, visibility, slot, getter, setter } = compiled;
        const holder = (receiver: unknown): Record<string, unknown> =>
            (isStatic ? this.functions['S']!() : receiver) as Record<string, unknown>;
        return {
            name,
            static: isStatic,
            transient,
            type,
            annotations,
            visibility,
            get: (receiver) => (getter ? guarded(() => this.functions[getter]!.call(receiver) as unknown) : holder(receiver)[slot]),
            set: (receiver, value) => {
                if (setter) guarded(() => this.functions[setter]!.call(receiver, value) as unknown);
                else holder(receiver)[slot] = value;
            }
        };
    }
}

/** A method under the name that an interface calls it by: goes on to the name it was declared with. */
function dispatcher(compiled: CompiledClass, fn: string, functions: UnitFunctions): unknown {
    const method = compiled.methods.find((candidate) => candidate.fn === fn);
    if (!method) return functions[fn];
    return function (this: UnitFunctions, ...values: unknown[]): unknown {
        return this[method.key]!(...values);
    };
}
