import {
    Arth1ExpressionContext,
    Arth2ExpressionContext,
    ArrayExpressionContext,
    AssignExpressionContext,
    BitAndExpressionContext,
    BitExpressionContext,
    BitNotExpressionContext,
    BitOrExpressionContext,
    BoundExpressionContext,
    CastExpressionContext,
    CmpExpressionContext,
    CoalExpressionContext,
    CondExpressionContext,
    DotExpressionContext,
    EqualityExpressionContext,
    IdPrimaryContext,
    InstanceOfExpressionContext,
    LiteralPrimaryContext,
    LogAndExpressionContext,
    LogOrExpressionContext,
    MethodCallExpressionContext,
    NegExpressionContext,
    NewExpressionContext,
    PostOpExpressionContext,
    PreOpExpressionContext,
    PrimaryExpressionContext,
    SoqlPrimaryContext,
    SoslPrimaryContext,
    SubExpressionContext,
    SuperPrimaryContext,
    ThisPrimaryContext,
    TypeRefPrimaryContext
} from '@apexdevtools/apex-parser';
import type {
    ApexParserRuleContext,
    CreatorContext,
    ExpressionContext,
    ExpressionListContext,
    LiteralContext,
    PrimaryContext,
    TypeListContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';
import { findPrimitive } from '../types.ts';
import type { AssignNode, BinaryNode, BinaryOperator, Expression, LiteralNode, Located, NewNode, SoqlNode, TypeNode } from './ast.ts';
import { multilineText, unescape } from './text.ts';

type Tree = ApexParserRuleContext;

export function at(context: Tree): Located {
    return { line: context.start.line, column: context.start.column + 1 };
}

function sourceBetween(context: Tree, start: number, stop: number): string {
    return context.start.getInputStream()!.getText(start, stop);
}

export function sourceOf(context: Tree): string {
    return sourceBetween(context, context.start.start, (context.stop ?? context.start).stop);
}

/** Text of the tokens between the operands of a binary operator: `> >` comes as two tokens. */
function operatorOf(context: Tree): { operator: string; position: Located } {
    const tokens: { text: string; line: number; column: number }[] = [];
    for (const child of context.children ?? []) {
        const symbol = (child as { symbol?: { text: string; line: number; column: number } }).symbol;
        if (symbol) tokens.push(symbol);
    }
    const first = tokens[0]!;
    return { operator: tokens.map((token) => token.text).join(''), position: { line: first.line, column: first.column + 1 } };
}

export function convertType(context: TypeRefContext): TypeNode {
    return {
        ...at(context),
        parts: context.typeName_list().map((part) => {
            const list = part.typeArguments()?.typeList();
            const name = part.id()?.getText() ?? (part.LIST() ? 'List' : part.SET() ? 'Set' : 'Map');
            return { name, arguments: list ? convertTypes(list) : [] };
        }),
        array: context.arraySubscripts()?.LBRACK_list().length ?? 0
    };
}

export function convertTypes(context: TypeListContext): TypeNode[] {
    return context.typeRef_list().map(convertType);
}

export function convertList(context: ExpressionListContext | null): Expression[] {
    return context ? context.expression_list().map(convertExpression) : [];
}

/**
 * `(a) - b` is a cast of `-b` for the grammar. Where `a` can't be a number type it is a subtraction, still open to
 * operators that bind closer than the minus: in `(a) - b * c` the product comes first.
 */
const open = new WeakSet<BinaryNode>();

function isOpen(node: Expression): node is BinaryNode {
    return node.kind === 'binary' && open.has(node);
}

function reopened(node: BinaryNode, change: Partial<Pick<BinaryNode, 'left' | 'right'>>): BinaryNode {
    const changed = { ...node, ...change };
    open.add(changed);
    return changed;
}

/** Puts something around the first operand: what stands in front of the brackets belongs to it alone. */
function wrapFirst(node: BinaryNode, wrap: (first: Expression) => Expression): BinaryNode {
    return reopened(node, { left: isOpen(node.left) ? wrapFirst(node.left, wrap) : wrap(node.left) });
}

function binary(context: Tree, leftContext: ExpressionContext, rightContext: ExpressionContext): Expression {
    const left = convertExpression(leftContext);
    const { operator, position } = operatorOf(context);
    const right = convertExpression(rightContext);
    const node = (first: Expression, second: Expression): BinaryNode => ({
        kind: 'binary',
        ...at(context),
        operator: (operator === '<>' ? '!=' : operator) as BinaryOperator,
        left: first,
        right: second,
        operatorPosition: position
    });
    const multiplies = context instanceof Arth1ExpressionContext;
    if (isOpen(left) && multiplies) return reopened(left, { right: node(left.right, right) });
    if (isOpen(right) && (multiplies || context instanceof Arth2ExpressionContext)) return wrapFirst(right, (first) => node(left, first));
    return node(left, right);
}

function convertCast(context: CastExpressionContext): Expression {
    const typeContext = context.typeRef();
    const type = convertType(typeContext);
    const operand = context.expression();
    const plain = type.array === 0 && type.parts.every((part) => part.arguments.length === 0);
    const signed = operand instanceof PreOpExpressionContext && !operand.INC() && !operand.DEC();
    if (plain && signed && !(type.parts.length === 1 && isNumberOrObject(type.parts[0]!.name))) {
        const sign = operand.ADD() ? '+' : '-';
        const [first, ...rest] = type.parts;
        const left = rest.reduce<Expression>(
            (target, part) => ({ kind: 'dot', ...at(typeContext), target, name: part.name, namePosition: at(typeContext), safe: false }),
            { kind: 'name', ...at(typeContext), name: first!.name }
        );
        const right = convertExpression(operand.expression());
        const node = (second: Expression): BinaryNode => {
            const made: BinaryNode = { kind: 'binary', ...at(context), operator: sign, left, right: second, operatorPosition: at(operand) };
            open.add(made);
            return made;
        };
        return isOpen(right) ? wrapFirst(right, node) : node(right);
    }
    const value = convertExpression(operand);
    const cast = (inner: Expression): Expression => ({ kind: 'cast', ...at(context), type, value: inner });
    return isOpen(value) ? wrapFirst(value, cast) : cast(value);
}

function isNumberOrObject(name: string): boolean {
    return name.toLowerCase() === 'object' || findPrimitive(name) !== undefined;
}

function convertPrefix(context: PreOpExpressionContext | NegExpressionContext): Expression {
    const value = convertExpression(context.expression());
    const { operator, position } = operatorOf(context);
    const node = (inner: Expression): Expression =>
        operator === '++' || operator === '--'
            ? { kind: 'step', ...at(context), operator, operatorPosition: position, prefix: true, value: inner }
            : { kind: 'unary', ...at(context), operator: operator as '+' | '-' | '!' | '~', value: inner };
    return isOpen(value) ? wrapFirst(value, node) : node(value);
}

export function convertExpression(context: ExpressionContext): Expression {
    if (context instanceof PrimaryExpressionContext) return convertPrimary(context.primary());
    if (context instanceof DotExpressionContext) return convertDot(context);
    if (context instanceof MethodCallExpressionContext) return convertCall(context);
    if (context instanceof SubExpressionContext) {
        const inner = convertExpression(context.expression());
        return isOpen(inner) ? { ...inner } : inner;
    }
    if (context instanceof NewExpressionContext) return convertNew(context.creator(), at(context));
    if (context instanceof AssignExpressionContext) return convertAssign(context);
    if (context instanceof ArrayExpressionContext)
        return {
            kind: 'index',
            ...at(context),
            target: convertExpression(context.expression(0)),
            index: convertExpression(context.expression(1))
        };
    if (context instanceof CastExpressionContext) return convertCast(context);
    if (context instanceof PreOpExpressionContext || context instanceof NegExpressionContext) return convertPrefix(context);
    if (context instanceof PostOpExpressionContext)
        return {
            kind: 'step',
            ...at(context),
            operator: context.INC() ? '++' : '--',
            operatorPosition: operatorOf(context).position,
            prefix: false,
            value: convertExpression(context.expression())
        };
    if (context instanceof InstanceOfExpressionContext)
        return {
            kind: 'instanceof',
            ...at(context),
            value: convertExpression(context.expression()),
            type: convertType(context.typeRef())
        };
    if (context instanceof CondExpressionContext)
        return {
            kind: 'ternary',
            ...at(context),
            condition: convertExpression(context.expression(0)),
            then: convertExpression(context.expression(1)),
            otherwise: convertExpression(context.expression(2))
        };
    if (
        context instanceof Arth1ExpressionContext ||
        context instanceof Arth2ExpressionContext ||
        context instanceof BitExpressionContext ||
        context instanceof CmpExpressionContext ||
        context instanceof EqualityExpressionContext ||
        context instanceof BitAndExpressionContext ||
        context instanceof BitNotExpressionContext ||
        context instanceof BitOrExpressionContext ||
        context instanceof LogAndExpressionContext ||
        context instanceof LogOrExpressionContext ||
        context instanceof CoalExpressionContext
    )
        return binary(context, context.expression(0), context.expression(1));
    throw new Error(`Unknown expression at line ${context.start.line}: ${context.getText()}`);
}

function convertAssign(context: AssignExpressionContext): AssignNode {
    const { operator, position } = operatorOf(context);
    return {
        kind: 'assign',
        ...at(context),
        operator: (operator === '=' ? '=' : operator.slice(0, -1)) as AssignNode['operator'],
        target: convertExpression(context.expression(0)),
        value: convertExpression(context.expression(1)),
        operatorPosition: position
    };
}

function convertDot(context: DotExpressionContext): Expression {
    const target = convertExpression(context.expression());
    const safe = Boolean(context.QUESTIONDOT());
    const call = context.dotMethodCall();
    if (call) {
        const name = call.anyId();
        return {
            kind: 'call',
            ...at(context),
            target,
            name: name.getText(),
            namePosition: at(name),
            safe,
            arguments: convertList(call.expressionList())
        };
    }
    const name = context.anyId();
    return { kind: 'dot', ...at(context), target, name: name.getText(), namePosition: at(name), safe };
}

function convertCall(context: MethodCallExpressionContext): Expression {
    const call = context.methodCall();
    const values = convertList(call.expressionList());
    if (call.THIS()) return { kind: 'constructorCall', ...at(context), which: 'this', arguments: values };
    if (call.SUPER()) return { kind: 'constructorCall', ...at(context), which: 'super', arguments: values };
    return {
        kind: 'call',
        ...at(context),
        target: null,
        name: call.id().getText(),
        namePosition: at(context),
        safe: false,
        arguments: values
    };
}

function convertPrimary(context: PrimaryContext): Expression {
    if (context instanceof IdPrimaryContext) return { kind: 'name', ...at(context), name: context.id().getText() };
    if (context instanceof LiteralPrimaryContext) return convertLiteral(context.literal());
    if (context instanceof ThisPrimaryContext) return { kind: 'this', ...at(context) };
    if (context instanceof SuperPrimaryContext) return { kind: 'super', ...at(context) };
    if (context instanceof TypeRefPrimaryContext) return { kind: 'classLiteral', ...at(context), type: convertType(context.typeRef()) };
    if (context instanceof SoqlPrimaryContext) return convertSoql(context);
    if (context instanceof SoslPrimaryContext) return { kind: 'sosl', ...at(context), text: sourceOf(context) };
    return { kind: 'classLiteral', ...at(context), type: null };
}

export function convertLiteral(context: LiteralContext): LiteralNode {
    const text = context.getText();
    const literal = (type: LiteralNode['type'], value: string): LiteralNode => ({ kind: 'literal', ...at(context), type, value });
    if (context.IntegerLiteral()) return literal('Integer', text);
    if (context.LongLiteral()) return literal('Long', text.slice(0, -1));
    if (context.NumberLiteral()) return /d$/i.test(text) ? literal('Double', text.slice(0, -1)) : literal('Decimal', text);
    if (context.StringLiteral()) return literal('String', unescape(text.slice(1, -1)));
    if (context.MultilineStringLiteral()) return literal('String', multilineText(text));
    if (context.BooleanLiteral()) return literal('Boolean', text.toLowerCase());
    return literal('null', 'null');
}

function convertSoql(context: SoqlPrimaryContext): SoqlNode {
    const literal = context.soqlLiteral();
    const open = literal.start;
    const close = literal.stop ?? literal.start;
    return {
        kind: 'soql',
        ...at(context),
        text: sourceBetween(literal, open.stop + 1, close.start - 1),
        textPosition: { line: open.line, column: open.column + 2 },
        binds: boundExpressions(literal.query()).map((bound) => convertExpression(bound.expression()))
    };
}

/** In the order of the text. */
function boundExpressions(tree: Tree): BoundExpressionContext[] {
    if (tree instanceof BoundExpressionContext) return [tree];
    return (tree.children ?? []).flatMap((child) => ('children' in child ? boundExpressions(child as Tree) : []));
}

function convertNew(creator: CreatorContext, position: Located): NewNode {
    const created = creator.createdName();
    const arrayRest = creator.arrayCreatorRest();
    const type: TypeNode = {
        ...at(created),
        parts: created.idCreatedNamePair_list().map((part) => ({
            name: part.anyId().getText(),
            arguments: part.typeList() ? convertTypes(part.typeList()) : []
        })),
        array: arrayRest ? 1 : 0
    };
    const node = (rest: NewNode['rest']): NewNode => ({ kind: 'new', ...position, type, rest });
    if (arrayRest) {
        const size = arrayRest.expression();
        if (size) return node({ kind: 'size', size: convertExpression(size) });
        return node({ kind: 'items', items: arrayRest.arrayInitializer()?.expression_list().map(convertExpression) ?? [] });
    }
    const classRest = creator.classCreatorRest();
    if (classRest) return node({ kind: 'arguments', arguments: convertList(classRest.arguments().expressionList()) });
    const mapRest = creator.mapCreatorRest();
    if (mapRest) {
        const pairs = mapRest
            .mapCreatorRestPair_list()
            .map((pair) => [convertExpression(pair.expression(0)), convertExpression(pair.expression(1))] as const);
        return node({ kind: 'pairs', pairs });
    }
    return node({ kind: 'items', items: creator.setCreatorRest()?.expression_list().map(convertExpression) ?? [] });
}
