import { formatTable } from '../cli/table';
import type { LocalOrg, TransactionRecord } from '../org/local';

const CALLS = 5;
const MOST_SECONDS = 2;

/** The same call of Apex by a page, several times. */
export interface Calls {
    name: string;
    ms: number[];
    counters: TransactionRecord | undefined;
}

export async function measureCalls(org: LocalOrg, method: string, name: string, parameters: object): Promise<Calls> {
    const ms: number[] = [];
    await org.transactions(true);
    for (let call = 0; call < CALLS; call++) {
        const started = performance.now();
        await callAsPage(org, method, parameters);
        ms.push(performance.now() - started);
    }
    const records = await org.transactions(true);
    return { name, ms, counters: records.find((record) => record.name.endsWith(method.split('.').at(-1)!)) };
}

/** As a page of the browser calls it. */
export async function callAsPage<T>(org: LocalOrg, method: string, parameters: object): Promise<T> {
    const answer = await fetch(`${org.url}/lightning/_/api/apex/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters)
    });
    if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { value: T }).value;
}

export function tooSlow({ name, ms }: Calls): string[] {
    const slowest = Math.max(...ms);
    return slowest > MOST_SECONDS * 1000 ? [`${name} took ${seconds(slowest)} s, and may take ${MOST_SECONDS} s`] : [];
}

export function tableOfCalls(title: string, calls: readonly Calls[]): string {
    const columns = ['First, s', 'Median, s', 'Slowest, s', 'Queries', 'Rows', 'CPU, ms'].map((name) => ({ title: name, right: true }));
    return formatTable(
        [{ title }, ...columns],
        calls.map(({ name, ms, counters }) => [
            name,
            seconds(ms[0]!),
            seconds([...ms].sort((a, b) => a - b)[Math.floor(ms.length / 2)]!),
            seconds(Math.max(...ms)),
            ...['queries', 'queryRows', 'cpuTime'].map((counter) => String(counters?.limits[counter] ?? ''))
        ])
    );
}

export function seconds(ms: number): string {
    return (ms / 1000).toFixed(2);
}
