import type {
    AccessLevelContext,
    ApexParserRuleContext,
    BlockContext,
    ForStatementContext,
    LocalVariableDeclarationContext,
    QualifiedNameContext,
    StatementContext,
    SwitchStatementContext,
    TryStatementContext,
    WhenLiteralContext
} from '@apexdevtools/apex-parser';
import type { AccessWord, Block, Expression, LocalVariables, Located, Statement, TypeNode, WhenBranch } from './ast.ts';
import { declaredName } from './names.ts';
import { convertDeclarators, convertModifiers } from './convert-declarations.ts';
import { at, convertExpression, convertList, convertType } from './convert-expressions.ts';
import { multilineText, unescape } from './text.ts';

export function endOf(context: ApexParserRuleContext): Located {
    const token = context.stop ?? context.start;
    return { line: token.line, column: token.column + 1 };
}

export function convertBlock(context: BlockContext): Block {
    return { kind: 'block', ...at(context), statements: context.statement_list().map(convertStatement), end: endOf(context) };
}

function convertLocal(context: LocalVariableDeclarationContext): LocalVariables {
    return {
        kind: 'local',
        ...at(context),
        modifiers: convertModifiers(context.modifier_list()),
        type: convertType(context.typeRef()),
        declarators: convertDeclarators(context.variableDeclarators())
    };
}

export function convertStatement(context: StatementContext): Statement {
    const position = at(context);
    const block = context.block();
    if (block) return convertBlock(block);
    const expression = context.expressionStatement();
    if (expression) return { kind: 'expression', ...position, value: convertExpression(expression.expression()) };
    const local = context.localVariableDeclarationStatement();
    if (local) return convertLocal(local.localVariableDeclaration());
    const conditional = context.ifStatement();
    if (conditional) {
        const [then, otherwise] = conditional.statement_list();
        return {
            kind: 'if',
            ...position,
            condition: convertExpression(conditional.parExpression().expression()),
            then: convertStatement(then!),
            otherwise: otherwise ? convertStatement(otherwise) : null
        };
    }
    const returns = context.returnStatement();
    if (returns) {
        const value = returns.expression();
        return { kind: 'return', ...position, value: value ? convertExpression(value) : null };
    }
    const loop = context.forStatement();
    if (loop) return convertFor(loop, position);
    const throws = context.throwStatement();
    if (throws) return { kind: 'throw', ...position, value: convertExpression(throws.expression()) };
    const attempt = context.tryStatement();
    if (attempt) return convertTry(attempt, position);
    const choice = context.switchStatement();
    if (choice) return convertSwitch(choice, position);
    const repeat = context.whileStatement();
    if (repeat) {
        const body = repeat.statement();
        return {
            kind: 'while',
            ...position,
            condition: convertExpression(repeat.parExpression().expression()),
            body: body ? convertStatement(body) : null
        };
    }
    const doWhile = context.doWhileStatement();
    if (doWhile)
        return {
            kind: 'doWhile',
            ...position,
            condition: convertExpression(doWhile.parExpression().expression()),
            body: convertBlock(doWhile.block())
        };
    if (context.breakStatement()) return { kind: 'break', ...position };
    if (context.continueStatement()) return { kind: 'continue', ...position };
    const runAs = context.runAsStatement();
    if (runAs) return { kind: 'runAs', ...position, arguments: convertList(runAs.expressionList()), body: convertBlock(runAs.block()) };
    return convertDml(context, position);
}

function accessOf(context: AccessLevelContext | null): AccessWord {
    if (!context) return null;
    return context.USER() ? 'user' : 'system';
}

