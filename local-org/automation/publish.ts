import { randomUUID } from 'node:crypto';
import type { SObject } from '../apex/runtime/sobject.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { apexException } from '../apex/runtime/exceptions.ts';
import { makeId } from '../schema/ids.ts';
import { checkRows } from './checks.ts';
import { objectRefusal } from './access-checks.ts';
import { dmlError } from './dml-errors.ts';
import type { TransactionRuntime } from './runtime.ts';
import { SaveRow, TriggerRow } from './save-row.ts';
import type { AccessMode, DmlResult } from './transaction.ts';

/** What EventBus.publish gives for one event. */
export interface PublishResult extends DmlResult {
    /** `EventUuid` of the published event, null where it was refused. */
    readonly uuid: string | null;
}

/** Events that one test method may publish (Platform Events Developer Guide, "Test Events and Limits"). */
const TEST_EVENTS = 500;

let published = 0;

/** Checks the events and queues them: for after the commit, or at once, as each event's definition says. Never throws for a bad event. */
export function publishAll(tx: TransactionRuntime, events: readonly SObject[], access: AccessMode = 'default'): PublishResult[] {
    if (events.length === 0) return [];
    tx.org.onStep?.('dml', tx);
    const kinds = new Set(events.map((event) => tx.org.schema.object(event.typeName)?.publishImmediately));
    if (kinds.has(false)) tx.limits.count('dmlStatements');
    if (kinds.has(true)) tx.limits.count('publishImmediate');
    return events.map((event, index) => publishOne(tx, event, index, access));
}

function publishOne(tx: TransactionRuntime, event: SObject, index: number, access: AccessMode): PublishResult {
    const object = tx.org.schema.object(event.typeName);
    if (object?.kind !== 'event') {
        throw apexException('System.TypeException', `DML operation PUBLISH not allowed on ${event.typeName}`);
    }
    const row = new SaveRow(index, event);
    const refusal = access === 'user' ? objectRefusal(tx, object, 'insert') : null;
    if (refusal) row.fail(refusal);
    row.next = new TriggerRow(object.name);
    for (const field of object.fields) row.next.fields.set(field.name, null);
    for (const [field, value] of tx.org.defaults.of(object.name, tx)) row.next.fields.set(field, value);
    for (const [field, value] of event.fields) if (object.field(field)?.createable) row.next.fields.set(field, value);
    if (!row.failed) checkRows(tx, object, [row]);
    if (tx.test && tx.test.eventsPublished >= TEST_EVENTS) row.fail(dmlError('LIMIT_EXCEEDED', 'Test event publishing limit exceeded'));
    if (row.failed) return { id: null, success: false, created: false, errors: row.errors, uuid: null };
    // Only newSObject with defaults sets one beforehand.
    const uuid = (event.fields.get('EventUuid') as string | null | undefined) ?? randomUUID();
    row.next.fields.set('EventUuid', uuid);
    row.next.fields.set('CreatedDate', new ApexDatetime(tx.now()));
    row.next.fields.set('CreatedById', tx.user.id);
    queue(tx, row.next, object.publishImmediately);
    published += 1;
    return { id: makeId(object.keyPrefix, published), success: true, created: true, errors: [], uuid };
}

function queue(tx: TransactionRuntime, event: SObject, immediately: boolean): void {
    if (tx.test) tx.test.eventsPublished += 1;
    if (!immediately) {
        tx.publishAfterCommit(event);
        tx.scope.begin();
        tx.scope.markWork();
    } else if (tx.test) {
        tx.test.immediateEvents.push(event);
    } else {
        tx.org.events.accept(event);
    }
}
