import { ApexException } from '../../apex/runtime/exceptions.ts';
import type { TransactionRuntime } from '../../automation/runtime.ts';
import type { DmlRequest, DmlResult } from '../../automation/transaction.ts';
import { toId18 } from '../../schema/ids.ts';
import type { FieldInfo, ObjectInfo } from '../../schema/model.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import { noContent, notFound, Refusal, type Call } from './call.ts';
import { describeResult, findObject, objectSummary } from './describe.ts';
import { BadValue, recordFromJson } from '../../automation/record-from-json.ts';
import { recordToJson } from './record-json.ts';
import { runClientQuery } from './query.ts';

export type Body = Record<string, unknown>;

const NO_SUCH_KEY = 'Provided external ID field does not exist or is not accessible';
/** Compound values stand in their parts. */
const COMPOUND = new Set(['address', 'location']);

export function listObjects({ org, user, base }: Call): HttpAnswer {
    const sobjects = org.schema.objects
        .filter((object) => findObject(org.schema, object.name))
        .map((object) => objectSummary(org, user, object, base));
    return jsonAnswer(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

export function basicInformation(call: Call): HttpAnswer {
    const object = objectOf(call);
    return jsonAnswer(200, { objectDescribe: objectSummary(call.org, call.user, object, call.base), recentItems: [] });
}

export function describeObject(call: Call): HttpAnswer {
    return jsonAnswer(200, describeResult(call.org, call.user, objectOf(call), call.base));
}

export function createOne(call: Call): HttpAnswer {
    const object = objectOf(call);
    const record = recordFromJson(object, bodyOf(call), call.org.schema);
    const [result] = call.transact((transaction) => save(transaction, { operation: 'insert', records: [record] }));
    return result!.success ? jsonAnswer(201, { id: result!.id, success: true, errors: [] }) : failed([result!]);
}

export function readOne(call: Call): HttpAnswer {
    return readBy(call, 'Id', call.parameters[1]!);
}

export function readByExternalId(call: Call): HttpAnswer {
    const [, field = '', value = ''] = call.parameters;
    return readBy(call, keyOf(objectOf(call), field).name, value);
}

function readBy(call: Call, field: string, value: string): HttpAnswer {
    const object = objectOf(call);
    const access = call.org.access(call.user);
    const columns =
        call.query.get('fields')?.split(',') ??
        object.fields.filter(({ type, name }) => !COMPOUND.has(type) && access.canReadField(object.name, name)).map(({ name }) => name);
    const escaped = value.replace(/[\\']/g, '\\$&');
    const soql = `SELECT ${columns.join(', ')} FROM ${object.name} WHERE ${field} = '${escaped}'`;
    const { rows } = call.transact((transaction) => runClientQuery(transaction, soql));
    if (rows.length > 1)
        return jsonAnswer(
            300,
            rows.map((row) => `${call.base}/sobjects/${object.name}/${row.id}`)
        );
    if (rows[0]) return jsonAnswer(200, recordToJson(rows[0], call.base));
    if (field === 'Id') refuseDeleted(call, object, value);
    throw notFound(NO_SUCH_KEY);
}

export function updateOne(call: Call): HttpAnswer {
    const object = objectOf(call);
    const record = recordFromJson(object, bodyOf(call), call.org.schema);
    record.set('Id', idOf(call));
    const [result] = call.transact((transaction) => save(transaction, { operation: 'update', records: [record] }));
    return result!.success ? noContent() : failed([result!]);
}

export function deleteOne(call: Call): HttpAnswer {
    return deleteId(call, objectOf(call), idOf(call));
}

export function deleteByExternalId(call: Call): HttpAnswer {
    const object = objectOf(call);
    const found = existing(call, object, keyOf(object, call.parameters[1]!), call.parameters[2]!);
    if (found.length > 1)
        return jsonAnswer(
            300,
            found.map((id) => `${call.base}/sobjects/${object.name}/${id}`)
        );
    if (!found[0]) throw notFound(NO_SUCH_KEY);
    return deleteId(call, object, found[0]);
}

function deleteId(call: Call, object: ObjectInfo, id: string): HttpAnswer {
    const record = recordFromJson(object, { Id: id }, call.org.schema);
    const [result] = call.transact((transaction) => save(transaction, { operation: 'delete', records: [record] }));
    return result!.success ? noContent() : failed([result!]);
}

export function upsertByExternalId(call: Call): HttpAnswer {
    const object = objectOf(call);
    const [, fieldName = '', value = ''] = call.parameters;
    const field = keyOf(object, fieldName);
    const body = bodyOf(call);
    if (Object.keys(body).some((name) => name.toLowerCase() === field.name.toLowerCase()) && field.name !== 'Id') {
        throw new BadValue('INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`, [field.name]);
    }
    const record = recordFromJson(object, { ...body, [field.name]: value }, call.org.schema);
    const request = { operation: 'upsert', records: [record], externalIdField: field.name } as const;
    const found = existing(call, object, field, value);
    if (found.length > 1)
        return jsonAnswer(
            300,
            found.map((id) => `${call.base}/sobjects/${object.name}/${id}`)
        );
    const [result] = call.transact((transaction) => save(transaction, request));
    if (!result!.success) return failed([result!]);
    return jsonAnswer(result!.created ? 201 : 200, { id: result!.id, success: true, errors: [], created: result!.created });
}

/** The field may find records: an external id, one of the platform's lookup ids, or the Id. */
export function keyOf(object: ObjectInfo, name: string): FieldInfo {
    const field = object.field(name);
    if (!field || (!field.externalId && !field.idLookup && field.name !== 'Id')) throw notFound(`${NO_SUCH_KEY}: ${name}`);
    return field;
}

/** The ids of the living records with this value, whatever the user may see: saving decides about that. */
function existing({ org }: Call, object: ObjectInfo, field: FieldInfo, value: string): string[] {
    const read = recordFromJson(object, { [field.name]: value }, org.schema).fields.get(field.name);
    return org.store.find(object.name, field.name, [read], { fields: ['Id'] }).map((row) => row.id!);
}

export function objectOf(call: Call): ObjectInfo {
    const object = findObject(call.org.schema, call.parameters[0]!);
    if (!object) throw notFound();
    return object;
}

function idOf(call: Call): string {
    const id = toId18(call.parameters[1]!);
    if (id === undefined) throw notFound(NO_SUCH_KEY);
    return id;
}

function bodyOf(call: Call): Body {
    return call.json<Body>({});
}

function refuseDeleted({ org }: Call, object: ObjectInfo, value: string): void {
    const id = toId18(value);
    if (id !== undefined && object.field('IsDeleted') && org.store.read(object.name, [id], { fields: ['Id'], deleted: true }).size > 0) {
        throw new Refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
    }
}

/** The save order, with the rights and the sharing of the user. What all-or-none refuses comes back row by row. */
export function save(
    transaction: TransactionRuntime,
    request: Pick<DmlRequest, 'operation' | 'externalIdField' | 'records'> & { allOrNone?: boolean }
): DmlResult[] {
    transaction.sharing = 'with';
    try {
        return transaction.dml({ allOrNone: false, access: 'user', ...request });
    } catch (error) {
        if (error instanceof ApexException) throw new BadValue(codeOf(error), error.message);
        throw error;
    }
}

/** `Insert failed. First exception on row 0; first error: CODE, message` and the like. */
function codeOf(error: ApexException): string {
    return /first error: ([A-Z_]+),/.exec(error.message)?.[1] ?? 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
}

const STATUS: Readonly<Record<string, number>> = {
    ENTITY_IS_DELETED: 404,
    INVALID_CROSS_REFERENCE_KEY: 404,
    INSUFFICIENT_ACCESS_OR_READONLY: 403,
    INSUFFICIENT_ACCESS: 403
};

export function failed(results: readonly DmlResult[]): HttpAnswer {
    const errors = results.flatMap((result) => result.errors);
    return jsonAnswer(
        STATUS[errors[0]?.statusCode ?? ''] ?? 400,
        errors.map(({ statusCode, message, fields }) => ({ message, errorCode: statusCode, fields }))
    );
}
