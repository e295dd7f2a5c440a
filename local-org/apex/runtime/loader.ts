import { runInThisContext } from 'node:vm';
import { enqueueFuture } from '../../automation/async.ts';
import { currentTransaction } from '../../automation/transaction.ts';
import { parseSoql } from '../../data/soql/parse.ts';
import type { SoqlQuery } from '../../data/soql/ast.ts';
import type { CompiledClass, CompiledUnit } from '../emit/compiled.ts';
import type { Behaviour, PlatformClass, PlatformMember, PlatformProperty } from '../platform/declare.ts';
import { sobjectFieldToken, sobjectTypeToken } from '../platform/execution/schema-tokens.ts';
import { platformClasses } from '../platform/index.ts';
import { UnsupportedError } from '../../errors.ts';
import type { ApexClass, ApexProgram, ApexTrigger, RefusedUnit } from '../program.ts';
import { classType, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import { ApexException } from './exceptions.ts';
import { setProjectAncestry } from './instances.ts';
import { CLASS, apexFrames, apexStack, classOf, invokeOn } from './linkage.ts';
import { LoadedClass, guarded } from './loaded-class.ts';
import type { UnitFunctions } from './loaded-class.ts';
import { operators } from './operators.ts';
import { ApexDecimal } from './values/decimal.ts';
import { ApexDouble } from './values/double.ts';
import { ApexEnumValue, platformEnum } from './values/enum.ts';
import { ApexTypeValue } from './values/type-value.ts';
import { setUserObjects } from './values/user-objects.ts';

/** Frames that an error keeps, so that a trace shows the whole way through the Apex. */
const STACK_FRAMES = 100;

type Shell = new () => object;

function signature(name: string, parameters: readonly ApexType[], isStatic: boolean): string {
    return `${isStatic ? 'static ' : ''}${name}(${parameters.map(typeName).join(',')})`.toLowerCase();
}

const memberIndexes = new WeakMap<PlatformClass, Map<string, PlatformMember>>();

function platformClass(owner: string): PlatformClass {
    const declaration = platformClasses().get(owner.toLowerCase());
    if (!declaration) throw new Error(`The library has no class ${owner}.`);
    return declaration;
}

function memberIndex(declaration: PlatformClass): Map<string, PlatformMember> {
    let index = memberIndexes.get(declaration);
    if (index) return index;
    index = new Map();
    const types = (member: PlatformMember): ApexType[] => member.parameters.map((parameter) => parameter.type);
    for (const member of declaration.methods) index.set(signature(member.name, types(member), member.static), member);
    for (const member of declaration.constructors) index.set(signature('<init>', types(member), false), member);
    memberIndexes.set(declaration, index);
    return index;
}

/** A running copy of compiled units: their JavaScript classes, functions and counters. */
export class LoadedProgram implements ApexProgram {
    readonly classes: ApexClass[] = [];
    readonly triggers: ApexTrigger[] = [];
    readonly refused: readonly RefusedUnit[];
    private readonly byName = new Map<string, LoadedClass>();
    private readonly shells = new Map<string, Shell>();
    private readonly units = new Map<string, UnitFunctions>();
    private readonly enums = new Map<string, readonly ApexEnumValue[]>();
    private readonly queries = new Map<string, SoqlQuery>();
    private readonly compileAnonymous: (source: string) => CompiledUnit;

    constructor(units: readonly CompiledUnit[], compileAnonymous: (source: string) => CompiledUnit, refused: readonly RefusedUnit[] = []) {
        this.compileAnonymous = compileAnonymous;
        this.refused = refused;
        Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
        this.load(units);
        for (const unit of refused) if (unit.trigger) this.triggers.push(refusedTrigger(unit));
        linkUserObjects();
    }

    findClass(name: string): ApexClass | undefined {
        const found = this.byName.get(name.toLowerCase());
        if (!found && this.refused.length > 0) this.refuseBroken(name);
        return found;
    }

    /** A class that was left out is not the same as none. */
    private refuseBroken(name: string): void {
        const outer = name.split('.')[0]!.toLowerCase();
        const broken = this.refused.find((unit) => unit.kind === 'class' && unit.name.toLowerCase() === outer);
        if (broken) throw new UnsupportedError(`the class ${name}, which does not compile here (${broken.problems[0]!})`);
    }

    enumValuesOf(name: string): readonly ApexEnumValue[] | undefined {
        return this.enums.get(name.toLowerCase());
    }

    anonymous(source: string): () => void {
        const unit = this.compileAnonymous(source);
        this.load([unit], false);
        const functions = this.units.get(unit.name)!;
        return () => guarded(() => functions['run']!());
    }

    private load(units: readonly CompiledUnit[], visible = true): void {
        const compiled = units.flatMap((unit) => unit.classes.map((declaration) => ({ declaration, unit })));
        const pending = new Map(compiled.map((entry) => [entry.declaration.name.toLowerCase(), entry]));
        for (const { declaration, unit } of compiled) this.defineClass(declaration, unit, pending, visible);
        for (const unit of units) this.runUnit(unit, visible);
        for (const { declaration } of compiled) this.byName.get(declaration.name.toLowerCase())!.install();
    }

    /** Superclasses first. */
    private defineClass(
        declaration: CompiledClass,
        unit: CompiledUnit,
        pending: ReadonlyMap<string, { declaration: CompiledClass; unit: CompiledUnit }>,
        visible: boolean
    ): LoadedClass {
        const key = declaration.name.toLowerCase();
        const known = this.byName.get(key);
        if (known && known.compiled === declaration) return known;
        const parentName = declaration.superclass?.kind === 'class' ? declaration.superclass.name.toLowerCase() : undefined;
        const above = parentName === undefined ? undefined : pending.get(parentName);
        const parent = above
            ? this.defineClass(above.declaration, above.unit, pending, visible)
            : parentName === undefined
              ? undefined
              : this.byName.get(parentName);
        if (declaration.kind === 'enum') this.defineEnum(declaration);
        const shell = makeShell(declaration, parent?.shell);
        const functions = this.functionsOf(unit.name);
        const loaded = new LoadedClass(declaration, unit, parent, shell, functions);
        Object.defineProperty(shell.prototype, CLASS, { value: loaded });
        this.shells.set(key, shell);
        this.byName.set(key, loaded);
        if (visible) this.classes.push(loaded);
        return loaded;
    }

    private defineEnum(declaration: CompiledClass): void {
        const type = classType(declaration.name);
        const constants = declaration.values.map((name, ordinal) => new ApexEnumValue(type, name, ordinal));
        this.enums.set(declaration.name.toLowerCase(), constants);
    }

    private functionsOf(unit: string): UnitFunctions {
        const key = unit.toLowerCase();
        let functions = this.units.get(unit) ?? this.units.get(key);
        if (!functions) this.units.set(key, (functions = Object.create(null) as UnitFunctions));
        return functions;
    }

    private runUnit(unit: CompiledUnit, visible: boolean): void {
        const counters = new Uint32Array(unit.counted?.length ?? 0);
        const functions = this.functionsOf(unit.name);
        const factory = runInThisContext(unit.code, { filename: unit.file }) as (R: object, c: Uint32Array) => UnitFunctions;
        Object.assign(functions, factory(this.runtime(), counters));
        this.units.set(unit.name, functions);
        const coverage = (): ReadonlyMap<number, number> => coverageOf(unit, counters);
        for (const declaration of unit.classes) this.byName.get(declaration.name.toLowerCase())!.coverage = coverage;
        if (!unit.trigger || !visible) return;
        this.triggers.push({ name: unit.name, file: unit.file, ...unit.trigger, run: () => guarded(() => functions['run']!()), coverage });
    }

    /** What the emitted code asks for when it is loaded: `R`. */
    private runtime(): object {
        return {
            operators,
            unknown: (): never => {
                throw new Error('The compiler let an expression without a type pass.');
            },
            future: (className: string, methodName: string, run: (...values: unknown[]) => unknown, ...values: unknown[]) =>
                enqueueFuture(className, methodName, (...copies) => guarded(() => run(...copies)), values),
            member: (owner: string, name: string, parameters: ApexType[], isStatic: boolean): Behaviour =>
                required(memberIndex(platformClass(owner)).get(signature(name, parameters, isStatic)), `${owner}.${name}`).run,
            creation: (owner: string, parameters: ApexType[]): Behaviour =>
                required(memberIndex(platformClass(owner)).get(signature('<init>', parameters, false)), `new ${owner}`).run,
            property: (owner: string, name: string): PlatformProperty =>
                required(
                    platformClass(owner).properties.find((property) => property.name === name),
                    `${owner}.${name}`
                ),
            enumValue: (owner: string, name: string): ApexEnumValue =>
                required(
                    this.enumConstants(owner).find((constant) => constant.name === name),
                    `${owner}.${name}`
                ),
            enumConstants: (owner: string) => this.enumConstants(owner),
            functions: (unit: string) => this.functionsOf(unit),
            shell: (name: string): Shell => required(this.shells.get(name.toLowerCase()), name),
            type: (type: ApexType) => type,
            decimal: (text: string) => ApexDecimal.parse(text),
            double: (text: string) => new ApexDouble(Number(text)),
            soql: (text: string) => this.query(text),
            objectToken: sobjectTypeToken,
            fieldToken: sobjectFieldToken,
            typeValue: (type: ApexType) => new ApexTypeValue(type),
            statics
        };
    }

    private enumConstants(owner: string): readonly ApexEnumValue[] {
        return this.enums.get(owner.toLowerCase()) ?? platformEnum(owner, platformClass(owner).values);
    }

    private query(text: string): SoqlQuery {
        let query = this.queries.get(text);
        if (!query) this.queries.set(text, (query = parseSoql(text)));
        return query;
    }
}

/** Saving without a trigger that the project has would be another program: it stops. */
function refusedTrigger(unit: RefusedUnit): ApexTrigger {
    const run = (): never => {
        throw new UnsupportedError(`the trigger ${unit.name}, which does not compile here (${unit.problems[0]!})`);
    };
    return { name: unit.name, file: unit.file, ...unit.trigger!, run, coverage: () => new Map() };
}

function required<T>(found: T | undefined, name: string): T {
    if (found === undefined) throw new Error(`The library has no ${name}.`);
    return found;
}

function coverageOf(unit: CompiledUnit, counters: Uint32Array): ReadonlyMap<number, number> {
    const lines = new Map<number, number>();
    for (const [index, line] of (unit.counted ?? []).entries()) lines.set(line, Math.max(lines.get(line) ?? 0, counters[index]!));
    return lines;
}

/** The JavaScript class of an Apex class: its instances have a place for each variable, and nothing has run yet. */
function makeShell(declaration: CompiledClass, parent: Shell | undefined): Shell {
    const base = parent ?? (declaration.exception ? exceptionBase(declaration.name) : undefined);
    const slots = declaration.slots.map((slot) => `${slot}=null;`).join('');
    const name = declaration.name.replaceAll('.', '$');
    const type = parent && declaration.exception ? `apexTypeName=${JSON.stringify(declaration.name)};` : '';
    const make = new Function('Base', `return class ${name}${base ? ' extends Base' : ''}{${type}${slots}};`) as (base?: Shell) => Shell;
    return make(base);
}

function exceptionBase(name: string): Shell {
    return class extends ApexException {
        constructor() {
            super(name);
        }
    };
}

/** Static variables: made, and initialised, at the first use in each transaction. */
function statics(make: () => object, initialise: () => void): () => object {
    const key = {};
    let transaction: unknown = null;
    let values: object = {};
    const ready = new WeakSet();
    return () => {
        const current = currentTransaction();
        if (current === transaction) return values;
        values = current.statics(key, make);
        transaction = current;
        if (!ready.has(values)) {
            const mine = values;
            ready.add(mine);
            try {
                initialise();
            } catch (error) {
                ready.delete(mine);
                transaction = null;
                throw error;
            }
            values = mine;
            transaction = current;
        }
        return values;
    };
}

function linkUserObjects(): void {
    const programs = (): LoadedProgram => currentTransaction().org.program as LoadedProgram;
    setProjectAncestry((name) => (programs().findClass(name) as LoadedClass | undefined)?.above);
    setUserObjects({
        typeOf: (value) => classOf(value)?.type,
        hasMethod: (value, name, count) => (classOf(value)?.instanceMethods(name, count).length ?? 0) > 0,
        invoke: (value, name, values) => invokeOn(value, name, values),
        variables: (value) => classOf(value)?.instanceVariables ?? [],
        allocate: (name) => {
            const found = programs().findClass(name) as LoadedClass | undefined;
            if (!found) throw new Error(`The program has no class ${name}.`);
            return new found.shell();
        },
        enumValues: (name) => programs().enumValuesOf(name),
        stackOf: (exception) => ({ line: apexFrames(exception)[0]?.line ?? 0, trace: apexStack(exception) })
    });
}
