import { writeFileSync } from 'node:fs';
import { describeProblem, findProblems } from '../validation/find-problems.ts';

export interface CheckOptions {
    /** Write the problems to this file as well. */
    readonly json?: string;
    readonly cacheDirectory?: string;
}

/** Loads and compiles everything, prints each problem, and says how many there are. Returns the exit code. */
export function checkProject(project: string, { json, ...options }: CheckOptions = {}): number {
    const started = performance.now();
    const { problems, refusedWhenCalled, counts } = findProblems(project, options);
    for (const refused of refusedWhenCalled) console.log(`Refused when it is called: ${describeProblem(refused)}`);
    if (json !== undefined) writeFileSync(json, JSON.stringify(problems.map(plain), null, 4));
    if (problems.length > 0) {
        for (const problem of problems) console.error(describeProblem(problem));
        console.error(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
        return 1;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { components, classes, triggers, flows } = counts;
    console.log(`${components} components, ${classes} classes, ${triggers} triggers, ${flows} flows: no problems (${seconds} s)`);
    return 0;
}

function plain(problem: ReturnType<typeof findProblems>['problems'][number]): Record<string, unknown> {
    return { ...problem.position, message: problem.message, kind: problem.name === 'UnsupportedError' ? 'unsupported' : 'refused' };
}
