import { equalValues } from '../apex/runtime/values/equality.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { dmlError, idInInsert, idMissing, noSuchRow, notWriteable, rowIsDeleted, rowLocked } from './dml-errors.ts';
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
        refuseAuditFields(object, row);
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
    }
    lock(tx, live);
    const stored = readRows(
        tx,
        object.name,
        live.filter((row) => !row.failed).map((row) => row.record.id!)
    );
    for (const row of live) {
        if (row.failed) continue;
        row.previous = TriggerRow.of(stored.get(row.record.id!)!, true);
        if (operation === 'update') refuseAuditFields(object, row);
    }
}

function prepareUndelete(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    for (const row of rows) if (row.record.id === null) row.fail(idMissing('undelete'));
    const live = rows.filter((row) => !row.failed);
    const states = rowStates(
        tx,
        object.name,
        live.map((row) => row.record.id!)
    );
    for (const row of live) {
        const state = states.get(row.record.id!);
        if (state === undefined) row.fail(noSuchRow());
        else if (state !== 'deleted') row.fail(dmlError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
    }
    lock(tx, live);
}

function lock(tx: TransactionRuntime, rows: readonly SaveRow[]): void {
    for (const row of rows) {
        if (row.failed) continue;
        const held = tx.org.locks.take(tx.lockHolder, [row.record.id!]);
        if (held.length > 0) row.fail(rowLocked(held));
    }
}

/** Fields that only the platform writes. Others that cannot be set come along in copies of rows, and are left alone. */
const AUDIT_FIELDS = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** Rows of a query carry audit fields along; only a row that was built may be blamed for them. */
function refuseAuditFields(object: ObjectInfo, row: SaveRow): void {
    if (row.record.fromQuery) return;
    const refused = AUDIT_FIELDS.filter((name) => {
        const value = row.record.fields.get(name) ?? null;
        return value !== null && object.field(name) && !equalValues(value, row.previous?.fields.get(name) ?? null);
    });
    if (refused.length > 0) row.fail(notWriteable(refused));
}
