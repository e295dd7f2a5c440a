import { apexException } from '../apex/runtime/exceptions.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import { UnsupportedError } from '../errors.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { checkAccess } from './access-checks.ts';
import { dmlError, dmlException } from './dml-errors.ts';
import { insertOrUpdate } from './insert-update.ts';
import { linkParents } from './parents.ts';
import { prepare } from './prepare.ts';
import { runRecordFlows } from './record-flows.ts';
import { childRows, deleteRows, setLookup } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import { SaveRow } from './save-row.ts';
import type { DmlError, MergeRequest, MergeResult } from './transaction.ts';
import { runTriggers } from './triggers.ts';

/** Apex Developer Guide, "Merging Records". */
export const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Case']);
const MOST_DUPLICATES = 2;

/**
 * The duplicates go, what hung on them hangs on the master, and the master gets what the caller set on it. Triggers see
 * a delete of the duplicates and an update of the master, and nothing of the children (Apex Developer Guide, "Triggers
 * and Merge Statements").
 */
export function mergeRecords(tx: TransactionRuntime, request: MergeRequest): MergeResult[] {
    const { master, duplicates, allOrNone } = request;
    const object = mergeable(tx, master, duplicates);
    tx.limits.count('dmlStatements');
    tx.limits.count('dmlRows', duplicates.length + 1);
    const rows = [master, ...duplicates].map((record, index) => new SaveRow(index, record));
    const related = new Map<string, string[]>();
    let failure: DmlError | undefined;
    try {
        tx.guarded(() => {
            mergeRows(tx, object, rows[0]!, rows.slice(1), request, related);
            const failed = rows.find((row) => row.failed);
            if (failed) throw dmlException('merge', [{ index: 0, id: failed.record.id, object: object.name, ...failed.errors[0]! }]);
        });
    } catch (error) {
        failure = rows.find((row) => row.failed)?.errors[0];
        if (allOrNone || !failure) throw error;
    }
    return duplicates.map((duplicate) => ({
        id: master.id,
        success: failure === undefined,
        errors: failure ? [failure] : [],
        mergedIds: failure ? [] : [duplicate.id!],
        relatedIds: failure ? [] : (related.get(duplicate.id!) ?? [])
    }));
}

function mergeable(tx: TransactionRuntime, master: SObject, duplicates: readonly SObject[]): ObjectInfo {
    const object = tx.org.schema.object(master.typeName);
    if (!object || !MERGEABLE.has(object.name))
        throw apexException('System.TypeException', `DML operation MERGE not allowed on ${master.typeName}`);
    const ids = new Set([master, ...duplicates].map(({ id }) => id));
    const refusal =
        duplicates.length === 0 || duplicates.length > MOST_DUPLICATES
            ? `A merge takes one or two records beside the master, not ${duplicates.length}.`
            : ids.has(null)
              ? 'Every record of a merge needs its Id.'
              : ids.size <= duplicates.length
                ? `Duplicate id in a merge: ${duplicates.at(-1)!.id}`
                : duplicates.some(({ typeName }) => typeName !== object.name)
                  ? `Only a ${object.name} merges into a ${object.name}.`
                  : undefined;
    if (refusal !== undefined)
        throw dmlException('merge', [{ index: 0, id: master.id, object: object.name, ...dmlError('INVALID_ARGUMENT_TYPE', refusal) }]);
    return object;
}

function mergeRows(
    tx: TransactionRuntime,
    object: ObjectInfo,
    master: SaveRow,
    duplicates: readonly SaveRow[],
    request: MergeRequest,
    related: Map<string, string[]>
): void {
    const failed = (): boolean => master.failed || duplicates.some((row) => row.failed);
    const mixed = tx.mixedDml.check(object.name, 'update', [master.record]);
    if (mixed) master.fail(mixed);
    checkAccess(tx, object, 'delete', request, duplicates);
    checkAccess(tx, object, 'update', request, [master]);
    if (failed()) return;
    prepare(tx, object, 'delete', duplicates);
    prepare(tx, object, 'update', [master]);
    if (failed()) return;
    tx.scope.begin();
    for (const row of duplicates) row.previous!.readOnly = true;
    runTriggers(tx, object, 'before', 'delete', duplicates);
    runRecordFlows(tx, object, 'before', 'delete', duplicates);
    if (failed()) return;
    for (const row of duplicates) related.set(row.id!, moveChildren(tx, object, row.id!, master.id!));
    const ids = duplicates.map((row) => row.id!);
    setLookup(tx, object, 'MasterRecordId', master.id, ids);
    deleteRows(tx, object, ids);
    for (const row of duplicates) {
        row.previous!.fields.set('MasterRecordId', master.id);
        tx.changedIds.add(row.id!);
    }
    runTriggers(tx, object, 'after', 'delete', duplicates);
    if (failed()) return;
    linkParents(tx, object, [master]);
    insertOrUpdate(tx, object, 'update', [master], { allOrNone: true });
    tx.scope.markWork();
}

/** Points every lookup at the duplicate to the master; gives the ids of the rows that it changed. */
function moveChildren(tx: TransactionRuntime, object: ObjectInfo, from: string, to: string): string[] {
    const moved = new Set<string>();
    for (const { child: name, field } of object.childRelationships) {
        const child = tx.org.schema.object(name);
        if (!child || field === 'MasterRecordId') continue;
        const ids = childRows(tx, child, field, [from]).map(({ id }) => id);
        if (ids.includes(to)) throw new UnsupportedError(`merging a ${object.name} into one that hangs on it (${field})`);
        if (ids.length > 0) setLookup(tx, child, field, to, ids);
        for (const id of ids) {
            moved.add(id);
            tx.changedIds.add(id);
        }
    }
    return [...moved];
}
