import { SObject } from '../apex/runtime/sobject.ts';
import { UnsupportedError } from '../errors.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import { decode, encode, needsBigInt, sqlList } from './codec.ts';
import type { SqlValue } from './codec.ts';
import { Connection } from './connection.ts';
import type { ConnectionOptions } from './connection.ts';
import { FormulaFields } from './formula-fields.ts';
import type { FormulaEnvironment } from './formula-fields.ts';
import { fillFromMetadata } from './metadata-rows.ts';
import { Sequences } from './sequences.ts';
import { SqlScope } from './soql/scope.ts';
import type { SqlContext } from './soql/scope.ts';
import { registerSqlFunctions } from './soql/sql-functions.ts';
import { hasTable, quoted, storedFields } from './tables.ts';

export interface StoreOptions extends ConnectionOptions {
    readonly schema: Schema;
    readonly metadata: ProjectMetadata;
    /** Goes on with the records of a store whose schema was another one; that store must not be used any more. */
    readonly follows?: Store | undefined;
    /** Sees the records of an open store, and those of the objects that its schema has beside them. */
    readonly beside?: Store | undefined;
}

/** A value that must be unique and that another record already has. */
export interface Duplicate {
    readonly field: FieldInfo;
    readonly value: unknown;
    readonly existingId: string;
}

/** What became of one row. It was written where there are no duplicates and it was not missing. */
export interface WriteOutcome {
    readonly id: string | null;
    readonly duplicates: readonly Duplicate[];
    /** An update of a record that is not there, or lies in the recycle bin. */
    readonly missing: boolean;
}

export interface ReadOptions {
    /** Field names in the schema's spelling; all that have a value, formulas included, when left out. */
    readonly fields?: readonly string[];
    /** Also rows in the recycle bin. */
    readonly deleted?: boolean;
}

/**
 * The records of an org in SQLite. It knows types, ids, uniqueness and the recycle bin, and nothing of triggers,
 * rights or required fields: those belong to whoever saves. All values are run-time values of Apex.
 */
export class Store {
    readonly schema: Schema;
    readonly connection: Connection;
    readonly formulas: FormulaFields;
    readonly sequences: Sequences;
    /** Gives what formula fields read beside their record; asked once for each query and read. */
    formulaEnvironment: (() => FormulaEnvironment) | undefined;
    private readonly inserts = new Map<string, string>();
    /** Of the user whose query runs. */
    private timeZone = 'UTC';

    constructor({ schema, metadata, follows, beside, ...options }: StoreOptions) {
        this.schema = schema;
        follows?.connection.migrate(follows.schema, schema);
        this.connection = (follows ?? beside)?.connection ?? new Connection(schema, options);
        this.formulas = new FormulaFields(schema, metadata, this.connection);
        this.sequences = new Sequences(schema, this.connection);
        if (beside) {
            this.connection.addTemporaryTables(schema.objects.filter(({ name }) => !beside.schema.object(name)));
            return;
        }
        registerSqlFunctions(this.connection.database, schema, () => this.timeZone);
        fillFromMetadata(this, metadata);
    }

    get sqlContext(): SqlContext {
        return { schema: this.schema, formulas: this.formulas };
    }

    /** To be called before each query: sets what its dates and formulas depend on. */
    enterQuery(timeZone: string): void {
        this.timeZone = timeZone;
        this.formulas.use(this.formulaEnvironment?.());
    }

    /** Something to remember until the database is opened again. */
    remember(name: string, value: string): void {
        this.connection.prepare('INSERT OR REPLACE INTO "_Facts" VALUES (?, ?)').run(name, value);
    }

    /** What was remembered, which is then forgotten. */
    recall(name: string): string | undefined {
        const row = this.connection.prepare('DELETE FROM "_Facts" WHERE "Name" = ? RETURNING "Value"').get(name) as unknown as
            [string] | undefined;
        return row?.[0];
    }

    get inTransaction(): boolean {
        return this.connection.inTransaction;
    }

