import type { Located } from '../syntax/ast.ts';
import type { ApexType } from '../types.ts';
import { sameType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { isAny, isNumber, isPrimitive, messageName as nameOf } from './type-system.ts';

/** JavaScript that makes a value ready for a variable of the type. The type system said that it fits. */
export function converted(body: Body, value: Typed, to: ApexType): string {
    const { type: from, code } = value;
    if (value.query && to.kind === 'sobject') return value.query.one;
    if (isAny(from) || isAny(to) || from.kind !== 'primitive' || to.kind !== 'primitive' || sameType(from, to)) return code;
    if (to.name === 'Long' && from.name === 'Integer') return /^\d+$/.test(code) ? `${code}n` : `${body.op('toLong')}(${code})`;
    if (to.name === 'Decimal' && isNumber(from)) return /^\d+$/.test(code) ? body.links.decimal(code) : `${body.op('toDecimal')}(${code})`;
    if (to.name === 'Double' && isNumber(from)) return /^\d+$/.test(code) ? body.links.double(code) : `${body.op('toDouble')}(${code})`;
    if (to.name === 'Id' && from.name === 'String') return `${body.op('toIdValue')}(${code})`;
    if (to.name === 'Datetime' && from.name === 'Date') return `${body.op('toDatetime')}(${code})`;
    return code;
}

/** Does the value fit? A query gives its rows, or its only row. */
export function fits(body: Body, value: Typed, to: ApexType): boolean {
    if (value.query && to.kind === 'sobject') return value.query.dynamic === true || body.types.assignable(value.query.rowType, to);
    return body.types.assignable(value.type, to);
}

/** Checks an assignment and gives the converted value. */
export function assigned(body: Body, value: Typed, to: ApexType, at: Located, words = 'Illegal assignment'): string {
    if (!fits(body, value, to)) body.error(at, `${words} from ${nameOf(value.type)} to ${nameOf(to)}`);
    return converted(body, value, to);
}

export function nullChecked(body: Body, value: Typed): string {
    return value.nonNull ? value.code : `${body.op('nn')}(${value.code})`;
}

export function isTextual(value: Typed): boolean {
    return isPrimitive(value.type, 'String', 'Id');
}
