import type { ObjectInfo } from '../schema/model.ts';
import { idInInsert, idMissing, noSuchRow, notWriteable, rowIsDeleted, rowLocked } from './dml-errors.ts';
import { readRows, rowStates } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import { type SaveRow, TriggerRow } from './save-row.ts';
import type { SaveEvent } from './triggers.ts';

/** Before the save order begins: ids that must be there or must not, rows that must exist, and their locks. */
export function prepare(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent, rows: readonly SaveRow[]): void {
    if (operation === 'insert') prepareInsert(object, rows);
    else if (operation === 'undelete') prepareUndelete(tx, object, rows);
    else loadPrevious(tx, object, operation, rows);
}

function prepareInsert(object: ObjectInfo, rows: readonly SaveRow[]): void {
    for (const row of rows) {
        if (row.record.id !== null) row.fail(idInInsert());
        refuseReadOnlyFields(object, row, 'createable');
    }
}

function loadPrevious(tx: TransactionRuntime, object: ObjectInfo, operation: 'update' | 'delete', rows: readonly SaveRow[]): void {
    for (const row of rows) if (row.record.id === null) row.fail(idMissing(operation));
    const live = rows.filter((row) => !row.failed);
    const ids = live.map((row) => row.record.id!);
    const states = rowStates(tx, object.name, ids);
    for (const row of live) {
        const state = states.get(row.record.id!);
        if (state === undefined) row.fail(noSuchRow());
        else if (state === 'deleted') row.fail(rowIsDeleted());
        else if (operation === 'update') refuseReadOnlyFields(object, row, 'updateable');
    }
    lock(tx, live);
    const stored = readRows(
        tx,
        object.name,
        live.filter((row) => !row.failed).map((row) => row.record.id!)
    );
    for (const row of live) if (!row.failed) row.previous = TriggerRow.of(stored.get(row.record.id!)!, true);
}

function prepareUndelete(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    for (const row of rows) if (row.record.id === null) row.fail(idMissing('undelete'));
    const live = rows.filter((row) => !row.failed);
    const states = rowStates(
        tx,
        object.name,
        live.map((row) => row.record.id!)
    );
    for (const row of live) if (states.get(row.record.id!) !== 'deleted') row.fail(noSuchRow());
    lock(tx, live);
}

function lock(tx: TransactionRuntime, rows: readonly SaveRow[]): void {
    for (const row of rows) {
        if (row.failed) continue;
        const held = tx.org.locks.take(tx.lockHolder, [row.record.id!]);
        if (held.length > 0) row.fail(rowLocked(held));
    }
}

/** Rows of a query carry read-only fields along; only a row that was built may be blamed for them. */
function refuseReadOnlyFields(object: ObjectInfo, row: SaveRow, flag: 'createable' | 'updateable'): void {
    if (row.record.fromQuery) return;
    const refused: string[] = [];
    for (const [name, value] of row.record.fields) {
        const field = object.field(name);
        if (field && field.type !== 'id' && value !== null && !field[flag]) refused.push(field.name);
    }
    if (refused.length > 0) row.fail(notWriteable(refused));
}
