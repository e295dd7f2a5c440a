import type { Decimal } from 'decimal.js';
import type { CompileError } from '../errors.ts';
import { FormulaEvaluationError } from './errors.ts';
import type { Expression } from './expression.ts';
import { equalOrUnknown } from './functions/logic.ts';
import type { BinaryOperator } from './parse.ts';
import { commonType } from './types.ts';
import type { FormulaType } from './types.ts';
import { compareValues, Day, Exact, Instant, MILLISECONDS_A_DAY, TimeOfDay, textOf } from './values.ts';
import type { FormulaValue } from './values.ts';

type Fail = (problem: string, offset: number) => CompileError;
type Compiled = Pick<Expression, 'type' | 'run'>;
type Behaviour = (left: FormulaValue, right: FormulaValue) => FormulaValue;

export function compileBinary(operator: BinaryOperator, left: Expression, right: Expression, fail: Fail): Compiled {
    switch (operator) {
        case '+':
            return addition(left, right, fail);
        case '-':
            return arithmetic('-', left, right, fail, SUBTRACTIONS);
        case '*':
        case '/':
        case '^':
            return arithmetic(operator, left, right, fail, { 'Number Number': { type: 'Number', run: NUMERIC[operator] } });
        case '&':
            return concatenation('&', left, right, fail);
        case '=':
        case '<>':
            return equality(operator, left, right, fail);
        default:
            return comparison(operator, left, right, fail);
    }
}

export function compileUnary(operator: '+' | '-' | '!', operand: Expression, fail: Fail): Compiled {
    const expected: FormulaType = operator === '!' ? 'Boolean' : 'Number';
    if (operand.type !== expected && operand.type !== 'Null') throw fail(wrong(operator, expected, operand.type), operand.offset);
    return {
        type: expected,
        run: (context) => {
            const value = operand.run(context);
            if (value === null || operator === '+') return value;
            return operator === '!' ? !value : (value as Decimal).negated();
        }
    };
}

function wrong(operator: string, expected: string, received: FormulaType): string {
    return `Incorrect parameter type for operator '${operator}'. Expected ${expected}, received ${received}`;
}

const NUMERIC: Record<'*' | '/' | '^', Behaviour> = {
    '*': (left, right) => (left as Decimal).mul(right as Decimal),
    '/': (left, right) => {
        if ((right as Decimal).isZero()) throw new FormulaEvaluationError('Division by zero');
        return (left as Decimal).div(right as Decimal);
    },
    '^': (left, right) => power(left as Decimal, right as Decimal)
};

function power(base: Decimal, exponent: Decimal): Decimal {
    const result = exponent.isInteger() ? base.pow(exponent) : undefined;
    if (!result?.isFinite() || result.e > 64) throw new FormulaEvaluationError('Out of range argument to POWER() function');
    return result;
}

const addDays = (day: FormulaValue, count: FormulaValue): Day => new Day((day as Day).number + (count as Decimal).trunc().toNumber());
const addToMoment = (moment: FormulaValue, days: FormulaValue): Instant =>
    new Instant((moment as Instant).milliseconds + (days as Decimal).mul(MILLISECONDS_A_DAY).round().toNumber());
const addToTime = (time: FormulaValue, milliseconds: FormulaValue): TimeOfDay =>
    new TimeOfDay((time as TimeOfDay).milliseconds + (milliseconds as Decimal).trunc().toNumber());
const negated = (value: FormulaValue): Decimal => (value as Decimal).negated();

type Rules = Record<string, { type: FormulaType; run: Behaviour }>;

const ADDITIONS: Rules = {
    'Number Number': { type: 'Number', run: (left, right) => (left as Decimal).add(right as Decimal) },
    'Date Number': { type: 'Date', run: addDays },
    'Number Date': { type: 'Date', run: (left, right) => addDays(right, left) },
    'DateTime Number': { type: 'DateTime', run: addToMoment },
    'Number DateTime': { type: 'DateTime', run: (left, right) => addToMoment(right, left) },
    'Time Number': { type: 'Time', run: addToTime }
};

const SUBTRACTIONS: Rules = {
    'Number Number': { type: 'Number', run: (left, right) => (left as Decimal).sub(right as Decimal) },
    'Date Number': { type: 'Date', run: (left, right) => addDays(left, negated(right)) },
    'Date Date': { type: 'Number', run: (left, right) => new Exact((left as Day).number - (right as Day).number) },
    'DateTime Number': { type: 'DateTime', run: (left, right) => addToMoment(left, negated(right)) },
    'DateTime DateTime': {
        type: 'Number',
        run: (left, right) => new Exact((left as Instant).milliseconds - (right as Instant).milliseconds).div(MILLISECONDS_A_DAY)
    },
    'Time Number': { type: 'Time', run: (left, right) => addToTime(left, negated(right)) },
    'Time Time': {
        type: 'Number',
        run: (left, right) => {
            const difference = (left as TimeOfDay).milliseconds - (right as TimeOfDay).milliseconds;
            return new Exact(difference < 0 ? difference + MILLISECONDS_A_DAY : difference);
        }
    }
};

function addition(left: Expression, right: Expression, fail: Fail): Compiled {
    return left.type === 'Text' ? concatenation('+', left, right, fail) : arithmetic('+', left, right, fail, ADDITIONS);
}

function arithmetic(operator: string, left: Expression, right: Expression, fail: Fail, rules: Rules): Compiled {
    if (left.type === 'Null' || right.type === 'Null') return { type: 'Null', run: () => null };
    const rule = rules[`${left.type} ${right.type}`];
    if (!rule) {
        const numbersOnly = Object.keys(rules).length === 1;
        const wrongSide = left.type === 'Number' || (!numbersOnly && rules[`${left.type} Number`]) ? right : left;
        throw fail(wrong(operator, numbersOnly ? 'Number' : 'Number, Date, DateTime', wrongSide.type), wrongSide.offset);
    }
    return {
        type: rule.type,
        run: (context) => {
            const leftValue = left.run(context);
            const rightValue = right.run(context);
            return leftValue === null || rightValue === null ? null : rule.run(leftValue, rightValue);
        }
    };
}

function concatenation(operator: string, left: Expression, right: Expression, fail: Fail): Compiled {
    for (const side of [left, right]) {
        if (side.type !== 'Text' && side.type !== 'Null') throw fail(wrong(operator, 'Text', side.type), side.offset);
    }
    return { type: 'Text', run: (context) => textOf(left.run(context)) + textOf(right.run(context)) || null };
}

function equality(operator: '=' | '<>', left: Expression, right: Expression, fail: Fail): Compiled {
    const type = commonType(left.type, right.type);
    if (!type) throw fail(wrong(operator, left.type, right.type), right.offset);
    const asText = type === 'Text';
    return {
        type: 'Boolean',
        run: (context) => {
            const equal = equalOrUnknown(left.run(context), right.run(context), asText);
            return equal === null ? null : equal === (operator === '=');
        }
    };
}

const ORDER: Record<string, (order: number) => boolean> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0
};

function comparison(operator: BinaryOperator, left: Expression, right: Expression, fail: Fail): Compiled {
    if (left.type === 'Boolean') throw fail(wrong(operator, 'Number, Date, DateTime', left.type), left.offset);
    if (!commonType(left.type, right.type)) throw fail(wrong(operator, left.type, right.type), right.offset);
    const test = ORDER[operator]!;
    return {
        type: 'Boolean',
        run: (context) => {
            const leftValue = left.run(context);
            const rightValue = right.run(context);
            return leftValue === null || rightValue === null ? null : test(compareValues(leftValue, rightValue));
        }
    };
}
