import type { ObjectDescription, PlainRecord } from '../gateway.ts';
import { HttpProblem } from '../http.ts';
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
    const columns: Column[] = [];
    for (const name of [...fields, ...optionalFields]) {
        const path = pathOf(object, name);
        const [column] = path === undefined ? [] : await reader.columns(object, [path]);
        if (column) columns.push(column);
        else if (fields.includes(name)) throw new HttpProblem(400, `No such column '${name}' on entity '${object.name}'.`);
    }
    const row = await reader.row(object, recordId, columns);
    return representation(
        object.name,
        row,
        columns.map((column) => column.path)
    );
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
