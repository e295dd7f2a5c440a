import type { ApexAnnotation, Sharing } from '../program.ts';
import type { Modifiers, TypeDeclaration } from '../syntax/ast.ts';
import { classType, typeName } from '../types.ts';
import type { Problems } from './problems.ts';
import { refuseReserved } from './reserved.ts';
import type { TypeResolver } from './resolve.ts';
import type { ClassSymbol, SymbolTable, Unit, Visibility } from './symbols.ts';
import { messageName } from './type-system.ts';

export function has(modifiers: Modifiers, word: string): boolean {
    return modifiers.words.includes(word);
}

export function visibilityOf(modifiers: Modifiers, otherwise: Visibility = 'private'): Visibility {
    for (const word of modifiers.words) {
        if (word === 'webservice') return 'global';
        if (word === 'global' || word === 'public' || word === 'protected' || word === 'private') return word;
    }
    return otherwise;
}

export function annotationsOf(modifiers: Modifiers): ApexAnnotation[] {
    const found = modifiers.annotations.map(({ name, parameters }) => ({ name, parameters }));
    return has(modifiers, 'testmethod') ? [...found, { name: 'IsTest', parameters: {} }] : found;
}

export function isAnnotated(modifiers: Modifiers, name: string): boolean {
    return modifiers.annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

function sharingOf(modifiers: Modifiers): Sharing {
    for (const word of modifiers.words) {
        if (word === 'with sharing') return 'with';
        if (word === 'without sharing') return 'without';
        if (word === 'inherited sharing') return 'inherited';
    }
    return undefined;
}

/** First pass: the names of all classes, so that every type can be found. */
export function declareClass(
    node: TypeDeclaration,
    unit: Unit,
    outer: ClassSymbol | null,
    symbols: SymbolTable,
    problems: Problems
): ClassSymbol {
    const name = outer ? `${outer.name}.${node.name}` : node.name;
    const symbol: ClassSymbol = {
        name,
        simpleName: node.name,
        kind: node.kind,
        type: classType(name),
        node,
        unit,
        outer,
        inner: new Map(),
        visibility: visibilityOf(node.modifiers),
        annotations: annotationsOf(node.modifiers),
        abstract: has(node.modifiers, 'abstract') || node.kind === 'interface',
        virtual: has(node.modifiers, 'virtual') || has(node.modifiers, 'abstract') || node.kind === 'interface',
        isTest: isAnnotated(node.modifiers, 'istest') || (outer?.isTest ?? false),
        sharing: sharingOf(node.modifiers),
        superclass: null,
        interfaces: [],
        variables: new Map(),
        methods: new Map(),
        constructors: [],
        values: [],
        hasStaticBlock: false
    };
    refuseReserved(problems, unit.file, node.name, node);
    const twin = symbols.find(name);
    if (twin) problems.error(unit.file, node, `Type name already in use: ${name}`);
    symbols.add(symbol);
    if (node.kind !== 'class') return symbol;
    for (const member of node.members) {
        if (member.kind !== 'class' && member.kind !== 'interface' && member.kind !== 'enum') continue;
        if (outer) {
            problems.error(unit.file, member, 'Inner types are not allowed to have inner types');
            continue;
        }
        const inner = declareClass(member, unit, symbol, symbols, problems);
        if (!symbol.inner.has(member.name.toLowerCase())) symbol.inner.set(member.name.toLowerCase(), inner);
    }
    return symbol;
}

/** Second pass: what each class extends and implements. */
export function declareParents(symbol: ClassSymbol, resolver: TypeResolver, problems: Problems): void {
    const { node, unit } = symbol;
    const { types } = resolver;
    if (node.kind === 'enum') return;
    if (node.kind === 'class' && node.extends) {
        const parent = resolver.resolve(node.extends, symbol.outer ?? symbol, unit);
        const parentSymbol = types.symbols.ofType(parent);
        const platform = parent.kind === 'class' && !parentSymbol ? types.platformClass(parent.name) : undefined;
        if (parent.kind === 'class' && (parentSymbol ? parentSymbol.kind !== 'class' : platform?.kind !== 'class'))
            problems.error(unit.file, node.extends, `Invalid class: ${typeName(parent)}`);
        else if (parentSymbol && !parentSymbol.virtual)
            problems.error(unit.file, node, `Non-virtual and non-abstract type cannot be extended: ${parentSymbol.name}`);
        else if (parent.kind === 'class') symbol.superclass = parent;
        else if (parent.kind !== 'parameter') problems.error(unit.file, node.extends, `Invalid class: ${typeName(parent)}`);
    }
    for (const parentNode of node.kind === 'class' ? node.implements : node.extends) {
        const parent = resolver.resolve(parentNode, symbol.outer ?? symbol, unit);
        if (parent.kind === 'parameter') continue;
        if (types.isInterface(parent)) symbol.interfaces.push(parent);
        else problems.error(unit.file, parentNode, `Invalid interface: ${typeName(parent)}`);
    }
}

/** A class may not be above itself. The message stands at both ends of the circle. */
export function refuseCircles(symbol: ClassSymbol, resolver: TypeResolver, problems: Problems): void {
    const seen = new Set<ClassSymbol>();
    for (let current: ClassSymbol | undefined = symbol; current;) {
        if (seen.has(current)) {
            problems.error(symbol.unit.file, symbol.node, `Circular definition: ${messageName(symbol.superclass!)}`);
            symbol.superclass = null;
            return;
        }
        seen.add(current);
        current = current.superclass ? resolver.types.symbols.ofType(current.superclass) : undefined;
    }
}
