import { Connection } from './connection.ts';
import type { ConnectionOptions } from './connection.ts';
import { queryAll, tableOf } from './query.ts';

/** Prints the rows of a query against the running org. Returns the exit code. */
export async function printQuery(soql: string, { json, ...options }: ConnectionOptions & { json: boolean }): Promise<number> {
    const { records, totalSize } = await queryAll(new Connection(options), soql);
    if (json) console.log(JSON.stringify(records, null, 2));
    else {
        if (records.length > 0) console.log(tableOf(records).join('\n'));
        console.log(totalSize === 1 ? '1 row' : `${totalSize} rows`);
    }
    return 0;
}

interface AnonymousResult {
    readonly success: boolean;
    readonly compileProblem?: string;
    readonly exception?: string;
    readonly logs: readonly string[];
}

/** Runs anonymous Apex in the running org and prints its debug lines. Returns the exit code. */
export async function runAnonymous(source: string, options: ConnectionOptions): Promise<number> {
    const result = await new Connection(options).post<AnonymousResult>('/local-org/apex', { source });
    for (const line of result.logs) console.log(line);
    if (result.success) return 0;
    console.error(result.compileProblem ?? result.exception);
    return 1;
}
