import type { ApexType } from '../types.ts';

/** What a platform member does. Instance members get the receiver first; it is never null. */
// The library is called with values of every Apex type, checked by the compiler and not by TypeScript.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Behaviour = (...values: any[]) => unknown;

/**
 * A class of the platform as its file declares it: each signature, in Apex's own words, beside what it does.
 *
 *     definePlatformClass({
 *         name: 'System.HttpRequest',
 *         jsClass: HttpRequest,
 *         constructors: { '()': () => new HttpRequest() },
 *         methods: { 'void setEndpoint(String endpoint)': (request, endpoint) => { request.endpoint = endpoint; } },
 *         statics: {},
 *         properties: { 'Integer size { get; }': { get: (self) => self.size } }
 *     });
 *
 * Type names inside signatures are resolved as in Apex, in the namespace of the class first, then System.
 * Generic classes name their parameters; their constructors get the type arguments (ApexType[]) first.
 */
export interface PlatformClassDeclaration {
    name: string;
    kind?: 'class' | 'interface' | 'enum';
    typeParameters?: readonly string[];
    extends?: string;
    implements?: readonly string[];
    abstract?: boolean;
    /** Instances of this JavaScript class are instances of the Apex class. */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    jsClass?: abstract new (...values: any[]) => unknown;
    constructors?: Record<string, Behaviour>;
    methods?: Record<string, Behaviour>;
    statics?: Record<string, Behaviour>;
    /** 'Integer size { get; }', 'static RestRequest request { get; set; }' */
    properties?: Record<string, { get: Behaviour; set?: Behaviour }>;
    /** Enums: the values in the platform's order. */
    values?: readonly string[];
}

export interface PlatformMember {
    readonly owner: string;
    readonly name: string;
    readonly static: boolean;
    readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
    readonly returns: ApexType;
    readonly run: Behaviour;
}

export interface PlatformProperty {
    readonly owner: string;
    readonly name: string;
    readonly static: boolean;
    readonly type: ApexType;
    readonly get: Behaviour;
    readonly set: Behaviour | undefined;
}

export interface PlatformClass {
    readonly name: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly typeParameters: readonly string[];
    readonly superclass: ApexType | undefined;
    readonly interfaces: readonly ApexType[];
    readonly abstract: boolean;
    readonly jsClass: PlatformClassDeclaration['jsClass'];
    readonly constructors: readonly PlatformMember[];
    readonly methods: readonly PlatformMember[];
    readonly properties: readonly PlatformProperty[];
    readonly values: readonly string[];
}

const declarations: PlatformClassDeclaration[] = [];

/** Called once by each file of the library, when it is loaded. */
export function definePlatformClass(declaration: PlatformClassDeclaration): void {
    declarations.push(declaration);
}

export function platformDeclarations(): readonly PlatformClassDeclaration[] {
    return declarations;
}
