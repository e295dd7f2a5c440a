import type { Behaviour } from '../declare.ts';

export interface DescribeMembers {
    readonly methods: Record<string, Behaviour>;
    readonly properties: Record<string, { get: Behaviour }>;
}

/**
 * Describe results answer twice to everything: `getLabel()` and `label`, `isCustom()` and `custom`. Keys are type and
 * name of the property: 'String Label', 'Boolean Custom'.
 */
export function describeMembers(answers: Record<string, Behaviour>): DescribeMembers {
    const members: DescribeMembers = { methods: {}, properties: {} };
    for (const [key, answer] of Object.entries(answers)) {
        const at = key.lastIndexOf(' ');
        const type = key.slice(0, at);
        const name = key.slice(at + 1);
        members.properties[`${type} ${name} { get; }`] = { get: answer };
        members.methods[`${type} ${type === 'Boolean' ? 'is' : 'get'}${name}()`] = answer;
    }
    return members;
}
