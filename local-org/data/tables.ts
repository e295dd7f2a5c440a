import { createHash } from 'node:crypto';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import { isStored, storageOf } from './codec.ts';

/** References that every record has and nobody searches by. */
const UNINDEXED = new Set(['CreatedById', 'LastModifiedById']);

const COLUMN_TYPES: Readonly<Record<string, string>> = {
    text: 'TEXT',
    id: 'TEXT',
    date: 'TEXT',
    blob: 'BLOB'
};

export function quoted(name: string): string {
    return `"${name}"`;
}

/** Objects that have a table. Platform events are messages and no records; 'Name' stands for many objects. */
export function hasTable(object: ObjectInfo): boolean {
    return object.kind !== 'event' && object.name !== 'Name';
}

export function storedFields(object: ObjectInfo): FieldInfo[] {
    return object.fields.filter(isStored);
}

/** Texts that count as equal whatever their case; ids and dates have one spelling. */
export function ignoresCase(field: FieldInfo): boolean {
    return storageOf(field) === 'text' && !field.caseSensitive;
}

/** The statements that make the tables and indexes of a schema. */
export function tableStatements(schema: Schema): string[] {
    return [...schema.objects.filter(hasTable).flatMap(tableOf), ...TAKEN_ALONG];
}

/** What a deleted record took along: children that went with it, and lookups ("Field") that lost it. */
const TAKEN_ALONG = [
    'CREATE TABLE "_TakenAlong" ("Parent" TEXT NOT NULL, "Object" TEXT NOT NULL, "Id" TEXT NOT NULL, "Field" TEXT)',
    'CREATE INDEX "_TakenAlong.Parent" ON "_TakenAlong" ("Parent")'
];

/** The statements of one object: its table first, then its indexes. */
export function tableOf(object: ObjectInfo): string[] {
    return [createTable(object), ...createIndexes(object)];
}

/** Tells whether a database file fits a schema. */
export function fingerprint(statements: readonly string[]): string {
    return createHash('sha256').update(statements.join('\n')).digest('hex');
}

function createTable(object: ObjectInfo): string {
    return `CREATE TABLE ${quoted(object.name)} (${storedFields(object).map(column).join(', ')})`;
}

function column(field: FieldInfo): string {
    const type = COLUMN_TYPES[storageOf(field)] ?? 'INTEGER';
    const collation = ignoresCase(field) ? ' COLLATE NOCASE' : '';
    const key = field.type === 'id' ? ' PRIMARY KEY NOT NULL' : '';
    return `${quoted(field.name)} ${type}${collation}${key}`;
}

/**
 * Rows in the recycle bin keep their unique values without holding them against others, so unique indexes leave
 * them out; so do empty values.
 */
function createIndexes(object: ObjectInfo): string[] {
    const alive = object.field('IsDeleted') ? ' AND "IsDeleted" = 0' : '';
    return storedFields(object).flatMap((field) => {
        const name = quoted(`${object.name}.${field.name}`);
        const on = `ON ${quoted(object.name)} (${quoted(field.name)})`;
        if (field.unique) return [`CREATE UNIQUE INDEX ${name} ${on} WHERE ${quoted(field.name)} IS NOT NULL${alive}`];
        const isLookup = field.type === 'reference' && !UNINDEXED.has(field.name);
        const isKey = field.externalId || (field.nameField && field.type === 'string' && field.custom === false);
        return isLookup || isKey ? [`CREATE INDEX ${name} ${on}`] : [];
    });
}
