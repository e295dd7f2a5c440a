import type { Block, Expression, LocalVariables, Statement } from '../syntax/ast.ts';
import { VOID } from '../types.ts';
import type { Body } from './body.ts';
import { assigned, fits } from './convert.ts';
import { checkDml, checkRunAs } from './dml.ts';
import { checkCondition, checkExpression } from './expressions.ts';
import { checkFor, checkForEach } from './loops.ts';
import { checkSwitch } from './switches.ts';
import { checkThrow, checkTry } from './exceptions.ts';
import { isAny, messageName } from './type-system.ts';

/** Counts the statement that begins here. */
export function count(body: Body, line: number): void {
    const { counted } = body.context;
    if (!counted) return;
    body.writer.put(`c[${counted.length}]++;`);
    counted.push(line);
}

/** Writes a statement; false where what follows it can't be reached. */
export function checkStatement(body: Body, node: Statement): boolean {
    const { writer } = body;
    switch (node.kind) {
        case 'block':
            return checkBlock(body, node);
        case 'local':
            return checkLocals(body, node);
        case 'expression':
            writer.at(node.line);
            count(body, node.line);
            writer.put(`${statementCode(body, node.value)};`);
            return true;
        case 'if': {
            writer.at(node.line);
            count(body, node.line);
            writer.put(`if(${checkCondition(body, node.condition)})`);
            const then = nested(body, node.then);
            if (!node.otherwise) return true;
            writer.put('else ');
            const otherwise = nested(body, node.otherwise);
            return then || otherwise;
        }
        case 'for':
            return checkFor(body, node);
        case 'forEach':
            return checkForEach(body, node);
        case 'while': {
            writer.at(node.line);
            count(body, node.line);
            writer.put(`while(${checkCondition(body, node.condition)})`);
            loopBody(body, node.body);
            return true;
        }
        case 'doWhile': {
            writer.at(node.line).put('do');
            loopBody(body, node.body);
            const condition = checkCondition(body, node.condition);
            writer.at(node.condition.line).put(`while(${condition});`);
            return true;
        }
        case 'switch':
            return checkSwitch(body, node);
        case 'try':
            return checkTry(body, node);
        case 'throw':
            return checkThrow(body, node);
        case 'return':
            return checkReturn(body, node);
        case 'break':
        case 'continue':
            if (body.loops === 0) body.error(node, `${node.kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`);
            writer.at(node.line);
            count(body, node.line);
            writer.put(`${node.kind};`);
            return true;
        case 'dml':
            return checkDml(body, node);
        case 'runAs':
            return checkRunAs(body, node);
    }
}

/** A statement under an if or a loop always gets braces, so that its counter stays with it. */
export function nested(body: Body, node: Statement): boolean {
    if (node.kind === 'block') return checkBlock(body, node);
    body.writer.put('{');
    const completes = body.scoped(() => checkStatement(body, node));
    body.writer.put('}');
    return completes;
}

export function loopBody(body: Body, node: Statement | null, before = ''): void {
    body.writer.put(`{${body.op('tick')}();${before}`);
    if (node) {
        body.loops++;
        nested(body, node);
        body.loops--;
    }
    body.writer.put('}');
}

export function checkBlock(body: Body, node: Block): boolean {
    body.writer.put('{');
    const completes = body.scoped(() => checkStatements(body, node.statements));
    body.writer.at(node.end.line).put('}');
    return completes;
}

export function checkStatements(body: Body, nodes: readonly Statement[]): boolean {
    let completes = true;
    let unreachable = false;
    for (const node of nodes) {
        if (!completes && !unreachable) {
            body.error(node, 'Unreachable statement');
            unreachable = true;
        }
        completes = checkStatement(body, node);
    }
    return completes && !unreachable;
}

/** An expression that stands alone must do something. */
export function statementCode(body: Body, node: Expression): string {
    const value = checkExpression(body, node);
    if (!value.effect && !isAny(value.type)) body.error(node, 'Expression cannot be a statement.');
    return value.code;
}

function checkLocals(body: Body, node: LocalVariables): boolean {
    const { writer } = body;
    const type = body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit);
    if (type.kind === 'void') body.error(node.type, 'Invalid type: void');
    for (const word of node.modifiers.words)
        if (word !== 'final') body.error(node.declarators[0] ?? node, `${word} is not allowed on locals`);
    writer.at(node.line);
    count(body, node.line);
    for (const declarator of node.declarators) {
        const value = declarator.value ? checkExpression(body, declarator.value) : undefined;
        const local = body.declareNamed(declarator.name, type, declarator);
        const code = value ? assigned(body, value, type, declarator) : 'null';
        writer.at(declarator.line).put(`let ${local.code}=${code};`);
    }
    return true;
}

function checkReturn(body: Body, node: Extract<Statement, { kind: 'return' }>): boolean {
    const { writer, returns } = body;
    writer.at(node.line);
    count(body, node.line);
    const expected = returns ?? VOID;
    if (!node.value) {
        if (expected.kind !== 'void') body.error(node, `Missing return statement required return type: ${messageName(expected)}`);
        writer.put(body.leave('null'));
        return false;
    }
    const value = checkExpression(body, node.value);
    if (expected.kind === 'void') {
        body.error(node, 'Void method must not return a value');
        return false;
    }
    if (!fits(body, value, expected)) body.error(node, `Illegal conversion from ${messageName(value.type)} to ${messageName(expected)}`);
    writer.put(body.leave(assigned(body, { ...value, ...(fits(body, value, expected) ? {} : { type: expected }) }, expected, node)));
    return false;
}
