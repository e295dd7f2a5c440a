import type { PlatformMember } from '../platform/declare.ts';
import { OBJECT, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { converted } from './convert.ts';
import type { Overload } from './overloads.ts';
import type { MethodSymbol } from './symbols.ts';
import { substitute } from './type-system.ts';

/** A method that a call may mean: of the project, or of the library. */
export type Candidate =
    | { readonly kind: 'own'; readonly method: MethodSymbol }
    | {
          readonly kind: 'platform';
          readonly member: PlatformMember;
          readonly bindings: ReadonlyMap<string, ApexType>;
          readonly ancestor: ApexType;
      };

/** Methods of that name in the type and above it; what is overridden is left out. */
export function candidatesOf(body: Body, type: ApexType, name: string): Candidate[] {
    const key = name.toLowerCase();
    const found: Candidate[] = [];
    const seen = new Set<string>();
    const types = body.types.ancestry(type);
    if (!types.some((ancestor) => ancestor.kind === 'object')) types.push(OBJECT);
    for (const ancestor of types) {
        const symbol = body.types.symbols.ofType(ancestor);
        if (symbol) {
            for (const method of symbol.methods.get(key) ?? []) {
                if (seen.has(method.key)) continue;
                seen.add(method.key);
                found.push({ kind: 'own', method });
            }
            continue;
        }
        const known = body.types.platformClassOf(ancestor);
        if (!known) continue;
        for (const member of known.declaration.methods) {
            if (member.name.toLowerCase() !== key) continue;
            const parameters = member.parameters.map((parameter) => substitute(parameter.type, known.bindings));
            const memberKey = `${key}(${parameters.map((parameter) => typeName(parameter)).join(',')})`.toLowerCase();
            if (seen.has(memberKey)) continue;
            seen.add(memberKey);
            found.push({ kind: 'platform', member, bindings: known.bindings, ancestor });
        }
    }
    return found;
}

export function overloadsOf(candidates: readonly Candidate[]): Overload<Candidate>[] {
    return candidates.map((candidate) => ({
        candidate,
        parameters:
            candidate.kind === 'own'
                ? candidate.method.parameters.map((parameter) => parameter.type)
                : candidate.member.parameters.map((parameter) => substitute(parameter.type, candidate.bindings))
    }));
}

export function isStatic(candidate: Candidate): boolean {
    return candidate.kind === 'own' ? candidate.method.static : candidate.member.static;
}

export function passedValues(body: Body, parameters: readonly ApexType[], values: readonly Typed[]): string[] {
    return parameters.map((parameter, index) => converted(body, values[index]!, parameter));
}
