import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestResult } from './model.ts';

const fileOf = (project: string): string => join(project, '.local-org', 'cache', 'last-test-run.json');

/** Keeps the names of what failed, for the next run to start with. */
export function rememberRun(project: string, results: readonly TestResult[]): void {
    const failed = results.filter((result) => !result.passed).map((result) => result.name);
    mkdirSync(dirname(fileOf(project)), { recursive: true });
    writeFileSync(fileOf(project), JSON.stringify({ failed }));
}

/** `Class.method` of what failed in the last run; undefined where there was none, so that everything runs. */
export function failedLastTime(project: string): string[] | undefined {
    try {
        return (JSON.parse(readFileSync(fileOf(project), 'utf8')) as { failed: string[] }).failed;
    } catch {
        return undefined;
    }
}
