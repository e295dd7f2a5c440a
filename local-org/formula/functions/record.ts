import type { Expression, FormulaKind, FunctionCall, FunctionDefinition } from '../expression.ts';
import { compareValues, isBlank, textOf } from '../values.ts';
import { wrongLiteral } from './text.ts';

/** Kinds of formula that see a record change. */
const WITH_CHANGES: readonly FormulaKind[] = ['validation', 'entry', 'flow'];

function changesOnly(call: FunctionCall): void {
    if (!WITH_CHANGES.includes(call.kind)) throw call.fail(`Function ${call.name} may not be used in this type of formula`);
}

function fieldInput(call: FunctionCall): Expression & { reference: NonNullable<Expression['reference']> } {
    const input = call.inputs[0]!;
    if (!input.reference) throw call.fail(`Incorrect parameter for function '${call.name}()'. Expected field reference.`, input.offset);
    if (input.reference.path.length > 1) {
        throw call.fail(`The ${call.name} function cannot reference the ${input.reference.path.join('.')} field.`, input.offset);
    }
    return input as Expression & { reference: NonNullable<Expression['reference']> };
}

export const RECORD: Record<string, FunctionDefinition> = {
    ISNEW: (call) => {
        changesOnly(call);
        call.count(0);
        return { type: 'Boolean', run: (context) => context.isNew };
    },
    ISCLONE: (call) => {
        changesOnly(call);
        call.count(0);
        return { type: 'Boolean', run: (context) => context.isClone === true };
    },
    ISCHANGED: (call) => {
        changesOnly(call);
        call.count(1);
        const input = fieldInput(call);
        return {
            type: 'Boolean',
            run: (context) => {
                if (!context.prior) return false;
                const now = input.run(context);
                const before = input.reference.prior(context);
                if (isBlank(now) || isBlank(before)) return isBlank(now) !== isBlank(before);
                return compareValues(now, before) !== 0;
            }
        };
    },
    /** On a new record the value at hand, as Salesforce documents it. */
    PRIORVALUE: (call) => {
        changesOnly(call);
        call.count(1);
        const input = fieldInput(call);
        return { type: input.type, run: (context) => (context.prior ? input.reference.prior(context) : input.run(context)) };
    },
    ISPICKVAL: (call) => {
        call.count(2);
        const [field, wanted] = call.inputs as [Expression, Expression];
        call.expect(0, 'Picklist', ...(call.kind === 'flow' || call.kind === 'entry' ? (['Text'] as const) : []));
        if (wanted.literal === undefined) throw wrongLiteral(call, wanted);
        return { type: 'Boolean', run: (context) => textOf(field.run(context)) === wanted.literal };
    }
};
