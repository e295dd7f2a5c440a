import type { Expression, Statement, WhenBranch } from '../syntax/ast.ts';
import type { Body, Typed } from './body.ts';
import { converted } from './convert.ts';
import { checkExpression } from './expressions.ts';
import { checkBlock, count } from './statements.ts';
import { isAny, isPrimitive, messageName } from './type-system.ts';

type SwitchNode = Extract<Statement, { kind: 'switch' }>;

export function checkSwitch(body: Body, node: SwitchNode): boolean {
    const { writer } = body;
    writer.at(node.line);
    count(body, node.line);
    const on = checkExpression(body, node.on);
    const valid =
        isAny(on.type) || isPrimitive(on.type, 'Integer', 'Long', 'String') || on.type.kind === 'sobject' || body.types.isEnum(on.type);
    if (!valid) body.error(node.on, `${messageName(on.type)} is not a valid switch expression type`);
    const elseIndex = node.branches.findIndex((branch) => branch.when.kind === 'else');
    if (elseIndex >= 0 && elseIndex !== node.branches.length - 1) body.error(node, "'when else' must be the last when block");
    const temporary = body.temporary();
    writer.put(`${temporary}=${on.code};`);
    const seen = new Set<string>();
    let completes = elseIndex < 0;
    node.branches.forEach((branch, index) => {
        writer.at(branch.line);
        if (index > 0) writer.put('else ');
        if (checkBranch(body, node, branch, { ...on, code: temporary }, seen)) completes = true;
    });
    return completes;
}

function checkBranch(body: Body, node: SwitchNode, branch: WhenBranch, on: Typed, seen: Set<string>): boolean {
    const { writer } = body;
    const { when } = branch;
    if (when.kind === 'else') return checkBlock(body, branch.body);
    if (when.kind === 'type') {
        const type = body.environment.resolver.resolve(when.type, body.viewpoint, body.context.unit);
        if (on.type.kind !== 'sobject' && !isAny(on.type))
            body.error(when.type, `${messageName(on.type)} is not a valid switch expression type`);
        return body.scoped(() => {
            const local = body.declareLocal(when.name, type, when.type);
            writer.put(`if(${body.op('instanceOf')}(${on.code},${body.links.type(type)})){let ${local.code}=${on.code};`);
            const completes = checkBlock(body, branch.body);
            writer.put('}');
            return completes;
        });
    }
    const tests = when.values.map((value) => testOf(body, node, value, on, seen));
    writer.put(`if(${tests.join('||')})`);
    return checkBlock(body, branch.body);
}

/** Strings compare with their case in a switch. */
function testOf(body: Body, node: SwitchNode, value: Expression, on: Typed, seen: Set<string>): string {
    const twice = (text: string): void => {
        if (seen.has(text)) body.error(node, `${text} occurs as more than one when branch for this switch statement`);
        seen.add(text);
    };
    if (value.kind === 'literal') {
        twice(value.type === 'null' ? 'null' : value.value);
        if (value.type === 'null') return `${on.code}===null`;
        const checked = checkExpression(body, value.value.startsWith('-') && value.type !== 'String' ? negated(value) : value);
        if (isAny(on.type)) return 'false';
        if (!body.types.assignable(checked.type, on.type)) {
            const [from, to] = [messageName(checked.type), messageName(on.type)];
            body.error(node, `${from} value in when expression cannot be implicitly converted to the ${to} type in switch expression`);
            return 'false';
        }
        return `${on.code}===${converted(body, checked, on.type)}`;
    }
    if (value.kind === 'name' && body.types.isEnum(on.type)) {
        twice(value.name.toLowerCase());
        const link = enumLink(body, on, value.name);
        if (link) return `${on.code}===${link}`;
        body.error(value, `Variable does not exist: ${value.name}`);
        return 'false';
    }
    if (value.kind === 'dot' && body.types.isEnum(on.type)) {
        body.error(value.namePosition, "Enum value used in 'when expression' should be unqualified");
        return 'false';
    }
    const checked = checkExpression(body, value);
    if (!isAny(on.type) && !body.types.assignable(checked.type, on.type)) {
        const [from, to] = [messageName(checked.type), messageName(on.type)];
        body.error(node, `${from} value in when expression cannot be implicitly converted to the ${to} type in switch expression`);
    }
    return `${on.code}===${converted(body, checked, on.type)}`;
}

function negated(value: Extract<Expression, { kind: 'literal' }>): Expression {
    return { kind: 'unary', line: value.line, column: value.column, operator: '-', value: { ...value, value: value.value.slice(1) } };
}

function enumLink(body: Body, on: Typed, name: string): string | undefined {
    if (on.type.kind !== 'class') return undefined;
    const values = body.types.symbols.ofType(on.type)?.values ?? body.types.platformClass(on.type.name)?.values ?? [];
    const found = values.find((value) => value.toLowerCase() === name.toLowerCase());
    return found === undefined ? undefined : body.links.enumValue(on.type.name, found);
}
