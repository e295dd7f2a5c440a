import type { Expression } from '../syntax/ast.ts';
import { sameType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { converted } from './convert.ts';
import { checkExpression } from './expressions.ts';
import { BOOLEAN, isAny, isNumber, isPrimitive, messageName } from './type-system.ts';

/** The JavaScript class behind a class of the project that is no interface, for a quick `instanceof`. */
function shellOf(body: Body, type: ApexType): string | undefined {
    const symbol = body.types.symbols.ofType(type);
    return symbol?.kind === 'class' ? body.links.shell(symbol.name) : undefined;
}

export function checkCast(body: Body, node: Extract<Expression, { kind: 'cast' }>): Typed {
    const type = body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit);
    const value = checkExpression(body, node.value);
    if (isAny(type) || isAny(value.type)) return { ...UNKNOWN, type };
    const from = value.query && type.kind === 'sobject' ? value.query.rowType : value.type;
    if (from.kind === 'void' || !body.types.castable(from, type)) {
        const message = `Incompatible types since an instance of ${messageName(from)} is never an instance of ${messageName(type)}`;
        body.error(node, message);
        return { ...UNKNOWN, type };
    }
    const kept = value.nonNull ? { nonNull: true } : {};
    if (isNumber(from) && isNumber(type)) return { type, code: castNumber(body, value, type), ...kept };
    if (isPrimitive(from, 'Datetime') && isPrimitive(type, 'Date')) return { type, code: `${body.op('toDate')}(${value.code})`, ...kept };
    if (body.types.assignable(from, type) && !loosensList(from, type)) {
        return { type, code: converted(body, value, type), ...kept };
    }
    const shell = shellOf(body, type);
    if (shell) return { type, code: `${body.op('castTo')}(${value.code},${shell},${body.links.type(type)})` };
    return { type, code: `${body.op('cast')}(${value.code},${body.links.type(type)})` };
}

/** Lists of records are assignable both ways; a cast to the particular one is checked all the same. */
function loosensList(from: ApexType, to: ApexType): boolean {
    return from.kind === 'list' && to.kind === 'list' && !sameType(from, to) && to.of.kind === 'sobject' && to.of.name !== 'SObject';
}

/** Casts between numbers truncate. */
function castNumber(body: Body, value: Typed, to: ApexType): string {
    if (sameType(value.type, to) || to.kind !== 'primitive') return value.code;
    if (body.types.assignable(value.type, to)) return converted(body, value, to);
    return `${body.op(to.name === 'Integer' ? 'truncateToInteger' : to.name === 'Long' ? 'truncateToLong' : `to${to.name}`)}(${value.code})`;
}

export function checkInstanceOf(body: Body, node: Extract<Expression, { kind: 'instanceof' }>): Typed {
    const type = body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit);
    const value = checkExpression(body, node.value);
    const result = (code: string): Typed => ({ type: BOOLEAN, code, nonNull: true });
    if (isAny(type) || isAny(value.type)) return result('false');
    const [from, to] = [messageName(value.type), messageName(type)];
    if (always(body, value.type, type)) {
        body.error(node, `Operation instanceof is always true since an instance of ${from} is always an instance of ${to}`);
        return result('true');
    }
    if (!body.types.castable(value.type, type) || (value.type.kind === 'primitive' && type.kind === 'primitive')) {
        body.error(node, `Operation instanceof is always false since an instance of ${from} is never an instance of ${to}`);
        return result('false');
    }
    const shell = shellOf(body, type);
    if (shell) return result(`(${value.code} instanceof ${shell})`);
    return result(`${body.op('instanceOf')}(${value.code},${body.links.type(type)})`);
}

function always(body: Body, from: ApexType, to: ApexType): boolean {
    if (from.kind === 'primitive' && to.kind === 'primitive') return sameType(from, to);
    if (from.kind === 'list' && to.kind === 'list') return sameType(from, to);
    return body.types.assignable(from, to);
}
