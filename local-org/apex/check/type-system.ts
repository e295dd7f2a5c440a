import type { Schema } from '../../schema/model.ts';
import type { PlatformClass } from '../platform/declare.ts';
import { OBJECT, SOBJECT, classType, listOf, primitive, sameType, typeName } from '../types.ts';
import type { ApexType, PrimitiveName } from '../types.ts';
import type { SymbolTable } from './symbols.ts';

/** Stands for the type of an expression that has a problem already: fits everywhere, so that one mistake is one message. */
export const ANY: ApexType = { kind: 'parameter', name: '<any>' };

/** Steps from a narrow number type to the ones that take it without a cast. */
const WIDER: Partial<Record<PrimitiveName, readonly PrimitiveName[]>> = {
    Integer: ['Long', 'Double', 'Decimal'],
    Long: ['Double', 'Decimal'],
    Double: ['Decimal'],
    Decimal: ['Double']
};

export const NUMBERS: ReadonlySet<string> = new Set(['Integer', 'Long', 'Double', 'Decimal']);

export function isPrimitive(type: ApexType, ...names: PrimitiveName[]): boolean {
    return type.kind === 'primitive' && names.includes(type.name);
}

export function isNumber(type: ApexType): boolean {
    return type.kind === 'primitive' && NUMBERS.has(type.name);
}

export function isText(type: ApexType): boolean {
    return isPrimitive(type, 'String', 'Id');
}

export function isAny(type: ApexType): boolean {
    return type.kind === 'parameter';
}

/** Replaces the type parameters of a generic platform class. */
export function substitute(type: ApexType, bindings: ReadonlyMap<string, ApexType>): ApexType {
    if (bindings.size === 0) return type;
    switch (type.kind) {
        case 'parameter':
            return bindings.get(type.name) ?? type;
        case 'list':
            return listOf(substitute(type.of, bindings));
        case 'set':
            return { kind: 'set', of: substitute(type.of, bindings) };
        case 'map':
            return { kind: 'map', key: substitute(type.key, bindings), value: substitute(type.value, bindings) };
        case 'class':
            return type.arguments
                ? classType(
                      type.name,
                      type.arguments.map((argument) => substitute(argument, bindings))
                  )
                : type;
        default:
            return type;
    }
}

/** The relations between types: what is above a type, what fits where. */
export class TypeSystem {
    readonly symbols: SymbolTable;
    readonly schema: Schema;
    private readonly platform: ReadonlyMap<string, PlatformClass>;

    constructor(symbols: SymbolTable, schema: Schema, platform: ReadonlyMap<string, PlatformClass>) {
        this.symbols = symbols;
        this.schema = schema;
        this.platform = platform;
    }

    platformClass(fullName: string): PlatformClass | undefined {
        return this.platform.get(fullName.toLowerCase());
    }

    hasPlatformNamespace(namespace: string): boolean {
        const prefix = `${namespace.toLowerCase()}.`;
        return [...this.platform.keys()].some((name) => name.startsWith(prefix));
    }

    /** The library's class behind a type that is no class of the project. */
    platformClassOf(type: ApexType): { declaration: PlatformClass; bindings: Map<string, ApexType> } | undefined {
        const found = (name: string, ...types: ApexType[]) => {
            const declaration = this.platformClass(name);
            if (!declaration) return undefined;
            return {
                declaration,
                bindings: new Map(declaration.typeParameters.map((parameter, index) => [parameter, types[index] ?? OBJECT]))
            };
        };
        switch (type.kind) {
            case 'primitive':
                return found(`System.${type.name}`);
            case 'object':
                return found('System.Object');
            case 'list':
                return found('System.List', type.of);
            case 'set':
                return found('System.Set', type.of);
            case 'map':
                return found('System.Map', type.key, type.value);
            case 'sobject':
                return found('System.SObject');
            case 'class':
                return this.symbols.ofType(type) ? undefined : found(type.name, ...(type.arguments ?? []));
            default:
                return undefined;
        }
    }

    /** The types directly above: superclass first, then interfaces. */
    parentsOf(type: ApexType): ApexType[] {
        const symbol = this.symbols.ofType(type);
        if (symbol) return symbol.superclass ? [symbol.superclass, ...symbol.interfaces] : symbol.interfaces;
        const known = this.platformClassOf(type);
        if (!known) return [];
        const { declaration, bindings } = known;
        const parents = declaration.superclass ? [declaration.superclass, ...declaration.interfaces] : [...declaration.interfaces];
        return parents.map((parent) => substitute(parent, bindings));
    }

    /** The type itself and all above it, nearest first. */
    ancestry(type: ApexType): ApexType[] {
        const found: ApexType[] = [];
        const seen = new Set<string>();
        const visit = (current: ApexType): void => {
            const key = typeName(current).toLowerCase();
            if (seen.has(key)) return;
            seen.add(key);
            found.push(current);
            for (const parent of this.parentsOf(current)) visit(parent);
        };
        visit(type);
        return found;
    }

    isSubtype(type: ApexType, of: ApexType): boolean {
        return this.ancestry(type).some((ancestor) => sameType(ancestor, of) || this.sameGeneric(ancestor, of));
    }

    /** `Iterable<String>` goes where `Iterable<Object>` is asked, and `Comparator<SObject>` where it is one of Accounts. */
    private sameGeneric(type: ApexType, of: ApexType): boolean {
        if (type.kind !== 'class' || of.kind !== 'class' || type.name.toLowerCase() !== of.name.toLowerCase()) return false;
        const theirs = of.arguments ?? [];
        return (type.arguments ?? []).every((argument, index) => !theirs[index] || this.elementFits(argument, theirs[index]));
    }

