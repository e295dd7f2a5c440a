import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assertions } from '../apex/platform/assert.ts';
import { openOrg } from '../org.ts';
import { collectCoverage, mergeCoverage, type FileCoverage } from './coverage.ts';
import { discoverTests, refusedTests } from './discover.ts';
import { failedLastTime, rememberRun } from './last-run.ts';
import { reportTests, type TestReport } from './report.ts';
import { runTestClass } from './run-class.ts';
import type { TestChoice, TestClass, TestOptions, TestResult } from './model.ts';

/** Below so many test classes a second thread costs more than it saves. */
const CLASSES_PER_WORKER = 12;

interface Outcome {
    readonly results: readonly TestResult[];
    readonly coverage: readonly FileCoverage[];
}

/** Runs the Apex tests of a project and prints what failed; returns the exit code. */
export async function runTests(options: TestOptions): Promise<number> {
    const started = performance.now();
    const choice: TestChoice = { filter: options.filter, only: options.rerunFailed ? failedLastTime(options.project) : undefined };
    const outcome = await execute(options, choice);
    const report: TestReport = { ...outcome, milliseconds: performance.now() - started };
    if (!options.invertAssertions) rememberRun(options.project, report.results);
    return reportTests(options, report);
}

async function execute(options: TestOptions, choice: TestChoice): Promise<Outcome> {
    const inverted = options.invertAssertions ?? false;
    const org = openOrg(testOrgOptions(options.project));
    const classes = discoverTests(org.program, choice);
    const refused = refusedTests(org.program.refused, choice);
    const workers = Math.max(1, Math.min(options.workers ?? availableParallelism(), Math.ceil(classes.length / CLASSES_PER_WORKER)));
    const shares = share(classes, workers);
    const others = shares.slice(1).map((names) => runInThread({ project: options.project, choice, names, inverted }));
    assertions.inverted = inverted;
    const own: Outcome = {
        results: shares[0]!.flatMap((name) => runTestClass(org, named(classes, name))),
        coverage: collectCoverage(org.program)
    };
    const outcomes = [own, ...(await Promise.all(others))];
    const results = [...refused, ...outcomes.flatMap((outcome) => outcome.results)];
    return {
        results: results.sort((a, b) => a.name.localeCompare(b.name)),
        coverage: mergeCoverage(outcomes.map((outcome) => outcome.coverage))
    };
}

/** A fresh org in memory, with the classes that compile. */
export function testOrgOptions(project: string): Parameters<typeof openOrg>[0] {
    return { project, database: ':memory:', cacheDirectory: join(project, '.local-org', 'cache'), leaveOutBroken: true };
}

/** Deals the classes out by their number of tests, the largest first. */
function share(classes: readonly TestClass[], workers: number): string[][] {
    const shares = Array.from({ length: workers }, () => ({ names: [] as string[], tests: 0 }));
    for (const testClass of [...classes].sort((a, b) => b.tests.length - a.tests.length)) {
        const lightest = shares.reduce((least, candidate) => (candidate.tests < least.tests ? candidate : least));
        lightest.names.push(testClass.name);
        lightest.tests += testClass.tests.length;
    }
    return shares.map(({ names }) => names);
}

function runInThread(workerData: object): Promise<Outcome> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`A test thread ended with code ${code}.`)));
    });
}

function named(classes: readonly TestClass[], name: string): TestClass {
    return classes.find((testClass) => testClass.name === name)!;
}
