import { randomBytes } from 'node:crypto';
import { apexException } from '../apex/runtime/exceptions.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import type { SoqlQuery } from '../data/soql/ast.ts';
import { Limits, type LimitName } from '../limits/limits.ts';
import type { OrgRuntime } from '../org.ts';
import type { FlowPathChange } from './flow/flows.ts';
import { rescheduled, type Job } from './job-queue.ts';
import { mergeRecords } from './merge.ts';
import { MixedDml } from './mixed-dml.ts';
import { runTransactionQuery } from './queries.ts';
import { save } from './save.ts';
import type { TestContext } from './test-context.ts';
import type {
    AccessMode,
    DmlRequest,
    DmlResult,
    MergeRequest,
    MergeResult,
    RunningUser,
    SharingMode,
    Transaction,
    TransactionKind,
    TriggerContext
} from './transaction.ts';
import { currentTransaction } from './transaction.ts';
import { WriteScope } from './write-scope.ts';

export interface TransactionOptions {
    /** What runs, for the log of transactions: 'MyRestResource.post', 'MyQueueable' … */
    readonly name?: string;
    readonly test?: TestContext;
    /** Shares the static variables of another transaction. */
    readonly statics?: Map<object, object>;
    readonly limits?: Limits;
    readonly sharing?: SharingMode;
    /** 'REST', 'QUEUEABLE' …: a value of System.Quiddity. */
    readonly quiddity?: string;
    /** The asynchronous job whose work this is. */
    readonly job?: JobContext;
    /** The batch of platform events that a subscriber gets. */
    readonly eventTrigger?: EventTriggerContext;
}

export interface JobContext {
    readonly id: string;
    /** How many queueables stand in the chain, this one included. */
    readonly depth: number;
    readonly maximumDepth: number | null;
    finalizer: object | null;
    /** Times in a row that this work failed and its finalizer enqueued it again. */
    readonly failures: number;
}

/** What `EventBus.TriggerContext.currentContext()` shows, and what the trigger sets there. */
export interface EventTriggerContext {
    readonly retries: number;
    readonly lastError: string | null;
    resumeCheckpoint: string | null;
}

export interface Savepoint {
    readonly name: string;
    readonly pendingJobs: number;
    readonly pathChanges: number;
    readonly testJobs: number;
    readonly pendingEvents: number;
    readonly afterCommit: number;
    readonly hadWork: boolean;
    released: boolean;
}

/** Subscribers of platform events have the synchronous limits (Platform Events Developer Guide, "Platform Event Triggers and Apex Governor Limits"). */
const ASYNCHRONOUS: ReadonlySet<TransactionKind> = new Set(['queueable', 'future', 'batch', 'finalizer']);

let requests = 0;

export class TransactionRuntime implements Transaction {
    readonly org: OrgRuntime;
    readonly kind: TransactionKind;
    readonly name: string;
    readonly requestId: string;
    readonly test: TestContext | null;
    readonly quiddity: string;
    readonly job: JobContext | null;
    readonly eventTrigger: EventTriggerContext | null;
    readonly staticState: Map<object, object>;
    readonly scope: WriteScope;
    limits: Limits;
    sharing: SharingMode;
    trigger: TriggerContext | null = null;
    /** `RestContext.request` and `RestContext.response`. */
    rest: { request: object | null; response: object | null } = { request: null, response: null };
    mixedDml = new MixedDml();
    /** How deep triggers and flows have started one another. */
    saveDepth: string[] = [];
    onDebug: ((level: string, message: string, line: number | undefined) => void) | null = null;
    /** An exception that ended the work, and not the transaction. */
    survived: Error | null = null;
    private readonly users: RunningUser[];
    private savepoints: Savepoint[] = [];
    private pendingJobs: Job[] = [];
    private pathChanges: FlowPathChange[] = [];
    private pendingEvents: SObject[] = [];
    private commitActions: (() => void)[] = [];
    private readonly start: Savepoint;
    /** Milliseconds that callouts took so far. */
    calloutTime = 0;
    readonly changedIds = new Set<string>();

