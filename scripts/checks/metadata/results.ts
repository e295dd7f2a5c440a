import type { Problem } from './project.ts';

export interface CheckResult {
    readonly name: string;
    readonly problems: readonly Problem[];
}

/** Each check with its problems and their places, then `N passed, N failed`. @returns the exit code */
export function printResults(results: readonly CheckResult[]): number {
    for (const { name, problems } of results) {
        console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
        for (const { file, line, message } of problems) console.log(`       ${file}:${line} ${message}`);
    }
    const failed = results.filter(({ problems }) => problems.length > 0).length;
    console.log(`${results.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
}
