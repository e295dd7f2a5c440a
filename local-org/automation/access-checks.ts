import { apexException } from '../apex/runtime/exceptions.ts';
import { permittedIds } from '../data/sharing.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { dmlError } from './dml-errors.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';
import type { SaveEvent } from './triggers.ts';
import type { DmlError, DmlRequest } from './transaction.ts';

const RIGHTS = { insert: 'create', update: 'edit', delete: 'delete', undelete: 'delete' } as const;

/** What user mode and sharing forbid: objects and fields in user mode, rows of others wherever sharing is enforced. */
export function checkAccess(
    tx: TransactionRuntime,
    object: ObjectInfo,
    operation: SaveEvent,
    request: Pick<DmlRequest, 'access'>,
    rows: readonly SaveRow[]
): void {
    if (tx.user.administrator || rows.length === 0) return;
    if (request.access === 'user') {
        const refusal = objectRefusal(tx, object, operation);
        if (refusal) throw apexException('System.SecurityException', refusal.message);
        for (const row of rows) {
            const error = fieldRefusal(tx, object, operation, row);
            if (error) row.fail(error);
        }
    }
    if (request.access === 'user' || tx.sharing === 'with')
        checkRows(
            tx,
            object,
            operation,
            rows.filter((row) => !row.failed)
        );
}

/** Why the user may not do this with any row of the object; null where nothing forbids it. */
export function objectRefusal(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent): DmlError | null {
    const allowed = tx.org.access(tx.user).object(object.name)[RIGHTS[operation]];
    return allowed ? null : dmlError('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`);
}

function fieldRefusal(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent, row: SaveRow): DmlError | null {
    if (operation === 'delete' || operation === 'undelete') return null;
    const access = tx.org.access(tx.user);
    const refused: string[] = [];
    for (const name of row.record.fields.keys()) {
        const field = object.field(name);
        if (!field || field.type === 'id' || (!field.createable && !field.updateable)) continue;
        if (row.record.fromQuery && row.record.fields.get(name) === null) continue;
        if (!access.canEditField(object.name, field.name)) refused.push(field.name);
    }
    if (refused.length === 0) return null;
    const text = `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`;
    return dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', text, refused);
}

function checkRows(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent, rows: readonly SaveRow[]): void {
    if (operation === 'insert') return;
    const ids = rows.flatMap((row) => row.record.id ?? []);
    const permitted = permittedIds(tx.org.store, tx.org.access(tx.user), object.name, ids, 'edit');
    for (const row of rows) {
        if (row.record.id === null || permitted.has(row.record.id)) continue;
        row.fail(dmlError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
    }
}
