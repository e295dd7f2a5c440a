import type { SObject } from '../../apex/runtime/sobject.ts';
import type { ApexProgram } from '../../apex/program.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import type { DmlError, Transaction } from '../transaction.ts';
import { Catalogue } from './catalogue.ts';
import { hostOf } from './host.ts';
import type { FlowVariable } from './flow.ts';
import type { FlowHost } from './host.ts';
import type { FlowTimetable } from './schedule.ts';

/** One row on its way through the save order. Before-save flows write their changes into `new`. */
export interface RecordFlowRow {
    /** As it will be, or is, in the database; of a delete, as it was. */
    readonly new: SObject;
    /** As it was before; null on insert. */
    readonly old: SObject | null;
}

export type RecordOperation = 'insert' | 'update' | 'delete' | 'undelete';

/**
 * All active flows of one object and moment, in their order. At most 200 rows advance together. Gives the errors of
 * each row, in the order of the rows; a row without errors passes.
 */
export type RecordFlowRunner = (transaction: Transaction, rows: readonly RecordFlowRow[]) => DmlError[][];

/** Work of a flow for after the commit: an asynchronous or a scheduled path. */
export interface FlowPathWork {
    readonly flow: string;
    readonly path: string;
    /** The records, at most 200, each with its fields before the save, if there were any. */
    readonly records: readonly { readonly id: string; readonly old: SObject | null }[];
    /** Milliseconds since 1970; null for at once. */
    readonly due: number | null;
    readonly userId: string;
}

/** A record was saved while a scheduled path waits for it. */
export interface FlowPathChange {
    readonly flow: string;
    /** Null for all of them. */
    readonly path: string | null;
    readonly recordId: string;
    /** When it runs now; null for never. */
    readonly due: number | null;
}

export interface FlowCatalogue {
    /** Undefined where no active flow is triggered. */
    beforeSave(object: string, operation: RecordOperation): RecordFlowRunner | undefined;
    afterSave(object: string, operation: RecordOperation): RecordFlowRunner | undefined;
    beforeDelete(object: string): RecordFlowRunner | undefined;
    /** Active flows that subscribe to a platform event: each runs as its own subscriber, in its own transaction. */
    subscribers(event: string): readonly EventFlow[];
    scheduled(): readonly ScheduledFlow[];
    /** Of an active flow that waits for callers; undefined where there is none of that name. */
    variables(flow: string): readonly FlowVariable[] | undefined;
    /** Runs an autolaunched flow for each set of inputs; the outputs come in the same order. Names of variables in any case. */
    run(transaction: Transaction, flow: string, inputs: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown>[];
    /** Is there an active flow with this path? */
    hasPath(flow: string, path: string): boolean;
    /** Runs an asynchronous or scheduled path, in a transaction of its own. */
    runPath(transaction: Transaction, work: FlowPathWork): void;
    /** Who keeps the work for after the commit. Set by the org before anything is saved. */
    schedule: (transaction: Transaction, work: FlowPathWork) => void;
    reschedule: (transaction: Transaction, change: FlowPathChange) => void;
}

export interface EventFlow {
    readonly name: string;
    /** 'DefaultWorkflowUser' where the flow says so, else the user who published. */
    readonly runsAs: 'TriggeringUser' | 'DefaultWorkflowUser';
    run(transaction: Transaction, events: readonly SObject[]): void;
}

/** A flow that its timetable starts. */
export interface ScheduledFlow {
    readonly name: string;
    readonly timetable: FlowTimetable;
    /** Ids of the records that it runs for now; null where it names no object. */
    records(transaction: Transaction): string[] | null;
    /** An interview for each record, at most 200; without records, one. */
    run(transaction: Transaction, ids: readonly string[] | null): void;
}

/**
 * Reads and checks the active flows of a project; throws a ProblemList. Without a program, no flow may call Apex.
 * `host` gives interviews what they need of a transaction.
 */
export function loadFlows(
    metadata: ProjectMetadata,
    schema: Schema,
    program?: ApexProgram,
    host: (transaction: Transaction) => FlowHost = hostOf
): FlowCatalogue {
    return new Catalogue(metadata, schema, program, host);
}
