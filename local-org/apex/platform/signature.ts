import type { ApexType } from '../types.ts';
import { OBJECT, SOBJECT, VOID, classType, findPrimitive, listOf, mapOf, setOf, sobjectType } from '../types.ts';
import type { Behaviour, PlatformMember, PlatformProperty } from './declare.ts';
import { knownPlatformName } from './known.ts';

/** Where the names inside a signature are looked up. */
export interface SignatureScope {
    /** Full name of the class: 'Database.BatchableContext', 'System.QueueableDuplicateSignature.Builder'. */
    readonly owner: string;
    readonly typeParameters: readonly string[];
    /** The declared spelling of a full name, in any case. */
    find(fullName: string): string | undefined;
}

/** Records of these objects appear in signatures of the platform. */
const SOBJECTS_IN_SIGNATURES = new Set(['aggregateresult', 'user', 'organization', 'emailtemplate', 'task', 'event', 'cronjobdetail']);

export function parseConstructor(signature: string, scope: SignatureScope, run: Behaviour): PlatformMember {
    const reader = new SignatureReader(signature, scope);
    const parameters = reader.parameters();
    reader.end();
    return { owner: scope.owner, name: simpleName(scope.owner), static: false, parameters, returns: ownType(scope), run };
}

export function parseMethod(signature: string, scope: SignatureScope, isStatic: boolean, run: Behaviour): PlatformMember {
    const reader = new SignatureReader(signature, scope);
    const returns = reader.type();
    const name = reader.word();
    const parameters = reader.parameters();
    reader.end();
    return { owner: scope.owner, name, static: isStatic, parameters, returns, run };
}

export function parseProperty(signature: string, scope: SignatureScope, get: Behaviour, set: Behaviour | undefined): PlatformProperty {
    const reader = new SignatureReader(signature, scope);
    const isStatic = reader.skip('static');
    const type = reader.type();
    const name = reader.word();
    reader.accessors(set !== undefined);
    reader.end();
    return { owner: scope.owner, name, static: isStatic, type, get, set };
}

/** 'List<Comparable>', 'Database.Batchable<SObject>' as an Apex type. */
export function parseTypeText(text: string, scope: SignatureScope): ApexType {
    const reader = new SignatureReader(text, scope);
    const type = reader.type();
    reader.end();
    return type;
}

function simpleName(fullName: string): string {
    return fullName.slice(fullName.lastIndexOf('.') + 1);
}

function ownType(scope: SignatureScope): ApexType {
    return scope.typeParameters.length === 0
        ? resolve(scope.owner, [], scope)
        : resolve(
              scope.owner,
              scope.typeParameters.map((name) => ({ kind: 'parameter', name })),
              scope
          );
}

class SignatureReader {
    private readonly text: string;
    private readonly tokens: string[];
    private readonly scope: SignatureScope;
    private at = 0;

    constructor(text: string, scope: SignatureScope) {
        this.text = text;
        this.scope = scope;
        this.tokens = text.match(/[\w.]+|[^\s\w]/g) ?? [];
    }

    parameters(): PlatformMember['parameters'] {
        const parameters: { name: string; type: ApexType }[] = [];
        this.expect('(');
        while (!this.skip(')')) {
            if (parameters.length > 0) this.expect(',');
            const type = this.type();
            parameters.push({ type, name: this.word() });
        }
        return parameters;
    }

    type(): ApexType {
        const name = this.word();
        const typeArguments: ApexType[] = [];
        if (this.skip('<')) {
            do typeArguments.push(this.type());
            while (this.skip(','));
            this.expect('>');
        }
        let type = resolve(name, typeArguments, this.scope);
        while (this.skip('[')) {
            this.expect(']');
            type = listOf(type);
        }
        return type;
    }

    accessors(writable: boolean): void {
        this.expect('{');
        this.expect('get');
        this.expect(';');
        if (this.skip('set')) this.expect(';');
        else if (writable) this.fail();
        this.expect('}');
    }

    word(): string {
        const token = this.tokens[this.at];
        if (token === undefined || !/^[\w.]+$/.test(token)) this.fail();
        this.at++;
        return token!;
    }

    skip(token: string): boolean {
        if (this.tokens[this.at] !== token) return false;
        this.at++;
        return true;
    }

    end(): void {
        if (this.at < this.tokens.length) this.fail();
    }

    private expect(token: string): void {
        if (!this.skip(token)) this.fail();
    }

    private fail(): never {
        throw new Error(`${this.scope.owner}: "${this.text}" is no signature (at "${this.tokens[this.at] ?? 'its end'}").`);
    }
}

function resolve(name: string, typeArguments: readonly ApexType[], scope: SignatureScope): ApexType {
    const key = name.toLowerCase().replace(/^system\.(?=[a-z]+$)/, '');
    if (scope.typeParameters.includes(name)) return { kind: 'parameter', name };
    const [first, second] = typeArguments;
    switch (key) {
        case 'void':
            return VOID;
        case 'object':
            return OBJECT;
        case 'sobject':
            return SOBJECT;
        case 'list':
            return listOf(first ?? OBJECT);
        case 'set':
            return setOf(first ?? OBJECT);
        case 'map':
            return mapOf(first ?? OBJECT, second ?? OBJECT);
    }
    const primitive = findPrimitive(key);
    if (primitive) return primitive;
    for (const candidate of candidates(name, scope.owner)) {
        const found = scope.find(candidate) ?? (candidate.includes('.') ? exactKnownName(candidate) : undefined);
        if (found) return classType(found, typeArguments);
    }
    if (SOBJECTS_IN_SIGNATURES.has(key)) return sobjectType(name);
    throw new Error(`${scope.owner}: a signature names ${name}, which the platform does not have.`);
}

/** Inner types of the owner and of the classes around it, then its namespace, then System, Schema and full names. */
function* candidates(name: string, owner: string): Generator<string> {
    const parts = owner.split('.');
    for (let length = parts.length; length > 0; length--) yield `${parts.slice(0, length).join('.')}.${name}`;
    yield `System.${name}`;
    yield `Schema.${name}`;
    yield name;
}

function exactKnownName(fullName: string): string | undefined {
    const known = knownPlatformName(fullName);
    return known?.toLowerCase() === fullName.toLowerCase() ? known : undefined;
}
