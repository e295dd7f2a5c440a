import { apexException } from '../../apex/runtime/exceptions.ts';
import type { ApexProgram } from '../../apex/program.ts';
import type { Component, ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import type { SharingMode, Transaction } from '../transaction.ts';
import { signatureOf } from './declarations.ts';
import type { Filters } from './filters.ts';
import type { Flow } from './flow.ts';
import type { Thread } from './interview.ts';
import type { FlowSignature, FlowWorld } from './scope.ts';
import type { LaterPath } from './start.ts';

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

export function* batches<T>(items: readonly T[]): Generator<T[]> {
    for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}

/** A flow that no save waits for fails its transaction. */
export function throwFirstError(threads: readonly Thread[]): void {
    const failed = threads.find((thread) => thread.errors.length > 0);
    if (!failed) return;
    const problem = failed.root.faultMessage ?? failed.errors[0]!.message;
    throw apexException('System.FlowException', `An unhandled fault has occurred in this flow: ${problem}`);
}
