import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CompileError, UnsupportedError } from '../../errors.ts';
import { WorkInTheWay, type OpenOrgOptions } from '../../org.ts';
import { makeId } from '../../schema/ids.ts';
import { summarize } from '../../testing/coverage.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { FinishedRun } from '../tooling/test-runs.ts';
import type { CheckData, CheckedComponent, CheckMessage, CheckResult, ComponentFailure } from './check-thread.ts';
import { unpack, type UnpackedPackage } from './package.ts';
import { BadArchive, readZip } from './zip.ts';

/** What a client may ask of a deployment (Metadata API Developer Guide, "deploy()"). */
export interface DeployOptions {
    readonly checkOnly?: boolean;
    readonly testLevel?: string;
    readonly runTests?: readonly string[];
    readonly rollbackOnError?: boolean;
    readonly ignoreWarnings?: boolean;
}

export interface Deployment {
    readonly id: string;
    readonly user: RunningUser;
    readonly options: DeployOptions;
    readonly createdDate: Date;
    completedDate: Date | null;
    status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed';
    components: readonly CheckedComponent[];
    failures: readonly ComponentFailure[];
    tests: FinishedRun | undefined;
    /** While they run. */
    testsTotal: number;
    testsDone: number;
    error: string | null;
}

/** An org with tests that cover less of it takes nothing (Apex Developer Guide, "Code Coverage Best Practices"). */
const MINIMUM_COVERAGE = 75;
const TEST_LEVELS = new Set(['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg']);

/** The running org, as far as deployments deal with it. */
export interface DeployTarget {
    /** How the org was opened, with the packages that were deployed since. */
    options(): OpenOrgOptions;
    /** Makes the folder part of the org. */
    install(directory: string): void;
}

/** Deployments: each is checked in a thread of its own while the org goes on working; what passes takes effect at once. */
export class Deployments {
    private readonly target: DeployTarget;
    private readonly known = new Map<string, Deployment>();
    private readonly folders = new Set<string>();
    private queue: Promise<void> = Promise.resolve();
    private last = 0;

    constructor(target: DeployTarget) {
        this.target = target;
    }

    /** Begins a deployment; they are worked off one after the other. */
    start(user: RunningUser, zip: Uint8Array, options: DeployOptions): Deployment {
        const level = options.testLevel ?? 'NoTestRun';
        if (!TEST_LEVELS.has(level)) throw new BadValue('INVALID_INPUT', `The local org does not have the test level ${level}.`);
        this.last += 1;
        const deployment: Deployment = {
            id: makeId('0Af', this.last),
            user,
            options,
            createdDate: new Date(),
            completedDate: null,
            status: 'Pending',
            components: [],
            failures: [],
            tests: undefined,
            testsTotal: 0,
            testsDone: 0,
            error: null
        };
        this.known.set(deployment.id, deployment);
        this.queue = this.queue.then(() => this.run(deployment, zip));
        return deployment;
    }

    find(id: string): Deployment {
        const found = this.known.get(id) ?? [...this.known.values()].find((deployment) => deployment.id.slice(0, 15) === id);
        if (!found) throw new BadValue('INVALID_ID_FIELD', `Invalid deploy id: ${id}`);
        return found;
    }

    /** Throws away the folders of packages. */
    close(): void {
        for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    }

    private async run(deployment: Deployment, zip: Uint8Array): Promise<void> {
        deployment.status = 'InProgress';
        const directory = mkdtempSync(join(tmpdir(), 'local-org-deploy-'));
        this.folders.add(directory);
        let installed = false;
        try {
            const unpacked = unpack(readZip(zip), directory);
            const { components, failures, tests } = await this.check(unpacked, deployment);
            deployment.components = components;
            deployment.failures = failures;
            deployment.tests = tests;
            const passed = failures.length === 0 && testsPassed(deployment);
            if (passed && !deployment.options.checkOnly && components.some(({ changed }) => changed)) {
                this.target.install(directory);
                installed = true;
            }
            deployment.status = passed ? 'Succeeded' : 'Failed';
        } catch (error) {
            fail(deployment, error);
        } finally {
            deployment.completedDate = new Date();
            if (!installed) this.throwAway(directory);
        }
    }

    private check(unpacked: UnpackedPackage, deployment: Deployment): Promise<CheckResult> {
        const { options } = deployment;
        const current = this.target.options();
        const before = [...(current.extraDirectories ?? [])];
        const level = options.testLevel ?? 'NoTestRun';
        const workerData: CheckData = {
            options: { ...current, database: ':memory:', extraDirectories: [...before, unpacked.directory] },
            before,
            unpacked,
            tests: level === 'NoTestRun' ? undefined : { level, classes: options.runTests ?? [] }
        };
        const worker = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData });
        return new Promise((resolve, reject) => {
            worker.on('message', (message: CheckMessage) => {
                if (message.type === 'done') return resolve(message.result);
                deployment.components = message.components;
                deployment.testsTotal = message.testsTotal;
                deployment.testsDone = message.testsDone;
            });
            worker.once('error', reject);
            worker.once('exit', () => reject(new Error('The thread of the deployment ended.')));
        });
    }

    private throwAway(directory: string): void {
        this.folders.delete(directory);
        rmSync(directory, { recursive: true, force: true });
    }
}

function testsPassed(deployment: Deployment): boolean {
    const { tests } = deployment;
    if (!tests) return true;
    if (tests.results.some(({ passed }) => !passed)) return false;
    const { percent } = summarize(tests.coverage);
    if (percent >= MINIMUM_COVERAGE) return true;
    deployment.error = `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least ${MINIMUM_COVERAGE}% test coverage is required.`;
    return false;
}

/** Problems of the package itself stand at package.xml. */
function fail(deployment: Deployment, error: unknown): void {
    deployment.status = 'Failed';
    if (error instanceof CompileError || error instanceof UnsupportedError) {
        const { line, column, file } = error.position ?? { line: undefined, column: undefined, file: 'package.xml' };
        deployment.failures = [{ type: '', fullName: file, fileName: file, problem: error.message, line, column }];
        return;
    }
    const isExpected = error instanceof BadArchive || error instanceof WorkInTheWay || error instanceof BadValue;
    deployment.error = isExpected ? error.message : `UNKNOWN_EXCEPTION: ${(error as Error).message}`;
    if (!isExpected) console.error(error);
}
