import type { TransactionRecord } from '../org/local';
import { formatTable } from '../cli/table';

const COUNTERS = ['queries', 'queryRows', 'dmlStatements', 'dmlRows', 'callouts', 'cpuTime'] as const;

/** What the transactions of one kind and name cost: how many there were, and the dearest of each counter. */
export function costTable(transactions: readonly TransactionRecord[]): string {
    const groups = new Map<string, TransactionRecord[]>();
    for (const transaction of transactions) {
        const key = `${transaction.kind} ${transaction.name}`;
        groups.set(key, [...(groups.get(key) ?? []), transaction]);
    }
    const rows = [...groups].map(([name, records]) => [
        name,
        String(records.length),
        ...COUNTERS.map((counter) => String(Math.round(Math.max(...records.map((record) => record.limits[counter] ?? 0))))),
        String(Math.round(Math.max(...records.map((record) => record.ms)))),
        String(records.filter((record) => record.error !== null).length)
    ]);
    return formatTable(
        [
            { title: 'Transaction' },
            { title: 'Count', right: true },
            { title: 'Queries', right: true },
            { title: 'Rows', right: true },
            { title: 'DML', right: true },
            { title: 'DML rows', right: true },
            { title: 'Callouts', right: true },
            { title: 'CPU ms', right: true },
            { title: 'Wall ms', right: true },
            { title: 'Errors', right: true }
        ],
        rows
    );
}
