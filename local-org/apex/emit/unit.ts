import { Body } from '../check/body.ts';
import type { Environment, UnitContext } from '../check/body.ts';
import { ClassWriter } from '../check/class-bodies.ts';
import type { Alias } from '../check/hierarchy.ts';
import { checkStatements } from '../check/statements.ts';
import type { ClassSymbol, Unit } from '../check/symbols.ts';
import type { Sharing } from '../program.ts';
import type { AnonymousNode, TriggerNode } from '../syntax/ast.ts';
import { VOID } from '../types.ts';
import type { CompiledClass, CompiledUnit } from './compiled.ts';
import { Links } from './links.ts';
import { Writer } from './writer.ts';

function contextOf(unit: Unit, counted: boolean, rest: Partial<UnitContext> = {}): UnitContext {
    return {
        unit,
        links: new Links(),
        writer: new Writer(),
        counted: counted ? [] : null,
        triggerObject: null,
        looseMethods: null,
        ...rest
    };
}

/** The script of a unit is a function of the runtime and of its counters that gives back the unit's functions. */
function wrap(context: UnitContext, functions: readonly string[]): string {
    const body = context.writer.text();
    return `(function(R,c){'use strict';${context.links.prologue()}${body}\nreturn {${functions.join(',')}};})`;
}

/** A class file: its top-level class with all that is in it. */
export function emitClass(
    environment: Environment,
    symbol: ClassSymbol,
    aliases: ReadonlyMap<ClassSymbol, readonly Alias[]>
): CompiledUnit {
    const context = contextOf(symbol.unit, !symbol.isTest);
    const functions: string[] = [];
    new ClassWriter(environment, context, symbol, functions).write();
    return {
        kind: 'class',
        name: symbol.name,
        file: symbol.unit.file,
        code: wrap(context, functions),
        needs: needsOf(context, withInner(symbol)),
        counted: context.counted,
        classes: withInner(symbol).map((entry) => describeClass(environment, entry, aliases.get(entry) ?? [])),
        trigger: null
    };
}

function needsOf(context: UnitContext, symbols: readonly ClassSymbol[]): string[] {
    const parents = symbols.flatMap((symbol) => [symbol.superclass, ...symbol.interfaces]);
    return [...context.links.classes, ...parents.flatMap((type) => (type?.kind === 'class' ? [type.name] : []))];
}

function withInner(symbol: ClassSymbol): ClassSymbol[] {
    return [symbol, ...symbol.inner.values()];
}

function effectiveSharing(environment: Environment, symbol: ClassSymbol): Sharing {
    if (symbol.sharing || !symbol.superclass) return symbol.sharing;
    const parent = environment.types.symbols.ofType(symbol.superclass);
    return parent && effectiveSharing(environment, parent);
}

function describeClass(environment: Environment, symbol: ClassSymbol, aliases: readonly Alias[]): CompiledClass {
    const { types } = environment;
    const above = new Set<string>();
    for (const type of types.ancestry(symbol.type)) {
        if (type.kind !== 'class') continue;
        const name = type.name.toLowerCase();
        above.add(name);
        if (name.startsWith('system.')) above.add(name.slice('system.'.length));
    }
    const exception = types.isException(symbol.type);
    const variables = [...symbol.variables.values()];
    return {
        name: symbol.name,
        kind: symbol.kind,
        visibility: symbol.visibility,
        sharing: effectiveSharing(environment, symbol),
        annotations: symbol.annotations,
        abstract: symbol.abstract,
        superclass: symbol.superclass,
        above: [...above],
        exception,
        slots: variables.filter((variable) => !variable.static).map((variable) => variable.slot),
        methods: [...symbol.methods.values()].flat().map((method) => ({
            name: method.name,
            key: method.key,
            fn: method.fn,
            static: method.static,
            abstract: method.abstract,
            visibility: method.visibility,
            annotations: method.annotations,
            parameters: method.parameters,
            returns: method.returns,
            line: method.node.line,
            column: method.node.column
        })),
        constructors: symbol.constructors.map(({ fn, visibility, parameters }) => ({ fn, visibility, parameters })),
        variables: variables.map((variable) => ({
            name: variable.name,
            static: variable.static,
            transient: variable.transient,
            type: variable.type,
            visibility: variable.visibility,
            annotations: variable.annotations,
            slot: variable.slot,
            getter: variable.getter,
            setter: variable.setter
        })),
        aliases,
        values: symbol.values
    };
}

/** A trigger, or a block of anonymous Apex: one function, beside those that it declares. */
export function emitLoose(
    environment: Environment,
    node: TriggerNode | AnonymousNode,
    unit: Unit,
    holder: ClassSymbol | null,
    triggerObject: string | null,
    aliases: ReadonlyMap<ClassSymbol, readonly Alias[]>
): CompiledUnit {
    const isTrigger = node.kind === 'trigger';
    const context = contextOf(unit, isTrigger, { triggerObject, looseMethods: holder });
    const functions: string[] = [];
    if (holder) new ClassWriter(environment, context, holder, functions).write();
    const body = new Body(environment, context, { owner: null, static: true, returns: VOID });
    const { writer } = context;
    writer.put('function run(){');
    const head = writer.hole();
    checkStatements(body, node.body.statements);
    head(body.temporaryDeclarations());
    writer.at(node.body.end.line).put('}');
    functions.push('run');
    const classes = holder ? withInner(holder).map((entry) => describeClass(environment, entry, aliases.get(entry) ?? [])) : [];
    return {
        kind: node.kind,
        name: unit.name,
        file: unit.file,
        code: wrap(context, functions),
        needs: needsOf(context, holder ? withInner(holder) : []),
        counted: context.counted,
        classes,
        trigger: node.kind === 'trigger' ? { object: triggerObject ?? node.object, events: node.events } : null
    };
}
