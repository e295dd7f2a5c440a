import { apexException } from '../apex/runtime/exceptions.ts';
import type { SoqlQuery } from '../data/soql/ast.ts';
import { checkSoql } from '../data/soql/check.ts';
import { runQuery, type QueryResult } from '../data/soql/run.ts';
import { cpuClock } from '../limits/limits.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { AccessMode } from './transaction.ts';

/** One query of a transaction: counted, run with the rights of its user, its rows locked where it says FOR UPDATE. */
export function runTransactionQuery(tx: TransactionRuntime, query: SoqlQuery, binds: readonly unknown[], access: AccessMode): QueryResult {
    countQuery(tx, query);
    const before = cpuClock();
    const result = runQuery(tx.org.store, query, binds, {
        access: tx.org.access(tx.user),
        mode: access,
        sharing: tx.sharing,
        now: tx.now()
    });
    tx.limits.addDatabaseTime(cpuClock() - before);
    tx.limits.count('queryRows', result.countedRows);
    if (query.forUpdate) lock(tx, result);
    return result;
}

/** Custom metadata is read for nothing; a subquery counts as an aggregate query. */
function countQuery(tx: TransactionRuntime, query: SoqlQuery): void {
    if (tx.org.schema.object(query.from.name)?.kind === 'metadata') return;
    tx.limits.count('queries');
    const subqueries = query.select.filter((item) => item.kind === 'subquery').length;
    if (subqueries > 0) tx.limits.count('aggregateQueries', subqueries);
}

function lock(tx: TransactionRuntime, { rows }: QueryResult): void {
    const ids = rows.flatMap((row) => row.id ?? []);
    const held = tx.org.locks.take(tx.lockHolder, ids);
    if (held.length > 0) {
        const text =
            'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.';
        throw apexException('System.QueryException', text);
    }
    tx.org.onWait?.('lock', tx);
}

/** Whether the query gives a number: `SELECT COUNT()`. */
export function isCountQuery(tx: TransactionRuntime, query: SoqlQuery): boolean {
    return checkSoql(query, tx.org.schema).countOnly;
}
