import type { CompileError } from '../errors.ts';
import type { FieldInfo } from '../schema/model.ts';
import type { FormulaContext } from './context.ts';
import type { FormulaType } from './types.ts';
import type { FormulaValue } from './values.ts';

/** A part of a formula, checked and ready to run. */
export interface Expression {
    readonly type: FormulaType;
    run(context: FormulaContext): FormulaValue;
    readonly offset: number;
    /** Of a plain field reference: what it refers to. */
    readonly reference?: { readonly path: readonly string[]; readonly field: FieldInfo; prior(context: FormulaContext): FormulaValue };
    /** Of a text literal: its text. */
    readonly literal?: string;
}

export type FormulaKind = 'field' | 'validation' | 'default' | 'flow' | 'entry';

/** One use of a function, as its definition sees it. */
export interface FunctionCall {
    readonly name: string;
    readonly inputs: readonly Expression[];
    readonly offset: number;
    readonly kind: FormulaKind;
    fail(problem: string, offset?: number): CompileError;
    /** Refuses any number of inputs outside these bounds. */
    count(minimum: number, maximum?: number): void;
    /** Refuses an input of another type; a bare NULL fits everywhere. */
    expect(index: number, ...types: FormulaType[]): void;
}

/** Checks the inputs and gives the expression. */
export type FunctionDefinition = (call: FunctionCall) => Pick<Expression, 'type' | 'run'>;

/** A function of inputs of fixed types that is blank as soon as one of them is. */
export function strict(
    types: readonly FormulaType[],
    result: FormulaType,
    // The inputs' types are checked when the formula is compiled.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    behaviour: (...inputs: any[]) => FormulaValue
): FunctionDefinition {
    return (call) => {
        call.count(types.length);
        types.forEach((type, index) => call.expect(index, type));
        const inputs = call.inputs;
        return {
            type: result,
            run: (context) => {
                const values = inputs.map((input) => input.run(context));
                return values.some((value) => value === null) ? null : behaviour(...values);
            }
        };
    };
}
