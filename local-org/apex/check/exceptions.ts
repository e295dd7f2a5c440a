import type { Statement } from '../syntax/ast.ts';
import { sameType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body } from './body.ts';
import { nullChecked } from './convert.ts';
import { quote } from './constants.ts';
import { checkExpression } from './expressions.ts';
import { checkBlock, checkStatements, count } from './statements.ts';
import { isAny, messageName } from './type-system.ts';

export function checkThrow(body: Body, node: Extract<Statement, { kind: 'throw' }>): boolean {
    body.writer.at(node.line);
    count(body, node.line);
    const value = checkExpression(body, node.value);
    if (!isAny(value.type) && !body.types.isException(value.type))
        body.error(node, `Throw expression must be of type exception: ${messageName(value.type)}`);
    body.writer.put(`throw ${nullChecked(body, value)};`);
    return false;
}

export function checkTry(body: Body, node: Extract<Statement, { kind: 'try' }>): boolean {
    const { writer } = body;
    writer.at(node.line).put('try');
    let completes = checkBlock(body, node.body);
    if (node.catches.length > 0) {
        const caught = body.temporary();
        const caughtTypes: ApexType[] = [];
        writer.at(node.catches[0]!.line).put(`catch($e){${caught}=${body.op('apexError')}($e);`);
        for (const clause of node.catches) {
            const position = { line: clause.body.line, column: clause.body.column };
            const type = body.environment.resolver.resolve({ ...clause.type, ...position }, body.viewpoint, body.context.unit);
            if (!isAny(type) && !body.types.isException(type))
                body.error(clause.body, `Catch block variable must be of type exception: ${messageName(type)}`);
            else if (caughtTypes.some((earlier) => sameType(earlier, type) || body.types.isSubtype(type, earlier)))
                body.error(clause.body, `Exception type already caught: ${messageName(type)}`);
            caughtTypes.push(type);
            writer.at(clause.line).put(`if(${test(body, caught, type)})`);
            const ends = body.scoped(() => {
                const local = body.declareNamed(clause.name, type, clause.namePosition);
                writer.put(`{let ${local.code}=${caught};`);
                const inner = checkStatements(body, clause.body.statements);
                writer.at(clause.body.end.line).put('}');
                return inner;
            });
            completes ||= ends;
            writer.put('else ');
        }
        writer.put('throw $e;}');
    }
    if (!node.finally) return completes;
    writer.at(node.finally.line).put('finally');
    const finishes = checkBlock(body, node.finally);
    return completes && finishes;
}

function test(body: Body, caught: string, type: ApexType): string {
    if (type.kind !== 'class') return 'false';
    if (type.name.toLowerCase() === 'system.exception') return `${caught}!==null`;
    if (body.types.symbols.ofType(type)) return `${caught} instanceof ${body.links.shell(type.name)}`;
    return `${body.op('isException')}(${caught},${quote(type.name)})`;
}
