import type { ApexAnnotation, Sharing } from '../program.ts';
import type {
    ClassNode,
    ConstructorNode,
    FieldNode,
    Located,
    Member,
    MethodNode,
    Modifiers,
    Parameter,
    PropertyNode,
    TypeDeclaration
} from '../syntax/ast.ts';
import { VOID, classType, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Problems } from './problems.ts';
import type { TypeResolver } from './resolve.ts';
import type { ClassSymbol, MethodSymbol, ParameterSymbol, SymbolTable, Unit, VariableSymbol, Visibility } from './symbols.ts';
import { literalConstant } from './constants.ts';
import { messageName, messageNames } from './type-system.ts';

function has(modifiers: Modifiers, word: string): boolean {
    return modifiers.words.includes(word);
}

function visibilityOf(modifiers: Modifiers, otherwise: Visibility = 'private'): Visibility {
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

function isAnnotated(modifiers: Modifiers, name: string): boolean {
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

/** Third pass: the members of each class, with their types. */
export class MemberDeclarer {
    private readonly resolver: TypeResolver;
    private readonly problems: Problems;
    /** JavaScript functions by name, in each unit. */
    private readonly functions = new Map<string, Set<string>>();

    constructor(resolver: TypeResolver, problems: Problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    declare(symbol: ClassSymbol): void {
        const { node } = symbol;
        if (node.kind === 'enum') {
            for (const value of node.values) {
                if (symbol.values.some((other) => other.toLowerCase() === value.name.toLowerCase()))
                    this.problems.error(symbol.unit.file, value, `Duplicate field: ${value.name}`);
                else symbol.values.push(value.name);
            }
            return;
        }
        if (node.kind === 'interface') for (const method of node.methods) this.method(symbol, method);
        else this.members(symbol, node);
    }

    private members(symbol: ClassSymbol, node: ClassNode): void {
        for (const member of node.members) this.member(symbol, member);
        if (symbol.constructors.length === 0) this.defaultConstructors(symbol);
    }

    private member(symbol: ClassSymbol, member: Member): void {
        switch (member.kind) {
            case 'method':
                return this.method(symbol, member);
            case 'constructor':
                return this.constructorOf(symbol, member);
            case 'field':
                return this.field(symbol, member);
            case 'property':
                return this.property(symbol, member);
            case 'initialiser':
                if (member.static) symbol.hasStaticBlock = true;
        }
    }

    private defaultConstructors(symbol: ClassSymbol): void {
        const add = (...parameters: ParameterSymbol[]): void => {
            const fn = this.functionName(symbol, '$init');
            symbol.constructors.push({
                owner: symbol,
                visibility: 'public',
                testVisible: false,
                annotations: [],
                parameters,
                node: null,
                fn
            });
        };
        add();
        if (!this.resolver.types.isException(symbol.type)) return;
        const message: ParameterSymbol = { name: 'message', type: { kind: 'primitive', name: 'String' } };
        const cause: ParameterSymbol = { name: 'cause', type: classType('System.Exception') };
        add(message);
        add(cause);
        add(message, cause);
    }

    functionName(symbol: ClassSymbol, member: string): string {
        const used = this.functions.get(symbol.unit.name) ?? new Set();
        this.functions.set(symbol.unit.name, used);
        const base = `${symbol.name.replaceAll('.', '$')}$${member}`;
        let name = base;
        for (let count = 1; used.has(name.toLowerCase()); count++) name = `${base}$${count}`;
        used.add(name.toLowerCase());
        return name;
    }

    private parameters(symbol: ClassSymbol, parameters: readonly Parameter[]): ParameterSymbol[] {
        return parameters.map((parameter) => ({
            name: parameter.name,
            type: this.resolver.resolve(parameter.type, symbol, symbol.unit)
        }));
    }

    private method(symbol: ClassSymbol, node: MethodNode): void {
        const parameters = this.parameters(symbol, node.parameters);
        const { modifiers } = node;
        const inInterface = symbol.kind === 'interface';
        const returns = node.returns ? this.resolver.resolve(node.returns, symbol, symbol.unit) : VOID;
        const method: MethodSymbol = {
            owner: symbol,
            name: node.name,
            static: has(modifiers, 'static') || has(modifiers, 'testmethod'),
            abstract: inInterface || has(modifiers, 'abstract'),
            virtual: inInterface || has(modifiers, 'virtual') || has(modifiers, 'abstract'),
            override: has(modifiers, 'override'),
            visibility: inInterface ? 'public' : visibilityOf(modifiers),
            testVisible: isAnnotated(modifiers, 'testvisible'),
            annotations: annotationsOf(modifiers),
            parameters,
            returns,
            node,
            fn: this.functionName(symbol, node.name),
            key: methodKey(
                node.name,
                parameters.map((parameter) => parameter.type)
            )
        };
        const report = (message: string): void => this.problems.error(symbol.unit.file, node, message);
        const key = node.name.toLowerCase();
        const overloads = symbol.methods.get(key) ?? [];
        if (overloads.some((other) => other.key === method.key))
            report(`Method already defined: ${node.name} ${signatureOf(method)} from the type ${symbol.name}`);
        if (method.static && symbol.outer) report('static can only be used on methods of a top level type');
        if (!inInterface && method.abstract && !symbol.abstract) report('Defining type for abstract methods must be declared as abstract');
        else if (!inInterface && !method.abstract && !node.body) report('Method must have a body');
        else if (!inInterface && method.abstract && node.body) report('Abstract methods cannot have a body');
        symbol.methods.set(key, [...overloads, method]);
    }

    private constructorOf(symbol: ClassSymbol, node: ConstructorNode): void {
        if (node.name.toLowerCase() !== symbol.simpleName.toLowerCase()) {
            this.problems.error(symbol.unit.file, node, `Invalid constructor name: ${node.name}`);
            return;
        }
        const parameters = this.parameters(symbol, node.parameters);
        const key = methodKey(
            '',
            parameters.map((parameter) => parameter.type)
        );
        const same = symbol.constructors.some(
            (other) =>
                methodKey(
                    '',
                    other.parameters.map((parameter) => parameter.type)
                ) === key
        );
        if (same) {
            const signature = `void ${symbol.name}.<init>(${messageNames(parameters.map((parameter) => parameter.type))})`;
            this.problems.error(symbol.unit.file, node, `Method already defined: <init> ${signature} from the type ${symbol.name}`);
        }
        symbol.constructors.push({
            owner: symbol,
            visibility: visibilityOf(node.modifiers),
            testVisible: isAnnotated(node.modifiers, 'testvisible'),
            annotations: annotationsOf(node.modifiers),
            parameters,
            node,
            fn: this.functionName(symbol, '$init')
        });
    }

    private field(symbol: ClassSymbol, node: FieldNode): void {
        const type = this.resolver.resolve(node.type, symbol, symbol.unit);
        for (const declarator of node.declarators) {
            const constant = has(node.modifiers, 'final') && has(node.modifiers, 'static') && declarator.value;
            this.variable(symbol, node, declarator.name, declarator, type, {
                setVisibility: visibilityOf(node.modifiers),
                readable: true,
                writable: true,
                constant: constant ? literalConstant(constant, type) : null
            });
        }
    }

    private property(symbol: ClassSymbol, node: PropertyNode): void {
        const type = this.resolver.resolve(node.type, symbol, symbol.unit);
        const overridable = ['virtual', 'abstract', 'override'].some((word) => has(node.modifiers, word));
        const called = (accessor: PropertyNode['getter']): boolean => Boolean(accessor) && (Boolean(accessor!.body) || overridable);
        const variable = this.variable(symbol, node, node.name, node, type, {
            setVisibility: visibilityOf(node.setter?.modifiers ?? node.modifiers, visibilityOf(node.modifiers)),
            readable: node.getter !== null,
            writable: node.setter !== null,
            constant: null
        });
        if (!variable) return;
        if (called(node.getter)) variable.getter = this.functionName(symbol, `${node.name}$get`);
        if (called(node.setter)) variable.setter = this.functionName(symbol, `${node.name}$set`);
    }

    private variable(
        symbol: ClassSymbol,
        node: FieldNode | PropertyNode,
        name: string,
        position: Located,
        type: ApexType,
        rest: Pick<VariableSymbol, 'setVisibility' | 'readable' | 'writable' | 'constant'>
    ): VariableSymbol | undefined {
        const { modifiers } = node;
        const key = name.toLowerCase();
        const isStatic = has(modifiers, 'static');
        if (symbol.variables.has(key)) {
            this.problems.error(symbol.unit.file, position, `Duplicate field: ${name}`);
            return undefined;
        }
        if (isStatic && symbol.outer)
            this.problems.error(symbol.unit.file, position, 'static can only be used on fields of a top level type');
        if (type.kind === 'void') this.problems.error(symbol.unit.file, node.type, 'Invalid type: void');
        const variable: VariableSymbol = {
            owner: symbol,
            name,
            type,
            static: isStatic,
            final: has(modifiers, 'final'),
            transient: has(modifiers, 'transient'),
            visibility: visibilityOf(modifiers),
            testVisible: isAnnotated(modifiers, 'testvisible'),
            annotations: annotationsOf(modifiers),
            node,
            position,
            slot: isStatic ? `_${key}` : this.instanceSlot(symbol, key),
            getter: null,
            setter: null,
            ...rest
        };
        symbol.variables.set(key, variable);
        return variable;
    }

    /** Subclasses may have a field of the same name as a private one above; each has its own place. */
    private instanceSlot(symbol: ClassSymbol, key: string): string {
        const depth = this.resolver.types.ancestry(symbol.type).length;
        return symbol.superclass ? `_${key}$${depth}` : `_${key}`;
    }
}

/** The name of a method in a prototype: name and parameter types, in lower case. */
export function methodKey(name: string, types: readonly ApexType[]): string {
    return `${name}(${types.map((type) => typeName(type)).join(',')})`.toLowerCase();
}

/** 'Integer Base.area(String)' */
export function signatureOf(method: MethodSymbol): string {
    const types = method.parameters.map((parameter) => parameter.type);
    return `${messageName(method.returns)} ${method.owner.name}.${method.name}(${messageNames(types)})`;
}
