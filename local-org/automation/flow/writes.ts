import type { SObject } from '../../apex/runtime/sobject.ts';
import type { DmlError, DmlResult } from '../transaction.ts';
import type { Fail } from './attempt.ts';
import { plainText } from './convert.ts';
import { dataFault, faultText } from './faults.ts';
import type { DataVerb } from './faults.ts';
import type { Thread } from './interview.ts';

/** What one interview wants written. */
export interface Work {
    readonly rows: readonly SObject[];
    /** The flow's own records behind the rows, where they are others. */
    readonly sources: readonly SObject[];
}

/** An upsert matches by a field; `partly`: what can be saved of an interview is. */
export type Operation = 'insert' | 'update' | 'delete' | { readonly upsertBy: string; readonly partly: boolean };

/** The platform lets a batch of interviews update one record this many times. */
const MAXIMUM_DUPLICATES = 12;

/**
 * Writes the rows of all interviews with one DML statement. An interview is all or nothing: where some of its rows
 * fail, the statement is taken back and run again without that interview. Gives the threads that went well.
 */
export function saveRows(verb: DataVerb, operation: Operation, work: ReadonlyMap<Thread, Work>, fail: Fail): Thread[] {
    let waiting = [...work.keys()];
    const saved = new Set<Thread>();
    for (const round of rounds(work, waiting, operation, fail)) {
        waiting = round;
        while (waiting.length > 0) {
            const outcome = attempt(verb, operation, work, waiting);
            for (const [thread, problem] of outcome.failed) fail(thread, problem);
            for (const thread of outcome.saved) saved.add(thread);
            waiting = outcome.again;
        }
    }
    return [...work.keys()].filter((thread) => saved.has(thread));
}

/** Interviews that name the same record may not stand in one statement. */
function rounds(work: ReadonlyMap<Thread, Work>, threads: readonly Thread[], operation: Operation, fail: Fail): Thread[][] {
    if (operation === 'insert') return [[...threads]];
    const result: { threads: Thread[]; ids: Set<string> }[] = [];
    for (const thread of threads) {
        const ids = work.get(thread)!.rows.flatMap((row) => keyOf(row, operation) ?? []);
        const free = result.find((round) => ids.every((id) => !round.ids.has(id)));
        if (free) {
            free.threads.push(thread);
            for (const id of ids) free.ids.add(id);
        } else if (result.length < MAXIMUM_DUPLICATES) {
            result.push({ threads: [thread], ids: new Set(ids) });
        } else {
            const message = `Maximum number of duplicate updates in one batch (${MAXIMUM_DUPLICATES} allowed). Attempt to update Id more than once in this Api call: ${ids[0]}`;
            fail(thread, dataFault('update records', [{ statusCode: 'DUPLICATE_VALUE', message, fields: [] }]));
        }
    }
    return result.map((round) => round.threads);
}

/** What may stand in a statement but once; null where nothing tells. */
function keyOf(row: SObject, operation: Operation): string | null {
    if (typeof operation === 'string') return row.id ?? '';
    const value = row.fields.get(operation.upsertBy);
    return value === null || value === undefined ? null : plainText(value).toLowerCase();
}

interface Outcome {
    readonly saved: readonly Thread[];
    readonly failed: ReadonlyMap<Thread, string>;
    readonly again: Thread[];
}

/** Thrown inside the guard, so that it takes the statement back. */
class TakenBack extends Error {
    readonly failed: ReadonlyMap<Thread, string>;

    constructor(failed: ReadonlyMap<Thread, string>) {
        super();
        this.failed = failed;
    }
}

function attempt(verb: DataVerb, operation: Operation, work: ReadonlyMap<Thread, Work>, threads: readonly Thread[]): Outcome {
    const rows = threads.flatMap((thread) => work.get(thread)!.rows);
    if (rows.length === 0) return { saved: threads, failed: new Map(), again: [] };
    const ids = rows.map((row) => row.id);
    const { run } = threads[0]!.top;
    try {
        return run.host.guarded(() => {
            const results = write(threads[0]!, operation, rows);
            const { failed, mixed } = sortOut(verb, work, threads, results);
            if (mixed && !(typeof operation === 'object' && operation.partly)) throw new TakenBack(failed);
            return { saved: threads.filter((thread) => !failed.has(thread)), failed, again: [] };
        });
    } catch (error) {
        rows.forEach((row, index) => {
            if (ids[index] === null) row.fields.delete('Id');
        });
        if (error instanceof TakenBack) {
            return { saved: [], failed: error.failed, again: threads.filter((thread) => !error.failed.has(thread)) };
        }
        const text = faultText(error, verb);
        if (text === undefined) throw error;
        return { saved: [], failed: new Map(threads.map((thread) => [thread, text])), again: [] };
    }
}

function write(thread: Thread, operation: Operation, rows: readonly SObject[]): readonly DmlResult[] {
    const { run } = thread.top;
    const { transaction, access, host } = run;
    const isEvent = run.schema.object(rows[0]!.typeName)?.kind === 'event';
    if (isEvent) return host.publish(rows, access);
    const statement = typeof operation === 'string' ? { operation } : { operation: 'upsert' as const, externalIdField: operation.upsertBy };
    return transaction.dml({ ...statement, records: rows, allOrNone: false, access });
}

/** Which interviews failed, and whether one of those wrote something all the same. */
function sortOut(
    verb: DataVerb,
    work: ReadonlyMap<Thread, Work>,
    threads: readonly Thread[],
    results: readonly DmlResult[]
): { failed: Map<Thread, string>; mixed: boolean } {
    const failed = new Map<Thread, string>();
    let mixed = false;
    let at = 0;
    for (const thread of threads) {
        const count = work.get(thread)!.rows.length;
        const own = results.slice(at, at + count);
        at += count;
        const errors: DmlError[] = own.flatMap((result) => result.errors);
        if (errors.length === 0) continue;
        failed.set(thread, dataFault(verb, errors));
        mixed ||= own.some((result) => result.success);
    }
    return { failed, mixed };
}
