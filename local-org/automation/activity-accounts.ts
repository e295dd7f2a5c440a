import type { SObject } from '../apex/runtime/sobject.ts';
import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { readRows } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

const ACTIVITIES = new Set(['Task', 'Event']);

/**
 * The Account of a task or event (Object Reference, "Task", AccountId): that of what it is related to, where this is an
 * Account, an Opportunity, a Contract or a detail of an Account; with anything else, that of the contact. A custom object that
 * has a mere lookup to Account is no child of it.
 */
export function setActivityAccounts(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    if (!ACTIVITIES.has(object.name)) return;
    const moved = rows.filter((row) => changed(row, 'WhatId') || changed(row, 'WhoId'));
    const parents = readParents(tx, moved);
    for (const row of moved) {
        const what = idOf(row.next, 'WhatId');
        const who = idOf(row.next, 'WhoId');
        const related = what === null ? undefined : accountField(tx, what);
        const [parent, field] = related ? [what, related] : [who, who === null ? undefined : contactField(tx, who)];
        row.next!.fields.set('AccountId', parent === null || !field ? null : idOf(parents.get(parent), field));
    }
}

function changed(row: SaveRow, field: string): boolean {
    return !row.previous || idOf(row.previous, field) !== idOf(row.next, field);
}

function idOf(record: SObject | null | undefined, field: string): string | null {
    return (record?.fields.get(field) as string | null | undefined) ?? null;
}

/** The field of a record that names its Account. */
function accountField(tx: TransactionRuntime, id: string): string | undefined {
    const object = tx.org.schema.objectOfId(id);
    if (!object) return undefined;
    if (object.name === 'Account') return 'Id';
    if (object.name === 'Opportunity' || object.name === 'Contract') return 'AccountId';
    return object.fields.find((field) => isDetailOfAccount(object, field))?.name;
}

function isDetailOfAccount(object: ObjectInfo, field: FieldInfo): boolean {
    return (
        object.sharingModel === 'ControlledByParent' &&
        field.custom &&
        field.required &&
        field.onParentDelete === 'cascade' &&
        field.referenceTo.includes('Account')
    );
}

function contactField(tx: TransactionRuntime, id: string): string | undefined {
    return tx.org.schema.objectOfId(id)?.name === 'Contact' ? 'AccountId' : undefined;
}

/** What the activities are related to, one read for each object. */
function readParents(tx: TransactionRuntime, rows: readonly SaveRow[]): Map<string, SObject> {
    const idsByObject = new Map<string, string[]>();
    for (const { next } of rows) {
        for (const id of [idOf(next, 'WhatId'), idOf(next, 'WhoId')]) {
            const object = id === null ? undefined : tx.org.schema.objectOfId(id);
            if (id !== null && object) idsByObject.set(object.name, [...(idsByObject.get(object.name) ?? []), id]);
        }
    }
    return new Map([...idsByObject].flatMap(([object, ids]) => [...readRows(tx, object, ids)]));
}
