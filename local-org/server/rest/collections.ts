import type { SObject } from '../../apex/runtime/sobject.ts';
import type { DmlResult } from '../../automation/transaction.ts';
import { toId18 } from '../../schema/ids.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call } from './call.ts';
import { findObject } from './describe.ts';
import { BadValue, recordFromJson } from '../../automation/record-from-json.ts';
import { recordToJson } from './record-json.ts';
import { runClientQuery } from './query.ts';
import { keyOf, objectOf, save, type Body } from './sobjects.ts';

/** A collection resource takes at most so many records; a retrieve 2,000 (REST API Developer Guide, "sObject Collections"). */
const COLLECTION_LIMIT = 200;
const RETRIEVE_LIMIT = 2_000;
const ROLLED_BACK = 'Record rolled back because not all records were valid and the request was using AllOrNone header';

interface Collection {
    allOrNone?: boolean;
    records: (Body & { attributes?: { type?: string } })[];
}

export function createMany(call: Call): HttpAnswer {
    return saveMany(call, 'insert');
}

export function updateMany(call: Call): HttpAnswer {
    return saveMany(call, 'update');
}

function saveMany(call: Call, operation: 'insert' | 'update'): HttpAnswer {
    const { records, allOrNone = false } = collectionOf(call);
    const rows = records.map((record) => {
        const object = objectNamed(call, record.attributes?.type ?? '');
        const { id, ...fields } = record;
        return recordFromJson(object, id === undefined ? fields : { ...fields, Id: id }, call.org.schema);
    });
    return jsonAnswer(200, saveRows(call, rows, allOrNone, { operation }).map(saveResult));
}

export function upsertMany(call: Call): HttpAnswer {
    const object = objectOf(call);
    const key = keyOf(object, call.parameters[1]!);
    const { records, allOrNone = false } = collectionOf(call);
    const rows = records.map((record) => recordFromJson(object, record, call.org.schema));
    const results = saveRows(call, rows, allOrNone, { operation: 'upsert', externalIdField: key.name });
    return jsonAnswer(
        200,
        results.map((result) => ({ ...saveResult(result), created: result.created }))
    );
}

export function deleteMany(call: Call): HttpAnswer {
    const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
    requireCount(ids.length, COLLECTION_LIMIT);
    const rows = ids.map((text) => {
        const id = toId18(text);
        const object = id === undefined ? undefined : call.org.schema.objectOfId(id);
        if (!object) throw new BadValue('MALFORMED_ID', `malformed id ${text}`);
        return recordFromJson(object, { Id: id }, call.org.schema);
    });
    return jsonAnswer(200, saveRows(call, rows, call.query.get('allOrNone') === 'true', { operation: 'delete' }).map(saveResult));
}

/** By ids, in their order; null where there is no such record. */
export function retrieveMany(call: Call): HttpAnswer {
    const object = objectOf(call);
    const body = call.method === 'POST' ? call.json<{ ids?: string[]; fields?: string[] }>({ ids: ['text'], fields: ['text'] }) : undefined;
    const ids = body?.ids ?? (call.query.get('ids') ?? '').split(',');
    const fields = body?.fields ?? (call.query.get('fields') ?? '').split(',');
    requireCount(ids.length, RETRIEVE_LIMIT);
    if (fields.length === 0 || fields[0] === '') throw new BadValue('INVALID_FIELD', 'The fields parameter is required');
    const list = ids.map((id) => `'${toId18(id) ?? ''}'`).join(', ');
    const soql = `SELECT ${[...new Set(['Id', ...fields])].join(', ')} FROM ${object.name} WHERE Id IN (${list})`;
    const { rows } = call.transact((transaction) => runClientQuery(transaction, soql));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return jsonAnswer(
        200,
        ids.map((id) => {
            const row = byId.get(toId18(id) ?? null);
            return row ? recordToJson(row, call.base) : null;
        })
    );
}

/** Records of several objects may come together: each run of one object is saved at once, as the platform chunks them. */
function saveRows(
    call: Call,
    rows: readonly SObject[],
    allOrNone: boolean,
    request: { operation: 'insert' | 'update' | 'delete' | 'upsert'; externalIdField?: string }
): DmlResult[] {
    const chunks: SObject[][] = [];
    for (const row of rows) {
        if (chunks.at(-1)?.[0]?.typeName === row.typeName) chunks.at(-1)!.push(row);
        else chunks.push([row]);
    }
    return call.transact((transaction) => {
        const run = (): DmlResult[] => chunks.flatMap((records) => save(transaction, { ...request, records }));
        if (!allOrNone) return run();
        try {
            return transaction.guarded(() => {
                const results = run();
                if (results.some((result) => !result.success)) throw new RolledBack(results);
                return results;
            });
        } catch (error) {
            if (error instanceof RolledBack) return error.results.map(undone);
            throw error;
        }
    });
}

class RolledBack extends Error {
    readonly results: readonly DmlResult[];

    constructor(results: readonly DmlResult[]) {
        super(ROLLED_BACK);
        this.results = results;
    }
}

function undone(result: DmlResult): DmlResult {
    const errors = result.success ? [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message: ROLLED_BACK, fields: [] }] : result.errors;
    return { id: null, success: false, created: false, errors };
}

function saveResult({ id, success, errors }: DmlResult) {
    return { ...(id === null ? {} : { id }), success, errors };
}

function collectionOf(call: Call): Collection {
    const body = call.json<Partial<Collection>>({ allOrNone: 'flag', records: [{ attributes: { type: 'text' } }] });
    if (!body.records) throw new BadValue('INVALID_INPUT', 'The records list is required');
    requireCount(body.records.length, COLLECTION_LIMIT);
    return body as Collection;
}

function requireCount(count: number, limit: number): void {
    if (count < 1 || count > limit)
        throw new BadValue('EXCEEDED_MAX_SIZE_REQUEST', `The request takes 1 to ${limit} records, not ${count}`);
}

function objectNamed({ org }: Call, name: string): ObjectInfo {
    const object = findObject(org.schema, name);
    if (!object) throw new BadValue('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    return object;
}
