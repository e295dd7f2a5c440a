import type { ApexType } from '../types.ts';
import { classType } from '../types.ts';
import { platformEnum } from '../runtime/values/enum.ts';
import type { PlatformClass, PlatformClassDeclaration, PlatformMember, PlatformProperty } from './declare.ts';
import { platformDeclarations } from './declare.ts';
import { enumDeclaration } from './enum-members.ts';
import { parseConstructor, parseMethod, parseProperty, parseTypeText } from './signature.ts';
import type { SignatureScope } from './signature.ts';

let classes: ReadonlyMap<string, PlatformClass> | undefined;

/**
 * Every class of the platform that the local org has, by its full name in lower case ('system.httprequest').
 * Primitives and collections stand under their class names ('system.string', 'system.list'). What every object
 * answers to (equals, hashCode, toString) is declared on 'system.object'.
 */
export function platformClasses(): ReadonlyMap<string, PlatformClass> {
    classes ??= build();
    return classes;
}

function build(): ReadonlyMap<string, PlatformClass> {
    const byName = new Map<string, PlatformClassDeclaration[]>();
    for (const declaration of platformDeclarations()) {
        const key = declaration.name.toLowerCase();
        byName.set(key, [...(byName.get(key) ?? []), declaration]);
    }
    const find = (name: string): string | undefined => byName.get(name.toLowerCase())?.[0]?.name;
    return new Map([...byName].map(([key, parts]) => [key, buildClass(parts, find)]));
}

/** Several files may declare members of one class; the first one says what it is. */
function buildClass(parts: readonly PlatformClassDeclaration[], find: SignatureScope['find']): PlatformClass {
    const head = Object.assign({}, ...[...parts].reverse()) as PlatformClassDeclaration;
    const scope: SignatureScope = { owner: head.name, typeParameters: head.typeParameters ?? [], find };
    const values = head.values ?? [];
    const declarations = head.kind === 'enum' ? [...parts, enumDeclaration(head.name, platformEnum(head.name, values))] : parts;
    const constructors: PlatformMember[] = [];
    const methods: PlatformMember[] = [];
    const properties: PlatformProperty[] = [];
    for (const declaration of declarations) {
        for (const [text, run] of Object.entries(declaration.constructors ?? {})) constructors.push(parseConstructor(text, scope, run));
        for (const [text, run] of Object.entries(declaration.methods ?? {})) methods.push(parseMethod(text, scope, false, run));
        for (const [text, run] of Object.entries(declaration.statics ?? {})) methods.push(parseMethod(text, scope, true, run));
        for (const [text, { get, set }] of Object.entries(declaration.properties ?? {}))
            properties.push(parseProperty(text, scope, get, set));
    }
    return {
        name: head.name,
        kind: head.kind ?? 'class',
        typeParameters: scope.typeParameters,
        superclass: head.extends ? typeNamed(head.extends, scope) : undefined,
        interfaces: (head.implements ?? []).map((name) => typeNamed(name, scope)),
        abstract: head.abstract ?? false,
        jsClass: head.jsClass,
        constructors,
        methods,
        properties,
        values
    };
}

function typeNamed(text: string, scope: SignatureScope): ApexType {
    const declared = scope.find(text);
    return declared ? classType(declared) : parseTypeText(text, scope);
}
