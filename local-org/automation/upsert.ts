import { keyOf } from '../apex/runtime/values/equality.ts';
import { apexException } from '../apex/runtime/exceptions.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { dmlError } from './dml-errors.ts';
import { readRowsBy } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';
import type { DmlRequest } from './transaction.ts';

export interface UpsertParts {
    readonly inserts: readonly SaveRow[];
    readonly updates: readonly SaveRow[];
}

/** Which rows of an upsert exist already: by Id, or by the external id that the statement names. */
export function resolveUpsert(tx: TransactionRuntime, object: ObjectInfo, request: DmlRequest, rows: readonly SaveRow[]): UpsertParts {
    const field = request.externalIdField === undefined ? undefined : object.field(request.externalIdField);
    if (!field || field.type === 'id') {
        return { inserts: rows.filter((row) => row.record.id === null), updates: rows.filter((row) => row.record.id !== null) };
    }
    if (!field.externalId && !field.idLookup) {
        throw apexException('System.SObjectException', 'Invalid field for upsert, must be an External Id custom or standard indexed field');
    }
    return byExternalId(tx, object, field, rows);
}

function byExternalId(tx: TransactionRuntime, object: ObjectInfo, field: FieldInfo, rows: readonly SaveRow[]): UpsertParts {
    const keys = new Map<unknown, SaveRow[]>();
    for (const row of rows) {
        const value = row.record.fields.get(field.name) ?? null;
        if (value === null) row.fail(dmlError('MISSING_ARGUMENT', `${field.name} not specified`));
        else keys.set(matchKey(field, value), [...(keys.get(matchKey(field, value)) ?? []), row]);
    }
    for (const [, same] of keys) {
        if (same.length < 2) continue;
        const value = String(same[0]!.record.fields.get(field.name));
        for (const row of same) row.fail(dmlError('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [field.name]));
    }
    const existing = existingRows(tx, object, field, rows);
    const inserts: SaveRow[] = [];
    const updates: SaveRow[] = [];
    for (const row of rows) {
        if (row.failed) continue;
        const found = existing.get(matchKey(field, row.record.fields.get(field.name))) ?? [];
        if (found.length > 1) {
            const ids = found.map((match) => match.id).join(', ');
            row.fail(
                dmlError('DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field: [${ids}]`, [field.name])
            );
        } else if (found[0]) {
            row.record.fields.set('Id', found[0].id);
            updates.push(row);
        } else {
            inserts.push(row);
        }
    }
    return { inserts, updates };
}

function existingRows(tx: TransactionRuntime, object: ObjectInfo, field: FieldInfo, rows: readonly SaveRow[]): Map<unknown, SObject[]> {
    const values = rows.filter((row) => !row.failed).map((row) => row.record.fields.get(field.name));
    const existing = new Map<unknown, SObject[]>();
    for (const found of readRowsBy(tx, object.name, field.name, values)) {
        const key = matchKey(field, found.fields.get(field.name));
        existing.set(key, [...(existing.get(key) ?? []), found]);
    }
    return existing;
}

function matchKey(field: FieldInfo, value: unknown): unknown {
    return typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : keyOf(value);
}
