import { compileProject } from '../apex/compile.ts';
import { loadFlows } from '../automation/flow/flows.ts';
import { CompileError, ProblemList, UnsupportedError } from '../errors.ts';
import { loadProject } from '../metadata/load.ts';
import { buildSchema } from '../schema/build.ts';

/** Loads and compiles everything, prints each problem, and says how many there are. Returns the exit code. */
export function checkProject(project: string): number {
    const started = performance.now();
    try {
        const metadata = loadProject(project);
        const schema = buildSchema(metadata);
        const program = compileProject(metadata, schema);
        loadFlows(metadata, schema, program);
        const flows = metadata.ofType('Flow').length;
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const triggers = program.triggers.length;
        console.log(
            `${metadata.components.length} components, ${program.classes.length} classes, ${triggers} triggers, ${flows} flows: no problems (${seconds} s)`
        );
        return 0;
    } catch (error) {
        const problems = problemsOf(error);
        for (const problem of problems) console.error(problem);
        console.error(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
        return 1;
    }
}

function problemsOf(error: unknown): string[] {
    if (error instanceof ProblemList)
        return error.problems.map((problem) => (problem instanceof CompileError ? problem.toString() : problem.message));
    if (error instanceof CompileError) return [error.toString()];
    if (error instanceof UnsupportedError) return [error.message];
    throw error;
}
