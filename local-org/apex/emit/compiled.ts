import type { ApexAnnotation, Sharing } from '../program.ts';
import type { ApexType } from '../types.ts';

/**
 * What the compiler makes of a source file: JavaScript and the facts that loading needs, all plain data, so that a
 * whole program can be cached.
 */
export interface CompiledUnit {
    readonly kind: 'class' | 'trigger' | 'anonymous';
    readonly name: string;
    readonly file: string;
    readonly code: string;
    /** Classes, of the project or of the platform, without which the code cannot run. */
    readonly needs: readonly string[];
    /** First line of each counted statement; null where statements are not counted. */
    readonly counted: readonly number[] | null;
    /** The class itself first, then its inner ones. */
    readonly classes: readonly CompiledClass[];
    readonly trigger: { readonly object: string; readonly events: readonly string[] } | null;
}

type Visibility = 'global' | 'public' | 'private' | 'protected';

export interface CompiledClass {
    readonly name: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly visibility: Visibility;
    readonly sharing: Sharing;
    readonly annotations: readonly ApexAnnotation[];
    readonly abstract: boolean;
    readonly superclass: ApexType | null;
    /** Full names, in lower case, of the class and of everything above it. */
    readonly above: readonly string[];
    readonly exception: boolean;
    /** Where instances keep their own variables. */
    readonly slots: readonly string[];
    readonly methods: readonly CompiledMethod[];
    readonly constructors: readonly CompiledConstructor[];
    readonly variables: readonly CompiledVariable[];
    /** Names in the prototype under which an interface knows a method with other parameter types. */
    readonly aliases: readonly { readonly key: string; readonly fn: string }[];
    /** Of an enum. */
    readonly values: readonly string[];
}

export interface CompiledMethod {
    readonly name: string;
    readonly key: string;
    readonly fn: string;
    readonly static: boolean;
    readonly abstract: boolean;
    readonly visibility: Visibility;
    readonly annotations: readonly ApexAnnotation[];
    readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
    readonly returns: ApexType;
    readonly line: number;
    readonly column: number;
}

export interface CompiledConstructor {
    readonly fn: string;
    readonly visibility: Visibility;
    readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
}

export interface CompiledVariable {
    readonly name: string;
    readonly static: boolean;
    readonly transient: boolean;
    readonly type: ApexType;
    readonly visibility: Visibility;
    readonly annotations: readonly ApexAnnotation[];
    readonly slot: string;
    readonly getter: string | null;
    readonly setter: string | null;
}
