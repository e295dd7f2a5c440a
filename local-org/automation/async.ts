import { ApexException, apexException } from '../apex/runtime/exceptions.ts';
import { typeName } from '../apex/types.ts';
import { stackOf, userObjects } from '../apex/runtime/values/user-objects.ts';
import { cloneObjects } from './clone.ts';
import { FinalizerContextImpl, QueueableContextImpl } from './job-contexts.ts';
import { insertSystemRow, updateSystemRow } from './rows.ts';
import { currentRuntime, type JobContext, type TransactionRuntime } from './runtime.ts';
import type { OrgRuntime } from '../org.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import type { RunningUser } from './transaction.ts';
import type { TestContext } from './test-context.ts';

export interface QueueableOptions {
    /** Minutes. */
    readonly delay?: number | null;
    readonly maximumDepth?: number | null;
    readonly signature?: string | null;
}

/** Times in a row that a finalizer may enqueue its failed job again (Apex Developer Guide, "Transaction Finalizers"). */
const FINALIZER_RETRIES = 5;

/** System.enqueueJob: gives the id of the AsyncApexJob row. */
export function enqueueQueueable(tx: TransactionRuntime, queueable: object, options: QueueableOptions = {}): string {
    tx.limits.count('queueableJobs');
    const chained = tx.kind === 'queueable';
    const depth = chained ? tx.job!.depth + 1 : 1;
    const maximumDepth = options.maximumDepth ?? (chained ? tx.job!.maximumDepth : null);
    if ((maximumDepth !== null && depth > maximumDepth) || (tx.test && chained && maximumDepth === null)) {
        throw apexException('System.AsyncException', 'Maximum stack depth has been reached.');
    }
    const signature = options.signature ?? undefined;
    if (signature !== undefined && tx.hasJobWithSignature(signature)) {
        throw apexException('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    }
    const className = classNameOf(queueable);
    const id = insertJobRow(tx, 'Queueable', className, 'execute');
    const copy = tx.test ? queueable : cloneObjects(queueable);
    const { user } = tx;
    const failures = tx.kind === 'finalizer' ? finalizerFailures(tx) : 0;
    tx.enqueue({
        id,
        kind: 'queueable',
        name: className,
        dueAt: tx.now() + (options.delay ?? 0) * 60_000,
        ...(signature === undefined ? {} : { signature }),
        run: () =>
            runQueueable(tx.org, {
                id,
                className,
                queueable: copy,
                user,
                depth,
                maximumDepth,
                failures,
                test: tx.test,
                statics: tx.staticState
            })
    });
    return id;
}

interface QueuedJob {
    readonly id: string;
    readonly className: string;
    readonly queueable: object;
    readonly user: RunningUser;
    readonly depth: number;
    readonly maximumDepth: number | null;
    /** Times in a row that this work failed and its finalizer brought it back. */
    readonly failures: number;
    readonly test: TestContext | null;
    readonly statics: Map<object, object>;
}

function runQueueable(org: OrgRuntime, job: QueuedJob): void {
    const context: JobContext = { id: job.id, depth: job.depth, maximumDepth: job.maximumDepth, finalizer: null, failures: job.failures };
    updateSystemRow(org, 'AsyncApexJob', job.id, { Status: 'Processing' });
    let failure: unknown = null;
    let requestId = '';
    try {
        org.transact(
            'queueable',
            job.user,
            (tx) => {
                requestId = tx.requestId;
                userObjects().invoke(job.queueable, 'execute', [new QueueableContextImpl(job.id)]);
            },
            { name: job.className, quiddity: 'QUEUEABLE', job: context, ...testOptions(job) }
        );
    } catch (error) {
        failure = error;
    }
    finishJob(org, job.id, failure);
    if (failure !== null && !(failure instanceof ApexException)) throw failure;
    if (context.finalizer) runFinalizer(org, job, context, requestId, failure as ApexException | null);
    if (failure !== null && job.test) throw failure;
}

function runFinalizer(org: OrgRuntime, job: QueuedJob, context: JobContext, requestId: string, failure: ApexException | null): void {
    const finalizer = context.finalizer!;
    const finalizerContext: JobContext = { ...context, finalizer: null, failures: failure ? context.failures + 1 : 0 };
    const name = classNameOf(finalizer);
    try {
        org.transact(
            'finalizer',
            job.user,
            () => userObjects().invoke(finalizer, 'execute', [new FinalizerContextImpl(job.id, requestId, failure)]),
            { name, quiddity: 'TRANSACTION_FINALIZER_QUEUEABLE', job: finalizerContext, ...testOptions(job) }
        );
    } catch (error) {
        if (!(error instanceof ApexException) || job.test) throw error;
        // The platform only logs it: the job is over, and the transaction's report names the error.
    }
}

function finalizerFailures(tx: TransactionRuntime): number {
    const failures = tx.job?.failures ?? 0;
    if (failures > FINALIZER_RETRIES) {
        throw apexException('System.AsyncException', 'Maximum number of consecutive finalizer retries has been reached.');
    }
    return failures;
}

/** System.attachFinalizer */
export function attachFinalizer(tx: TransactionRuntime, finalizer: object): void {
    if (tx.kind !== 'queueable' || !tx.job) {
        throw apexException('System.AsyncException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
    }
    if (tx.job.finalizer) throw apexException('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    tx.job.finalizer = finalizer;
}

/** A call of an `@future` method: it runs later, in a transaction of its own. */
export function enqueueFuture(
    className: string,
    methodName: string,
    run: (...values: unknown[]) => unknown,
    values: readonly unknown[]
): void {
    const tx = currentRuntime();
    const fullName = `${className}.${methodName}`;
    if (tx.kind === 'future' || tx.kind === 'batch') {
        throw apexException('System.AsyncException', `Future method cannot be called from a future or batch method: ${fullName}`);
    }
    tx.limits.count('futureCalls');
    const id = insertJobRow(tx, 'Future', className, methodName);
    const copies = values.map(cloneObjects);
    const { org, user, test, staticState } = tx;
    tx.enqueue({
        id,
        kind: 'future',
        name: fullName,
        dueAt: tx.now(),
        run: () => {
            updateSystemRow(org, 'AsyncApexJob', id, { Status: 'Processing' });
            let failure: unknown = null;
            try {
                const options = { name: fullName, quiddity: 'FUTURE', ...testOptions({ test, statics: staticState }) };
                org.transact('future', user, () => run(...copies), options);
            } catch (error) {
                failure = error;
            }
            finishJob(org, id, failure);
            if (failure !== null && (test || !(failure instanceof ApexException))) throw failure;
        }
    });
}

export function insertJobRow(tx: TransactionRuntime, jobType: string, className: string, method: string | null): string {
    tx.scope.begin();
    tx.scope.markWork();
    return insertSystemRow(tx.org, 'AsyncApexJob', {
        JobType: jobType,
        ApexClassId: tx.org.apexClassId(className),
        Status: 'Queued',
        MethodName: method,
        JobItemsProcessed: 0,
        TotalJobItems: 0,
        NumberOfErrors: 0,
        CreatedById: tx.user.id
    });
}

export function finishJob(org: OrgRuntime, id: string, failure: unknown): void {
    updateSystemRow(org, 'AsyncApexJob', id, {
        Status: failure === null ? 'Completed' : 'Failed',
        CompletedDate: new ApexDatetime(org.clock.now()),
        ExtendedStatus: failure === null ? null : describeFailure(failure).slice(0, 1000),
        NumberOfErrors: failure === null ? 0 : 1
    });
}

export function describeFailure(failure: unknown): string {
    if (!(failure instanceof ApexException)) return String(failure);
    return `${failure.message}\n${stackOf(failure).trace}`.trim();
}

/** In tests, asynchronous work shares the static variables of the test method. */
export function testOptions(job: { readonly test: TestContext | null; readonly statics: Map<object, object> }) {
    return job.test ? { test: job.test, statics: job.statics } : {};
}

export function classNameOf(instance: object): string {
    const type = userObjects().typeOf(instance);
    return type ? typeName(type) : instance.constructor.name;
}
