import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../checks/project';
import { formatTable } from '../cli/table';
import { print, type BenchPart } from './part';

/** Numbers of rows: from the first to the second, a row may not become much dearer. */
const SIZES = [2_000, 10_000] as const;
const MOST_GROWTH = 2.5;
/** What 10,000 rows through a trigger, in chunks of 200, may take. */
const MOST_SECONDS_THROUGH_TRIGGER = 5;

export interface Timing {
    operation: string;
    size: number;
    ms: number;
}

export const localOrg: BenchPart = {
    name: 'local-org',
    summary: 'the local org itself: compiling, Apex tests, and rows a second for insert, upsert, update and query',
    run: async () => {
        print(await compileSpeed());
        print(await testSpeed());
        const timings = await measure<Timing[]>('rows', SIZES.join(','));
        print(rowTable(timings));
        return problemsOf(timings);
    }
};

/** Each measurement runs in a process of its own: none finds the code of another warm. */
async function measure<T>(...parameters: string[]): Promise<T> {
    const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'local-org/testing/measure.ts'), ...parameters]);
    return JSON.parse(stdout) as T;
}

async function compileSpeed(): Promise<string> {
    const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
    try {
        const compile = (): Promise<{ lines: number; ms: number }> => measure('compile', ROOT, cache);
        const cold = await compile();
        const cached = await compile();
        const row = (name: string, { lines, ms }: { lines: number; ms: number }): string[] => [
            name,
            String(lines),
            (ms / 1000).toFixed(2),
            perSecond(lines, ms)
        ];
        return formatTable(
            [{ title: 'Compiling' }, { title: 'Lines', right: true }, { title: 'Seconds', right: true }, { title: 'Lines/s', right: true }],
            [row('cold', cold), row('cached', cached)]
        );
    } finally {
        rmSync(cache, { recursive: true, force: true });
    }
}

async function testSpeed(): Promise<string> {
    const { methods, failed, ms } = await measure<{ methods: number; failed: number; ms: number }>('tests', ROOT);
    const failures = failed === 0 ? '' : `, ${failed} failed`;
    return `Apex tests of the package, in one thread: ${methods} methods in ${(ms / 1000).toFixed(1)} s, ${perSecond(methods, ms)} a second${failures}`;
}

export function rowTable(timings: readonly Timing[]): string {
    const operations = [...new Set(timings.map(({ operation }) => operation))];
    const columns = SIZES.flatMap((size) => [
        { title: `${size} rows, ms`, right: true },
        { title: 'Rows/s', right: true }
    ]);
    const rows = operations.map((operation) => {
        const own = timings.filter((timing) => timing.operation === operation);
        return [operation, ...own.flatMap(({ size, ms }) => [ms.toFixed(0), perSecond(size, ms)]), growth(own).toFixed(2)];
    });
    return formatTable([{ title: 'Rows' }, ...columns, { title: 'Each, against the smaller', right: true }], rows);
}

/** How much dearer a row of the larger size is. */
function growth(timings: readonly Timing[]): number {
    const [small, large] = [timings[0]!, timings.at(-1)!];
    return large.ms / large.size / (small.ms / small.size);
}

export function problemsOf(timings: readonly Timing[]): string[] {
    const operations = [...new Set(timings.map(({ operation }) => operation))];
    const dear = operations.flatMap((operation) => {
        const ratio = growth(timings.filter((timing) => timing.operation === operation));
        return ratio > MOST_GROWTH ? [`a row of a large ${operation} costs ${ratio.toFixed(1)} times one of a small one`] : [];
    });
    const slow = timings
        .filter(({ operation, ms }) => operation.includes('trigger') && ms > MOST_SECONDS_THROUGH_TRIGGER * 1000)
        .map(({ size, ms }) => `${size} rows through a trigger took ${(ms / 1000).toFixed(1)} s`);
    return [...dear, ...slow];
}

function perSecond(count: number, ms: number): string {
    return (count / (ms / 1000)).toFixed(0);
}
