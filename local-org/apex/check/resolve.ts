import { isStandardObjectWithoutFacts } from '../../schema/standard.ts';
import { isKnownPlatformType, knownPlatformName } from '../platform/known.ts';
import type { Located, TypeNode } from '../syntax/ast.ts';
import { OBJECT, SOBJECT, VOID, classType, findPrimitive, listOf, mapOf, setOf, sobjectType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Problems } from './problems.ts';
import type { ClassSymbol, Unit } from './symbols.ts';
import { AGGREGATE_RESULT, ANY } from './type-system.ts';
import type { TypeSystem } from './type-system.ts';

/** Namespaces that may be left out in front of a type. */
const OPEN_NAMESPACES = ['System', 'Schema'];

export type Found =
    | { readonly kind: 'type'; readonly type: ApexType }
    /** The platform has it and the local org does not. */
    | { readonly kind: 'unsupported'; readonly name: string };

/** Finds types by their names, seen from a class. */
export class TypeResolver {
    readonly types: TypeSystem;
    private readonly problems: Problems;
    private readonly namespaces: ReadonlySet<string>;

    constructor(types: TypeSystem, problems: Problems, namespaces: ReadonlySet<string>) {
        this.types = types;
        this.problems = problems;
        this.namespaces = namespaces;
    }

    isNamespace(name: string): boolean {
        return this.namespaces.has(name.toLowerCase());
    }

    /** A type as it stands in the source; problems are reported and give the type that fits everywhere. */
    resolve(node: TypeNode, within: ClassSymbol | null, unit: Unit): ApexType {
        let type = this.resolveParts(node, within, unit);
        for (let depth = 0; depth < node.array; depth++) type = listOf(type);
        return type;
    }

    private resolveParts(node: TypeNode, within: ClassSymbol | null, unit: Unit): ApexType {
        const name = node.parts.map((part) => part.name).join('.');
        const last = node.parts.at(-1)!;
        const typeArguments = last.arguments.map((argument) => this.resolve(argument, within, unit));
        const collection = this.collection(name, typeArguments, node, unit);
        if (collection) return collection;
        const found = this.find(name, within);
        if (!found) {
            this.problems.error(unit.file, node, `Invalid type: ${name}`);
            return ANY;
        }
        if (found.kind === 'unsupported') {
            this.problems.unsupported(unit.file, node, `the type ${found.name}`);
            return ANY;
        }
        this.checkVisible(found.type, within, node, unit);
        if (typeArguments.length === 0) return this.withDefaultArguments(found.type);
        if (found.type.kind !== 'class' || !this.isGeneric(found.type)) {
            this.problems.error(unit.file, node, `Type arguments provided for a non-parameterized type: ${name}`);
            return ANY;
        }
        return classType(found.type.name, typeArguments);
    }

    private collection(name: string, typeArguments: readonly ApexType[], at: Located, unit: Unit): ApexType | undefined {
        const wanted: Record<string, number> = { list: 1, set: 1, map: 2 };
        const key = name.toLowerCase().replace(/^system\./, '');
        const count = wanted[key];
        if (count === undefined || (typeArguments.length === 0 && key !== name.toLowerCase())) return undefined;
        if (typeArguments.length !== count) {
            const spelled = key[0]!.toUpperCase() + key.slice(1);
            const message = `Invalid type argument count for ${spelled}: expected ${count} but found ${typeArguments.length}`;
            this.problems.error(unit.file, at, message);
            return ANY;
        }
        const [first, second] = typeArguments;
        return key === 'list' ? listOf(first!) : key === 'set' ? setOf(first!) : mapOf(first!, second!);
    }

    private isGeneric(type: ApexType): boolean {
        return type.kind === 'class' && (this.types.platformClass(type.name)?.typeParameters.length ?? 0) > 0;
    }

    private withDefaultArguments(type: ApexType): ApexType {
        if (type.kind !== 'class' || type.arguments || this.types.symbols.ofType(type)) return type;
        const count = this.types.platformClass(type.name)?.typeParameters.length ?? 0;
        return count === 0 ? type : classType(type.name, Array<ApexType>(count).fill(OBJECT));
    }

    private checkVisible(type: ApexType, within: ClassSymbol | null, at: Located, unit: Unit): void {
        const symbol = this.types.symbols.ofType(type);
        if (!symbol?.outer || symbol.visibility !== 'private') return;
        if (symbol.unit.name.toLowerCase() === unit.name.toLowerCase()) return;
        const testVisible = symbol.annotations.some((annotation) => annotation.name.toLowerCase() === 'testvisible');
        if (testVisible && within && topLevel(within).isTest) return;
        this.problems.error(unit.file, at, `Type is not visible: ${symbol.name}`);
    }

