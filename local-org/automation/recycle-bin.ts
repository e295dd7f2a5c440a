import type { SObject } from '../apex/runtime/sobject.ts';
import { noSuchRow } from './dml-errors.ts';
import { purgeRows, rowStates } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { DmlResult } from './transaction.ts';

/** Database.emptyRecycleBin: deleted rows go for good. */
export function emptyRecycleBin(tx: TransactionRuntime, records: readonly SObject[]): DmlResult[] {
    tx.limits.count('dmlStatements');
    tx.limits.count('dmlRows', records.length);
    tx.scope.begin();
    tx.scope.markWork();
    return records.map(({ typeName, id }) => {
        const deleted = id !== null && rowStates(tx, typeName, [id]).get(id) === 'deleted';
        if (deleted) purgeRows(tx, typeName, [id]);
        return { id, success: deleted, created: false, errors: deleted ? [] : [noSuchRow()] };
    });
}
