import { Worker } from 'node:worker_threads';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import type { OpenOrgOptions, OrgRuntime } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import { summarize, type FileCoverage } from '../../testing/coverage.ts';
import { discoverTests } from '../../testing/discover.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { ChosenClass, TestThreadData, TestThreadMessage } from './test-thread.ts';
import { clearRows, insertRow, updateRow } from './tooling-store.ts';
import type { TestResult } from '../../testing/model.ts';

/** What a request for a test run may say (Tooling API Reference, "runTestsAsynchronous"). */
export interface TestRequest {
    readonly tests?: readonly { readonly classId?: string; readonly className?: string; readonly testMethods?: readonly string[] }[];
    /** Ids or names, with commas between. */
    readonly classids?: string;
    readonly classNames?: string;
    readonly suiteids?: string;
    readonly suiteNames?: string;
    readonly testLevel?: string;
}

export interface FinishedRun {
    readonly results: readonly TestResult[];
    readonly coverage: readonly FileCoverage[];
    /** Milliseconds. */
    readonly time: number;
}

/** Test runs in threads of their own; what comes of them stands in the rows that the platform has for it. */
export class TestRuns {
    private readonly org: () => OrgRuntime;
    private readonly options: () => OpenOrgOptions;

    constructor(org: () => OrgRuntime, options: () => OpenOrgOptions) {
        this.org = org;
        this.options = options;
    }

    /** Queues a run and gives the id of its AsyncApexJob; the rows tell how it goes. */
    start(user: RunningUser, request: TestRequest): string {
        const org = this.org();
        const classes = chosenClasses(org, request);
        const jobId = insertRow(org, 'AsyncApexJob', {
            JobType: 'TestRequest',
            Status: 'Queued',
            CreatedDate: now(),
            CreatedById: user.id,
            TotalJobItems: classes.length,
            JobItemsProcessed: 0
        });
        const run = new RunRows(org, user, jobId, classes, request);
        void this.run(classes, (name, results) => run.classDone(name, results)).then(
            (finished) => run.finished(finished),
            (error: unknown) => run.failed((error as Error).message)
        );
        return jobId;
    }

    /** Runs and waits. */
    runNow(request: TestRequest): Promise<FinishedRun> {
        return this.run(chosenClasses(this.org(), request), () => undefined);
    }

    private run(classes: readonly ChosenClass[], onClass: (name: string, results: readonly TestResult[]) => void): Promise<FinishedRun> {
        const started = performance.now();
        const workerData: TestThreadData = { options: this.options(), classes };
        const worker = new Worker(new URL('./test-thread.ts', import.meta.url), { workerData });
        const results: TestResult[] = [];
        return new Promise((resolve, reject) => {
            worker.on('message', (message: TestThreadMessage) => {
                if (message.type === 'failed') return reject(new Error(message.message));
                if (message.type === 'done') return resolve({ results, coverage: message.coverage, time: performance.now() - started });
                results.push(...message.results);
                onClass(message.name, message.results);
            });
            worker.once('error', reject);
            worker.once('exit', () => reject(new Error('The thread of the tests ended.')));
        });
    }
}

/** Which classes a request means. Local tests are all tests: a local org has no packages. */
export function chosenClasses(org: OrgRuntime, request: TestRequest): ChosenClass[] {
    if (request.suiteids || request.suiteNames) throw new BadValue('NOT_SUPPORTED_LOCALLY', 'The local org does not have test suites.');
    const known = discoverTests(org.program).map(({ name }) => name);
    const listed = [
        ...(request.tests ?? []),
        ...names(request.classNames).map((className) => ({ className })),
        ...names(request.classids).map((classId) => ({ classId }))
    ] as NonNullable<TestRequest['tests']>;
    if (listed.length === 0) {
        if (request.testLevel === undefined || /^Run(Local|AllTestsInOrg)/.test(request.testLevel)) return known.map((name) => ({ name }));
        throw new BadValue('INVALID_INPUT', 'No tests are named.');
    }
    return listed.map(({ classId, className, testMethods }) => {
        const wanted = className ?? org.store.find('ApexClass', 'Id', [classId])[0]?.fields.get('Name');
        const name = known.find((candidate) => candidate.toLowerCase() === String(wanted).toLowerCase());
        if (name === undefined)
            throw new BadValue(
                'INVALID_INPUT',
                `This class name's value is invalid: ${className ?? classId}. Provide the name of an Apex class that has test methods.`
            );
        return { name, methods: testMethods };
    });
}