    /** Any type by its dotted name. Undefined where neither the project nor the platform has it. */
    find(name: string, within: ClassSymbol | null): Found | undefined {
        const parts = name.split('.');
        const [first = '', second, ...rest] = parts;
        if (second === undefined) return this.findSimple(first, within);
        const owner = this.findProjectClass(first, within);
        if (owner) {
            const inner = rest.length === 0 ? this.findInner(owner, second) : undefined;
            return inner && { kind: 'type', type: inner.type };
        }
        if (this.isNamespace(first)) return this.findInNamespace(first, [second, ...rest].join('.'));
        return this.findPlatform(name);
    }

    private findSimple(name: string, within: ClassSymbol | null): Found | undefined {
        const project = this.findProjectClass(name, within);
        if (project) return { kind: 'type', type: project.type };
        const builtIn = builtInType(name);
        if (builtIn) return { kind: 'type', type: builtIn };
        const record = this.findObject(name);
        const platform = this.findPlatform(name);
        if (record?.kind === 'type' && platform) {
            const declared = platform.kind === 'type' && this.types.platformClassOf(platform.type)?.declaration;
            const usable =
                declared &&
                (declared.kind !== 'class' || declared.constructors.length > 0 || declared.methods.some((method) => !method.static));
            return usable ? platform : record;
        }
        if (record?.kind === 'type') return record;
        return platform ?? record;
    }

    /** A class of the project: an inner one of the classes around, then one of the project. */
    findProjectClass(name: string, within: ClassSymbol | null): ClassSymbol | undefined {
        for (let current = within; current; current = current.outer) {
            if (current.simpleName.toLowerCase() === name.toLowerCase()) return current;
            const inner = this.findInner(current, name);
            if (inner) return inner;
        }
        return this.types.symbols.find(name);
    }

    private findInner(owner: ClassSymbol, name: string): ClassSymbol | undefined {
        const seen = new Set<ClassSymbol>();
        for (let current: ClassSymbol | undefined = owner; current && !seen.has(current);) {
            seen.add(current);
            const inner = current.inner.get(name.toLowerCase());
            if (inner) return inner;
            current = current.superclass ? this.types.symbols.ofType(current.superclass) : undefined;
        }
        return undefined;
    }

    private findInNamespace(namespace: string, name: string): Found | undefined {
        const key = namespace.toLowerCase();
        if (key === 'system') {
            const builtIn = builtInType(name);
            if (builtIn) return { kind: 'type', type: builtIn };
        }
        const platform = this.findPlatform(`${namespace}.${name}`);
        if (platform) return platform;
        if (key === 'schema') return this.findObject(name);
        return OPEN_NAMESPACES.some((open) => open.toLowerCase() === key) || this.hasDeclared(key)
            ? undefined
            : { kind: 'unsupported', name: `${namespace}.${name}` };
    }

    /** Does the library cover the namespace, so that what it lacks is no part of the platform? */
    private hasDeclared(namespace: string): boolean {
        return this.types.hasPlatformNamespace(namespace);
    }

    private findObject(name: string): Found | undefined {
        if (name.toLowerCase() === 'aggregateresult') return { kind: 'type', type: AGGREGATE_RESULT };
        const object = this.types.schema.object(name);
        if (object) return { kind: 'type', type: sobjectType(object.name) };
        return isStandardObjectWithoutFacts(name) || this.isCompanion(name) ? { kind: 'unsupported', name } : undefined;
    }

    /** Shares, histories, feeds and change events of an object that there is. */
    private isCompanion(name: string): boolean {
        const match = /^(\w+?)(__)?(Share|History|Feed|ChangeEvent)$/i.exec(name);
        return match !== null && this.types.schema.object(match[2] ? `${match[1]}__c` : match[1]!) !== undefined;
    }

    private findPlatform(name: string): Found | undefined {
        // Every flow is a type of its own there.
        if (/^flow\.interview\.\w+$/i.test(name)) return { kind: 'unsupported', name };
        const candidates = [name, ...OPEN_NAMESPACES.map((namespace) => `${namespace}.${name}`)];
        for (const candidate of candidates) {
            const declared = this.types.platformClass(candidate);
            if (declared) return { kind: 'type', type: this.withDefaultArguments(classType(declared.name)) };
        }
        return isKnownPlatformType(name) ? { kind: 'unsupported', name: knownPlatformName(name) ?? name } : undefined;
    }
}

export function topLevel(symbol: ClassSymbol): ClassSymbol {
    return symbol.outer ? topLevel(symbol.outer) : symbol;
}

function builtInType(name: string): ApexType | undefined {
    switch (name.toLowerCase()) {
        case 'object':
            return OBJECT;
        case 'sobject':
            return SOBJECT;
        case 'void':
            return VOID;
        default:
            return findPrimitive(name);
    }
}
