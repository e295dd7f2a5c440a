import type { ObjectInfo } from '../schema/model.ts';
import { dmlError, duplicateValue } from './dml-errors.ts';
import { runRecordFlows } from './record-flows.ts';
import { childRows, deleteRows, noteTakenAlong, readRows, setLookup, undeleteRows, undoTakenAlong } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveSettings } from './insert-update.ts';
import { notFailed, type SaveRow, TriggerRow } from './save-row.ts';
import { runTriggers } from './triggers.ts';

/** Into the recycle bin: flows and triggers before, what hangs on the rows, the rows, triggers after. */
export function deleteRecords(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[], settings: SaveSettings): void {
    for (const row of rows) row.previous!.readOnly = true;
    runTriggers(tx, object, 'before', 'delete', rows);
    runRecordFlows(tx, object, 'before', 'delete', rows.filter(notFailed));
    checkRestrictions(tx, object, rows.filter(notFailed));
    if (settings.allOrNone && rows.some((row) => row.failed)) return;
    const deleted = rows.filter(notFailed);
    removeWithChildren(
        tx,
        object,
        deleted.map((row) => row.id!)
    );
    runTriggers(tx, object, 'after', 'delete', deleted);
}

/** Back from the recycle bin, with the children that went along; triggers run for the rows of the caller alone. */
export function undeleteRecords(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[], settings: SaveSettings): void {
    const ids = rows.map((row) => row.record.id!);
    undeleteRows(tx, object, ids).forEach(({ duplicates }, index) => {
        for (const { field, existingId } of duplicates.slice(0, 1)) rows[index]!.fail(duplicateValue(field.name, existingId));
    });
    const restored = rows.filter(notFailed);
    undoTakenAlong(
        tx,
        restored.map((row) => row.record.id!)
    );
    const stored = readRows(tx, object.name, ids);
    for (const row of restored) {
        row.next = TriggerRow.of(stored.get(row.record.id!)!, true);
        tx.changedIds.add(row.record.id!);
    }
    runTriggers(tx, object, 'after', 'undelete', restored);
    if (settings.allOrNone && rows.some((row) => row.failed)) return;
    runRecordFlows(tx, object, 'after', 'undelete', rows.filter(notFailed));
}

function checkRestrictions(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    const byId = new Map(rows.map((row) => [row.id!, row]));
    for (const relation of object.childRelationships) {
        if (relation.onParentDelete !== 'restrict' || byId.size === 0) continue;
        const child = tx.org.schema.object(relation.child);
        if (!child) continue;
        for (const { parentId, name } of childRows(tx, child, relation.field, [...byId.keys()])) {
            const row = byId.get(parentId)!;
            const what = (row.previous!.fields.get('Name') as string | null | undefined) ?? parentId;
            const text = `Your attempt to delete ${what} could not be completed because it is associated with the following ${child.pluralLabel.toLowerCase()}.: ${name}`;
            row.fail(dmlError('DELETE_FAILED', `${text}\n`));
        }
    }
}

/**
 * Children go with a parent that owns them, others lose their link. Only the rows that the caller deletes have
 * triggers run for them (Apex Developer Guide, "Operations That Don't Invoke Triggers": cascading deletes).
 */
function removeWithChildren(tx: TransactionRuntime, object: ObjectInfo, ids: readonly string[]): void {
    if (ids.length === 0) return;
    for (const relation of object.childRelationships) {
        const child = tx.org.schema.object(relation.child);
        if (!child || relation.onParentDelete === 'restrict') continue;
        const children = childRows(tx, child, relation.field, ids);
        if (children.length === 0) continue;
        const childIds = children.map((found) => found.id);
        const cascades = relation.onParentDelete === 'cascade';
        noteTakenAlong(tx, child, cascades ? null : relation.field, children);
        if (cascades) removeWithChildren(tx, child, childIds);
        else setLookup(tx, child, relation.field, null, childIds);
    }
    deleteRows(tx, object, ids);
    for (const id of ids) tx.changedIds.add(id);
}