function convertDml(context: StatementContext, position: Located): Statement {
    const upsert = context.upsertStatement();
    if (upsert) {
        const key = upsert.qualifiedName();
        return {
            kind: 'dml',
            ...position,
            operation: 'upsert',
            access: accessOf(upsert.accessLevel()),
            value: convertExpression(upsert.expression()),
            other: null,
            externalId: key ? key.id_list().map((id) => id.getText()) : null
        };
    }
    const merge = context.mergeStatement();
    if (merge)
        return {
            kind: 'dml',
            ...position,
            operation: 'merge',
            access: accessOf(merge.accessLevel()),
            value: convertExpression(merge.expression(0)),
            other: convertExpression(merge.expression(1)),
            externalId: null
        };
    const plain = {
        insert: context.insertStatement(),
        update: context.updateStatement(),
        delete: context.deleteStatement(),
        undelete: context.undeleteStatement()
    };
    for (const operation of ['insert', 'update', 'delete', 'undelete'] as const) {
        const statement = plain[operation];
        if (!statement) continue;
        const value = convertExpression(statement.expression());
        return { kind: 'dml', ...position, operation, access: accessOf(statement.accessLevel()), value, other: null, externalId: null };
    }
    throw new Error(`Unknown statement at line ${position.line}: ${context.getText()}`);
}

function convertFor(context: ForStatementContext, position: Located): Statement {
    const control = context.forControl();
    const bodyContext = context.statement();
    const body = bodyContext ? convertStatement(bodyContext) : null;
    const each = control.enhancedForControl();
    if (each)
        return {
            kind: 'forEach',
            ...position,
            type: convertType(each.typeRef()),
            name: declaredName(each.id()),
            namePosition: at(each.id()),
            over: convertExpression(each.expression()),
            body
        };
    const start = control.forInit();
    const declaration = start?.localVariableDeclaration();
    const condition = control.expression();
    return {
        kind: 'for',
        ...position,
        init: declaration ? convertLocal(declaration) : start ? convertList(start.expressionList()) : null,
        condition: condition ? convertExpression(condition) : null,
        update: convertList(control.forUpdate()?.expressionList() ?? null),
        body
    };
}

function nameType(context: QualifiedNameContext): TypeNode {
    return { ...at(context), parts: context.id_list().map((id) => ({ name: id.getText(), arguments: [] })), array: 0 };
}

function convertTry(context: TryStatementContext, position: Located): Statement {
    const last = context.finallyBlock();
    return {
        kind: 'try',
        ...position,
        body: convertBlock(context.block()),
        catches: context.catchClause_list().map((clause) => ({
            ...at(clause),
            type: nameType(clause.qualifiedName()),
            name: declaredName(clause.id()),
            namePosition: at(clause.id()),
            body: convertBlock(clause.block())
        })),
        finally: last ? convertBlock(last.block()) : null
    };
}

function convertSwitch(context: SwitchStatementContext, position: Located): Statement {
    return {
        kind: 'switch',
        ...position,
        on: convertExpression(context.expression()),
        branches: context.whenControl_list().map((control): WhenBranch => {
            const value = control.whenValue();
            const head = { ...at(control), body: convertBlock(control.block()) };
            if (value.ELSE()) return { ...head, when: { kind: 'else' } };
            const type = value.typeRef();
            if (type) return { ...head, when: { kind: 'type', type: convertType(type), name: value.id().getText() } };
            return { ...head, when: { kind: 'values', values: value.whenLiteral_list().map(convertWhenLiteral) } };
        })
    };
}

function convertWhenLiteral(context: WhenLiteralContext): Expression {
    const inner = context.whenLiteral();
    if (inner) return convertWhenLiteral(inner);
    const position = at(context);
    const number = context.IntegerLiteral() ?? context.LongLiteral();
    if (number) {
        const minus = context.SUB_list().length % 2 === 1 ? '-' : '';
        const text = number.getText();
        return {
            kind: 'literal',
            ...position,
            type: context.IntegerLiteral() ? 'Integer' : 'Long',
            value: minus + text.replace(/l$/i, '')
        };
    }
    if (context.NULL()) return { kind: 'literal', ...position, type: 'null', value: 'null' };
    const name = context.qualifiedName();
    if (name) {
        const [first, ...rest] = name.id_list();
        return rest.reduce<Expression>(
            (target, id) => ({ kind: 'dot', ...position, target, name: id.getText(), namePosition: at(id), safe: false }),
            { kind: 'name', ...at(first!), name: first!.getText() }
        );
    }
    const text = context.getText();
    return {
        kind: 'literal',
        ...position,
        type: 'String',
        value: context.StringLiteral() ? unescape(text.slice(1, -1)) : multilineText(text)
    };
}
