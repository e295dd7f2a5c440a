import type { Expression, Located } from '../syntax/ast.ts';
import { VOID } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { passedValues } from './candidates.ts';
import { checkExpression } from './expressions.ts';
import { chooseOverload } from './overloads.ts';
import type { Overload } from './overloads.ts';
import type { ClassSymbol, ConstructorSymbol } from './symbols.ts';
import { STRING, isAny, messageNames } from './type-system.ts';
import { isVisible } from './variables.ts';

/** `this(…)` and `super(…)` */
export function checkConstructorCall(body: Body, node: Extract<Expression, { kind: 'constructorCall' }>): Typed {
    const values = node.arguments.map((argument) => checkExpression(body, argument));
    const call = constructorCall(body, node.which, values, node);
    return call === undefined ? UNKNOWN : { type: VOID, code: call, effect: true };
}

export function constructorCall(body: Body, which: 'this' | 'super', values: readonly Typed[], at: Located): string | undefined {
    body.sensitive = true;
    const { owner } = body;
    const symbol: ClassSymbol | undefined =
        which === 'this' ? (owner ?? undefined) : owner?.superclass ? body.types.symbols.ofType(owner.superclass) : undefined;
    const types = values.map((value) => value.type);
    if (!symbol) {
        if (owner?.superclass && body.types.isException(owner.type)) return exceptionConstructor(body, values, at);
        body.error(at, `Constructor not defined: <Constructor>(${messageNames(types)})`);
        return undefined;
    }
    const overloads = symbol.constructors.map((candidate): Overload<ConstructorSymbol> => ({
        candidate,
        parameters: candidate.parameters.map((parameter) => parameter.type)
    }));
    const chosen = chooseOverload(body, overloads, values);
    if (!chosen || chosen === 'ambiguous') {
        if (!types.some(isAny)) body.error(at, `Constructor not defined: [${symbol.name}].<Constructor>(${messageNames(types)})`);
        return undefined;
    }
    const { candidate } = chosen;
    if (!isVisible(body, symbol, candidate.visibility, candidate.testVisible))
        body.error(
            at,
            `Method is not visible: void ${symbol.name}.<init>(${messageNames(candidate.parameters.map((parameter) => parameter.type))})`
        );
    return `${body.functionOf(symbol.unit, candidate.fn)}.call(${['this', ...passedValues(body, chosen.parameters, values)].join(',')})`;
}

/** The four constructors that every exception has. */
function exceptionConstructor(body: Body, values: readonly Typed[], at: Located): string | undefined {
    const shape = values.map((value) =>
        body.types.isException(value.type) ? 'cause' : body.types.assignable(value.type, STRING) ? 'message' : '?'
    );
    const known = ['', 'message', 'cause', 'message,cause'];
    if (!known.includes(shape.join(','))) {
        body.error(at, `Constructor not defined: [Exception].<Constructor>(${messageNames(values.map((value) => value.type))})`);
        return undefined;
    }
    return `${body.op('initException')}(${['this', ...values.map((value) => value.code)].join(',')})`;
}
