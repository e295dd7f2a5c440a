import type { XmlElement } from '../../../metadata/model.ts';
import type { SObject } from '../../../apex/runtime/sobject.ts';
import { compare } from '../compare.ts';
import { compileConditions } from '../conditions.ts';
import type { Test } from '../conditions.ts';
import type { ElementCode, Resource } from '../flow.ts';
import type { Interview } from '../interview.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import { compileFlowFormula, compileTemplate } from '../values.ts';

export function connector(xml: XmlElement | undefined, name = 'connector'): string | null {
    return xml?.child(name)?.value('targetReference')?.trim() ?? null;
}

export function compileDecision(scope: FlowScope, xml: XmlElement): Pick<ElementCode, 'step'> {
    const rules = xml.all('rules').map((rule) => ({
        key: required(scope, rule, 'name').toLowerCase(),
        test: compileRule(scope, rule),
        next: connector(rule)
    }));
    const otherwise = connector(xml, 'defaultConnector');
    return {
        step: (interview) => {
            const taken = rules.find((rule) => rule.test(interview));
            for (const rule of rules) interview.values.set(rule.key, rule === taken);
            interview.next = taken ? taken.next : otherwise;
        }
    };
}

function compileRule(scope: FlowScope, rule: XmlElement): Test {
    const test = compileConditions(scope, rule);
    if (!rule.flag('doesRequireRecordChangedToMeetCriteria')) return test;
    return (interview) => test(interview) && !metBefore(test, interview);
}

/** Did the record meet the conditions before the save? A new record did not. */
function metBefore(test: Test, interview: Interview): boolean {
    if (interview.prior === null) return false;
    const { record, prior } = interview;
    interview.record = prior;
    try {
        return test(interview);
    } finally {
        interview.record = record;
    }
}

export function compileLoop(scope: FlowScope, xml: XmlElement, name: string, item: Resource): Pick<ElementCode, 'step'> {
    const collection = scope.resource(required(scope, xml, 'collectionReference'), xml.line);
    if (!collection.type.collection) throw scope.problem(xml.line, `${name} loops over something that isn't a collection.`);
    const backwards = xml.value('iterationOrder') === 'Desc';
    const inside = connector(xml, 'nextValueConnector');
    const after = connector(xml, 'noMoreValuesConnector');
    return {
        step: (interview) => {
            let loop = interview.loops.get(name);
            if (!loop) {
                const items = [...((collection.read(interview) as unknown[] | null) ?? [])];
                interview.loops.set(name, (loop = { items: backwards ? items.reverse() : items, at: 0 }));
            }
            if (loop.at < loop.items.length && inside !== null) {
                item.write!(interview, loop.items[loop.at]);
                loop.at += 1;
                interview.next = inside;
                return;
            }
            interview.loops.delete(name);
            interview.next = after;
        }
    };
}

export function compileSort(scope: FlowScope, xml: XmlElement, next: string | null): Pick<ElementCode, 'step'> {
    const name = required(scope, xml, 'collectionReference');
    const collection = scope.resource(name, xml.line);
    if (!collection.type.collection || !collection.write) throw scope.problem(xml.line, `${name} isn't a collection that can be sorted.`);
    const object = collection.type.object === undefined ? undefined : scope.object(collection.type.object, xml.line);
    const options = xml.all('sortOptions').map((option) => {
        const fieldName = option.value('sortField');
        const field = fieldName === undefined ? undefined : object?.field(fieldName);
        if (fieldName !== undefined && !field) {
            throw scope.problem(option.line, `The field "${fieldName}" for the object "${object?.name}" doesn't exist.`);
        }
        return {
            field,
            descending: option.value('sortOrder') === 'Desc',
            blanksFirst: option.flag('doesPutEmptyStringAndNullFirst')
        };
    });
    const limit = xml.value('limit');
    return {
        step: (interview) => {
            const key = (item: unknown, option: (typeof options)[number]): unknown =>
                option.field ? interview.field(item as SObject, [option.field.name]) : item;
            const sorted = [...((collection.read(interview) as unknown[] | null) ?? [])].sort((left, right) => {
                for (const option of options) {
                    const order = compareBlank(key(left, option), key(right, option), option.descending, option.blanksFirst);
                    if (order !== 0) return order;
                }
                return 0;
            });
            collection.write!(interview, limit === undefined ? sorted : sorted.slice(0, Number(limit)));
            interview.next = next;
        }
    };
}

function compareBlank(left: unknown, right: unknown, descending: boolean, blanksFirst: boolean): number {
    const [leftBlank, rightBlank] = [left === null || left === '', right === null || right === ''];
    if (leftBlank || rightBlank) return leftBlank === rightBlank ? 0 : leftBlank === blanksFirst ? -1 : 1;
    return descending ? -compare(left, right) : compare(left, right);
}

/** Keeps the items that meet the conditions, under the element's own name. */
export function compileCollectionFilter(
    scope: FlowScope,
    xml: XmlElement,
    current: Resource,
    output: Resource,
    next: string | null
): Pick<ElementCode, 'step'> {
    const collection = scope.resource(required(scope, xml, 'collectionReference'), xml.line);
    const source = xml.value('formula');
    let test: Test;
    if (source) {
        const formula = compileFlowFormula(scope, source, xml.child('formula')!.line, 'Boolean');
        test = (interview) => formula.evaluate(interview.formulaContext()) === true;
    } else {
        test = compileConditions(scope, xml);
    }
    return {
        step: (interview) => {
            const kept = ((collection.read(interview) as unknown[] | null) ?? []).filter((item) => {
                current.write!(interview, item);
                return test(interview);
            });
            output.write!(interview, kept);
            interview.next = next;
        }
    };
}

/** Stops the save of the record with messages of its own. */
export function compileCustomError(scope: FlowScope, xml: XmlElement): Pick<ElementCode, 'step'> {
    if (!scope.triggerObject || !scope.saving) throw scope.problem(xml.line, 'A custom error needs a record-triggered flow.');
    const messages = xml.all('customErrorMessages').map((message) => {
        const field = message.flag('isFieldError') ? message.value('fieldSelection') : undefined;
        const info = field === undefined ? undefined : scope.triggerObject!.field(field);
        if (field !== undefined && !info) {
            throw scope.problem(message.line, `The field "${field}" for the object "${scope.triggerObject!.name}" doesn't exist.`);
        }
        return { text: compileTemplate(scope, required(scope, message, 'errorMessage'), message.line), field: info?.name };
    });
    return {
        step: (interview, thread) => {
            thread.end(
                ...messages.map(({ text, field }) => ({
                    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                    message: String(text.read(interview)),
                    fields: field === undefined ? [] : [field]
                }))
            );
        }
    };
}
