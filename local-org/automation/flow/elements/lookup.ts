import type { SObject } from '../../../apex/runtime/sobject.ts';
import type { XmlElement } from '../../../metadata/model.ts';
import type { FieldInfo, ObjectInfo } from '../../../schema/model.ts';
import { toDecimal } from '../convert.ts';
import { faultText } from '../faults.ts';
import { compileFilters, fieldOf } from '../filters.ts';
import type { ElementCode, Resource } from '../flow.ts';
import type { Interview, Thread } from '../interview.ts';
import { attempt } from '../attempt.ts';
import type { Fail } from '../attempt.ts';
import { fetchRows, wishOf } from '../queries.ts';
import type { RowRequest, RowWish } from '../queries.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import { typeOfField } from '../types.ts';
import { compileValue } from '../values.ts';
import { isAssignable } from '../convert.ts';

/** Does Get Records keep what it finds under its own name? Else it names variables for it. */
export function storesItself(xml: XmlElement): boolean {
    return xml.child('outputReference') === undefined && xml.all('outputAssignments').length === 0;
}

/** Every field that a flow can hold: so is a record whole that goes on to a subflow or to Apex. */
export function readableFields(object: ObjectInfo): string[] {
    return object.fields.filter((field) => typeOfField(field) !== undefined).map((field) => field.name);
}

export function compileLookup(
    scope: FlowScope,
    xml: XmlElement,
    name: string,
    next: string | null,
    own: Resource
): Pick<ElementCode, 'batch'> {
    const object = scope.object(required(scope, xml, 'object'), xml.line);
    if (xml.all('relatedRecords').length > 0) throw scope.unsupported(xml.line, 'related records in Get Records');
    const filters = compileFilters(scope, xml, object);
    for (const { field } of filters.items) {
        if (!field.filterable) throw scope.problem(xml.line, `field '${field.name}' can not be filtered in a query call`);
    }
    const deliver = compileDelivery(scope, xml, object, own);
    const request: RowRequest = {
        object,
        filters,
        fields: deliver.fields,
        sort: sortOf(scope, xml, object),
        limit: limitOf(scope, xml, deliver.single)
    };
    return {
        batch: (threads, fail) => {
            for (const [thread, found] of readAll(request, threads, fail)) {
                const interview = thread.top;
                for (const row of found) interview.track(row);
                deliver.run(interview, found);
                interview.next = next;
            }
        }
    };
}

/** The rows of each; a query that fails, fails for all that wait for it. */
export function readAll(request: RowRequest, threads: readonly Thread[], fail: Fail): Map<Thread, SObject[]> {
    const asked: { thread: Thread; wish: RowWish }[] = [];
    for (const thread of threads) attempt(thread, fail, () => asked.push({ thread, wish: wishOf(request, thread.top) }));
    if (asked.length === 0) return new Map();
    try {
        const found = fetchRows(
            request,
            asked.map(({ wish }) => wish)
        );
        return new Map(asked.map(({ thread }, index) => [thread, found[index]!]));
    } catch (error) {
        const text = faultText(error, 'look up records');
        if (text === undefined) throw error;
        for (const { thread } of asked) fail(thread, text);
        return new Map();
    }
}

function sortOf(scope: FlowScope, xml: XmlElement, object: ObjectInfo): RowRequest['sort'] {
    const name = xml.value('sortField');
    if (!name || !xml.value('sortOrder')) return null;
    const field = fieldOf(scope, object, name, xml.line);
    return { field: field.name, descending: xml.value('sortOrder') === 'Desc' };
}

function limitOf(scope: FlowScope, xml: XmlElement, single: boolean): RowRequest['limit'] {
    if (single) return () => 1;
    const element = xml.child('limit');
    if (!element) return () => null;
    const value = compileValue(scope, element);
    if (value.type.data !== 'Number') throw scope.problem(element.line, 'The limit of Get Records must be a number.');
    return (interview) => {
        const limit = value.read(interview);
        return limit === null ? null : toDecimal(limit).toNumber();
    };
}

interface Delivery {
    readonly single: boolean;
    readonly fields: readonly string[];
    run(interview: Interview, rows: readonly SObject[]): void;
}

function compileDelivery(scope: FlowScope, xml: XmlElement, object: ObjectInfo, own: Resource): Delivery {
    const queried = xml.all('queriedFields').map((element) => fieldOf(scope, object, element.text.trim(), element.line).name);
    const whenNone = xml.flag('assignNullValuesIfNoRecordsFound');
    const reference = xml.value('outputReference');
    if (reference !== undefined) {
        const target = scope.resource(reference.trim(), xml.line);
        if (target.type.data !== 'SObject' || target.type.object !== object.name || !target.write) {
            throw scope.problem(xml.line, `${reference} can't hold records of ${object.name}.`);
        }
        const single = !target.type.collection;
        return {
            single,
            fields: queried,
            run: (interview, rows) => {
                if (rows.length > 0 || whenNone) target.write!(interview, single ? (rows[0] ?? null) : [...rows]);
            }
        };
    }
    const assignments = xml.all('outputAssignments').map((element) => compileOutput(scope, element, object));
    if (assignments.length > 0) {
        return {
            single: true,
            fields: assignments.map((assignment) => assignment.field.name),
            run: (interview, rows) => {
                for (const { field, target } of assignments) {
                    if (rows[0] || whenNone) target.write!(interview, interview.field(rows[0], [field.name]));
                }
            }
        };
    }
    const single = xml.flag('getFirstRecordOnly');
    return {
        single,
        fields: queried.length > 0 ? queried : readableFields(object),
        run: (interview, rows) => own.write!(interview, single ? (rows[0] ?? null) : [...rows])
    };
}

function compileOutput(scope: FlowScope, xml: XmlElement, object: ObjectInfo): { field: FieldInfo; target: Resource } {
    const field = fieldOf(scope, object, required(scope, xml, 'field'), xml.line);
    const name = required(scope, xml, 'assignToReference');
    const target = scope.resource(name, xml.line);
    if (!target.write || !isAssignable(target.type, typeOfField(field)!)) {
        throw scope.problem(xml.line, `${name} can't hold ${object.name}.${field.name}.`);
    }
    return { field, target };
}
