import { SObject } from '../../../apex/runtime/sobject.ts';
import type { XmlElement } from '../../../metadata/model.ts';
import type { ObjectInfo } from '../../../schema/model.ts';
import { attempt } from '../attempt.ts';
import { compileFilters } from '../filters.ts';
import type { Resource } from '../flow.ts';
import type { Interview, Thread } from '../interview.ts';
import type { RowRequest } from '../queries.ts';
import type { FlowScope } from '../scope.ts';
import { required } from '../scope.ts';
import { saveRows } from '../writes.ts';
import type { Operation, Work } from '../writes.ts';
import { compileAssignments, filled, recordSource, writing } from './data.ts';
import type { Batch } from './data.ts';
import { readAll } from './lookup.ts';

/** Create Records: new records, those that a check for matching records lets through, or an upsert. */
export function compileCreate(scope: FlowScope, xml: XmlElement, next: string | null, own: Resource): Batch {
    const reference = xml.value('inputReference')?.trim();
    const idTarget = xml.value('assignRecordIdToReference');
    const idResource = idTarget === undefined ? own : scope.resource(idTarget.trim(), xml.line);
    if (idTarget !== undefined && !idResource.write) throw scope.problem(xml.line, `${idTarget} can't hold the record's id.`);
    const keepId = (interview: Interview, id: string | null): void => {
        if (reference === undefined) idResource.write!(interview, id);
    };
    if (checksForMatches(xml)) return compileMatching(scope, xml, next, keepId);
    const upsert = xml.flag('doesUpsert');
    const rowsOf = reference === undefined ? newRow(scope, xml) : heldRows(scope, reference, xml.line, upsert);
    return writing('create records', upsert ? upsertOf(scope, xml) : 'insert', next, rowsOf, (interview, { rows, sources }) => {
        rows.forEach((row, index) => sources[index]?.fields.set('Id', row.id));
        keepId(interview, rows[0]?.id ?? null);
    });
}

function newRow(scope: FlowScope, xml: XmlElement): (interview: Interview) => Work {
    const object = scope.object(required(scope, xml, 'object'), xml.line);
    const values = compileAssignments(scope, xml, object, 'createable');
    return (interview) => ({ rows: [filled(object, values, interview)], sources: [] });
}

/** Rows that the flow holds: of each, what may be written. They get their ids. */
function heldRows(scope: FlowScope, name: string, line: number, upsert: boolean): (interview: Interview) => Work {
    const source = recordSource(scope, name, line);
    return (interview) => {
        const sources = source(interview);
        return { rows: sources.map((held) => writable(interview.object(held), held, upsert)), sources };
    };
}

function writable(object: ObjectInfo, held: SObject, withId: boolean): SObject {
    const row = new SObject(held.typeName);
    for (const [field, value] of held.fields) if (object.field(field)?.createable) row.fields.set(field, value);
    if (withId && held.id !== null) row.fields.set('Id', held.id);
    return row;
}

/** By an external id or an id of the platform's own; unless the flow says otherwise, all of an interview's records or none. */
function upsertOf(scope: FlowScope, xml: XmlElement): Operation {
    const name = xml.value('inputReference')?.trim();
    const keys = ['upsertExternalIdField', 'upsertStandardIdField'].flatMap((key) => xml.value(key) ?? []);
    const [key] = keys;
    if (keys.length > 1) throw scope.problem(xml.line, 'Records are matched by an external id or by a standard id, not by both.');
    const objectName = name === undefined ? required(scope, xml, 'object') : scope.resource(name, xml.line).type.object;
    const object = objectName === undefined ? undefined : scope.object(objectName, xml.line);
    const field = key === undefined ? object?.field('Id') : object?.field(key);
    if (!field) throw scope.problem(xml.line, `The field "${key}" for the object "${objectName}" doesn't exist.`);
    if (field.type !== 'id' && !field.externalId && !field.idLookup)
        throw scope.problem(xml.line, `Records can't be matched by ${field.name}: it isn't an external id.`);
    if (field.externalId && !field.unique) throw scope.problem(xml.line, `Records can't be matched by ${field.name}: it isn't unique.`);
    return { upsertBy: field.name, partly: xml.value('doesUpsertAllOrNone') === 'false' };
}

function checksForMatches(xml: XmlElement): boolean {
    const names = ['filters', 'operationOneMatchingRecord', 'operationMultMatchingRecords', 'operationZeroMatchingRecords'];
    return names.some((name) => xml.child(name) !== undefined);
}

type Choice = (matches: readonly SObject[]) => readonly SObject[];

const CHOICES: Record<string, Choice> = {
    None: () => [],
    UpdateAllRecords: (matches) => matches,
    UpdateLatestRecord: (matches) => matches.slice(0, 1)
};

function choiceOf(scope: FlowScope, xml: XmlElement, name: string): Choice {
    const value = required(scope, xml, name);
    const choice = CHOICES[value];
    if (!choice) throw scope.unsupported(xml.line, `${name} ${value} of Create Records in flows`);
    return choice;
}

/** Where records match the conditions, those are updated or nothing happens; else a record is created. */
function compileMatching(
    scope: FlowScope,
    xml: XmlElement,
    next: string | null,
    keepId: (interview: Interview, id: string | null) => void
): Batch {
    const object = scope.object(required(scope, xml, 'object'), xml.line);
    if (xml.child('operationZeroMatchingRecords'))
        throw scope.unsupported(xml.line, 'operationZeroMatchingRecords of Create Records in flows');
    if (xml.child('inputReference')) throw scope.unsupported(xml.line, 'a check for matching records from a record variable in flows');
    const single = choiceOf(scope, xml, 'operationOneMatchingRecord');
    const several = choiceOf(scope, xml, 'operationMultMatchingRecords');
    const values = compileAssignments(scope, xml, object, 'createable');
    const sort = { field: 'LastModifiedDate', descending: true };
    const request: RowRequest = { object, filters: compileFilters(scope, xml, object), fields: [], sort, limit: () => null };
    return {
        batch: (threads, fail) => {
            const created = new Map<Thread, Work>();
            const updated = new Map<Thread, Work>();
            for (const [thread, matches] of readAll(request, threads, fail)) {
                attempt(thread, fail, () => {
                    if (matches.length === 0) {
                        created.set(thread, { rows: [filled(object, values, thread.top)], sources: [] });
                        return;
                    }
                    const chosen = (matches.length === 1 ? single : several)(matches);
                    const rows = chosen.map(({ id }) => {
                        const row = filled(object, values, thread.top);
                        row.fields.set('Id', id);
                        return row;
                    });
                    updated.set(thread, { rows, sources: [] });
                });
            }
            const parts = [
                { work: created, saved: saveRows('create records', 'insert', created, fail) },
                { work: updated, saved: saveRows('update records', 'update', updated, fail) }
            ];
            for (const { work, saved } of parts) {
                for (const thread of saved) {
                    keepId(thread.top, work.get(thread)!.rows[0]?.id ?? null);
                    thread.top.next = next;
                }
            }
        }
    };
}
