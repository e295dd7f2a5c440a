import type { Statement } from '../syntax/ast.ts';
import { sameType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { nullChecked } from './convert.ts';
import { checkCondition, checkExpression } from './expressions.ts';
import { assigned } from './convert.ts';
import { count, loopBody, statementCode } from './statements.ts';
import { ANY, isAny, messageName, substitute } from './type-system.ts';

export function checkFor(body: Body, node: Extract<Statement, { kind: 'for' }>): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    return body.scoped(() => {
        writer.put('for(');
        const { init } = node;
        if (init && 'kind' in init) {
            const type = body.environment.resolver.resolve(init.type, body.viewpoint, body.context.unit);
            const parts = init.declarators.map((declarator) => {
                const value = declarator.value ? checkExpression(body, declarator.value) : undefined;
                const local = body.declareNamed(declarator.name, type, declarator);
                return `${local.code}=${value ? assigned(body, value, type, declarator) : 'null'}`;
            });
            writer.put(`let ${parts.join(',')}`);
        } else if (init) writer.put(init.map((expression) => statementCode(body, expression)).join(','));
        writer.put(';');
        if (node.condition) writer.put(checkCondition(body, node.condition));
        writer.put(`;${node.update.map((expression) => statementCode(body, expression)).join(',')})`);
        loopBody(body, node.body);
        return true;
    });
}

export function checkForEach(body: Body, node: Extract<Statement, { kind: 'forEach' }>): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    return body.scoped(() => {
        const over = checkExpression(body, node.over);
        const type = body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit);
        const local = body.declareNamed(node.name, type, node.namePosition);
        const source = sourceOf(body, node, over, type);
        writer.put(`for(let ${local.code} of ${source})`);
        loopBody(body, node.body);
        return true;
    });
}

function sourceOf(body: Body, node: Extract<Statement, { kind: 'forEach' }>, over: Typed, type: ApexType): string {
    if (over.query) {
        const { rowType } = over.query;
        const fitsRow = (candidate: ApexType): boolean =>
            candidate.kind === 'sobject' && (over.query!.dynamic === true || candidate.name === 'SObject' || sameType(candidate, rowType));
        if (type.kind === 'list' && fitsRow(type.of)) return `${body.op('chunks')}(${nullChecked(body, over)})`;
        if (fitsRow(type) || isAny(type)) return nullChecked(body, over);
        const message = 'Loop variable must be a generic SObject or List or a concrete SObject or List of';
        body.error(node, `${message}: ${messageName(rowType)}`);
        return over.code;
    }
    const element = elementOf(body, over.type);
    if (!element) {
        body.error(node, `Loop must iterate over collection: ${messageName(over.type)}`);
        return '[]';
    }
    if (!body.types.assignable(element, type))
        body.error(node, `Invalid loop variable type expected ${messageName(element)} was ${messageName(type)}`);
    if (over.type.kind === 'list' || over.type.kind === 'set') return nullChecked(body, over);
    return `${body.op('iterate')}(${nullChecked(body, over)})`;
}

/** What a loop takes out of a List, a Set or an Iterable. */
function elementOf(body: Body, type: ApexType): ApexType | undefined {
    if (isAny(type)) return ANY;
    if (type.kind === 'list' || type.kind === 'set') return type.of;
    if (type.kind !== 'class') return undefined;
    for (const ancestor of body.types.ancestry(type)) {
        if (ancestor.kind !== 'class' || !/^system\.itera(ble|tor)$/i.test(ancestor.name)) continue;
        return substitute(ancestor.arguments?.[0] ?? { kind: 'object' }, new Map());
    }
    return undefined;
}
