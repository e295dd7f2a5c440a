import type { BinaryNode, Expression } from '../syntax/ast.ts';
import { NULL } from '../types.ts';
import type { ApexType, PrimitiveName } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { converted, nullChecked } from './convert.ts';
import { checkCondition, checkExpression } from './expressions.ts';
import { BOOLEAN, STRING, isAny, isNumber, isPrimitive, messageName } from './type-system.ts';

/** Ranks of the number types: the wider operand gives the type of the result. */
const RANK: Partial<Record<PrimitiveName, number>> = { Integer: 0, Long: 1, Double: 2, Decimal: 3 };

const ARITHMETIC: Record<string, string> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' };
const BITS: Record<string, string> = {
    '&': 'and',
    '|': 'or',
    '^': 'xor',
    '<<': 'shiftLeft',
    '>>': 'shiftRight',
    '>>>': 'shiftRightUnsigned'
};
const COMPARE: Record<string, string> = { '<': 'less', '<=': 'lessOrEqual', '>': 'greater', '>=': 'greaterOrEqual' };

function wider(left: ApexType, right: ApexType): ApexType {
    if (left.kind !== 'primitive' || right.kind !== 'primitive') return left;
    return (RANK[left.name] ?? 0) >= (RANK[right.name] ?? 0) ? left : right;
}

export function checkBinary(body: Body, node: BinaryNode): Typed {
    const left = checkExpression(body, node.left);
    const right = checkExpression(body, node.right);
    return binaryResult(body, node, left, right);
}

/** The result of an operator on two checked operands. */
export function binaryResult(body: Body, node: Pick<BinaryNode, 'operator' | 'line' | 'column'>, left: Typed, right: Typed): Typed {
    const { operator } = node;
    if (operator === '==' || operator === '!=') return equality(body, node, left, right);
    if (operator === '===' || operator === '!==') return identity(body, node, left, right);
    if (isAny(left.type) || isAny(right.type)) return operator === '&&' || operator === '||' ? { ...UNKNOWN, type: BOOLEAN } : UNKNOWN;
    switch (operator) {
        case '&&':
        case '||':
            return logical(body, node, left, right);
        case '+':
        case '-':
        case '*':
        case '/':
            return arithmetic(body, node, left, right);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return comparison(body, node, left, right);
        case '??':
            return coalesce(body, node, left, right);
        default:
            return bits(body, node, left, right);
    }
}

type At = Pick<BinaryNode, 'operator' | 'line' | 'column'>;

function logical(body: Body, node: At, left: Typed, right: Typed): Typed {
    if (!isPrimitive(left.type, 'Boolean') || !isPrimitive(right.type, 'Boolean')) {
        body.error(node, 'Logical operator can only be applied to Boolean');
        return { ...UNKNOWN, type: BOOLEAN };
    }
    return { type: BOOLEAN, code: `(${nullChecked(body, left)}${node.operator}${nullChecked(body, right)})`, nonNull: true };
}

function arithmetic(body: Body, node: At, left: Typed, right: Typed): Typed {
    const { operator } = node;
    if (left.type.kind === 'void' || right.type.kind === 'void') {
        body.error(node, 'Arithmetic expressions are not allowed on void types');
        return UNKNOWN;
    }
    if (operator === '+' && (isPrimitive(left.type, 'String', 'Id') || isPrimitive(right.type, 'String', 'Id')))
        return { type: STRING, code: `(${text(body, left)}+${text(body, right)})`, nonNull: true };
    if (operator === '+' || operator === '-') {
        const moved = moment(body, node, left, right);
        if (moved) return moved;
    }
    const numeric = (value: Typed): boolean => isNumber(value.type) || value.isNullLiteral === true;
    if (!numeric(left) || !numeric(right) || (left.isNullLiteral && right.isNullLiteral)) {
        body.error(node, 'Arithmetic expressions must use numeric arguments');
        return UNKNOWN;
    }
    const type = left.isNullLiteral ? right.type : right.isNullLiteral ? left.type : wider(left.type, right.type);
    const name = `${ARITHMETIC[operator]}${(type as { name: string }).name}`;
    return { type, code: `${body.op(name)}(${converted(body, left, type)},${converted(body, right, type)})`, nonNull: true };
}

/** An operand of a concatenation: null becomes 'null'. */
function text(body: Body, value: Typed): string {
    if (isPrimitive(value.type, 'String') && value.nonNull) return value.code;
    return `${body.op('text')}(${value.code})`;
}

