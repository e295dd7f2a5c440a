import { parentPort, workerData } from 'node:worker_threads';
import { openOrg, type OpenOrgOptions } from '../../org.ts';
import { collectCoverage, type FileCoverage } from '../../testing/coverage.ts';
import { discoverTests } from '../../testing/discover.ts';
import { runTestClass } from '../../testing/run-class.ts';
import type { TestResult } from '../../testing/model.ts';

/** Runs test classes in an org of its own: tests see what is deployed and none of the running org's records. */
export interface TestThreadData {
    readonly options: OpenOrgOptions;
    readonly classes: readonly ChosenClass[];
}

export interface ChosenClass {
    readonly name: string;
    /** All of them where it is left out. */
    readonly methods?: readonly string[] | undefined;
}

export type TestThreadMessage =
    | { readonly type: 'class'; readonly name: string; readonly results: readonly TestResult[] }
    | { readonly type: 'done'; readonly coverage: readonly FileCoverage[] }
    | { readonly type: 'failed'; readonly message: string };

function send(message: TestThreadMessage): void {
    parentPort!.postMessage(message);
}

try {
    const { options, classes } = workerData as TestThreadData;
    const org = openOrg(options);
    const known = discoverTests(org.program);
    for (const { name, methods } of classes) {
        const found = known.find((candidate) => candidate.name === name);
        if (!found) throw new Error(`There is no test class ${name}.`);
        const wanted = methods?.map((method) => method.toLowerCase());
        const tests = found.tests.filter((test) => !wanted || wanted.includes(test.name.toLowerCase()));
        send({ type: 'class', name, results: runTestClass(org, { ...found, tests }) });
    }
    send({ type: 'done', coverage: collectCoverage(org.program) });
} catch (error) {
    send({ type: 'failed', message: (error as Error).message });
}
