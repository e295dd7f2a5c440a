import { ApexException, apexException } from '../apex/runtime/exceptions.ts';
import { ApexList } from '../apex/runtime/values/list.ts';
import { hasUserMethod, userObjects } from '../apex/runtime/values/user-objects.ts';
import { OBJECT, SOBJECT } from '../apex/types.ts';
import { classNameOf, describeFailure, finishJob, insertJobRow, testOptions } from './async.ts';
import { cloneObjects } from './clone.ts';
import { BatchableContextImpl } from './job-contexts.ts';
import { QueryLocator } from './query-locator.ts';
import { updateSystemRow } from './rows.ts';
import type { OrgRuntime } from '../org.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { TestContext } from './test-context.ts';
import type { RunningUser } from './transaction.ts';

/** Rows of one execute, unless the caller says otherwise, and the most it may say. */
const DEFAULT_SCOPE = 200;
const MAXIMUM_SCOPE = 2_000;

interface BatchJob {
    readonly id: string;
    readonly className: string;
    readonly user: RunningUser;
    readonly scope: number;
    readonly test: TestContext | null;
    readonly statics: Map<object, object>;
    /** The state that the next method gets. */
    instance: object;
}

/** Database.executeBatch: gives the id of the AsyncApexJob row. */
export function executeBatch(tx: TransactionRuntime, batchable: object, scope: number = DEFAULT_SCOPE, dueAt: number = tx.now()): string {
    if (scope < 1) throw apexException('System.AsyncException', 'Scope size must be at least 1');
    const className = classNameOf(batchable);
    const id = insertJobRow(tx, 'BatchApex', className, null);
    const { org, user, test, staticState: statics } = tx;
    const job: BatchJob = { id, className, user, scope: Math.min(scope, MAXIMUM_SCOPE), test, statics, instance: cloneObjects(batchable) };
    tx.enqueue({ id, kind: 'batch', name: className, dueAt, run: () => runBatch(org, job) });
    return id;
}

function runBatch(org: OrgRuntime, job: BatchJob): void {
    let errors = 0;
    let firstError: string | null = null;
    const context = new BatchableContextImpl(job.id, job.id);
    updateSystemRow(org, 'AsyncApexJob', job.id, { Status: 'Preparing' });
    try {
        const chunks = step(org, job, 'start', 'BATCH_APEX', () =>
            chunksOf(userObjects().invoke(job.instance, 'start', [context]), job.scope)
        );
        if (job.test && chunks.length > 1) throw tooManyExecutes();
        updateSystemRow(org, 'AsyncApexJob', job.id, { Status: 'Processing', TotalJobItems: chunks.length });
        for (const [index, chunk] of chunks.entries()) {
            try {
                step(org, job, 'execute', 'BATCH_CHUNK_SERIAL', () => userObjects().invoke(job.instance, 'execute', [context, chunk]));
            } catch (error) {
                if (!(error instanceof ApexException) || job.test) throw error;
                errors += 1;
                firstError ??= `First error: ${describeFailure(error)}`;
            }
            updateSystemRow(org, 'AsyncApexJob', job.id, {
                JobItemsProcessed: index + 1,
                NumberOfErrors: errors,
                ExtendedStatus: firstError
            });
        }
        step(org, job, 'finish', 'BATCH_APEX', () => userObjects().invoke(job.instance, 'finish', [context]));
    } catch (error) {
        finishJob(org, job.id, error);
        if (!(error instanceof ApexException) || job.test) throw error;
        return;
    }
    finishJob(org, job.id, null);
    if (errors > 0) updateSystemRow(org, 'AsyncApexJob', job.id, { NumberOfErrors: errors, ExtendedStatus: firstError });
}

/** One method in its own transaction. Without Database.Stateful, what it leaves in the instance is forgotten. */
function step<T>(org: OrgRuntime, job: BatchJob, method: string, quiddity: string, action: () => T): T {
    const before = job.instance;
    const stateful = org.isA(job.className, 'Database.Stateful');
    job.instance = cloneObjects(before);
    let succeeded = false;
    try {
        const options = { name: `${job.className}.${method}`, quiddity, ...testOptions(job) };
        const result = org.transact('batch', job.user, action, {
            ...options,
            job: { id: job.id, depth: 1, maximumDepth: null, finalizer: null, failures: 0 }
        });
        succeeded = true;
        return result;
    } finally {
        if (!stateful || !succeeded) job.instance = before;
    }
}

/** What `start` gave, in lists of the size of the scope. */
function chunksOf(source: unknown, scope: number): ApexList[] {
    if (source === null) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
    const elementType = source instanceof QueryLocator ? SOBJECT : source instanceof ApexList ? source.elementType : OBJECT;
    const values = source instanceof QueryLocator ? source.rows() : source instanceof ApexList ? [...source] : iterated(source as object);
    const chunks: ApexList[] = [];
    for (let start = 0; start < values.length; start += scope) chunks.push(new ApexList(elementType, values.slice(start, start + scope)));
    return chunks;
}

/** Everything that an Iterable of the project gives. */
function iterated(iterable: object): unknown[] {
    const values: unknown[] = [];
    if (!hasUserMethod(iterable, 'iterator', 0)) return [...(iterable as Iterable<unknown>)];
    const iterator = userObjects().invoke(iterable, 'iterator', []) as object;
    if (!hasUserMethod(iterator, 'hasNext', 0)) return [...(iterator as Iterable<unknown>)];
    while (userObjects().invoke(iterator, 'hasNext', []) === true) values.push(userObjects().invoke(iterator, 'next', []));
    return values;
}

function tooManyExecutes(): ApexException {
    const text =
        'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.';
    return apexException('System.UnexpectedException', text);
}
