import type { Expression, LiteralNode } from '../syntax/ast.ts';
import { NULL, VOID, classType, primitive } from '../types.ts';
import { checkAssign, checkStep } from './assignments.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { checkCall } from './calls.ts';
import { checkConstructorCall } from './constructor-calls.ts';
import { checkCast, checkInstanceOf } from './casts.ts';
import { quote } from './constants.ts';
import { fits } from './convert.ts';
import { checkNew } from './creation.ts';
import { checkDot, checkName } from './names.ts';
import { checkBinary, checkTernary, checkUnary } from './operators.ts';
import { checkSoql } from './queries.ts';
import { BOOLEAN, INTEGER, isPrimitive, messageName } from './type-system.ts';

/** An expression whose value is used: a chain with `?.` is closed here. */
export function checkExpression(body: Body, node: Expression): Typed {
    return closed(checkChain(body, node));
}

/** Makes the whole of a chain null where one of its `?.` meets a null. */
export function closed(value: Typed): Typed {
    if (!value.guards || value.guards.length === 0) return value;
    return {
        type: value.type,
        code: `(${value.guards.join('||')}?null:${value.code})`,
        ...(value.effect ? { effect: true } : {})
    };
}

/** An expression that may go on with further dots. */
export function checkChain(body: Body, node: Expression): Typed {
    switch (node.kind) {
        case 'literal':
            return checkLiteral(body, node);
        case 'name':
            return checkName(body, node);
        case 'dot':
            return checkDot(body, node);
        case 'call':
            return checkCall(body, node);
        case 'constructorCall':
            return checkConstructorCall(body, node);
        case 'this':
            return checkThis(body, node);
        case 'super':
            body.error(node, 'Expression cannot be a statement.');
            return UNKNOWN;
        case 'new':
            return checkNew(body, node);
        case 'index':
            return checkIndex(body, node);
        case 'cast':
            return checkCast(body, node);
        case 'instanceof':
            return checkInstanceOf(body, node);
        case 'unary':
            return checkUnary(body, node);
        case 'step':
            return checkStep(body, node);
        case 'binary':
            return checkBinary(body, node);
        case 'ternary':
            return checkTernary(body, node);
        case 'assign':
            return checkAssign(body, node);
        case 'classLiteral': {
            const type = node.type ? body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit) : VOID;
            return { type: classType('System.Type'), code: body.links.typeValue(type), nonNull: true };
        }
        case 'soql':
            return checkSoql(body, node);
        case 'sosl':
            body.unsupported(node, 'SOSL');
            return UNKNOWN;
    }
}

function checkLiteral(body: Body, node: LiteralNode): Typed {
    switch (node.type) {
        case 'null':
            return { type: NULL, code: 'null', isNullLiteral: true };
        case 'Boolean':
            return { type: BOOLEAN, code: node.value, nonNull: true };
        case 'String':
            return { type: primitive('String'), code: quote(node.value), nonNull: true };
        case 'Decimal':
            return { type: primitive('Decimal'), code: body.links.decimal(node.value), nonNull: true };
        case 'Double':
            return { type: primitive('Double'), code: body.links.double(node.value), nonNull: true };
        case 'Long':
            if (BigInt(node.value) > 9223372036854775807n) body.error(node, 'Illegal long');
            return { type: primitive('Long'), code: `${BigInt(node.value)}n`, nonNull: true };
        case 'Integer':
            if (Number(node.value) > 2147483647) body.error(node, 'Illegal integer');
            return { type: INTEGER, code: String(Number(node.value)), nonNull: true };
    }
}

function checkThis(body: Body, node: Expression): Typed {
    if (!body.owner || body.static) {
        body.error(node, 'This cannot be referenced in a static context');
        return UNKNOWN;
    }
    return { type: body.owner.type, code: 'this', nonNull: true };
}

function checkIndex(body: Body, node: Extract<Expression, { kind: 'index' }>): Typed {
    const target = checkChain(body, node.target);
    const index = checkExpression(body, node.index);
    const problems = body.environment.problems.count;
    if (target.type.kind !== 'list' && target.type.kind !== 'parameter')
        body.error(node.target, `Expression must be a list type: ${messageName(target.type)}`);
    if (!isPrimitive(index.type, 'Integer') && index.type.kind !== 'parameter')
        body.error(node.target, `List index must be of type Integer: ${messageName(index.type)}`);
    if (body.environment.problems.count > problems || target.type.kind !== 'list') return UNKNOWN;
    const element = target.type.of;
    const [get, set] = [body.op('getAt'), body.op('setAt')];
    return {
        type: element,
        code: `${get}(${target.code},${index.code})`,
        ...(target.guards
            ? { guards: target.guards }
            : {
                  place: {
                      type: element,
                      parts: [target.code, index.code],
                      read: ([list, at]) => `${get}(${list},${at})`,
                      write: ([list, at], value) => `${set}(${list},${at},${value})`
                  }
              })
    };
}

/** A condition of an if, a loop or a ternary. */
export function checkCondition(body: Body, node: Expression): string {
    const value = checkExpression(body, node);
    if (!fits(body, value, BOOLEAN) || value.isNullLiteral)
        body.error(node, `Condition expression must be of type Boolean: ${messageName(value.type)}`);
    return value.nonNull ? value.code : `${body.op('nn')}(${value.code})`;
}
