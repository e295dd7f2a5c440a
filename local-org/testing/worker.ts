import { parentPort, workerData } from 'node:worker_threads';
import { openOrg } from '../org.ts';
import { collectCoverage } from './coverage.ts';
import { discoverTests } from './discover.ts';
import { runTestClass } from './run-class.ts';
import { testOrgOptions } from './run.ts';

/** One thread's share of a test run, in an org of its own. */
const { project, filter, names } = workerData as { project: string; filter?: string; names: readonly string[] };
const org = openOrg(testOrgOptions(project));
const classes = discoverTests(org.program, filter).filter((testClass) => names.includes(testClass.name));
const results = classes.flatMap((testClass) => runTestClass(org, testClass));
parentPort!.postMessage({ results, coverage: collectCoverage(org.program) });
