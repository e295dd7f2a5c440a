import type { ObjectInfo } from '../schema/model.ts';
import { setActivityAccounts } from './activity-accounts.ts';
import { checkRows } from './checks.ts';
import { duplicateValue } from './dml-errors.ts';
import { runRecordFlows } from './record-flows.ts';
import { insertRows, readRows, readRowsBy, updateRows } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';
import { notFailed, TriggerRow } from './save-row.ts';
import { applyStandardRules } from './standard-rules.ts';
import { runTriggers } from './triggers.ts';

export interface SaveSettings {
    readonly allOrNone: boolean;
}

/**
 * The save order for at most 200 rows of one object, from the records in memory to the after-save flows
 * (Apex Developer Guide, "Triggers and Order of Execution"). Rows come with `previous` set for updates; what fails
 * on the way has errors at the end.
 */
export function insertOrUpdate(
    tx: TransactionRuntime,
    object: ObjectInfo,
    operation: 'insert' | 'update',
    rows: readonly SaveRow[],
    settings: SaveSettings
): void {
    for (const row of rows) row.next = operation === 'insert' ? newRow(tx, object, row) : changedRow(object, row);
    runRecordFlows(tx, object, 'before', operation, rows);
    runTriggers(tx, object, 'before', operation, rows.filter(notFailed));
    for (const row of rows) applyStandardRules(tx, object, row);
    setActivityAccounts(tx, object, rows.filter(notFailed));
    checkRows(tx, object, rows.filter(notFailed));
    tx.org.validationRules.run(tx, object, rows.filter(notFailed));
    if (settings.allOrNone && rows.some((row) => row.failed)) return;
    const written = write(tx, object, operation, rows.filter(notFailed));
    if (settings.allOrNone && rows.some((row) => row.failed)) return;
    runTriggers(tx, object, 'after', operation, written.filter(notFailed));
    if (settings.allOrNone && rows.some((row) => row.failed)) return;
    runRecordFlows(tx, object, 'after', operation, written.filter(notFailed));
}

/** A new row with the defaults of its fields, as before triggers see it. */
function newRow(tx: TransactionRuntime, object: ObjectInfo, row: SaveRow): TriggerRow {
    const next = new TriggerRow(object.name);
    for (const field of object.fields) next.fields.set(field.name, null);
    for (const [field, value] of tx.org.defaults.of(object.name, tx)) next.fields.set(field, value);
    if (object.field('RecordTypeId')) next.fields.set('RecordTypeId', defaultRecordType(tx, object));
    if (object.field('OwnerId')) next.fields.set('OwnerId', tx.user.guest ? tx.org.guestRecordOwner : tx.user.id);
    for (const [name, value] of row.record.fields) {
        const field = object.field(name);
        if (!field || field.type === 'id' || field.formula !== undefined) continue;
        if (value === null && name === 'OwnerId') continue;
        next.fields.set(field.name, value);
    }
    for (const [field, id] of row.parentIds) next.fields.set(field, id);
    // The usual `upsert Foo__c.getOrgDefaults()` of a setting that nobody filled in makes the organization's row.
    if (object.settingType === 'Hierarchy') next.fields.set('SetupOwnerId', next.fields.get('SetupOwnerId') ?? tx.org.facts.id);
    return next;
}

/** What the user's profile names. */
function defaultRecordType(tx: TransactionRuntime, object: ObjectInfo): string | null {
    const name = tx.org.access(tx.user).defaultRecordType(object.name);
    if (name === undefined) return null;
    const types = readRowsBy(tx, 'RecordType', 'SobjectType', [object.name]);
    return types.find(({ fields }) => String(fields.get('DeveloperName')).toLowerCase() === name)?.id ?? null;
}

/** The row as the database has it, overlaid with what the caller set. */
function changedRow(object: ObjectInfo, row: SaveRow): TriggerRow {
    const next = TriggerRow.of(row.previous!);
    for (const [name, value] of row.record.fields) {
        const field = object.field(name);
        if (field && field.updateable && field.formula === undefined) next.fields.set(field.name, value);
    }
    for (const [field, id] of row.parentIds) next.fields.set(field, id);
    return next;
}

/** Writes the rows that are still good; gives those that were written, as the database now has them. */
function write(tx: TransactionRuntime, object: ObjectInfo, operation: 'insert' | 'update', rows: readonly SaveRow[]): SaveRow[] {
    if (rows.length === 0) return [];
    const now = tx.now();
    const outcome = operation === 'insert' ? insertRows(tx, object, rows, now) : updateRows(tx, object, rows, now);
    for (const { row, field, existingId } of outcome) row.fail(duplicateValue(field, existingId));
    const written = rows.filter(notFailed);
    const stored = readRows(
        tx,
        object.name,
        written.map((row) => row.id!)
    );
    for (const row of written) {
        row.next = TriggerRow.of(stored.get(row.id!)!, true);
        if (row.previous) row.previous.readOnly = true;
        tx.changedIds.add(row.id!);
    }
    return written;
}
