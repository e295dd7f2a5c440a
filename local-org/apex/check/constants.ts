import type { Expression } from '../syntax/ast.ts';
import type { ApexType } from '../types.ts';

/** JavaScript of a literal that needs no conversion to the type; null for everything else. */
export function literalConstant(value: Expression, type: ApexType): string | null {
    if (type.kind !== 'primitive') return null;
    if (value.kind === 'unary' && value.operator === '-' && value.value.kind === 'literal' && type.name === 'Integer') {
        const inner = literalConstant(value.value, type);
        return inner && `(-${inner})`;
    }
    if (value.kind !== 'literal' || value.type !== type.name) return null;
    switch (value.type) {
        case 'String':
            return quote(value.value);
        case 'Boolean':
            return value.value;
        case 'Integer':
            return Number(value.value) <= 2147483647 ? String(Number(value.value)) : null;
        default:
            return null;
    }
}

/** A JavaScript string on one line. */
export function quote(text: string): string {
    return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
