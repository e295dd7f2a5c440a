import type { ObjectInfo, Schema } from '../../schema/model.ts';
import type { UserAccess } from '../access.ts';
import type { FieldUse, SoqlCheck } from './check.ts';
import { queryException } from './operands.ts';
import { noSuchColumn, noSuchObject } from './resolve.ts';

/** Queries that a user was found to have the rights for. */
const allowed = new WeakMap<UserAccess, WeakSet<SoqlCheck>>();

/**
 * User mode: the user must be able to read every object and every field of the query, filters and sorting included.
 * What is missing is said as if it did not exist; the exception's details name all of it, object → fields.
 */
export function checkRights(check: SoqlCheck, access: UserAccess, schema: Schema): void {
    if (access.user.administrator || allowed.get(access)?.has(check)) return;
    const { objects, fields } = missing(check, check.uses, access, schema);
    if (objects.length > 0) throw queryException(noSuchObject(objects[0]!), detailsOf(objects, fields));
    const first = fields[0];
    if (first) throw queryException(noSuchColumn(first.field, first.object), detailsOf(objects, fields));
    const known = allowed.get(access) ?? new WeakSet();
    allowed.set(access, known.add(check));
}

/** WITH SECURITY_ENFORCED: what is selected, and nothing else. */
export function checkSecurityEnforced(check: SoqlCheck, access: UserAccess, schema: Schema): void {
    const selected = check.uses.filter((use) => use.selected);
    const { objects, fields } = missing(check, selected, access, schema);
    if (objects.length + fields.length === 0) return;
    throw queryException('Insufficient permissions: secure query included inaccessible field', detailsOf(objects, fields));
}

function missing(
    check: SoqlCheck,
    uses: readonly FieldUse[],
    access: UserAccess,
    schema: Schema
): { objects: string[]; fields: FieldUse[] } {
    // The objects behind a lookup to several ones are judged by their rows.
    const judged = uses.filter((use) => use.object !== 'Name');
    const named = new Set([...[...check.objects.values()].map((object: ObjectInfo) => object.name), ...judged.map((use) => use.object)]);
    const objects = [...named].filter((name) => schema.object(name) && !access.object(name).read);
    const fields = judged.filter((use) => !objects.includes(use.object) && !access.canReadField(use.object, use.field));
    return { objects, fields };
}

function detailsOf(objects: readonly string[], fields: readonly FieldUse[]): { inaccessible: Map<string, Set<string>> } {
    const inaccessible = new Map<string, Set<string>>(objects.map((name) => [name, new Set()]));
    for (const { object, field } of fields) inaccessible.set(object, (inaccessible.get(object) ?? new Set()).add(field));
    return { inaccessible };
}