    constructor(org: OrgRuntime, kind: TransactionKind, user: RunningUser, options: TransactionOptions = {}) {
        this.org = org;
        this.kind = kind;
        this.users = [user];
        this.name = options.name ?? kind;
        this.test = options.test ?? null;
        this.quiddity = options.quiddity ?? 'SYNCHRONOUS';
        this.job = options.job ?? null;
        this.eventTrigger = options.eventTrigger ?? null;
        this.staticState = options.statics ?? new Map();
        this.limits = options.limits ?? new Limits(ASYNCHRONOUS.has(kind), limitsOf(kind));
        this.sharing = options.sharing ?? 'without';
        this.requestId = `TID:${(requests += 1).toString(36)}${randomBytes(8).toString('hex')}`;
        this.scope = new WriteScope(org.store);
        this.start = this.mark('');
    }

    get user(): RunningUser {
        return this.users.at(-1)!;
    }

    /** Who holds its row locks: the work of one test is one holder, since it all runs inside the test method. */
    get lockHolder(): object {
        return this.test ?? this;
    }

    get isTest(): boolean {
        return this.test !== null;
    }

    statics<T extends object>(key: object, initialise: () => T): T {
        let found = this.staticState.get(key) as T | undefined;
        if (!found) {
            found = initialise();
            this.staticState.set(key, found);
        }
        return found;
    }

    now(): number {
        return this.org.clock.now();
    }

    /** Runs a block as another user, as System.runAs does in tests. */
    runAs<T>(user: RunningUser, block: () => T): T {
        const mixedDml = this.mixedDml;
        this.users.push(user);
        this.mixedDml = new MixedDml();
        try {
            return block();
        } finally {
            this.users.pop();
            this.mixedDml = mixedDml;
        }
    }

    query(query: SoqlQuery, binds: readonly unknown[], access: AccessMode): SObject[] {
        return runTransactionQuery(this, query, binds, access).rows;
    }

    count(query: SoqlQuery, binds: readonly unknown[], access: AccessMode): number {
        return runTransactionQuery(this, query, binds, access).count;
    }

    dml(request: DmlRequest): DmlResult[] {
        return save(this, request);
    }

    merge(request: MergeRequest): MergeResult[] {
        return mergeRecords(this, request);
    }

    /** Before any change of data: opens the database transaction, or a savepoint inside the one that is open. */
    beginWriting(): void {
        this.scope.begin();
    }

    /** Has this transaction changed anything since it began? Then it may not call out. */
    get uncommittedWork(): boolean {
        return this.scope.hasWork;
    }

    setSavepoint(): Savepoint {
        this.limits.count('dmlStatements');
        const savepoint = this.mark(this.scope.savepoint());
        this.savepoints.push(savepoint);
        return savepoint;
    }

    rollbackTo(savepoint: Savepoint): void {
        this.limits.count('dmlStatements');
        const index = this.savepoints.indexOf(savepoint);
        if (index < 0 || savepoint.released) {
            throw apexException('System.TypeException', 'Savepoint does not exist or is no longer valid.');
        }
        this.scope.rollbackTo(savepoint.name);
        this.forgetSince(savepoint);
        this.savepoints = this.savepoints.slice(0, index + 1);
        this.org.users.forget();
    }

    releaseSavepoint(savepoint: Savepoint): void {
        this.limits.count('dmlStatements');
        const index = this.savepoints.indexOf(savepoint);
        if (index < 0) throw apexException('System.TypeException', 'Savepoint does not exist or is no longer valid.');
        for (const later of this.savepoints.slice(index)) later.released = true;
        this.savepoints = this.savepoints.slice(0, index);
        this.scope.savepointsReleased(this.savepoints.length);
    }

