import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openOrg } from '../org.ts';
import { collectCoverage, coverageReport, mergeCoverage, summarize, type FileCoverage } from './coverage.ts';
import { discoverTests, type TestClass } from './discover.ts';
import { runTestClass, type TestResult } from './run-class.ts';

export interface TestOptions {
    readonly project: string;
    readonly filter?: string;
    readonly json?: string;
    readonly coverage: boolean;
    /** Percent of statements, 0 to 100. */
    readonly minimumCoverage?: number;
    readonly workers?: number;
}

/** Below so many test classes a second thread costs more than it saves. */
const CLASSES_PER_WORKER = 12;

interface Outcome {
    readonly results: readonly TestResult[];
    readonly coverage: readonly FileCoverage[];
}

/** Runs the Apex tests of a project and prints what failed; returns the exit code. */
export async function runTests(options: TestOptions): Promise<number> {
    const started = performance.now();
    const org = openOrg(testOrgOptions(options.project));
    const classes = discoverTests(org.program, options.filter);
    const workers = Math.max(1, Math.min(options.workers ?? availableParallelism(), Math.ceil(classes.length / CLASSES_PER_WORKER)));
    const shares = share(classes, workers);
    const others = shares.slice(1).map((names) => runInThread(options, names));
    const own: Outcome = {
        results: shares[0]!.flatMap((name) => runTestClass(org, named(classes, name))),
        coverage: collectCoverage(org.program)
    };
    const outcomes = [own, ...(await Promise.all(others))];
    const results = outcomes.flatMap((outcome) => outcome.results).sort((a, b) => a.name.localeCompare(b.name));
    const coverage = mergeCoverage(outcomes.map((outcome) => outcome.coverage));
    return report(options, results, coverage, performance.now() - started);
}

export function testOrgOptions(project: string): Parameters<typeof openOrg>[0] {
    return { project, database: ':memory:', cacheDirectory: join(project, '.local-org', 'cache') };
}

function report(options: TestOptions, results: readonly TestResult[], coverage: FileCoverage[], milliseconds: number): number {
    const failed = results.filter((result) => !result.passed);
    for (const result of failed)
        console.log(`FAILED ${result.name}\n       ${[result.message, result.stack].join('\n').trim().replaceAll('\n', '\n       ')}`);
    const summary = summarize(coverage);
    if (options.coverage) for (const line of coverageReport(coverage)) console.log(line);
    const tooLittle = options.minimumCoverage !== undefined && summary.percent < options.minimumCoverage;
    console.log(`${summary.percent} % of ${summary.total} statements covered, ${(milliseconds / 1000).toFixed(1)} s`);
    if (tooLittle) console.log(`FAILED coverage is below ${options.minimumCoverage} %`);
    if (results.length === 0) console.log(options.filter ? `No test matches "${options.filter}".` : 'The project has no Apex tests.');
    if (options.json) writeFileSync(options.json, JSON.stringify({ results, coverage, summary }, null, 2));
    const failures = failed.length + (tooLittle ? 1 : 0);
    console.log(`${results.length - failed.length} passed, ${failures} failed`);
    return failures === 0 && results.length > 0 ? 0 : 1;
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

function runInThread(options: TestOptions, names: readonly string[]): Promise<Outcome> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: { project: options.project, filter: options.filter, names }
    });
    return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`A test thread ended with code ${code}.`)));
    });
}

function named(classes: readonly TestClass[], name: string): TestClass {
    return classes.find((testClass) => testClass.name === name)!;
}
