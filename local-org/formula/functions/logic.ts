import { FormulaEvaluationError } from '../errors.ts';
import type { Expression, FunctionCall, FunctionDefinition } from '../expression.ts';
import { commonType, isPicklist } from '../types.ts';
import type { FormulaType } from '../types.ts';
import { compareValues, isBlank } from '../values.ts';
import type { FormulaValue } from '../values.ts';

const truthTest =
    (stopAt: boolean): FunctionDefinition =>
    (call) => {
        call.count(1, 255);
        call.inputs.forEach((_, index) => call.expect(index, 'Boolean'));
        return {
            type: 'Boolean',
            run: (context) => (call.inputs.some((input) => (input.run(context) === true) === stopAt) ? stopAt : !stopAt)
        };
    };

/** Blank text counts as a value here: kept by Salesforce for old formulas. ISBLANK and BLANKVALUE see it. */
const blankTest =
    (textIsNeverNull: boolean): FunctionDefinition =>
    (call) => {
        call.count(1);
        const input = call.inputs[0]!;
        if (input.type === 'Boolean') throw call.fail(`Incorrect argument type for function '${call.name}()'.`);
        if (textIsNeverNull && input.type === 'Text') return { type: 'Boolean', run: () => false };
        return { type: 'Boolean', run: (context) => isBlank(input.run(context)) };
    };

const substitute =
    (textIsNeverNull: boolean): FunctionDefinition =>
    (call) => {
        call.count(2);
        const [value, otherwise] = call.inputs as [Expression, Expression];
        if (value.type === 'Boolean') throw call.fail(`Incorrect argument type for function '${call.name}()'.`);
        const type = mergedType(call, value, otherwise);
        if (textIsNeverNull && type === 'Text') return { type, run: (context) => value.run(context) };
        return {
            type,
            run: (context) => {
                const found = value.run(context);
                return isBlank(found) ? otherwise.run(context) : found;
            }
        };
    };

function mergedType(call: FunctionCall, left: Expression, right: Expression): FormulaType {
    const type = commonType(textual(left.type), textual(right.type));
    if (!type) throw call.fail(wrongType(call.name, left.type, right.type), right.offset);
    return type;
}

function textual(type: FormulaType): FormulaType {
    return isPicklist(type) ? 'Text' : type;
}

function wrongType(name: string, expected: FormulaType, received: FormulaType): string {
    return `Incorrect parameter type for function '${name}()'. Expected ${expected}, received ${received}`;
}

const choose: FunctionDefinition = (call) => {
    call.count(3);
    call.expect(0, 'Boolean');
    const [test, then, otherwise] = call.inputs as [Expression, Expression, Expression];
    const type = commonType(then.type, otherwise.type);
    if (!type) throw call.fail(wrongType(call.name, then.type, otherwise.type), otherwise.offset);
    return { type, run: (context) => (test.run(context) === true ? then.run(context) : otherwise.run(context)) };
};

const cases: FunctionDefinition = (call) => {
    const inputs = call.inputs;
    if (inputs.length < 4 || inputs.length % 2 !== 0) {
        const expected = inputs.length < 4 ? 4 : inputs.length - 1;
        throw call.fail(`Incorrect number of parameters for function 'CASE()'. Expected ${expected}, received ${inputs.length}`);
    }
    if (inputs.some((input) => input.type === 'Boolean')) throw call.fail("Incorrect argument type for function 'CASE()'.");
    const [subject, ...rest] = inputs as [Expression, ...Expression[]];
    const otherwise = rest.pop()!;
    const pairs: { value: Expression; result: Expression }[] = [];
    let valueType = textual(subject.type);
    let resultType: FormulaType = 'Null';
    for (let index = 0; index < rest.length; index += 2) {
        const value = rest[index]!;
        const result = rest[index + 1]!;
        if (isPicklist(subject.type) && value.literal === undefined) {
            throw call.fail(`Incorrect parameter type for function 'CASE()'. Expected Text Literal, received ${value.type}`, value.offset);
        }
        valueType = merge(call, valueType, value);
        resultType = merge(call, resultType, result);
        pairs.push({ value, result });
    }
    resultType = merge(call, resultType, otherwise);
    const sameText = valueType === 'Text';
    return {
        type: resultType,
        run: (context) => {
            const found = subject.run(context);
            const match = pairs.find(({ value }) => equalOrUnknown(found, value.run(context), sameText) === true);
            return (match?.result ?? otherwise).run(context);
        }
    };
};

function merge(call: FunctionCall, known: FormulaType, next: Expression): FormulaType {
    const type = commonType(known, textual(next.type));
    if (!type) throw call.fail(wrongType(call.name, known, next.type), next.offset);
    return type;
}

/** Null where one side is blank and it is not text: as in a database, unknown equals nothing. */
export function equalOrUnknown(left: FormulaValue, right: FormulaValue, asText: boolean): boolean | null {
    if (asText) return (left ?? '') === (right ?? '');
    if (left === null || right === null) return null;
    return compareValues(left, right) === 0;
}

export const LOGIC: Record<string, FunctionDefinition> = {
    AND: truthTest(false),
    OR: truthTest(true),
    NOT: (call) => {
        call.count(1);
        call.expect(0, 'Boolean');
        return {
            type: 'Boolean',
            run: (context) => {
                const value = call.inputs[0]!.run(context);
                return value === null ? null : !value;
            }
        };
    },
    IF: choose,
    CASE: cases,
    ISBLANK: blankTest(false),
    ISNULL: blankTest(true),
    BLANKVALUE: substitute(false),
    NULLVALUE: substitute(true),
    IFERROR: (call) => {
        call.count(2);
        const [value, otherwise] = call.inputs as [Expression, Expression];
        return {
            type: mergedType(call, value, otherwise),
            run: (context) => {
                try {
                    return value.run(context);
                } catch (error) {
                    if (error instanceof FormulaEvaluationError) return otherwise.run(context);
                    throw error;
                }
            }
        };
    },
    ISNUMBER: (call) => {
        call.count(1);
        call.expect(0, 'Text');
        return {
            type: 'Boolean',
            run: (context) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(String(call.inputs[0]!.run(context) ?? ''))
        };
    }
};
