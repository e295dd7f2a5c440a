import type { SObject } from '../../apex/runtime/sobject.ts';
import { ApexException } from '../../apex/runtime/exceptions.ts';
import type { DmlRequest, DmlResult, Transaction } from '../../automation/transaction.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { errorAnswer, jsonAnswer, type HttpAnswer } from '../protocol.ts';
import { BadValue, recordFromJson, recordToJson } from './record-json.ts';
import { runClientQuery } from './query.ts';

type Body = Record<string, unknown>;

/** A collection resource takes at most so many records. */
const COLLECTION_LIMIT = 200;

export function listObjects(transaction: Transaction, base: string): HttpAnswer {
    const sobjects = transaction.org.schema.objects.map((object) => ({
        name: object.name,
        label: object.label,
        labelPlural: object.pluralLabel,
        keyPrefix: object.keyPrefix,
        custom: object.kind !== 'standard',
        queryable: object.queryable,
        urls: { sobject: `${base}/sobjects/${object.name}`, describe: `${base}/sobjects/${object.name}/describe` }
    }));
    return jsonAnswer(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

export function describeObject(transaction: Transaction, name: string): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const fields = object.fields.map((field) => ({
        name: field.name,
        label: field.label,
        type: field.type,
        length: field.length ?? 0,
        precision: field.precision ?? 0,
        scale: field.scale ?? 0,
        custom: field.custom,
        nillable: field.nillable,
        createable: field.createable,
        updateable: field.updateable,
        unique: field.unique,
        externalId: field.externalId,
        caseSensitive: field.caseSensitive,
        nameField: field.nameField,
        calculated: field.formula !== undefined,
        autoNumber: field.autoNumber !== undefined,
        referenceTo: field.referenceTo,
        relationshipName: field.relationshipName ?? null,
        restrictedPicklist: field.restrictedPicklist,
        picklistValues: field.picklist.map(({ value, label, active, default: isDefault }) => ({
            value,
            label,
            active,
            defaultValue: isDefault
        })),
        inlineHelpText: field.helpText ?? null
    }));
    const childRelationships = object.childRelationships.map((child) => ({
        childSObject: child.child,
        field: child.field,
        relationshipName: child.name
    }));
    return jsonAnswer(200, {
        name: object.name,
        label: object.label,
        labelPlural: object.pluralLabel,
        keyPrefix: object.keyPrefix,
        custom: object.kind !== 'standard',
        fields,
        childRelationships
    });
}

export function createOne(transaction: Transaction, name: string, body: Body): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const result = save(transaction, { operation: 'insert', records: [recordFromJson(object, body, transaction.org.schema)] })[0]!;
    return result.success ? jsonAnswer(201, { id: result.id, success: true, errors: [] }) : failed(result);
}

export function readOne(
    transaction: Transaction,
    name: string,
    id: string,
    base: string,
    fields: readonly string[] | undefined
): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const columns =
        fields ?? object.fields.filter((field) => field.type !== 'address' && field.type !== 'location').map((field) => field.name);
    const row = runClientQuery(transaction, `SELECT ${columns.join(', ')} FROM ${object.name} WHERE Id = '${id}'`).rows[0];
    return row ? jsonAnswer(200, recordToJson(row, base)) : notFound();
}

export function updateOne(transaction: Transaction, name: string, id: string, body: Body): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const record = recordFromJson(object, body, transaction.org.schema);
    record.set('Id', id);
    const result = save(transaction, { operation: 'update', records: [record] })[0]!;
    return result.success ? noContent() : failed(result);
}

export function deleteOne(transaction: Transaction, name: string, id: string): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const record = recordFromJson(object, { Id: id }, transaction.org.schema);
    const result = save(transaction, { operation: 'delete', records: [record] })[0]!;
    return result.success ? noContent() : failed(result);
}

export function upsertByExternalId(transaction: Transaction, name: string, fieldName: string, value: string, body: Body): HttpAnswer {
    const object = objectNamed(transaction, name);
    if (!object) return notFound();
    const field = object.field(fieldName);
    if (!field?.externalId && !field?.idLookup && field?.name !== 'Id') {
        throw new BadValue('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
    }
    const record = recordFromJson(object, { ...body, [field.name]: value }, transaction.org.schema);
    const result = save(transaction, { operation: 'upsert', records: [record], externalIdField: field.name })[0]!;
    if (!result.success) return failed(result);
    return jsonAnswer(result.created ? 201 : 200, { id: result.id, success: true, errors: [], created: result.created });
}

interface Collection {
    allOrNone?: boolean;
    records: (Body & { attributes?: { type?: string } })[];
}

export function createMany(transaction: Transaction, body: Collection): HttpAnswer {
    return saveMany(transaction, 'insert', body);
}

export function updateMany(transaction: Transaction, body: Collection): HttpAnswer {
    return saveMany(transaction, 'update', body);
}

function saveMany(transaction: Transaction, operation: 'insert' | 'update', { records, allOrNone = false }: Collection): HttpAnswer {
    if (!Array.isArray(records) || records.length === 0 || records.length > COLLECTION_LIMIT) {
        throw new BadValue('INVALID_INPUT', `The records list takes 1 to ${COLLECTION_LIMIT} records`);
    }
    const rows = records.map((record) => {
        const object = objectNamed(transaction, record.attributes?.type ?? '');
        if (!object) throw new BadValue('INVALID_TYPE', `sObject type '${record.attributes?.type}' is not supported.`);
        const { id, ...fields } = record;
        return recordFromJson(object, id === undefined ? fields : { ...fields, Id: id }, transaction.org.schema);
    });
    const results = save(transaction, { operation, records: rows, allOrNone });
    return jsonAnswer(
        200,
        results.map((result) => ({ id: result.id, success: result.success, errors: result.errors }))
    );
}

function save(
    transaction: Transaction,
    request: Pick<DmlRequest, 'operation' | 'externalIdField'> & { records: SObject[]; allOrNone?: boolean }
): DmlResult[] {
    transaction.sharing = 'with';
    try {
        return transaction.dml({ allOrNone: false, access: 'user', ...request });
    } catch (error) {
        if (error instanceof ApexException) throw new BadValue('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', error.message);
        throw error;
    }
}

function objectNamed(transaction: Transaction, name: string): ObjectInfo | undefined {
    return transaction.org.schema.object(name);
}

function failed(result: DmlResult): HttpAnswer {
    return jsonAnswer(
        400,
        result.errors.map(({ statusCode, message, fields }) => ({ message, errorCode: statusCode, fields }))
    );
}

function notFound(): HttpAnswer {
    return errorAnswer(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function noContent(): HttpAnswer {
    return { status: 204, headers: {}, body: new Uint8Array() };
}