function names(list: string | undefined): string[] {
    return (list ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
}

function now(): ApexDatetime {
    return new ApexDatetime(Date.now());
}

/** The rows of one run. */
class RunRows {
    private readonly org: OrgRuntime;
    private readonly jobId: string;
    private readonly runId: string;
    private readonly items = new Map<string, string>();
    private methodsEnqueued = 0;
    private classesCompleted = 0;
    private methodsCompleted = 0;
    private methodsFailed = 0;

    constructor(org: OrgRuntime, user: RunningUser, jobId: string, classes: readonly ChosenClass[], request: TestRequest) {
        this.org = org;
        this.jobId = jobId;
        const tests = new Map(discoverTests(org.program).map((testClass) => [testClass.name, testClass.tests.length]));
        for (const { name, methods } of classes) this.methodsEnqueued += methods?.length ?? tests.get(name) ?? 0;
        this.runId = insertRow(org, 'ApexTestRunResult', {
            AsyncApexJobId: jobId,
            UserId: user.id,
            JobName: 'TestRun',
            IsAllTests: request.testLevel !== undefined,
            Source: 'ToolingAPI',
            Status: 'Processing',
            StartTime: now(),
            ClassesEnqueued: classes.length,
            ClassesCompleted: 0,
            MethodsEnqueued: this.methodsEnqueued,
            MethodsCompleted: 0,
            MethodsFailed: 0,
            CreatedDate: now()
        });
        for (const { name } of classes) {
            const item = insertRow(org, 'ApexTestQueueItem', {
                ApexClassId: org.apexClassId(name),
                Status: 'Queued',
                ParentJobId: jobId,
                TestRunResultId: this.runId,
                CreatedDate: now(),
                CreatedById: user.id,
                SystemModstamp: now()
            });
            this.items.set(name, item);
        }
    }

    classDone(name: string, results: readonly TestResult[]): void {
        const item = this.items.get(name)!;
        for (const { name: method, passed, message, stack, ms } of results) {
            insertRow(this.org, 'ApexTestResult', {
                ApexClassId: this.org.apexClassId(name),
                MethodName: method.slice(name.length + 1),
                Outcome: passed ? 'Pass' : 'Fail',
                Message: message === '' ? null : message.slice(0, 4000),
                StackTrace: stack === '' ? null : stack.slice(0, 4000),
                AsyncApexJobId: this.jobId,
                QueueItemId: item,
                ApexTestRunResultId: this.runId,
                RunTime: Math.round(ms),
                TestTimestamp: now(),
                SystemModstamp: now(),
                IsTestSetup: false
            });
        }
        const failed = results.filter(({ passed }) => !passed).length;
        updateRow(this.org, 'ApexTestQueueItem', item, {
            Status: 'Completed',
            ExtendedStatus: `(${results.length - failed}/${results.length})`
        });
        this.classesCompleted += 1;
        this.methodsCompleted += results.length;
        this.methodsFailed += failed;
        updateRow(this.org, 'ApexTestRunResult', this.runId, this.counts());
        updateRow(this.org, 'AsyncApexJob', this.jobId, { Status: 'Processing', JobItemsProcessed: this.classesCompleted });
    }

    finished({ results, coverage }: FinishedRun): void {
        writeCoverage(this.org, coverage);
        this.end(this.methodsFailed > 0 ? 'Failed' : 'Completed', Math.round(results.reduce((sum, { ms }) => sum + ms, 0)), null);
    }

    failed(message: string): void {
        for (const item of this.items.values())
            updateRow(this.org, 'ApexTestQueueItem', item, { Status: 'Failed', ExtendedStatus: message.slice(0, 1000) });
        this.end('Failed', 0, message);
    }

    private end(status: string, testTime: number, problem: string | null): void {
        updateRow(this.org, 'ApexTestRunResult', this.runId, {
            ...this.counts(),
            Status: status,
            EndTime: now(),
            TestTime: testTime,
            TestSetupTime: 0
        });
        const job = {
            Status: problem === null ? 'Completed' : 'Failed',
            CompletedDate: now(),
            NumberOfErrors: this.methodsFailed,
            ExtendedStatus: problem?.slice(0, 255) ?? null
        };
        updateRow(this.org, 'AsyncApexJob', this.jobId, job);
    }

    private counts() {
        return { ClassesCompleted: this.classesCompleted, MethodsCompleted: this.methodsCompleted, MethodsFailed: this.methodsFailed };
    }
}

/** What the latest run covered: the platform too keeps one aggregate a class. Lines of single methods are not kept. */
function writeCoverage(org: OrgRuntime, coverage: readonly FileCoverage[]): void {
    clearRows(org, 'ApexCodeCoverageAggregate');
    clearRows(org, 'ApexOrgWideCoverage');
    for (const unit of coverage) {
        const id = org.apexClassId(unit.name) ?? org.store.find('ApexTrigger', 'Name', [unit.name])[0]?.id ?? null;
        const lines = linesOf(unit);
        insertRow(org, 'ApexCodeCoverageAggregate', {
            ApexClassOrTriggerId: id,
            NumLinesCovered: lines.coveredLines.length,
            NumLinesUncovered: lines.uncoveredLines.length,
            Coverage: JSON.stringify(lines)
        });
    }
    insertRow(org, 'ApexOrgWideCoverage', { PercentCovered: summarize(coverage).percent });
}

export function linesOf({ hits }: FileCoverage): { coveredLines: number[]; uncoveredLines: number[] } {
    const lines = Object.entries(hits).map(([line, count]) => ({ line: Number(line), covered: count > 0 }));
    return {
        coveredLines: lines.filter(({ covered }) => covered).map(({ line }) => line),
        uncoveredLines: lines.filter(({ covered }) => !covered).map(({ line }) => line)
    };
}
