import type { ApexAnnotation, Sharing } from '../program.ts';
import type { ClassNode, ConstructorNode, EnumNode, FieldNode, InterfaceNode, Located, MethodNode, PropertyNode } from '../syntax/ast.ts';
import type { ApexType } from '../types.ts';

/** What the checker knows of the project's own classes and their members. */
export type Visibility = 'global' | 'public' | 'private' | 'protected';

export interface Unit {
    readonly file: string;
    /** Name of the top-level class, or of the trigger. */
    readonly name: string;
}

export interface ClassSymbol {
    /** 'Outer' or 'Outer.Inner'. */
    readonly name: string;
    readonly simpleName: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly type: ApexType;
    readonly node: ClassNode | InterfaceNode | EnumNode;
    readonly unit: Unit;
    readonly outer: ClassSymbol | null;
    /** By simple name in lower case. */
    readonly inner: Map<string, ClassSymbol>;
    readonly visibility: Visibility;
    readonly annotations: readonly ApexAnnotation[];
    readonly abstract: boolean;
    readonly virtual: boolean;
    readonly isTest: boolean;
    readonly sharing: Sharing;
    superclass: ApexType | null;
    interfaces: ApexType[];
    /** By name in lower case, in the order of declaration. */
    readonly variables: Map<string, VariableSymbol>;
    readonly methods: Map<string, MethodSymbol[]>;
    readonly constructors: ConstructorSymbol[];
    readonly values: string[];
    /** Has a static block: its code runs before anything else of the class is used. */
    hasStaticBlock: boolean;
}

export interface ParameterSymbol {
    readonly name: string;
    readonly type: ApexType;
}

export interface VariableSymbol {
    readonly owner: ClassSymbol;
    readonly name: string;
    readonly type: ApexType;
    readonly static: boolean;
    readonly final: boolean;
    readonly transient: boolean;
    readonly visibility: Visibility;
    readonly setVisibility: Visibility;
    readonly testVisible: boolean;
    readonly annotations: readonly ApexAnnotation[];
    readonly node: FieldNode | PropertyNode;
    readonly position: Located;
    /** Name of the slot that holds the value: a property of the instance, or of the statics of the class. */
    readonly slot: string;
    /** Functions of the accessors, where they have to be called. */
    getter: string | null;
    setter: string | null;
    readonly readable: boolean;
    readonly writable: boolean;
    /** JavaScript of a constant that every use can hold instead. */
    constant: string | null;
}

export interface MethodSymbol {
    readonly owner: ClassSymbol;
    readonly name: string;
    readonly static: boolean;
    readonly abstract: boolean;
    readonly virtual: boolean;
    readonly override: boolean;
    readonly visibility: Visibility;
    readonly testVisible: boolean;
    readonly annotations: readonly ApexAnnotation[];
    readonly parameters: readonly ParameterSymbol[];
    readonly returns: ApexType;
    readonly node: MethodNode;
    /** Name of the JavaScript function, unique in the unit. */
    readonly fn: string;
    /** Name in the prototype: 'area(integer)'. */
    readonly key: string;
}

export interface ConstructorSymbol {
    readonly owner: ClassSymbol;
    readonly visibility: Visibility;
    readonly testVisible: boolean;
    readonly parameters: readonly ParameterSymbol[];
    readonly annotations: readonly ApexAnnotation[];
    /** Null for the constructors that nobody wrote: the default one, and those of exceptions. */
    readonly node: ConstructorNode | null;
    readonly fn: string;
}

/** All classes of a project, by full name in lower case. */
export class SymbolTable {
    private readonly byName = new Map<string, ClassSymbol>();

    add(symbol: ClassSymbol): void {
        this.byName.set(symbol.name.toLowerCase(), symbol);
    }

    find(name: string): ClassSymbol | undefined {
        return this.byName.get(name.toLowerCase());
    }

    ofType(type: ApexType): ClassSymbol | undefined {
        return type.kind === 'class' ? this.byName.get(type.name.toLowerCase()) : undefined;
    }

    all(): Iterable<ClassSymbol> {
        return this.byName.values();
    }
}
