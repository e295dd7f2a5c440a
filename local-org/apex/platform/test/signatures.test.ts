import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../library.ts';
import { platformClasses } from '../catalogue.ts';
import type { PlatformClass, PlatformMember } from '../declare.ts';
import { platformFacts } from '../known.ts';
import type { MemberFacts, TypeFacts } from '../known.ts';
import type { ApexType } from '../../types.ts';
import { typeName } from '../../types.ts';

/** Members that the fact table spells more loosely than the compiler does. */
const JUSTIFIED = new Map([
    ['System.Set.equals(Set<T>)', 'the table has Set<Object>, to which no Set<String> could be passed'],
    ['System.Quiddity: values', 'the table lacks UNDEFINED, which the reference guide has']
]);

const short = (type: ApexType): string => typeName(type).toLowerCase();

function signatureOf(member: PlatformMember): string {
    return `${member.owner}.${member.name}(${member.parameters.map((parameter) => typeName(parameter.type)).join(',')})`;
}

function matches(member: PlatformMember, facts: MemberFacts): boolean {
    return [facts, ...(facts.alt ? [facts.alt] : [])].some(
        ({ p, r }) =>
            p.length === member.parameters.length &&
            p.every((type, index) => type.toLowerCase() === short(member.parameters[index]!.type)) &&
            (r === undefined || r.toLowerCase() === short(member.returns))
    );
}

function methodFacts(facts: TypeFacts, name: string): readonly MemberFacts[] {
    const found = Object.entries(facts.methods ?? {}).find(([known]) => known.toLowerCase() === name.toLowerCase());
    return found?.[1] ?? [];
}

function problemsOf(platformClass: PlatformClass): string[] {
    const facts = platformFacts(platformClass.name);
    if (!facts) return [`${platformClass.name} is not a type of the platform`];
    if (platformClass.kind === 'enum') return facts.values!.join() === platformClass.values.join() ? [] : [`${platformClass.name}: values`];
    const members = platformClass.methods.filter((member) => !isMethod(member, facts));
    const constructors = platformClass.constructors.filter((member) => !(facts.constructors ?? []).some((known) => matches(member, known)));
    return [...members, ...constructors].map(signatureOf);
}

function isMethod(member: PlatformMember, facts: TypeFacts): boolean {
    return methodFacts(facts, member.name).some((known) => matches(member, known) && (known.static ?? false) === member.static);
}

test('every declared member has the signature of the platform', () => {
    const problems = [...platformClasses().values()].flatMap(problemsOf);
    assert.deepEqual(problems.sort(), [...JUSTIFIED.keys()].sort());
});

test('every declared property is one of the platform, with its type', () => {
    for (const platformClass of platformClasses().values()) {
        if (platformClass.kind === 'enum') continue;
        const facts = platformFacts(platformClass.name)?.properties ?? {};
        for (const property of platformClass.properties) {
            const known = Object.entries(facts).find(([name]) => name.toLowerCase() === property.name.toLowerCase())?.[1];
            assert.equal(known?.t?.toLowerCase(), short(property.type), `${platformClass.name}.${property.name}`);
            assert.equal(known?.static ?? false, property.static, `${platformClass.name}.${property.name}`);
        }
    }
});
