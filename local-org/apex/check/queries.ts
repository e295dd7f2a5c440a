import { UnsupportedError } from '../../errors.ts';
import { checkSoql as checkQuery } from '../../data/soql/check.ts';
import { SoqlSyntaxError, parseSoql } from '../../data/soql/parse.ts';
import type { SoqlQuery } from '../../data/soql/ast.ts';
import type { Located, SoqlNode } from '../syntax/ast.ts';
import { listOf } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { quote } from './constants.ts';
import { checkExpression } from './expressions.ts';
import { INTEGER } from './type-system.ts';

/** Where an offset in the text of a query stands in the file. */
function positionAt(node: SoqlNode, offset: number): Located {
    const before = node.text.slice(0, offset).split('\n');
    if (before.length === 1) return { line: node.textPosition.line, column: node.textPosition.column + offset };
    return { line: node.textPosition.line + before.length - 1, column: before.at(-1)!.length + 1 };
}

function parse(body: Body, node: SoqlNode): SoqlQuery | undefined {
    try {
        return parseSoql(node.text);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) body.error(positionAt(node, error.offset), error.message);
        else if (error instanceof UnsupportedError) body.unsupported(node, error.feature);
        else throw error;
        return undefined;
    }
}

function check(body: Body, node: SoqlNode, query: SoqlQuery): ReturnType<typeof checkQuery> | undefined {
    try {
        const result = checkQuery(query, body.types.schema);
        for (const problem of result.problems) body.error(positionAt(node, problem.offset), problem.message);
        return result.problems.length > 0 ? undefined : result;
    } catch (error) {
        if (!(error instanceof UnsupportedError)) throw error;
        body.unsupported(node, error.feature);
        return undefined;
    }
}

/** `[SELECT …]`: a list of rows, the only row, or a number, by where it goes. */
export function checkSoql(body: Body, node: SoqlNode): Typed {
    const binds = node.binds.map((bind) => checkExpression(body, bind));
    const query = parse(body, node);
    const checked = query && check(body, node, query);
    if (!query || !checked) return UNKNOWN;
    if (binds.length !== query.binds.length)
        throw new Error(`${body.context.unit.file}: the binds of the query at line ${node.line} do not add up.`);
    body.sensitive = true;
    const access = quote(query.accessMode ?? 'default');
    const passed = `${body.links.soql(node.text)},[${binds.map((bind) => bind.code).join(',')}],${access}`;
    if (checked.countOnly) return { type: INTEGER, code: `${body.op('queryCount')}(${passed})`, nonNull: true };
    const { rowType } = checked;
    return {
        type: listOf(rowType),
        code: `${body.op('queryList')}(${passed},${body.links.type(rowType)})`,
        nonNull: true,
        query: { one: `${body.op('queryOne')}(${passed})`, oneOrNull: `${body.op('queryOneOrNull')}(${passed})`, rowType }
    };
}