/** Dates and times move by whole days, days or milliseconds. */
function moment(body: Body, node: At, left: Typed, right: Typed): Typed | undefined {
    const plus = node.operator === '+';
    const sign = plus ? '' : '-';
    if (isPrimitive(left.type, 'Date')) {
        if (!isPrimitive(right.type, 'Integer', 'Long')) body.error(node, 'Date expressions must use Integer or Long');
        return { type: left.type, code: `${body.op('moveDate')}(${left.code},${sign}${numberOf(body, right)})`, nonNull: true };
    }
    if (isPrimitive(left.type, 'Datetime')) {
        if (!isNumber(right.type)) body.error(node, 'DateTime expressions must use Integer, Long, Double or Decimal');
        return { type: left.type, code: `${body.op('moveDatetime')}(${left.code},${sign}${numberOf(body, right)})`, nonNull: true };
    }
    if (isPrimitive(left.type, 'Time')) {
        if (!isPrimitive(right.type, 'Integer', 'Long')) body.error(node, 'Time expressions must use Integer or Long');
        return { type: left.type, code: `${body.op('moveTime')}(${left.code},${sign}${numberOf(body, right)})`, nonNull: true };
    }
    return undefined;
}

function numberOf(body: Body, value: Typed): string {
    return `${body.op('plainNumber')}(${value.code})`;
}

function bits(body: Body, node: At, left: Typed, right: Typed): Typed {
    const { operator } = node;
    const shift = operator.startsWith('<') || operator.startsWith('>');
    if (!shift && isPrimitive(left.type, 'Boolean') && isPrimitive(right.type, 'Boolean')) {
        const [a, b] = [nullChecked(body, left), nullChecked(body, right)];
        return { type: BOOLEAN, code: operator === '^' ? `(${a}!==${b})` : `Boolean(${a}${operator}${b})`, nonNull: true };
    }
    if (!isPrimitive(left.type, 'Integer', 'Long') || !isPrimitive(right.type, 'Integer', 'Long')) {
        body.error(
            node,
            shift ? 'Shift expressions must use numeric arguments' : 'Bitwise expressions must use Integer, Long or Boolean arguments'
        );
        return UNKNOWN;
    }
    const type = shift ? left.type : wider(left.type, right.type);
    const name = `${BITS[operator]}${(type as { name: string }).name}`;
    const second = shift ? numberOf(body, right) : converted(body, right, type);
    return { type, code: `${body.op(name)}(${converted(body, left, type)},${second})`, nonNull: true };
}

function comparison(body: Body, node: At, left: Typed, right: Typed): Typed {
    const op = COMPARE[node.operator]!;
    const result = (code: string): Typed => ({ type: BOOLEAN, code, nonNull: true });
    for (const side of [left, right]) {
        if (side.isNullLiteral) continue;
        const ordered = isNumber(side.type) || isPrimitive(side.type, 'String', 'Id', 'Date', 'Datetime', 'Time');
        if (ordered) continue;
        body.error(node, `Inequality operator not allowed for this type: ${messageName(side.type)}`);
        return result('false');
    }
    if (!comparable(body, left, right)) return result('false');
    const kinds = [left, right].map((side) => (side.type.kind === 'primitive' ? side.type.name : null));
    if (kinds.every((kind) => kind === 'Integer')) {
        if (left.nonNull && right.nonNull) return result(`(${left.code}${node.operator}${right.code})`);
        return result(`${body.op(`${op}Integer`)}(${left.code},${right.code})`);
    }
    return result(`${body.op(op)}(${left.code},${right.code})`);

    function comparable(within: Body, first: Typed, second: Typed): boolean {
        if (first.isNullLiteral || second.isNullLiteral) return true;
        if (isNumber(first.type) && isNumber(second.type)) return true;
        if (within.types.assignable(first.type, second.type) || within.types.assignable(second.type, first.type)) return true;
        within.error(node, `Comparison arguments must be compatible types: ${messageName(first.type)}, ${messageName(second.type)}`);
        return false;
    }
}

/** `==` is refused where no value of the one side could equal one of the other. */
function equality(body: Body, node: At, left: Typed, right: Typed): Typed {
    const negate = node.operator === '!=' ? '!' : '';
    const result = (code: string): Typed => ({ type: BOOLEAN, code, nonNull: true });
    const [from, to] = [rowOf(left, right), rowOf(right, left)];
    const { types } = body;
    const compatible =
        (isNumber(from.type) && isNumber(to.type)) ||
        types.assignable(from.type, to.type) ||
        types.assignable(to.type, from.type) ||
        types.castable(from.type, to.type);
    if (!compatible || from.type.kind === 'void' || to.type.kind === 'void') {
        body.error(node, `Comparison arguments must be compatible types: ${messageName(from.type)}, ${messageName(to.type)}`);
        return result('false');
    }
    if (from.isNullLiteral || to.isNullLiteral) return result(`(${from.code}${negate ? '!==' : '==='}${to.code})`);
    const both = (...names: PrimitiveName[]): boolean => isPrimitive(from.type, ...names) && isPrimitive(to.type, ...names);
    if (both('Integer') || both('Boolean') || both('Long')) return result(`(${from.code}${negate ? '!==' : '==='}${to.code})`);
    if (types.isEnum(from.type) && types.isEnum(to.type)) return result(`(${from.code}${negate ? '!==' : '==='}${to.code})`);
    if (both('String', 'Id')) {
        const ids = isPrimitive(from.type, 'Id') || isPrimitive(to.type, 'Id');
        return result(`${negate}${body.op(ids ? 'equalIds' : 'equalStrings')}(${from.code},${to.code})`);
    }
    return result(`${negate}${body.op('equalValues')}(${from.code},${to.code})`);
}

