import type { ObjectInfo } from '../schema/model.ts';
import type { RecordOperation } from './flow/flows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';
import { isTooDeep, runInContext } from './triggers.ts';

/** The record-triggered flows of one moment of the save order. Before a delete, the row is what it was. */
export function runRecordFlows(
    tx: TransactionRuntime,
    object: ObjectInfo,
    when: 'before' | 'after',
    operation: RecordOperation,
    rows: readonly SaveRow[]
): void {
    if (rows.length === 0) return;
    const { flows } = tx.org;
    const runner =
        operation === 'delete'
            ? flows.beforeDelete(object.name)
            : when === 'before'
              ? flows.beforeSave(object.name, operation)
              : flows.afterSave(object.name, operation);
    if (!runner) return;
    const flowRows = rows.map((row) => ({ new: (operation === 'delete' ? row.previous : row.next)!, old: row.previous }));
    const depth = `${object.name} flow ${when} ${operation}`;
    if (isTooDeep(tx, `${object.name} flows`, depth, rows)) return;
    runInContext(tx, null, depth, () => {
        const errors = runner(tx, flowRows);
        rows.forEach((row, index) => row.fail(...(errors[index] ?? [])));
    });
}
