import { UnsupportedError } from '../errors.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import { masterField } from '../schema/relationships.ts';
import type { UserAccess } from './access.ts';
import { CONTROLLING_LOOKUPS, DETAILS, OPEN_TO_GUESTS } from './permission-facts.ts';
import type { Store } from './store.ts';
import { hasTable, quoted } from './tables.ts';

export type RowRight = 'read' | 'edit';

/** Every row, or those that an SQL condition lets through. */
export type RowFilter = { readonly every: true } | { readonly every: false; readonly sql: string };

const EVERY: RowFilter = { every: true };
const NONE: RowFilter = { every: false, sql: 'FALSE' };

/**
 * Which rows of an object a user sees, or may change, by the org-wide defaults, their ownership and their "view all"
 * and "modify all" permissions (Salesforce Help, "Organization-Wide Sharing Defaults"). There are no roles in a local
 * org, so no one inherits what others own. A guest sees nothing that no guest sharing rule opens. `alias` names the
 * table in the statement that the condition goes into.
 */
export function rowFilter(schema: Schema, access: UserAccess, object: ObjectInfo, right: RowRight, alias: string): RowFilter {
    const { user } = access;
    const rights = access.object(object.name);
    if (rights.modifyAll || (right === 'read' && rights.viewAll)) return EVERY;
    if (object.kind === 'metadata' || object.kind === 'setting' || object.kind === 'event') return EVERY;
    const model = user.guest ? object.externalSharingModel : object.sharingModel;
    if (model === 'ControlledByParent') return throughParent(schema, access, object, right, alias);
    if (user.guest) {
        if (object.name === 'User') return { every: false, sql: `${alias}."Id" = '${user.id}'` };
        if (object.kind === 'standard' && OPEN_TO_GUESTS.has(object.name)) return EVERY;
        access.refuseSharingRules(object);
        return NONE;
    }
    const isActivity = object.name === 'Task' || object.name === 'Event';
    if (model === 'Private' || (model === 'Read' && right === 'edit')) {
        if (object.name === 'User') return { every: false, sql: `${alias}."Id" = '${user.id}'` };
        if (!object.field('OwnerId')) return EVERY;
        access.refuseSharingRules(object);
        const owned = ownedBy(user.id, alias);
        if (!isActivity || right === 'edit') return { every: false, sql: owned };
        const related = ['WhatId', 'WhoId'].map((name) => visibleParent(schema, access, object.field(name)!, right, alias));
        return { every: false, sql: `(${[owned, ...related].join(' OR ')})` };
    }
    return EVERY;
}

/** Those of the ids whose rows the user sees, or may change. */
export function permittedIds(store: Store, access: UserAccess, object: string, ids: readonly string[], right: RowRight): Set<string> {
    const info = store.tableOf(object);
    const filter = rowFilter(store.schema, access, info, right, 't');
    if (filter.every) return new Set(ids);
    const sql = `SELECT t."Id" FROM ${quoted(info.name)} t WHERE t."Id" IN (SELECT value FROM json_each(?)) AND ${filter.sql}`;
    const rows = store.connection.prepare(sql).all(JSON.stringify(ids)) as unknown as [string][];
    return new Set(rows.map(([id]) => id));
}

/** By the user themselves, or by a queue or group that they belong to. */
function ownedBy(userId: string, alias: string): string {
    const groups = `SELECT g."GroupId" FROM "GroupMember" g WHERE g."UserOrGroupId" = '${userId}'`;
    return `(${alias}."OwnerId" = '${userId}' OR ${alias}."OwnerId" IN (${groups}))`;
}

function throughParent(schema: Schema, access: UserAccess, object: ObjectInfo, right: RowRight, alias: string): RowFilter {
    const name = CONTROLLING_LOOKUPS[object.name] ?? DETAILS[object.name]?.field ?? masterField(object)?.name;
    const lookup = name === undefined ? undefined : object.field(name);
    if (!lookup) throw new UnsupportedError(`the sharing model ControlledByParent of ${object.name}, which has no parent`);
    const visible = visibleParent(schema, access, lookup, right, alias);
    // A contact without an account, say, belongs to its owner alone.
    const orphans =
        lookup.nillable && object.field('OwnerId')
            ? ` OR (${alias}.${quoted(lookup.name)} IS NULL AND ${ownedBy(access.user.id, alias)})`
            : '';
    return { every: false, sql: `(${visible}${orphans})` };
}

/** Whether the record behind a lookup is one that the user sees, or may change. */
function visibleParent(schema: Schema, access: UserAccess, lookup: FieldInfo, right: RowRight, alias: string): string {
    const id = `${alias}.${quoted(lookup.name)}`;
    const cases = lookup.referenceTo.flatMap((name) => {
        const parent = schema.object(name);
        if (!parent || !hasTable(parent) || parent.keyPrefix === '') return [];
        const inner = `${alias}p`;
        const filter = rowFilter(schema, access, parent, right, inner);
        const visible = filter.every
            ? 'TRUE'
            : `EXISTS (SELECT 1 FROM ${quoted(parent.name)} ${inner} WHERE ${inner}."Id" = ${id} AND ${filter.sql})`;
        return [`WHEN '${parent.keyPrefix}' THEN ${visible}`];
    });
    return cases.length === 0 ? 'FALSE' : `ifnull(CASE substr(${id}, 1, 3) ${cases.join(' ')} END, FALSE)`;
}
