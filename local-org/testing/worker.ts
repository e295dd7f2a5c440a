import { parentPort, workerData } from 'node:worker_threads';
import { assertions } from '../apex/platform/assert.ts';
import { openOrg } from '../org.ts';
import { collectCoverage } from './coverage.ts';
import { discoverTests } from './discover.ts';
import { runTestClass } from './run-class.ts';
import { testOrgOptions } from './run.ts';
import type { TestChoice } from './model.ts';

/** One thread's share of a test run, in an org of its own. */
const { project, choice, names, inverted } = workerData as {
    project: string;
    choice: TestChoice;
    names: readonly string[];
    inverted: boolean;
};
assertions.inverted = inverted;
const org = openOrg(testOrgOptions(project));
const classes = discoverTests(org.program, choice).filter((testClass) => names.includes(testClass.name));
const results = classes.flatMap((testClass) => runTestClass(org, testClass));
parentPort!.postMessage({ results, coverage: collectCoverage(org.program) });
