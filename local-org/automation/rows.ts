import { SObject } from '../apex/runtime/sobject.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import type { OrgRuntime } from '../org.ts';
import { cpuClock } from '../limits/limits.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { storedValue } from './field-values.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

/** Every use that the automation makes of the store. Its time does not count as CPU time. */

type Reader = Pick<TransactionRuntime, 'org' | 'limits'>;

function timed<T>(tx: Reader, action: () => T): T {
    const before = cpuClock();
    try {
        return action();
    } finally {
        tx.limits.addDatabaseTime(cpuClock() - before);
    }
}

/** Rows by id with all their fields, without those in the recycle bin. */
export function readRows(tx: Reader, object: string, ids: readonly string[]): Map<string, SObject> {
    return ids.length === 0 ? new Map() : timed(tx, () => tx.org.store.read(object, ids));
}

/** Rows whose field has one of the values; with no field, all rows. */
export function readRowsBy(tx: Reader, object: string, field: string | null, values: readonly unknown[]): SObject[] {
    return timed(tx, () => (field === null ? tx.org.store.all(object) : tx.org.store.find(object, field, values)));
}

/** Which of the ids are there, and which of those in the recycle bin. */
export function rowStates(tx: Reader, object: string, ids: readonly string[]): Map<string, 'alive' | 'deleted'> {
    if (ids.length === 0) return new Map();
    const fields = tx.org.schema.object(object)!.field('IsDeleted') ? ['Id', 'IsDeleted'] : ['Id'];
    const rows = timed(tx, () => tx.org.store.read(object, ids, { fields, deleted: true }));
    return new Map([...rows].map(([id, row]) => [id, row.fields.get('IsDeleted') === true ? 'deleted' : 'alive'] as const));
}

/** Children of parents, without those in the recycle bin. */
export function childRows(tx: Reader, child: ObjectInfo, field: string, parentIds: readonly string[]) {
    const name = child.fields.find((candidate) => candidate.nameField)?.name;
    const fields = ['Id', field, ...(name === undefined ? [] : [name])];
    const rows = timed(tx, () => tx.org.store.find(child.name, field, parentIds, { fields }));
    return rows.map((row) => ({
        id: row.id!,
        parentId: row.fields.get(field) as string,
        name: String((name === undefined ? null : row.fields.get(name)) ?? row.id)
    }));
}

export interface UniqueViolation {
    readonly row: SaveRow;
    readonly field: string;
    readonly existingId: string;
}

/** Writes new rows with their audit fields and auto-numbers; each gets its Id. Gives the rows that a unique field refuses. */
export function insertRows(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[], now: number): UniqueViolation[] {
    const { store } = tx.org;
    const instant = storedInstant(now);
    for (const { next } of rows) {
        const { fields } = next!;
        for (const field of object.fields) {
            if (field.autoNumber !== undefined) fields.set(field.name, store.nextAutoNumber(object.name, field.name, now));
        }
        setWhere(object, fields, 'CreatedDate', instant, 'CreatedById', tx.user.id);
        setWhere(object, fields, 'LastModifiedDate', instant, 'LastModifiedById', tx.user.id);
        setWhere(object, fields, 'SystemModstamp', instant, 'IsDeleted', false);
        fields.delete('Id');
    }
    const outcomes = timed(tx, () =>
        store.insert(
            object.name,
            rows.map((row) => row.next!)
        )
    );
    return violations(rows, outcomes);
}

/** Writes what differs from the rows as they were. */
export function updateRows(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[], now: number): UniqueViolation[] {
    const instant = storedInstant(now);
    const changes = rows.map((row) => {
        const change = new SObject(object.name);
        for (const [name, value] of row.next!.fields) {
            const field = object.field(name);
            if (field && field.formula === undefined && row.previous!.fields.get(name) !== value) change.fields.set(name, value);
        }
        setWhere(object, change.fields, 'LastModifiedDate', instant, 'LastModifiedById', tx.user.id);
        setWhere(object, change.fields, 'SystemModstamp', instant, 'Id', row.previous!.id);
        return change;
    });
    return violations(
        rows,
        timed(tx, () => tx.org.store.update(object.name, changes))
    );
}

