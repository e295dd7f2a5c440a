import type { ClassNode, ConstructorNode, FieldNode, Located, Member, MethodNode, Parameter, PropertyNode } from '../syntax/ast.ts';
import { VOID, classType, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import { literalConstant } from './constants.ts';
import { annotationsOf, has, isAnnotated, visibilityOf } from './declare.ts';
import type { Problems } from './problems.ts';
import { refuseReserved } from './reserved.ts';
import type { TypeResolver } from './resolve.ts';
import type { ClassSymbol, MethodSymbol, ParameterSymbol, VariableSymbol } from './symbols.ts';
import { messageName, messageNames } from './type-system.ts';

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
                refuseReserved(this.problems, symbol.unit.file, value.name, value);
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
        for (const { name, ...at } of parameters) refuseReserved(this.problems, symbol.unit.file, name, at);
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
        refuseReserved(this.problems, symbol.unit.file, name, position);
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
