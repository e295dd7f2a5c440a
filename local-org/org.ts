import type { ApexProgram } from './apex/program.ts';
import type { ProjectMetadata } from './metadata/model.ts';
import type { Schema } from './schema/model.ts';
import type { RunningUser, Transaction, TransactionKind } from './automation/transaction.ts';

/** A running org: what was deployed into it, its data, and its clock. */
export interface Org {
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    readonly program: ApexProgram;
    readonly facts: OrgFacts;
    readonly clock: Clock;
    user(username: string): RunningUser;
    /** Runs `action` as one transaction: commits at its end, rolls back and rethrows on an exception. */
    transact<T>(kind: TransactionKind, user: RunningUser, action: (transaction: Transaction) => T): T;
}

export interface OrgFacts {
    readonly id: string;
    readonly name: string;
    readonly isSandbox: boolean;
    readonly currency: string;
    readonly timeZone: string;
    readonly apiVersion: string;
}

export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
}
