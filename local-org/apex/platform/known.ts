import { createRequire } from 'node:module';

/**
 * What the platform has, whether the local org covers it or not: so that the compiler can tell "not supported here"
 * from "does not exist". Read from the fact table in `facts/` when it is first asked.
 */
interface FactFile {
    readonly namespaces: Readonly<Record<string, Readonly<Record<string, TypeFacts>>>>;
}

export interface MemberFacts {
    readonly p: readonly string[];
    readonly r?: string;
    readonly static?: boolean;
    readonly in?: string;
    readonly alt?: { readonly p: readonly string[]; readonly r?: string };
}

export interface TypeFacts {
    readonly kind: string;
    readonly extends?: string;
    readonly typeParams?: readonly string[];
    readonly constructors?: readonly MemberFacts[];
    readonly methods?: Readonly<Record<string, readonly MemberFacts[]>>;
    readonly properties?: Readonly<Record<string, { readonly t?: string; readonly static?: boolean }>>;
    readonly values?: readonly string[];
}

interface KnownType {
    readonly name: string;
    readonly facts: TypeFacts;
    readonly members: ReadonlySet<string>;
}

let known: ReadonlyMap<string, KnownType> | undefined;

function read(): ReadonlyMap<string, KnownType> {
    const { namespaces } = createRequire(import.meta.url)('./facts/platform-signatures.json') as FactFile;
    const types = new Map<string, KnownType>();
    for (const [namespace, entries] of Object.entries(namespaces)) {
        for (const [name, facts] of Object.entries(entries)) {
            const full = `${namespace}.${name}`;
            const members = [...Object.keys(facts.methods ?? {}), ...Object.keys(facts.properties ?? {}), ...(facts.values ?? [])];
            types.set(full.toLowerCase(), { name: full, facts, members: new Set(members.map((member) => member.toLowerCase())) });
        }
    }
    return types;
}

function find(name: string): KnownType | undefined {
    known ??= read();
    const key = name.toLowerCase();
    return known.get(key) ?? known.get(`system.${key}`) ?? known.get(`schema.${key}`);
}

/** 'HttpRequest', 'System.HttpRequest', 'Database.Batchable'; without regard to case. */
export function isKnownPlatformType(name: string): boolean {
    return find(name) !== undefined;
}

/** The full name in the platform's spelling. */
export function knownPlatformName(name: string): string | undefined {
    return find(name)?.name;
}

export function isKnownPlatformMember(type: string, member: string): boolean {
    return find(type)?.members.has(member.toLowerCase()) ?? false;
}

export function platformFacts(type: string): TypeFacts | undefined {
    return find(type)?.facts;
}
