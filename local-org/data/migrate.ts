import type { DatabaseSync } from 'node:sqlite';
import { UnsupportedError } from '../errors.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import { storageOf } from './codec.ts';
import { fingerprint, hasTable, quoted, storedFields, tableOf, tableStatements } from './tables.ts';

/**
 * Brings the tables of one schema to another one and keeps the rows: new objects and fields are added, numbers keep
 * their value when their scale changes. Refused is what would lose data: an object or field that is gone, and a
 * field whose values would have to be read as another type. Throws before anything has changed.
 */
export function migrateTables(database: DatabaseSync, before: Schema, after: Schema): void {
    database.exec('BEGIN IMMEDIATE');
    try {
        for (const object of before.objects.filter(hasTable)) refuseWithout(object, after.object(object.name), database);
        for (const object of before.objects.filter(hasTable)) if (!after.object(object.name)) dropTable(database, object);
        for (const object of after.objects.filter(hasTable)) migrateObject(database, before.object(object.name), object);
        const facts = fingerprint(tableStatements(after));
        database.prepare('INSERT OR REPLACE INTO "_Facts" VALUES (?, ?)').run('schema', facts);
        database.exec('COMMIT');
    } catch (error) {
        database.exec('ROLLBACK');
        throw error;
    }
}

function refuseWithout(before: ObjectInfo, after: ObjectInfo | undefined, database: DatabaseSync): void {
    if (!after && hasRows(database, before, 'TRUE')) throw new UnsupportedError(`taking away the object ${before.name}, which has records`);
    if (!after) return;
    for (const field of storedFields(before)) {
        const next = after.field(field.name);
        const stays = next !== undefined && storageOf(next) === storageOf(field);
        if (stays || !hasRows(database, before, `${quoted(field.name)} IS NOT NULL`)) continue;
        const change = next === undefined ? 'taking away' : 'another type of';
        throw new UnsupportedError(`${change} the field ${before.name}.${field.name}, which has values`);
    }
}

function dropTable(database: DatabaseSync, object: ObjectInfo): void {
    for (const index of indexesOf(database, object.name)) database.exec(`DROP INDEX ${quoted(index)}`);
    database.exec(`DROP TABLE ${quoted(object.name)}`);
}

function hasRows(database: DatabaseSync, object: ObjectInfo, condition: string): boolean {
    return database.prepare(`SELECT 1 FROM ${quoted(object.name)} WHERE ${condition} LIMIT 1`).get() !== undefined;
}

function migrateObject(database: DatabaseSync, before: ObjectInfo | undefined, after: ObjectInfo): void {
    const wanted = tableOf(after);
    if (!before) {
        for (const statement of wanted) database.exec(statement);
        return;
    }
    const old = tableOf(before);
    if (old.join('\n') === wanted.join('\n') && !storedFields(after).some((field) => rescaled(before.field(field.name), field))) return;
    const kept = quoted(`${after.name} before`);
    // Indexes go with the table's old name and would stand in the way of the new ones.
    for (const index of indexesOf(database, before.name)) database.exec(`DROP INDEX ${quoted(index)}`);
    database.exec(`ALTER TABLE ${quoted(before.name)} RENAME TO ${kept}`);
    database.exec(wanted[0]!);
    const fields = storedFields(after);
    const values = fields.map((field) => valueOf(before.field(field.name), field));
    const names = fields.map((field) => quoted(field.name)).join(', ');
    database.exec(`INSERT INTO ${quoted(after.name)} (${names}) SELECT ${values.join(', ')} FROM ${kept} ORDER BY rowid`);
    database.exec(`DROP TABLE ${kept}`);
    for (const statement of wanted.slice(1)) createIndex(database, statement);
}

function indexesOf(database: DatabaseSync, table: string): string[] {
    const sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL";
    return (database.prepare(sql).all(table) as { name: string }[]).map(({ name }) => name);
}

function createIndex(database: DatabaseSync, statement: string): void {
    try {
        database.exec(statement);
    } catch (error) {
        if (!/UNIQUE constraint failed/.test((error as Error).message)) throw error;
        const field = /INDEX "([^"]+)"/.exec(statement)?.[1];
        throw new UnsupportedError(`making ${field} unique while records share values`);
    }
}

function rescaled(before: FieldInfo | undefined, after: FieldInfo): boolean {
    return before !== undefined && storageOf(after) === 'scaled' && before.scale !== after.scale;
}

/** SQL of a column's value in the old table. A new checkbox is not checked. */
function valueOf(before: FieldInfo | undefined, after: FieldInfo): string {
    const nothing = storageOf(after) === 'boolean' ? '0' : 'NULL';
    if (!before || before.formula !== undefined || storageOf(before) !== storageOf(after)) return nothing;
    const column = quoted(before.name);
    if (!rescaled(before, after)) return column;
    const digits = (after.scale ?? 0) - (before.scale ?? 0);
    // Half up, away from zero, as the platform rounds to fewer digits.
    const half = 5 * 10 ** (-digits - 1);
    return digits > 0 ? `${column} * ${10 ** digits}` : `(${column} + sign(${column}) * ${half}) / ${10 ** -digits}`;
}
