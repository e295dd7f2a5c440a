import { apexException } from '../../apex/runtime/exceptions.ts';
import type { ApexProgram } from '../../apex/program.ts';
import type { Component, ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import type { SharingMode, Transaction } from '../transaction.ts';
import { signatureOf } from './declarations.ts';
import type { Filters } from './filters.ts';
import type { Flow } from './flow.ts';
import type { FlowPathChange } from './flows.ts';
import { Interview } from './interview.ts';
import type { Thread } from './interview.ts';
import type { FlowSignature, FlowWorld } from './scope.ts';
import type { LaterPath } from './later-paths.ts';

/** Interviews of one flow that advance together, at most. */
const BATCH = 200;

export function worldOf(
    active: readonly Component[],
    metadata: ProjectMetadata,
    schema: Schema,
    program: ApexProgram | undefined
): FlowWorld {
    const callable = new Map(
        active
            .filter((component) => component.xml.child('start')?.child('triggerType') === undefined)
            .map((component) => [component.fullName.toLowerCase(), component])
    );
    const signatures = new Map<string, FlowSignature>();
    const world: FlowWorld = {
        metadata,
        schema,
        program,
        signature: (name) => {
            const key = name.toLowerCase();
            const component = callable.get(key);
            if (component && !signatures.has(key)) signatures.set(key, signatureOf(component, world));
            return signatures.get(key);
        }
    };
    return world;
}

export function byIds(object: NonNullable<Flow['start']['object']>, ids: readonly string[]): Filters {
    const field = object.field('Id')!;
    const value = { type: { data: 'String', collection: true } as const, read: () => ids };
    return { items: [{ field, operator: 'In', value }], logic: (holds) => holds(0), logicText: 'and' };
}

/** System context without sharing, unless the flow says otherwise; a called flow keeps its caller's sharing. */
export function inRunMode<T>(transaction: Transaction, flow: Flow, action: () => T): T {
    const before = transaction.sharing;
    const modes: Partial<Record<Flow['runInMode'], SharingMode>> = {
        SystemModeWithSharing: 'with',
        SystemModeWithoutSharing: 'without',
        UserMode: 'with'
    };
    transaction.sharing = modes[flow.runInMode] ?? (flow.start.moment === 'call' ? before : 'without');
    try {
        return action();
    } finally {
        transaction.sharing = before;
    }
}

export function groupByDue(path: LaterPath, threads: readonly Thread[], now: number): Map<number | null, Thread[]> {
    const groups = new Map<number | null, Thread[]>();
    for (const thread of threads) {
        const due = path.due(thread.root, now);
        if (due === undefined) continue;
        groups.set(due, [...(groups.get(due) ?? []), thread]);
    }
    return groups;
}

/**
 * What becomes of scheduled paths that wait for a record that is saved anew. They end where the record no longer meets
 * the entry conditions, or meets them again and so gets others; a path that counts from a field follows the field.
 */
export function pathChanges(flow: Flow, { record, prior, run }: Interview, starts: boolean): FlowPathChange[] {
    const paths = flow.start.later.filter((path) => path.scheduled);
    const recordId = record!.id;
    if (paths.length === 0 || prior === null || recordId === null) return [];
    const change = (path: string | null, due: number | null): FlowPathChange => ({ flow: flow.name, path, recordId, due });
    const interview = new Interview(flow, run, null);
    interview.record = record;
    if (starts || !flow.start.holds(interview)) return [change(null, null)];
    const now = run.transaction.now();
    interview.record = prior;
    const before = paths.map((path) => path.due(interview, now) ?? null);
    interview.record = record;
    return paths.flatMap((path, index) => {
        const due = path.due(interview, now) ?? null;
        return due === before[index] ? [] : [change(path.name, due)];
    });
}

export function* batches<T>(items: readonly T[], size = BATCH): Generator<T[]> {
    for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** A flow that no save waits for fails its transaction. */
export function throwFirstError(threads: readonly Thread[]): void {
    const failed = threads.find((thread) => thread.errors.length > 0);
    if (!failed) return;
    const problem = failed.root.faultMessage ?? failed.errors[0]!.message;
    throw apexException('System.FlowException', `An unhandled fault has occurred in this flow: ${problem}`);
}
