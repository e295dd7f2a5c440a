import type { SObject } from '../apex/runtime/sobject.ts';
import type { SoqlQuery } from '../data/soql/ast.ts';
import type { Limits } from '../limits/limits.ts';
import type { Org } from '../org.ts';

/** Whose rights count for a query or a DML statement. 'default' is system mode up to API 66. */
export type AccessMode = 'user' | 'system' | 'default';

/** Whose rows are seen: 'with' applies the org-wide defaults, 'without' does not. */
export type SharingMode = 'with' | 'without';

export interface RunningUser {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly email: string;
    readonly guest: boolean;
    /** Name of the profile; users of the platform's own have none. */
    readonly profile?: string;
    /** Names of the assigned permission sets and permission set groups. */
    readonly permissionSets: readonly string[];
    /** A system administrator: every object and field, every record. */
    readonly administrator: boolean;
    readonly timeZone: string;
    readonly locale: string;
    /** 'en_US', 'de' */
    readonly language: string;
}

export type TransactionKind =
    'synchronous' | 'queueable' | 'future' | 'batch' | 'scheduled' | 'platformEvent' | 'finalizer' | 'flow' | 'test';

export interface DmlError {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
}

export interface DmlResult {
    readonly id: string | null;
    readonly success: boolean;
    readonly created: boolean;
    readonly errors: readonly DmlError[];
}

export interface DmlRequest {
    readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
    readonly records: readonly SObject[];
    readonly allOrNone: boolean;
    readonly access: AccessMode;
    readonly externalIdField?: string;
}

export interface MergeRequest {
    readonly master: SObject;
    readonly duplicates: readonly SObject[];
    readonly allOrNone: boolean;
    readonly access: AccessMode;
}

/** What became of one duplicate. */
export interface MergeResult {
    /** Of the master. */
    readonly id: string | null;
    readonly success: boolean;
    readonly errors: readonly DmlError[];
    readonly mergedIds: readonly string[];
    /** Rows that hung on the duplicate. */
    readonly relatedIds: readonly string[];
}

export interface TriggerContext {
    readonly object: string;
    readonly event: string;
    readonly newRows: readonly SObject[] | null;
    readonly oldRows: readonly SObject[] | null;
}

/**
 * One Salesforce transaction: a running user, a savepoint stack, governor limits, and the static state of the Apex
 * classes. Exactly one is current while any Apex, flow or formula runs.
 */
export interface Transaction {
    readonly org: Org;
    readonly kind: TransactionKind;
    readonly user: RunningUser;
    readonly limits: Limits;
    readonly requestId: string;
    readonly isTest: boolean;
    /** Static variables of a class in this transaction; `initialise` runs at its first use. */
    statics<T extends object>(key: object, initialise: () => T): T;
    /** Milliseconds since the epoch, by the org's clock (tests and scenarios may move it). */
    now(): number;
    sharing: SharingMode;
    /** Rows; counts one query and its rows. `binds` are the values of `query.binds`, in order. */
    query(query: SoqlQuery, binds: readonly unknown[], access: AccessMode): SObject[];
    /** COUNT() queries. */
    count(query: SoqlQuery, binds: readonly unknown[], access: AccessMode): number;
    /** The whole save order; counts one DML statement and its rows. Throws a DmlException when all-or-none fails. */
    dml(request: DmlRequest): DmlResult[];
    merge(request: MergeRequest): MergeResult[];
    trigger: TriggerContext | null;
    /** Runs after this transaction committed, never when it rolled back. */
    afterCommit(action: () => void): void;
    debug(level: string, message: string, line: number | undefined): void;
}

const stack: Transaction[] = [];

export function currentTransaction(): Transaction {
    const transaction = stack.at(-1);
    if (!transaction) throw new Error('No transaction is running.');
    return transaction;
}

/** The innermost transaction that runs, if any does. */
export function runningTransaction(): Transaction | undefined {
    return stack.at(-1);
}

/** Makes it current while `action` runs. Transactions nest when one waits inside a callout. */
export function withTransaction<T>(transaction: Transaction, action: () => T): T {
    stack.push(transaction);
    try {
        return action();
    } finally {
        stack.pop();
    }
}