/** A query compared with a record is its only row. */
function rowOf(value: Typed, other: Typed): Typed {
    return value.query && other.type.kind === 'sobject' ? { type: value.query.rowType, code: value.query.one } : value;
}

function identity(body: Body, node: At, left: Typed, right: Typed): Typed {
    const negate = node.operator === '!==' ? '!' : '';
    if (left.type.kind === 'primitive' && right.type.kind === 'primitive') {
        body.error(node, `Exact equality operator only allowed for reference types: ${right.type.name}`);
        return { type: BOOLEAN, code: 'false', nonNull: true };
    }
    return { type: BOOLEAN, code: `${negate}${body.op('identicalValues')}(${left.code},${right.code})`, nonNull: true };
}

function coalesce(body: Body, node: At, left: Typed, right: Typed): Typed {
    const type = commonType(body, left, right);
    if (!type) {
        body.error(node, `Incompatible types in null coalescing operator: ${messageName(left.type)}, ${messageName(right.type)}`);
        return UNKNOWN;
    }
    const code = `(${converted(body, left, type)}??${converted(body, right, type)})`;
    return { type, code, ...(right.nonNull ? { nonNull: true } : {}) };
}

/** The type of a choice between two values. */
function commonType(body: Body, left: Typed, right: Typed): ApexType | undefined {
    const { types } = body;
    const [first, second] = [rowOf(left, right).type, rowOf(right, left).type];
    if (isAny(first) || isAny(second)) return isAny(first) ? second : first;
    if (first.kind === 'void' || second.kind === 'void') return undefined;
    if (first.kind === 'null') return second.kind === 'null' ? NULL : second;
    if (second.kind === 'null') return first;
    if (isNumber(first) && isNumber(second)) return wider(first, second);
    if (isPrimitive(first, 'Id') && isPrimitive(second, 'String')) return second;
    if (isPrimitive(second, 'Id') && isPrimitive(first, 'String')) return first;
    if (types.assignable(second, first)) return first;
    if (types.assignable(first, second)) return second;
    if (first.kind === 'primitive' || second.kind === 'primitive') return undefined;
    const above = types.ancestry(first).find((ancestor) => types.assignable(second, ancestor));
    return above;
}

export function checkTernary(body: Body, node: Extract<Expression, { kind: 'ternary' }>): Typed {
    const condition = checkCondition(body, node.condition);
    const then = checkExpression(body, node.then);
    const otherwise = checkExpression(body, node.otherwise);
    const type = commonType(body, then, otherwise);
    if (!type) {
        body.error(node, `Incompatible types in ternary operator: ${messageName(otherwise.type)}, ${messageName(then.type)}`);
        return UNKNOWN;
    }
    const code = `(${condition}?${converted(body, then, type)}:${converted(body, otherwise, type)})`;
    return { type, code, ...(then.nonNull && otherwise.nonNull ? { nonNull: true } : {}) };
}

export function checkUnary(body: Body, node: Extract<Expression, { kind: 'unary' }>): Typed {
    const { operator } = node;
    const inner = node.value;
    if (operator === '-' && inner.kind === 'literal' && (inner.type === 'Integer' || inner.type === 'Long' || inner.type === 'Decimal')) {
        const literal = checkExpression(body, inner);
        if (inner.type === 'Decimal') return { ...literal, code: body.links.decimal(`-${inner.value}`) };
        return { ...literal, code: `(-${literal.code})` };
    }
    const value = checkExpression(body, inner);
    if (isAny(value.type)) return UNKNOWN;
    if (operator === '!') {
        if (!isPrimitive(value.type, 'Boolean')) body.error(node, '! operator can only be applied to boolean expressions');
        return { type: BOOLEAN, code: `!${nullChecked(body, value)}`, nonNull: true };
    }
    if (operator === '~') {
        if (!isPrimitive(value.type, 'Integer', 'Long')) {
            body.error(node, 'Bitwise negation must use an Integer or a Long argument');
            return UNKNOWN;
        }
        return { type: value.type, code: `(~${nullChecked(body, value)})`, nonNull: true };
    }
    if (!isNumber(value.type)) {
        body.error(node, operator === '-' ? 'Unary negation must use a numeric argument' : 'Unary plus must use a numeric argument');
        return UNKNOWN;
    }
    if (operator === '+') return { type: value.type, code: nullChecked(body, value), nonNull: true };
    return { type: value.type, code: `${body.op(`negate${(value.type as { name: string }).name}`)}(${value.code})`, nonNull: true };
}