    begin(): void {
        this.connection.begin();
    }

    commit(): void {
        this.connection.commit();
    }

    rollback(): void {
        this.connection.rollback();
    }

    savepoint(name: string): void {
        this.connection.savepoint(name);
    }

    /** Undoes everything since the savepoint, which stays. */
    rollbackTo(name: string): void {
        this.connection.rollbackTo(name);
    }

    /** Forgets the savepoint and keeps what was done since. */
    release(name: string): void {
        this.connection.release(name);
    }

    /** A new id of the object, never given before. */
    newId(object: string): string {
        return this.sequences.nextId(this.tableOf(object));
    }

    /** The next number of an auto-number field, as text in its format. `now` in milliseconds dates it. */
    nextAutoNumber(object: string, field: string, now: number): string {
        const found = this.tableOf(object).field(field);
        if (!found) throw new Error(`${object} has no field ${field}.`);
        return this.sequences.nextAutoNumber(found, now);
    }

    /** Writes new rows, each on its own. Rows without an Id get one. */
    insert(object: string, rows: readonly SObject[]): WriteOutcome[] {
        const info = this.tableOf(object);
        const fields = storedFields(info);
        const statement = this.connection.prepare(this.insertStatement(info, fields));
        return rows.map((row) => {
            const id = row.id ?? this.newId(info.name);
            if (info.kind === 'custom') nameById(info, row, id);
            const values = fields.map((field) => (field.type === 'id' ? id : encodeForInsert(field, row.fields.get(field.name))));
            const duplicates = this.refusedAsDuplicate(info, row, id, () => statement.run(...values));
            if (duplicates.length === 0) row.fields.set('Id', id);
            return { id: duplicates.length === 0 ? id : null, duplicates, missing: false };
        });
    }

    /** Writes the fields that each row holds over the record with its Id. */
    update(object: string, rows: readonly SObject[]): WriteOutcome[] {
        const info = this.tableOf(object);
        const stored = storedFields(info).filter((field) => field.type !== 'id');
        const alive = info.field('IsDeleted') ? ' AND "IsDeleted" = 0' : '';
        return rows.map((row) => {
            const id = row.id;
            const fields = stored.filter((field) => row.fields.has(field.name));
            if (id === null) return { id, duplicates: [], missing: true };
            if (fields.length === 0) return { id, duplicates: [], missing: this.existingIds(info.name, [id]).size === 0 };
            const assignments = fields.map((field) => `${quoted(field.name)} = ?`).join(', ');
            const statement = this.connection.prepare(`UPDATE ${quoted(info.name)} SET ${assignments} WHERE "Id" = ?${alive}`);
            const values = fields.map((field) => encodeForInsert(field, row.fields.get(field.name)));
            let changes: number | bigint = 0;
            const duplicates = this.refusedAsDuplicate(info, row, id, () => (changes = statement.run(...values, id).changes));
            return { id, duplicates, missing: duplicates.length === 0 && Number(changes) === 0 };
        });
    }

    /** Rows by id, with all their fields. Ids that are not there are left out. */
    read(object: string, ids: readonly string[], options: ReadOptions = {}): Map<string, SObject> {
        const rows = this.find(object, 'Id', ids, options);
        return new Map(rows.map((row) => [row.id!, row]));
    }

    /** Rows whose field has one of the values, in the order of their creation. */
    find(object: string, field: string, values: readonly unknown[], options: ReadOptions = {}): SObject[] {
        const info = this.tableOf(object);
        const key = info.field(field);
        if (!key) throw new Error(`${object} has no field ${field}.`);
        const list = sqlList(values.map((value) => encode(key, value)).filter((value) => value !== null));
        return this.select(info, (alias) => `${alias}.${quoted(key.name)} IN (SELECT value FROM json_each(?))`, [list], options);
    }

    /** Every row of a table: for small ones, such as custom metadata and custom settings. */
    all(object: string, options: ReadOptions = {}): SObject[] {
        return this.select(this.tableOf(object), () => 'TRUE', [], options);
    }