    /** Rolls back to `mark` whatever the inner work did when it throws; counts nothing. */
    guarded<T>(action: () => T): T {
        const mark = this.mark(this.scope.savepoint(true));
        try {
            const result = action();
            this.scope.release(mark.name);
            return result;
        } catch (error) {
            this.scope.rollbackTo(mark.name);
            this.scope.release(mark.name);
            this.forgetSince(mark);
            this.org.users.forget();
            throw error;
        }
    }

    afterCommit(action: () => void): void {
        this.commitActions.push(action);
    }

    /** Asynchronous work: it starts after the commit; in a test, at stopTest. */
    enqueue(job: Job): void {
        if (this.test) this.test.queue.add(job);
        else this.pendingJobs.push(job);
    }

    /** Paths of flows that wait for a record, of earlier transactions and of this one. */
    reschedule(change: FlowPathChange): void {
        if (this.test) {
            this.test.queue.reschedule(change);
        } else {
            this.pathChanges.push(change);
            this.pendingJobs = rescheduled(this.pendingJobs, change);
        }
    }

    hasJobWithSignature(signature: string): boolean {
        const queue = this.test?.queue ?? this.org.background.queue;
        return queue.hasSignature(signature) || this.pendingJobs.some((job) => job.signature === signature);
    }

    /** An event that is published when the transaction commits; in a test, when the test bus delivers. */
    publishAfterCommit(event: SObject): void {
        if (this.test) this.test.events.push(event);
        else this.pendingEvents.push(event);
    }

    debug(level: string, message: string, line: number | undefined): void {
        this.onDebug?.(level, message, line);
        this.org.onDebug?.({ level, message, line, transaction: this });
    }

    commit(): void {
        this.org.onStep?.('commit', this);
        this.scope.commit();
        this.org.onStep?.('committed', this);
        this.org.locks.release(this.lockHolder);
        for (const event of this.pendingEvents) this.org.events.accept(event);
        for (const change of this.pathChanges) this.org.background.queue.reschedule(change);
        for (const job of this.pendingJobs) this.org.background.queue.add(job);
        if (this.changedIds.size > 0) this.org.onChange?.([...this.changedIds]);
        for (const action of this.commitActions) action();
    }

    rollback(): void {
        this.scope.rollback();
        this.forgetSince(this.start);
        this.org.locks.release(this.lockHolder);
        this.org.users.forget();
    }

    /** What waits for the commit, to be forgotten when its savepoint is rolled back. */
    private mark(name: string): Savepoint {
        return {
            name,
            pendingJobs: this.pendingJobs.length,
            pathChanges: this.pathChanges.length,
            testJobs: this.test?.queue.size ?? 0,
            pendingEvents: this.test ? this.test.events.length : this.pendingEvents.length,
            afterCommit: this.commitActions.length,
            hadWork: this.scope.hasWritten,
            released: false
        };
    }

    private forgetSince(mark: Savepoint): void {
        this.scope.restoreWork(mark.hadWork);
        this.pendingJobs.length = Math.min(this.pendingJobs.length, mark.pendingJobs);
        this.pathChanges.length = Math.min(this.pathChanges.length, mark.pathChanges);
        this.commitActions.length = Math.min(this.commitActions.length, mark.afterCommit);
        if (this.test) {
            this.test.queue.truncate(mark.testJobs);
            this.test.events.length = Math.min(this.test.events.length, mark.pendingEvents);
        } else {
            this.pendingEvents.length = Math.min(this.pendingEvents.length, mark.pendingEvents);
        }
    }
}

function limitsOf(kind: TransactionKind): Partial<Record<LimitName, number>> {
    // Apex Developer Guide: no future calls from batch and future methods, 50 from a queueable.
    if (kind === 'batch' || kind === 'future') return { futureCalls: 0 };
    return {};
}

export function currentRuntime(): TransactionRuntime {
    return currentTransaction() as TransactionRuntime;
}
