import type { AssignNode, Expression, Located } from '../syntax/ast.ts';
import { primitive } from '../types.ts';
import type { Body, Place, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { assigned, converted, fits } from './convert.ts';
import { checkChain, checkExpression } from './expressions.ts';
import { binaryResult } from './operators.ts';
import { isAny, isNumber, messageName } from './type-system.ts';

const SIMPLE = /^(?:this|[\w$]+|"(?:[^"\\]|\\.)*")$/;

/** Evaluates the parts of a place once: what is more than a name goes into a temporary first. */
function once(body: Body, place: Place): { parts: string[]; before: string } {
    const parts: string[] = [];
    let before = '';
    for (const part of place.parts) {
        if (SIMPLE.test(part)) {
            parts.push(part);
            continue;
        }
        const temporary = body.temporary();
        before += `${temporary}=${part},`;
        parts.push(temporary);
    }
    return { parts, before };
}

function placeOf(body: Body, node: Expression, at: Located): { value: Typed; place: Place } | undefined {
    const value = checkChain(body, node);
    if (isAny(value.type)) return undefined;
    if (!value.place) {
        body.error(at, 'Expression cannot be assigned');
        return undefined;
    }
    return { value, place: value.place };
}

export function checkAssign(body: Body, node: AssignNode): Typed {
    const target = placeOf(body, node.target, node.target.kind === 'dot' ? node.target.namePosition : node);
    const value = checkExpression(body, node.value);
    if (!target) return UNKNOWN;
    const { place } = target;
    if (node.operator === '=') {
        const code = assigned(body, value, place.type, node);
        return { type: place.type, code: `(${place.write(place.parts, code)})`, effect: true, ...(value.nonNull ? { nonNull: true } : {}) };
    }
    const { parts, before } = once(body, place);
    const current: Typed = { type: place.type, code: place.read(parts) };
    const result = binaryResult(body, { operator: node.operator, line: node.line, column: node.column }, current, value);
    if (!fits(body, result, place.type) && !isNumberInto(result, place)) {
        body.error(node, `Illegal assignment from ${messageName(result.type)} to ${messageName(place.type)}`);
        return UNKNOWN;
    }
    const code = place.write(parts, converted(body, result, place.type));
    return { type: place.type, code: `(${before}${code})`, effect: true, nonNull: true };
}

/** Decimal and Double take each other. */
function isNumberInto(value: Typed, place: Place): boolean {
    return isNumber(value.type) && isNumber(place.type) && converts(value.type, place.type);
}

function converts(from: Typed['type'], to: Typed['type']): boolean {
    const names = ['Double', 'Decimal'];
    return from.kind === 'primitive' && to.kind === 'primitive' && names.includes(from.name) && names.includes(to.name);
}

/** `++` and `--`, in front or behind. */
export function checkStep(body: Body, node: Extract<Expression, { kind: 'step' }>): Typed {
    const target = placeOf(body, node.value, node);
    if (!target) return UNKNOWN;
    const { place } = target;
    if (!isNumber(place.type)) {
        const which = node.prefix ? 'prefix' : 'postfix';
        body.error(
            node.operatorPosition,
            `Unary ${which} increment/decrement can only be applied to numeric expressions: ${messageName(place.type)}`
        );
        return UNKNOWN;
    }
    const { parts, before } = once(body, place);
    const operator = node.operator === '++' ? '+' : '-';
    const one: Typed = { type: primitive('Integer'), code: '1', nonNull: true };
    const changed = (code: string): string =>
        converted(
            body,
            binaryResult(body, { operator, line: node.line, column: node.column }, { type: place.type, code }, one),
            place.type
        );
    if (node.prefix)
        return { type: place.type, code: `(${before}${place.write(parts, changed(place.read(parts)))})`, effect: true, nonNull: true };
    const old = body.temporary();
    const code = `(${before}${old}=${place.read(parts)},${place.write(parts, changed(old))},${old})`;
    return { type: place.type, code, effect: true, nonNull: true };
}
