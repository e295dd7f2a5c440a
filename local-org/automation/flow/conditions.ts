import type { XmlElement } from '../../metadata/model.ts';
import { equal, OPERATORS } from './compare.ts';
import { isAssignable } from './convert.ts';
import type { ValueCode } from './flow.ts';
import type { Interview } from './interview.ts';
import { parseLogic } from './logic.ts';
import type { FlowScope } from './scope.ts';
import { required } from './scope.ts';
import type { FlowType } from './types.ts';
import { typeText } from './types.ts';
import { compileValue } from './values.ts';

export type Test = (interview: Interview) => boolean;

/** Operators whose right side is a yes or no and not a value to compare with. */
const YES_NO = new Set(['IsNull', 'IsChanged', 'IsBlank', 'IsEmpty', 'WasSet']);

/** The conditions of a decision's outcome or of a collection filter, joined by their logic. */
export function compileConditions(scope: FlowScope, owner: XmlElement): Test {
    const tests = owner.all('conditions').map((xml) => compileCondition(scope, xml));
    const logicText = owner.value('conditionLogic') ?? 'and';
    const logic = parseLogic(logicText, tests.length);
    if (!logic) throw scope.problem(owner.line, `The condition logic "${logicText}" can't be read.`);
    return (interview) => logic((index) => tests[index]!(interview));
}

function compileCondition(scope: FlowScope, xml: XmlElement): Test {
    const operator = required(scope, xml, 'operator');
    const name = required(scope, xml, 'leftValueReference');
    const left = scope.resource(name, xml.line);
    const right = compileValue(scope, xml.child('rightValue'));
    if (operator === 'IsChanged') {
        if (!name.toLowerCase().startsWith('$record.') || left.recordPath?.length !== 1) {
            throw scope.problem(xml.line, `IsChanged needs a field of $Record, not ${name}.`);
        }
        return changed(left.recordPath[0]!, right);
    }
    return compileOperator(scope, operator, left, right, xml.line);
}

/** On a new record nothing has changed. */
export function changed(field: string, wanted: ValueCode): Test {
    return (interview) => {
        const { record, prior } = interview;
        const differs = prior !== null && !equal(interview.field(record, [field]), interview.field(prior, [field]));
        return differs === (wanted.read(interview) === true);
    };
}

export function compileOperator(scope: FlowScope, operator: string, left: ValueCode, right: ValueCode, line: number): Test {
    const test = OPERATORS[operator];
    if (!test) throw scope.unsupported(line, `the condition operator ${operator} in flows`);
    checkTypes(scope, operator, left.type, right.type, line);
    const blankField = left.type.field !== undefined && (operator === 'EqualTo' || operator === 'NotEqualTo');
    return (interview) => {
        const value = left.read(interview);
        const wanted = right.read(interview);
        // A field of the database is never an empty text: its blank matches one.
        return test(blankField && value === null && wanted === '' ? '' : value, wanted);
    };
}

function checkTypes(scope: FlowScope, operator: string, left: FlowType, right: FlowType, line: number): void {
    if (YES_NO.has(operator)) {
        if (right.data === 'Boolean' || right.data === 'Null') return;
        throw scope.problem(line, `${operator} needs true or false, not a ${typeText(right)}.`);
    }
    const single = operator === 'In' || operator === 'NotIn' ? { ...right, collection: false } : right;
    const subject = operator === 'Contains' && left.collection ? { ...left, collection: false } : left;
    if (isAssignable(subject, single) || isAssignable(single, subject)) return;
    throw scope.problem(line, `${operator} can't compare a ${typeText(left)} with a ${typeText(right)}.`);
}
