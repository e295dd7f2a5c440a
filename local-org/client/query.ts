import type { Connection } from './connection.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

interface QueryPage {
    readonly totalSize: number;
    readonly records: readonly JsonRecord[];
    readonly nextRecordsUrl?: string;
}

const QUERY = '/services/data/v66.0/query';

/** All rows of a query, page after page. */
export async function queryAll(connection: Connection, soql: string): Promise<{ totalSize: number; records: JsonRecord[] }> {
    const records: JsonRecord[] = [];
    let page = await connection.get<QueryPage>(`${QUERY}?q=${encodeURIComponent(soql)}`);
    records.push(...page.records);
    while (page.nextRecordsUrl !== undefined) {
        page = await connection.get<QueryPage>(page.nextRecordsUrl);
        records.push(...page.records);
    }
    return { totalSize: page.totalSize, records };
}

/** A table with a column for each selected field, parents as `Account.Name`; child rows as JSON. */
export function tableOf(records: readonly JsonRecord[]): string[] {
    const rows = records.map(flattened);
    const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
    const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => (row.get(column) ?? '').length)));
    const line = (cells: readonly string[]): string =>
        cells
            .map((cell, at) => cell.padEnd(widths[at]!))
            .join('  ')
            .trimEnd();
    return [
        line(columns),
        line(widths.map((width) => '-'.repeat(width))),
        ...rows.map((row) => line(columns.map((column) => row.get(column) ?? '')))
    ];
}

function flattened(record: JsonRecord): Map<string, string> {
    const cells = new Map<string, string>();
    for (const [name, value] of Object.entries(record)) {
        if (name === 'attributes') continue;
        if (isParent(value)) for (const [inner, cell] of flattened(value)) cells.set(`${name}.${inner}`, cell);
        else cells.set(name, value === null ? '' : typeof value === 'object' ? JSON.stringify(childrenOf(value)) : String(value));
    }
    return cells;
}

function isParent(value: unknown): value is JsonRecord {
    return typeof value === 'object' && value !== null && 'attributes' in value;
}

function childrenOf(value: object): unknown {
    const records = (value as { records?: readonly JsonRecord[] }).records;
    return records ? records.map((record) => Object.fromEntries(flattened(record))) : value;
}