export function deleteRows(tx: TransactionRuntime, object: ObjectInfo, ids: readonly string[]): void {
    timed(tx, () => tx.org.store.remove(object.name, ids));
}

/** Gives the ids that could not come back, because a unique value was taken meanwhile. */
export function undeleteRows(tx: TransactionRuntime, object: ObjectInfo, ids: readonly string[]) {
    return timed(tx, () => tx.org.store.undelete(object.name, ids));
}

type Child = ReturnType<typeof childRows>[number];

/** Children that go with a deleted parent, or (with a field) lose their link to it: an undelete brings that back. */
export function noteTakenAlong(tx: TransactionRuntime, child: ObjectInfo, field: string | null, rows: readonly Child[]): void {
    timed(tx, () => tx.org.store.noteTakenAlong(child.name, field, rows));
}

export function undoTakenAlong(tx: TransactionRuntime, parentIds: readonly string[]): void {
    timed(tx, () => tx.org.store.undoTakenAlong(parentIds));
}

export function setLookup(tx: TransactionRuntime, child: ObjectInfo, field: string, parentId: string | null, ids: readonly string[]): void {
    timed(tx, () => tx.org.store.setLookup(child.name, field, parentId, ids));
}

export function purgeRows(tx: TransactionRuntime, object: string, ids: readonly string[]): void {
    timed(tx, () => tx.org.store.purge(object, ids));
}

/** Rows that the platform itself keeps (jobs, schedules, users of the configuration): no save order, no limits. */
export function insertSystemRow(org: OrgRuntime, objectName: string, values: Readonly<Record<string, unknown>>): string {
    const object = org.schema.object(objectName)!;
    const row = new SObject(object.name);
    const instant = storedInstant(org.clock.now());
    setWhere(object, row.fields, 'CreatedDate', instant, 'LastModifiedDate', instant);
    setWhere(object, row.fields, 'SystemModstamp', instant, 'IsDeleted', false);
    setFields(object, row, values);
    const [outcome] = org.store.insert(object.name, [row]);
    if (!outcome?.id) throw new Error(`A row of ${objectName} could not be written: a unique value is taken.`);
    return outcome.id;
}

export function updateSystemRow(org: OrgRuntime, objectName: string, id: string, values: Readonly<Record<string, unknown>>): void {
    const object = org.schema.object(objectName)!;
    const row = new SObject(object.name);
    setFields(object, row, values);
    row.fields.set('Id', id);
    org.store.update(object.name, [row]);
}

export function deleteSystemRows(org: OrgRuntime, objectName: string, ids: readonly string[]): void {
    org.store.purge(objectName, ids);
}

function setFields(object: ObjectInfo, row: SObject, values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
        const field = object.field(name);
        if (field) row.fields.set(field.name, storedValue(field, value));
    }
}

function setWhere(
    object: ObjectInfo,
    fields: Map<string, unknown>,
    first: string,
    firstValue: unknown,
    second: string,
    secondValue: unknown
): void {
    if (object.field(first)) fields.set(first, firstValue);
    if (object.field(second)) fields.set(second, secondValue);
}

function storedInstant(now: number): ApexDatetime {
    return new ApexDatetime(Math.floor(now / 1000) * 1000);
}

function violations(rows: readonly SaveRow[], outcomes: ReturnType<OrgRuntime['store']['insert']>): UniqueViolation[] {
    return outcomes.flatMap(({ duplicates }, index) =>
        duplicates.slice(0, 1).map(({ field, existingId }) => ({ row: rows[index]!, field: field.name, existingId }))
    );
}

export function instant(milliseconds: number | null): ApexDatetime | null {
    return milliseconds === null ? null : new ApexDatetime(milliseconds);
}
