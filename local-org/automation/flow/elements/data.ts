import { SObject } from '../../../apex/runtime/sobject.ts';
import type { XmlElement } from '../../../metadata/model.ts';
import type { FieldInfo, ObjectInfo } from '../../../schema/model.ts';
import { toApexType } from '../convert.ts';
import { notSet } from '../faults.ts';
import type { DataVerb } from '../faults.ts';
import { compileFilters, fieldOf } from '../filters.ts';
import type { Filters } from '../filters.ts';
import type { ElementCode, ValueCode } from '../flow.ts';
import type { Interview, Thread } from '../interview.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import { scalar, typeOfField } from '../types.ts';
import { compileFor } from '../values.ts';
import { attempt } from '../attempt.ts';
import { saveRows } from '../writes.ts';
import type { Operation, Work } from '../writes.ts';
import { readAll } from './lookup.ts';

export interface FieldValue {
    readonly field: FieldInfo;
    readonly value: ValueCode;
}

export type Batch = Pick<ElementCode, 'batch' | 'step'>;

export function compileUpdate(scope: FlowScope, xml: XmlElement, next: string | null, beforeSave: boolean): Batch {
    const reference = xml.value('inputReference')?.trim();
    if (reference === undefined) return byFilters(scope, xml, next, 'update');
    const isRecord = reference.toLowerCase() === '$record';
    const resource = scope.resource(reference, xml.line);
    const object = resource.type.object === undefined ? undefined : scope.schema.object(resource.type.object);
    if (!object) throw scope.problem(xml.line, `${reference} isn't a record.`);
    const values = compileAssignments(scope, xml, object, 'updateable');
    if (beforeSave) {
        if (!isRecord) throw scope.problem(xml.line, "A flow that runs before the record is saved can't update other records.");
        return {
            step: (interview) => {
                for (const { field, value } of values) {
                    interview.setField(
                        interview.record!,
                        field.name,
                        toApexType(field.apexType, value.read(interview), interview.timeZone)
                    );
                }
                interview.next = next;
            }
        };
    }
    const source = recordSource(scope, reference, xml.line);
    return writing('update records', 'update', next, (interview) => {
        const sources = source(interview);
        const rows = sources.map((held) => {
            const row = values.length > 0 ? filled(object, values, interview) : changedPart(interview, held);
            row.fields.set('Id', held.id);
            return row;
        });
        return { rows, sources: [] };
    });
}

function changedPart(interview: Interview, held: SObject): SObject {
    const object = interview.object(held);
    const row = new SObject(held.typeName);
    for (const name of interview.writtenFields(held))
        if (object.field(name)?.updateable) row.fields.set(name, held.fields.get(name) ?? null);
    return row;
}

export function compileDelete(scope: FlowScope, xml: XmlElement, next: string | null): Batch {
    const reference = xml.value('inputReference')?.trim();
    if (reference === undefined) return byFilters(scope, xml, next, 'delete');
    const source = recordSource(scope, reference, xml.line);
    return writing('delete records', 'delete', next, (interview) => ({
        rows: source(interview).map((held) => idOnly(held)),
        sources: []
    }));
}

function idOnly(held: SObject): SObject {
    const row = new SObject(held.typeName);
    row.fields.set('Id', held.id);
    return row;
}

/** Update and Delete Records that say which records by conditions: one query, then one DML statement. */
function byFilters(scope: FlowScope, xml: XmlElement, next: string | null, operation: 'update' | 'delete'): Batch {
    const object = scope.object(required(scope, xml, 'object'), xml.line);
    const filters: Filters = compileFilters(scope, xml, object);
    const values = operation === 'update' ? compileAssignments(scope, xml, object, 'updateable') : [];
    const verb = operation === 'update' ? 'update records' : 'delete records';
    return {
        batch: (threads, fail) => {
            const request = { object, filters, fields: [], sort: null, limit: () => null };
            const work = new Map<Thread, Work>();
            for (const [thread, found] of readAll(request, threads, fail)) {
                attempt(thread, fail, () => {
                    const rows = found.map((held) => {
                        const row = operation === 'update' ? filled(object, values, thread.top) : new SObject(object.name);
                        row.fields.set('Id', held.id);
                        return row;
                    });
                    work.set(thread, { rows, sources: [] });
                });
            }
            for (const thread of saveRows(verb, operation, work, fail)) thread.top.next = next;
        }
    };
}

export function writing(
    verb: DataVerb,
    operation: Operation,
    next: string | null,
    rowsOf: (interview: Interview) => Work,
    done: (interview: Interview, work: Work) => void = () => undefined
): Batch {
    return {
        batch: (threads, fail) => {
            const work = new Map<Thread, Work>();
            for (const thread of threads) attempt(thread, fail, () => work.set(thread, rowsOf(thread.top)));
            for (const thread of saveRows(verb, operation, work, fail)) {
                done(thread.top, work.get(thread)!);
                thread.top.next = next;
            }
        }
    };
}

export function compileAssignments(
    scope: FlowScope,
    xml: XmlElement,
    object: ObjectInfo,
    right: 'createable' | 'updateable'
): FieldValue[] {
    return xml.all('inputAssignments').map((element) => {
        const field = fieldOf(scope, object, required(scope, element, 'field'), element.line);
        if (!field[right] && object.kind !== 'event') {
            const verb = right === 'createable' ? 'set on a new record' : 'changed';
            throw scope.problem(element.line, `The field "${field.name}" for the object "${object.name}" can't be ${verb}.`);
        }
        const type = typeOfField(field)!;
        const target = type.data === 'Picklist' || type.data === 'Multipicklist' ? scalar('String') : type;
        return { field, value: compileFor(scope, target, element.child('value'), element.line, `${object.name}.${field.name}`) };
    });
}

export function filled(object: ObjectInfo, values: readonly FieldValue[], interview: Interview): SObject {
    const row = new SObject(object.name);
    for (const { field, value } of values) {
        const given = value.read(interview);
        row.fields.set(field.name, given === '' ? null : toApexType(field.apexType, given, interview.timeZone));
    }
    return row;
}

/** The records behind a reference, one or many. */
export function recordSource(scope: FlowScope, name: string, line: number): (interview: Interview) => SObject[] {
    const resource = scope.resource(name, line);
    if (resource.type.data !== 'SObject') throw scope.problem(line, `${name} isn't a record or a collection of records.`);
    return (interview) => {
        const value = resource.read(interview) as SObject | SObject[] | null;
        if (Array.isArray(value)) return value;
        if (value === null && resource.type.collection) return [];
        if (value === null) throw notSet(name);
        return [value];
    };
}
