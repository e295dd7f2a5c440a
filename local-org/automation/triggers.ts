import { ApexException, LimitExceeded } from '../apex/runtime/exceptions.ts';
import { stackOf } from '../apex/runtime/values/user-objects.ts';
import type { ApexTrigger } from '../apex/program.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { dmlError } from './dml-errors.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

/** Triggers and flows may start one another so many levels deep (Apex Developer Guide, "Per-Transaction Apex Limits"). */
const MAXIMUM_DEPTH = 16;

export type SaveEvent = 'insert' | 'update' | 'delete' | 'undelete';

/** The project's triggers by object and event. */
export class TriggerIndex {
    private readonly byEvent = new Map<string, ApexTrigger[]>();

    constructor(triggers: readonly ApexTrigger[]) {
        for (const trigger of triggers) {
            for (const event of trigger.events) {
                const key = `${trigger.object.toLowerCase()} ${event.toLowerCase()}`;
                this.byEvent.set(key, [...(this.byEvent.get(key) ?? []), trigger]);
            }
        }
    }

    of(object: string, event: string): readonly ApexTrigger[] {
        return this.byEvent.get(`${object.toLowerCase()} ${event}`) ?? [];
    }
}

/** 'before insert' → 'BeforeInsert' */
export function eventName(event: string): string {
    return event.replace(/(^| )(\w)/g, (_match, _space, letter: string) => letter.toUpperCase());
}

/** Runs every trigger of the event on the rows; a row on which one put an error, or all when one threw, have failed afterwards. */
export function runTriggers(
    tx: TransactionRuntime,
    object: ObjectInfo,
    when: 'before' | 'after',
    event: SaveEvent,
    rows: readonly SaveRow[]
): void {
    const name = `${when} ${event}`;
    const triggers = tx.org.triggers.of(object.name, name);
    if (triggers.length === 0 || rows.length === 0) return;
    const newRows = event === 'delete' ? null : rows.map((row) => row.next!);
    const oldRows = event === 'insert' || event === 'undelete' ? null : rows.map((row) => row.previous!);
    for (const trigger of triggers) {
        const depth = `${object.name} trigger event ${eventName(name)}`;
        if (isTooDeep(tx, trigger.name, depth, rows)) return;
        try {
            runInContext(tx, { object: object.name, event: name, newRows, oldRows }, depth, () => trigger.run());
        } catch (error) {
            if (!(error instanceof ApexException) || error instanceof LimitExceeded) throw error;
            const failure = dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', unhandledText(trigger.name, name, error));
            for (const row of rows) row.fail(failure);
            return;
        }
    }
    for (const row of rows) row.collectErrors(row.next, event === 'delete' ? row.previous : null);
}

/** Triggers and flows that start one another end somewhere: their rows fail. */
export function isTooDeep(tx: TransactionRuntime, name: string, depth: string, rows: readonly SaveRow[]): boolean {
    if (tx.saveDepth.length < MAXIMUM_DEPTH) return false;
    const message = `${name}: maximum trigger depth exceeded\n${[...tx.saveDepth, depth].join('\n')}`;
    for (const row of rows) row.fail(dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
    return true;
}

export function runInContext(tx: TransactionRuntime, context: TransactionRuntime['trigger'], depth: string, action: () => void): void {
    const { trigger, sharing } = tx;
    tx.trigger = context;
    tx.sharing = 'without';
    tx.saveDepth.push(depth);
    try {
        action();
    } finally {
        tx.saveDepth.pop();
        tx.trigger = trigger;
        tx.sharing = sharing;
    }
}

/** How the platform reports an exception that left a trigger: with the stack up to the trigger, without who saved the record. */
function unhandledText(trigger: string, event: string, error: ApexException): string {
    const lines = stackOf(error).trace.split('\n');
    const end = lines.findIndex((line) => line.startsWith(`Trigger.${trigger}: `));
    const trace = lines.slice(0, end < 0 ? lines.length : end + 1).join('\n');
    return `${trigger}: execution of ${eventName(event)}\n\ncaused by: ${error.apexTypeName}: ${error.message}\n\n${trace}`;
}
