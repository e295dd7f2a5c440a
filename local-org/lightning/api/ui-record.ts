import type { ObjectDescription, PlainRecord } from '../gateway.ts';
import { HttpProblem } from '../http.ts';
import { escapeText } from '../metadata/list-view.ts';
import { valueAt, type Column, type RecordReader } from './record.ts';

/**
 * A record as `lightning/uiRecordApi` gives it. Fields are 'Account.Name' or 'Account.Owner.Name'; one that the user may
 * not read is an error, unless it is optional.
 */
export async function uiRecord(
    reader: RecordReader,
    recordId: string,
    fields: readonly string[],
    optionalFields: readonly string[]
): Promise<object> {
    const object = await reader.objectOf(recordId);
    const columns = await columnsFor(reader, object, fields, optionalFields);
    const row = await reader.row(object, recordId, columns);
    return representation(
        object.name,
        row,
        columns.map((column) => column.path)
    );
}

interface RelatedQuery {
    readonly fields: readonly string[];
    readonly optionalFields: readonly string[];
    /** 'Name', '-CreatedDate' for the other direction. */
    readonly sortBy: readonly string[];
    readonly pageSize: number;
}

/** The records of a related list, by the name of the relationship; as `getRelatedListRecords` gives them. */
export async function relatedRecords(reader: RecordReader, recordId: string, relationship: string, wanted: RelatedQuery): Promise<object> {
    const parent = await reader.objectOf(recordId);
    const found = parent.childRelationships.find(({ name }) => name.toLowerCase() === relationship.toLowerCase());
    if (!found) throw new HttpProblem(400, `There is no related list ${relationship} on ${parent.name}, or you may not see it.`);
    const child = await reader.need(found.child);
    const columns = await columnsFor(reader, child, wanted.fields, wanted.optionalFields);
    const order = await Promise.all(wanted.sortBy.map((field) => orderOf(reader, child, field)));
    const limit = Math.min(Math.max(wanted.pageSize, 1), 1999);
    const sorted = [...order, 'Id'].join(', ');
    const rows = await reader.rows(child, columns, `WHERE ${found.field} = '${escapeText(recordId)}' ORDER BY ${sorted} LIMIT ${limit}`);
    const paths = columns.map((column) => column.path);
    return {
        records: rows.map((row) => representation(child.name, row, paths)),
        count: rows.length,
        listReference: { parentObjectApiName: parent.name, parentRecordId: recordId, relatedListId: found.name },
        keyPrefix: child.keyPrefix
    };
}

async function orderOf(reader: RecordReader, object: ObjectDescription, field: string): Promise<string> {
    const path = field.replace(/^-/, '').replace(new RegExp(`^${object.name}\\.`, 'i'), '');
    const [column] = await reader.columns(object, [path]);
    if (!column?.sort) throw new HttpProblem(400, `${object.name} cannot be sorted by ${path}.`);
    return `${column.sort}${field.startsWith('-') ? ' DESC NULLS LAST' : ''}`;
}

async function columnsFor(
    reader: RecordReader,
    object: ObjectDescription,
    fields: readonly string[],
    optionalFields: readonly string[]
): Promise<Column[]> {
    const columns: Column[] = [];
    for (const name of [...fields, ...optionalFields]) {
        const path = pathOf(object, name);
        const [column] = path === undefined ? [] : await reader.columns(object, [path]);
        if (column) columns.push(column);
        else if (fields.includes(name)) throw new HttpProblem(400, `No such column '${name}' on entity '${object.name}'.`);
    }
    return columns;
}

function pathOf(object: ObjectDescription, field: string): string | undefined {
    const [entity, ...path] = field.split('.');
    return entity?.toLowerCase() === object.name.toLowerCase() && path.length > 0 ? path.join('.') : undefined;
}

function representation(apiName: string, row: PlainRecord, paths: readonly string[]): object {
    const fields: Record<string, unknown> = {};
    const parents = new Map<string, string[]>();
    for (const path of paths) {
        const dot = path.indexOf('.');
        if (dot < 0) fields[path] = { value: row[path] ?? null, displayValue: null };
        else parents.set(path.slice(0, dot), [...(parents.get(path.slice(0, dot)) ?? []), path.slice(dot + 1)]);
    }
    for (const [relationship, parentPaths] of parents) {
        const parent = valueAt(row, relationship) as PlainRecord | null | undefined;
        const value = parent ? representation(parent.attributes.type, parent, parentPaths) : null;
        fields[relationship] = { value, displayValue: null };
    }
    return { apiName, id: row['Id'] ?? null, childRelationships: {}, recordTypeInfo: null, fields };
}
