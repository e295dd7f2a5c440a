import type { ApexDate } from '../../../apex/runtime/values/date.ts';
import type { ApexDatetime } from '../../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../../apex/runtime/values/decimal.ts';
import type { XmlElement } from '../../../metadata/model.ts';
import { equal } from '../compare.ts';
import { convert, fitNumber, isAssignable, plainText, toDecimal } from '../convert.ts';
import type { ElementCode, Resource, ValueCode } from '../flow.ts';
import type { Interview } from '../interview.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import type { FlowType } from '../types.ts';
import { isNumeric, isTextual, scalar, typeText } from '../types.ts';
import { compileFor, compileValue } from '../values.ts';

type Action = (interview: Interview) => void;

const MILLISECONDS_A_DAY = 86_400_000;

export function compileAssignment(scope: FlowScope, xml: XmlElement, next: string | null): Pick<ElementCode, 'step'> {
    const actions = xml.all('assignmentItems').map((item) => compileItem(scope, item));
    return {
        step: (interview) => {
            for (const action of actions) action(interview);
            interview.next = next;
        }
    };
}

function compileItem(scope: FlowScope, xml: XmlElement): Action {
    const name = required(scope, xml, 'assignToReference');
    const target = scope.resource(name, xml.line);
    if (!target.write) throw scope.problem(xml.line, `Nothing can be assigned to ${name}.`);
    const operator = required(scope, xml, 'operator');
    const value = (type: FlowType): ValueCode => compileFor(scope, type, xml.child('value'), xml.line, name);
    const write = (compute: (old: unknown, interview: Interview) => unknown): Action => {
        return (interview) => target.write!(interview, compute(target.read(interview), interview));
    };
    if (operator === 'Assign') {
        const source = value(target.type);
        return (interview) => target.write!(interview, source.read(interview));
    }
    if (operator === 'AssignCount') return countItems(scope, xml, target, name);
    return target.type.collection
        ? changeCollection(scope, xml, target, operator, name)
        : calculate(scope, xml, target.type, operator, value, write);
}

function countItems(scope: FlowScope, xml: XmlElement, target: Resource, name: string): Action {
    const source = compileValue(scope, xml.child('value'));
    if (!source.type.collection || !isNumeric(target.type.data)) {
        throw scope.problem(xml.line, `${name} can't hold the number of items of a ${typeText(source.type)}.`);
    }
    return (interview) => target.write!(interview, ApexDecimal.fromInteger(items(source.read(interview)).length));
}

function calculate(
    scope: FlowScope,
    xml: XmlElement,
    type: FlowType,
    operator: string,
    value: (type: FlowType) => ValueCode,
    write: (compute: (old: unknown, interview: Interview) => unknown) => Action
): Action {
    const addsItem = operator === 'AddItem' && type.data === 'Multipicklist';
    const sign = operator === 'Add' || addsItem ? 1 : operator === 'Subtract' ? -1 : 0;
    if (sign === 0) throw scope.unsupported(xml.line, `the assignment operator ${operator} on a ${typeText(type)} in flows`);
    if (isNumeric(type.data)) {
        const amount = value(type);
        return write((old, interview) => {
            const [before, change] = [toDecimal(old ?? 0), toDecimal(amount.read(interview) ?? 0)];
            return fitNumber(type, sign > 0 ? before.plus(change) : before.minus(change));
        });
    }
    if (type.data === 'Date' || type.data === 'DateTime') {
        const days = value(scalar('Number'));
        return write((old, interview) =>
            moveDays(old as ApexDate | ApexDatetime | null, sign * toDecimal(days.read(interview) ?? 0).toNumber())
        );
    }
    if (isTextual(type.data) && sign > 0) {
        const text = value(type);
        const joint = addsItem ? ';' : '';
        return write((old, interview) => {
            const [before, after] = [plainText(old), plainText(text.read(interview))];
            return before && after ? before + joint + after : before + after;
        });
    }
    throw scope.problem(xml.line, `The operator ${operator} doesn't work on a ${typeText(type)}.`);
}

function moveDays(old: ApexDate | ApexDatetime | null, days: number): unknown {
    if (old === null) return null;
    return 'epochDay' in old ? old.addDays(Math.trunc(days)) : old.add(Math.round(days * MILLISECONDS_A_DAY));
}

function items(value: unknown): readonly unknown[] {
    return (value as readonly unknown[] | null) ?? [];
}

/** One item, or all of another collection. */
function changeCollection(scope: FlowScope, xml: XmlElement, target: Resource, operator: string, name: string): Action {
    const source = compileValue(scope, xml.child('value'));
    const itemType = { ...target.type, collection: false };
    const wanted = operator === 'RemovePosition' ? scalar('Number') : { ...itemType, collection: source.type.collection };
    if (!isAssignable(wanted, source.type)) {
        throw scope.problem(
            xml.line,
            `A value of type ${typeText(source.type)} doesn't fit ${name}, which is of type ${typeText(target.type)}.`
        );
    }
    const change = COLLECTION_CHANGES[operator];
    if (!change) throw scope.unsupported(xml.line, `the assignment operator ${operator} on a collection in flows`);
    return (interview) => {
        const value = convert(wanted, source.read(interview), interview.timeZone);
        const others = source.type.collection ? items(value) : [value];
        target.write!(interview, change(items(target.read(interview)), others));
    };
}

const COLLECTION_CHANGES: Record<string, (old: readonly unknown[], others: readonly unknown[]) => unknown[]> = {
    Add: (old, others) => [...old, ...others],
    AddItem: (old, others) => [...old, ...others],
    AddAtStart: (old, others) => [...others, ...old],
    RemoveAll: (old, others) => old.filter((item) => !holds(others, item)),
    RemoveUncommon: (old, others) => old.filter((item) => holds(others, item)),
    RemoveFirst: (old, others) => {
        const at = firstOf(old, others);
        return at < 0 ? [...old] : old.filter((_item, index) => index !== at);
    },
    RemoveBeforeFirst: (old, others) => old.slice(Math.max(0, firstOf(old, others))),
    RemoveAfterFirst: (old, others) => {
        const at = firstOf(old, others);
        return at < 0 ? [...old] : old.slice(0, at + 1);
    },
    RemovePosition: (old, others) => {
        const position = others[0] === null ? 0 : toDecimal(others[0]).toNumber();
        return old.filter((_item, index) => index !== position - 1);
    }
};

function holds(values: readonly unknown[], item: unknown): boolean {
    return values.some((value) => equal(value, item));
}

function firstOf(old: readonly unknown[], others: readonly unknown[]): number {
    return old.findIndex((item) => holds(others, item));
}