    /** Which of the ids belong to living records. */
    existingIds(object: string, ids: readonly string[]): Set<string> {
        const info = this.tableOf(object);
        const alive = info.field('IsDeleted') ? ' AND "IsDeleted" = 0' : '';
        const sql = `SELECT "Id" FROM ${quoted(info.name)} WHERE "Id" IN (SELECT value FROM json_each(?))${alive}`;
        const rows = this.connection.prepare(sql).all(JSON.stringify(ids)) as unknown as [string][];
        return new Set(rows.map(([id]) => id));
    }

    /** Points a lookup of the rows to another record, or to none. */
    setLookup(object: string, field: string, parentId: string | null, ids: readonly string[]): void {
        this.change(object, `${quoted(field)} = ?`, ids, [parentId]);
    }

    /** Notes what a deletion does beside its own rows, for `undoTakenAlong`. */
    noteTakenAlong(object: string, field: string | null, children: readonly { readonly id: string; readonly parentId: string }[]): void {
        const statement = this.connection.prepare('INSERT INTO "_TakenAlong" VALUES (?, ?, ?, ?)');
        for (const { id, parentId } of children) statement.run(parentId, object, id, field);
    }

    /** Brings back what went with these records, and what went with that; lookups only where nothing took their place. */
    undoTakenAlong(parentIds: readonly string[]): void {
        if (parentIds.length === 0) return;
        const ids = JSON.stringify(parentIds);
        const sql = '"_TakenAlong" WHERE "Parent" IN (SELECT value FROM json_each(?))';
        const rows = this.connection.prepare(`SELECT "Parent", "Object", "Id", "Field" FROM ${sql}`).all(ids) as unknown as string[][];
        this.connection.prepare(`DELETE FROM ${sql}`).run(ids);
        const children: string[] = [];
        for (const [parentId, object, id, field] of rows as [string, string, string, string | null][]) {
            if (!this.schema.object(object)) continue;
            if (field !== null) this.change(object, `${quoted(field)} = coalesce(${quoted(field)}, ?)`, [id], [parentId]);
            else if (this.undelete(object, [id])[0]!.duplicates.length === 0) children.push(id);
        }
        this.undoTakenAlong(children);
    }

    /** Into the recycle bin. */
    remove(object: string, ids: readonly string[]): void {
        if (this.tableOf(object).field('IsDeleted')) this.change(object, '"IsDeleted" = 1', ids);
        else this.purge(object, ids);
    }

    /** Back from the recycle bin; rows whose unique values were taken meanwhile stay there. */
    undelete(object: string, ids: readonly string[]): WriteOutcome[] {
        const info = this.tableOf(object);
        const rows = this.read(object, ids, { deleted: true });
        const statement = this.connection.prepare(`UPDATE ${quoted(info.name)} SET "IsDeleted" = 0 WHERE "Id" = ? AND "IsDeleted" = 1`);
        return ids.map((id) => {
            const row = rows.get(id);
            if (!row) return { id, duplicates: [], missing: true };
            let changes: number | bigint = 0;
            const duplicates = this.refusedAsDuplicate(info, row, id, () => (changes = statement.run(id).changes));
            return { id, duplicates, missing: duplicates.length === 0 && Number(changes) === 0 };
        });
    }

    /** Gone for good, also from the recycle bin. */
    purge(object: string, ids: readonly string[]): void {
        const sql = `DELETE FROM ${quoted(this.tableOf(object).name)} WHERE "Id" IN (SELECT value FROM json_each(?))`;
        this.connection.prepare(sql).run(JSON.stringify(ids));
        this.connection.prepare('DELETE FROM "_TakenAlong" WHERE "Parent" IN (SELECT value FROM json_each(?))').run(JSON.stringify(ids));
    }

    close(): void {
        this.connection.close();
    }

