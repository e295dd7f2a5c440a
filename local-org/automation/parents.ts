import { keyOf } from '../apex/runtime/values/equality.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { dmlError } from './dml-errors.ts';
import { readRowsBy } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

interface ParentKey {
    readonly row: SaveRow;
    readonly lookup: FieldInfo;
    readonly parent: ObjectInfo;
    readonly key: FieldInfo;
    readonly value: unknown;
}

/** `new Child__c(Parent__r = new Parent__c(Key__c = 'x'))`: the lookup gets the id of the parent with that external id. */
export function linkParents(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    const keys = rows.flatMap((row) => parentKeys(tx, object, row));
    for (const group of groupsOf(keys)) {
        const { parent, key } = group[0]!;
        const found = new Map<unknown, SObject>();
        for (const candidate of readRowsBy(
            tx,
            parent.name,
            key.name,
            group.map(({ value }) => value)
        )) {
            found.set(matchKey(key, candidate.fields.get(key.name)), candidate);
        }
        for (const { row, lookup, value } of group) {
            const target = found.get(matchKey(key, value));
            if (target) row.parentIds.set(lookup.name, target.id!);
            else {
                const text = `Foreign key external ID: ${String(value)} not found for field ${key.name} in entity ${parent.name}`;
                row.fail(dmlError('INVALID_FIELD', text));
            }
        }
    }
}

function parentKeys(tx: TransactionRuntime, object: ObjectInfo, row: SaveRow): ParentKey[] {
    const keys: ParentKey[] = [];
    for (const [relationship, record] of row.record.parents) {
        const lookup = object.parentField(relationship);
        const parent = record ? tx.org.schema.object(record.typeName) : undefined;
        if (!lookup || !record || !parent || record.fromQuery || record.id !== null || row.record.fields.has(lookup.name)) continue;
        const key = [...record.fields.keys()].map((name) => parent.field(name)).find((field) => field?.externalId || field?.idLookup);
        if (key) keys.push({ row, lookup, parent, key, value: record.fields.get(key.name) });
    }
    return keys;
}

function groupsOf(keys: readonly ParentKey[]): ParentKey[][] {
    const groups = new Map<string, ParentKey[]>();
    for (const key of keys) {
        const name = `${key.parent.name}.${key.key.name}`;
        groups.set(name, [...(groups.get(name) ?? []), key]);
    }
    return [...groups.values()];
}

function matchKey(field: FieldInfo, value: unknown): unknown {
    return typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : keyOf(value);
}
