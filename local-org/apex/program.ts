import type { Position } from '../errors.ts';
import type { ApexType } from './types.ts';

/** The compiled Apex of a project, as everything outside the compiler sees it. */
export interface ApexProgram {
    readonly classes: readonly ApexClass[];
    readonly triggers: readonly ApexTrigger[];
    /** Files that were left out, where the program was compiled as far as it compiles. */
    readonly refused: readonly RefusedUnit[];
    /** 'Outer' or 'Outer.Inner', without regard to case. */
    findClass(name: string): ApexClass | undefined;
    /** Compiles a block of anonymous Apex; problems are thrown as a ProblemList. */
    anonymous(source: string): () => void;
}

/** A class or trigger that does not compile, or that needs one which does not. */
export interface RefusedUnit {
    readonly kind: 'class' | 'trigger';
    readonly name: string;
    readonly file: string;
    /** Each as a line to be shown, with file, line and column. */
    readonly problems: readonly string[];
    /** `Class.method` of its tests, as far as the file could be read. */
    readonly tests: readonly string[];
    /** Of a trigger: saving records of this object cannot be done without it. */
    readonly trigger: { readonly object: string; readonly events: readonly string[] } | null;
}

export interface ApexAnnotation {
    readonly name: string;
    /** Parameter name in lower case → literal ('true', 'Create task'). A lone value stands under 'value'. */
    readonly parameters: Readonly<Record<string, string>>;
}

export type Sharing = 'with' | 'without' | 'inherited' | undefined;

export interface ApexClass {
    readonly name: string;
    readonly type: ApexType;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly file: string;
    readonly annotations: readonly ApexAnnotation[];
    readonly visibility: 'global' | 'public' | 'private' | 'protected';
    readonly sharing: Sharing;
    readonly methods: readonly ApexMethod[];
    readonly variables: readonly ApexVariable[];
    /** True where the class is, extends or implements the named type ('Queueable', 'System.Queueable', 'Outer.Base'). */
    isA(typeName: string): boolean;
    /** With the public no-argument constructor. */
    newInstance(): object;
    /** Statement counts since the program was loaded: line → hits. Null for code that holds no statements. */
    coverage(): ReadonlyMap<number, number>;
}

export interface ApexMethod {
    readonly name: string;
    readonly static: boolean;
    readonly visibility: 'global' | 'public' | 'private' | 'protected';
    readonly annotations: readonly ApexAnnotation[];
    readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
    readonly returns: ApexType;
    readonly position: Position;
    /** Runs it in the current transaction. The receiver comes first for instance methods, null for static ones. */
    invoke(receiver: unknown, values: readonly unknown[]): unknown;
}

/** A field or property of a class. */
export interface ApexVariable {
    readonly name: string;
    readonly static: boolean;
    readonly type: ApexType;
    readonly annotations: readonly ApexAnnotation[];
    readonly visibility: 'global' | 'public' | 'private' | 'protected';
    get(receiver: unknown): unknown;
    set(receiver: unknown, value: unknown): void;
}

export interface ApexTrigger {
    readonly name: string;
    readonly object: string;
    readonly file: string;
    /** 'before insert', 'after update' … */
    readonly events: readonly string[];
    /** Runs the body in the current transaction, which holds what `Trigger.` gives. */
    run(): void;
    coverage(): ReadonlyMap<number, number>;
}
