import { Decimal } from 'decimal.js';
import { FormulaEvaluationError } from '../errors.ts';
import { strict } from '../expression.ts';
import type { FunctionDefinition } from '../expression.ts';
import { Exact } from '../values.ts';

/** Digits that survive before a value is cut to a whole number, so that 3 × (1/3) is one. */
const SIGNIFICANT = 33;

function whole(round: (value: Decimal) => Decimal): FunctionDefinition {
    return strict(['Number'], 'Number', (value: Decimal) => round(value.toSignificantDigits(SIGNIFICANT)));
}

const awayFromZero = (value: Decimal): Decimal => (value.isNegative() ? value.floor() : value.ceil());
const towardsZero = (value: Decimal): Decimal => value.trunc();

function rounded(mode: Decimal.Rounding): FunctionDefinition {
    return strict(['Number', 'Number'], 'Number', (value: Decimal, digits: Decimal) => roundTo(value, digits.trunc().toNumber(), mode));
}

/** Digits may be negative: -2 gives hundreds. */
export function roundTo(value: Decimal, digits: number, mode: Decimal.Rounding): Decimal {
    if (digits >= 0) return value.toDecimalPlaces(digits, mode);
    const unit = new Exact(10).pow(-digits);
    return value.div(unit).toDecimalPlaces(0, mode).mul(unit);
}

function extreme(better: (next: Decimal, best: Decimal) => boolean): FunctionDefinition {
    return (call) => {
        call.count(1, 255);
        call.inputs.forEach((_, index) => call.expect(index, 'Number'));
        return {
            type: 'Number',
            run: (context) => {
                let best: Decimal | null = null;
                for (const input of call.inputs) {
                    const next = input.run(context) as Decimal | null;
                    if (next === null) return null;
                    if (best === null || better(next, best)) best = next;
                }
                return best;
            }
        };
    };
}

function positive(name: string, behaviour: (value: Decimal) => Decimal): FunctionDefinition {
    return strict(['Number'], 'Number', (value: Decimal) => {
        if (value.lessThanOrEqualTo(0)) throw new FormulaEvaluationError(`Out of range argument to ${name}() function`);
        return behaviour(value);
    });
}

export const NUMBERS: Record<string, FunctionDefinition> = {
    ABS: strict(['Number'], 'Number', (value: Decimal) => value.abs()),
    CEILING: whole(awayFromZero),
    FLOOR: whole(towardsZero),
    MCEILING: whole((value) => value.ceil()),
    MFLOOR: whole((value) => value.floor()),
    INT: whole((value) => value.floor()),
    ROUND: rounded(Decimal.ROUND_HALF_UP),
    TRUNC: rounded(Decimal.ROUND_DOWN),
    MAX: extreme((next, best) => next.greaterThan(best)),
    MIN: extreme((next, best) => next.lessThan(best)),
    MOD: strict(['Number', 'Number'], 'Number', (value: Decimal, divisor: Decimal) => {
        if (divisor.isZero()) throw new FormulaEvaluationError('Division by zero');
        return value.mod(divisor);
    }),
    SQRT: strict(['Number'], 'Number', (value: Decimal) => {
        if (value.isNegative()) throw new FormulaEvaluationError('Out of range argument to SQRT() function');
        return value.sqrt();
    }),
    EXP: strict(['Number'], 'Number', (value: Decimal) => new Exact(value).exp()),
    LN: positive('LN', (value) => new Exact(value).ln()),
    LOG: positive('LOG', (value) => new Exact(value).log(10)),
    PI: strict([], 'Number', () => Exact.acos(-1))
};