    isException(type: ApexType): boolean {
        return this.ancestry(type).some((ancestor) => ancestor.kind === 'class' && ancestor.name.toLowerCase() === 'system.exception');
    }

    isInterface(type: ApexType): boolean {
        if (type.kind !== 'class') return false;
        return (this.symbols.ofType(type)?.kind ?? this.platformClass(type.name)?.kind) === 'interface';
    }

    isEnum(type: ApexType): boolean {
        if (type.kind !== 'class') return false;
        return (this.symbols.ofType(type)?.kind ?? this.platformClass(type.name)?.kind) === 'enum';
    }

    /** Can a value of the one type be put into a variable of the other without a cast? */
    assignable(from: ApexType, to: ApexType): boolean {
        if (isAny(from) || isAny(to)) return true;
        if (from.kind === 'void' || to.kind === 'void') return false;
        if (from.kind === 'null' || to.kind === 'object' || sameType(from, to)) return true;
        switch (from.kind) {
            case 'primitive':
                return to.kind === 'primitive' && this.primitiveFits(from.name, to.name);
            case 'sobject':
                return to.kind === 'sobject' && to.name === 'SObject';
            case 'list':
                if (to.kind === 'list') return this.elementFits(from.of, to.of);
                return to.kind === 'class' && this.isSubtype(from, to);
            case 'set':
                return to.kind === 'class' && this.isSubtype(from, to);
            case 'map':
                return to.kind === 'map' && sameType(from.key, to.key) && this.mapValueFits(from.value, to.value);
            case 'class':
                return to.kind === 'class' && this.isSubtype(from, to);
            default:
                return false;
        }
    }

    private primitiveFits(from: PrimitiveName, to: PrimitiveName): boolean {
        if (WIDER[from]?.includes(to)) return true;
        if ((from === 'String' && to === 'Id') || (from === 'Id' && to === 'String')) return true;
        return from === 'Date' && to === 'Datetime';
    }

    /** Lists of records go both ways, between the general and the particular. */
    private elementFits(from: ApexType, to: ApexType): boolean {
        if (from.kind === 'sobject' && to.kind === 'sobject')
            return from.name === to.name || from.name === 'SObject' || to.name === 'SObject';
        if (isNumber(from) && isNumber(to)) return sameType(from, to);
        if (isPrimitive(from, 'Date') && isPrimitive(to, 'Datetime')) return false;
        return this.assignable(from, to);
    }

    private mapValueFits(from: ApexType, to: ApexType): boolean {
        if (isNumber(from) && isNumber(to)) return sameType(from, to);
        return this.assignable(from, to);
    }

    /** Could a value of the one type be an instance of the other, as a cast assumes? */
    castable(from: ApexType, to: ApexType): boolean {
        if (this.assignable(from, to) || this.assignable(to, from)) return true;
        if (isNumber(from) && isNumber(to)) return true;
        // What a lookup to several objects leads to.
        if (from.kind === 'sobject' && to.kind === 'sobject' && from.name === 'Name') return true;
        if (isPrimitive(from, 'Date', 'Datetime') && isPrimitive(to, 'Date', 'Datetime')) return true;
        if (from.kind === 'list' && to.kind === 'list') return this.castable(from.of, to.of);
        if (from.kind === 'set' && to.kind === 'set') return this.castable(from.of, to.of);
        if (from.kind === 'map' && to.kind === 'map') return this.castable(from.key, to.key) && this.castable(from.value, to.value);
        if (from.kind === 'class' && to.kind === 'class') return this.isInterface(from) || this.isInterface(to);
        return false;
    }

    /** Cost of passing an argument, for the choice between overloads; undefined where it does not fit. */
    distance(from: ApexType, to: ApexType): number | undefined {
        if (!this.assignable(from, to)) return undefined;
        if (isAny(from) || isAny(to) || sameType(from, to)) return 0;
        if (from.kind === 'null') return to.kind === 'object' ? 2 : 1;
        if (to.kind === 'object') return 100;
        if (from.kind === 'primitive' && to.kind === 'primitive') return 1 + (WIDER[from.name]?.indexOf(to.name) ?? 0);
        if (from.kind === 'list' && to.kind === 'list') return to.of.kind === 'object' ? 50 : 1;
        const step = this.ancestry(from).findIndex((ancestor) => sameType(ancestor, to));
        return step < 0 ? 20 : step;
    }

    sobjectExists(name: string): boolean {
        return name === 'SObject' || this.schema.object(name) !== undefined;
    }
}

export const AGGREGATE_RESULT: ApexType = { kind: 'sobject', name: 'AggregateResult' };
export const STRING = primitive('String');
export const INTEGER = primitive('Integer');
export const BOOLEAN = primitive('Boolean');
export const ID = primitive('Id');
export { OBJECT, SOBJECT };

/** Classes that the compiler itself knows: it names them without their namespace. */
const SHORT_NAMES = new Set(['System.Exception', 'System.System', 'System.Database', 'System.Schema']);

/** A type as the compiler's messages name it, with every namespace: 'List<Probe.Item>', 'System.HttpRequest'. */
export function messageName(type: ApexType): string {
    switch (type.kind) {
        case 'list':
            return `List<${messageName(type.of)}>`;
        case 'set':
            return `Set<${messageName(type.of)}>`;
        case 'map':
            return `Map<${messageName(type.key)},${messageName(type.value)}>`;
        case 'class':
            if (SHORT_NAMES.has(type.name)) return type.name.slice('System.'.length);
            return type.arguments ? `${type.name}<${type.arguments.map(messageName).join(',')}>` : type.name;
        default:
            return typeName(type);
    }
}

export function messageNames(types: readonly ApexType[]): string {
    return types.map((type) => (type.kind === 'null' ? 'NULL' : messageName(type))).join(', ');
}