    /** The object, which must have a table. */
    tableOf(object: string): ObjectInfo {
        const info = this.schema.object(object);
        if (!info) throw new Error(`There is no object ${object}.`);
        if (!hasTable(info)) throw new UnsupportedError(`records of ${info.name}`);
        return info;
    }

    private select(
        info: ObjectInfo,
        condition: (alias: string) => string,
        values: SqlValue[],
        { fields: names, deleted = false }: ReadOptions
    ): SObject[] {
        const fields = (names?.map((name) => info.field(name)) ?? info.fields).filter(
            (field): field is FieldInfo => field !== undefined && field.type !== 'address' && field.type !== 'location'
        );
        if (!fields.some((field) => field.type === 'id')) fields.unshift(info.field('Id')!);
        const scope = new SqlScope(this.sqlContext, info);
        const columns = fields.map((field) => scope.column({ steps: [], field }));
        const alive = info.field('IsDeleted') && !deleted ? ` AND ${scope.alias}."IsDeleted" = 0` : '';
        const sql = `SELECT ${columns.join(', ')} FROM ${scope.from()} WHERE ${condition(scope.alias)}${alive} ORDER BY ${scope.alias}.rowid`;
        if (fields.some((field) => field.formula !== undefined)) this.formulas.use(this.formulaEnvironment?.());
        const found = this.connection.prepare(sql, fields.some(needsBigInt)).all(...values) as unknown as SqlValue[][];
        return found.map((row) => {
            const record = new SObject(info.name);
            for (const [at, field] of fields.entries()) record.fields.set(field.name, decode(field, row[at]));
            return record;
        });
    }

    private change(object: string, assignment: string, ids: readonly string[], values: readonly SqlValue[] = []): void {
        const sql = `UPDATE ${quoted(this.tableOf(object).name)} SET ${assignment} WHERE "Id" IN (SELECT value FROM json_each(?))`;
        this.connection.prepare(sql).run(...values, JSON.stringify(ids));
    }

    private insertStatement(info: ObjectInfo, fields: readonly FieldInfo[]): string {
        let sql = this.inserts.get(info.name);
        if (sql === undefined) {
            const names = fields.map((field) => quoted(field.name)).join(', ');
            sql = `INSERT INTO ${quoted(info.name)} (${names}) VALUES (${fields.map(() => '?').join(', ')})`;
            this.inserts.set(info.name, sql);
        }
        return sql;
    }

    /** Runs a write of one row; where a unique index refuses it, says which values are taken, and by whom. */
    private refusedAsDuplicate(info: ObjectInfo, row: SObject, id: string, write: () => void): Duplicate[] {
        try {
            write();
            return [];
        } catch (error) {
            if (!(error instanceof Error) || !error.message.startsWith('UNIQUE constraint failed')) throw error;
            const duplicates = this.duplicates(info, row, id);
            if (duplicates.length === 0) throw error;
            return duplicates;
        }
    }

    private duplicates(info: ObjectInfo, row: SObject, id: string): Duplicate[] {
        return storedFields(info).flatMap((field) => {
            const value = row.fields.get(field.name);
            const encoded = encode(field, value);
            if (!field.unique || encoded === null) return [];
            const alive = info.field('IsDeleted') ? ' AND "IsDeleted" = 0' : '';
            const sql = `SELECT "Id" FROM ${quoted(info.name)} WHERE ${quoted(field.name)} = ? AND "Id" <> ?${alive}`;
            const found = this.connection.prepare(sql).get(encoded, id) as unknown as [string] | undefined;
            return found ? [{ field, value, existingId: found[0] }] : [];
        });
    }
}

/** A custom record without a name is called by its id. */
function nameById(info: ObjectInfo, row: SObject, id: string): void {
    const field = info.field('Name');
    if (field && field.autoNumber === undefined && !row.fields.get('Name')) row.fields.set('Name', id);
}

/** Checkboxes are never empty. */
function encodeForInsert(field: FieldInfo, value: unknown): SqlValue {
    const encoded = encode(field, value);
    return encoded === null && field.type === 'boolean' ? 0 : encoded;
}
