import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { DatabaseError } from '../errors.ts';
import type { ObjectInfo, Schema } from '../schema/model.ts';
import { discardDatabase } from './discard.ts';
import { migrateTables } from './migrate.ts';
import { fingerprint, quoted, tableOf, tableStatements } from './tables.ts';

export interface ConnectionOptions {
    /** A file, or ':memory:' (the default). */
    readonly file?: string | undefined;
    /** Throws an existing file away. */
    readonly fresh?: boolean | undefined;
}

/** Prepared statements kept ready; the least recently used go first. */
const CACHED_STATEMENTS = 1000;

/** One SQLite database with the tables of a schema, its transactions and its prepared statements. */
export class Connection {
    readonly database: DatabaseSync;
    private readonly statements = new Map<string, StatementSync>();
    private open = false;

    constructor(schema: Schema, { file = ':memory:', fresh = false }: ConnectionOptions) {
        if (fresh && file !== ':memory:') discardDatabase(file);
        const exists = file !== ':memory:' && existsSync(file);
        try {
            this.database = new DatabaseSync(file);
            this.database.exec('PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = OFF');
            if (file !== ':memory:') this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
            this.prepareTables(schema, file, exists);
        } catch (error) {
            throw error instanceof DatabaseError ? error : new DatabaseError(file, (error as Error).message);
        }
    }

    get inTransaction(): boolean {
        return this.open;
    }

    begin(): void {
        this.database.exec('BEGIN IMMEDIATE');
        this.open = true;
    }

    commit(): void {
        this.database.exec('COMMIT');
        this.open = false;
    }

    rollback(): void {
        this.database.exec('ROLLBACK');
        this.open = false;
    }

    savepoint(name: string): void {
        this.database.exec(`SAVEPOINT ${quoted(name)}`);
    }

    /** Undoes everything since the savepoint, which stays. */
    rollbackTo(name: string): void {
        this.database.exec(`ROLLBACK TO ${quoted(name)}`);
    }

    /** Forgets the savepoint and keeps what was done since. */
    release(name: string): void {
        this.database.exec(`RELEASE ${quoted(name)}`);
    }

    /** Rows come as arrays; with `wide`, every integer as a BigInt. */
    prepare(sql: string, wide = false): StatementSync {
        const key = wide ? `wide ${sql}` : sql;
        let statement = this.statements.get(key);
        if (statement) this.statements.delete(key);
        else {
            statement = this.database.prepare(sql);
            statement.setReturnArrays(true);
            statement.setReadBigInts(wide);
            if (this.statements.size >= CACHED_STATEMENTS) this.statements.delete(this.statements.keys().next().value!);
        }
        this.statements.set(key, statement);
        return statement;
    }

    /** Another schema for the same records. Refused where records or values would be lost; nothing has changed then. */
    migrate(before: Schema, after: Schema): void {
        this.statements.clear();
        migrateTables(this.database, before, after);
    }

    /** Tables that live as long as this connection and are not part of the file. */
    addTemporaryTables(objects: readonly ObjectInfo[]): void {
        for (const object of objects) {
            const [table] = tableOf(object);
            this.database.exec(table!.replace('CREATE TABLE', 'CREATE TEMP TABLE IF NOT EXISTS'));
        }
    }

    close(): void {
        this.statements.clear();
        this.database.close();
    }

    private prepareTables(schema: Schema, file: string, exists: boolean): void {
        const statements = tableStatements(schema);
        const wanted = fingerprint(statements);
        if (exists) {
            const found = this.fingerprintOfFile();
            if (found === wanted) return;
            if (found !== null) {
                throw new DatabaseError(file, 'objects or fields of the project have changed since, or another program made it');
            }
        }
        this.database.exec('BEGIN');
        this.database.exec('CREATE TABLE "_Facts" ("Name" TEXT PRIMARY KEY NOT NULL, "Value" TEXT) WITHOUT ROWID');
        for (const statement of statements) this.database.exec(statement);
        this.database.prepare('INSERT INTO "_Facts" VALUES (?, ?)').run('schema', wanted);
        this.database.exec('COMMIT');
    }

    /** Null for an empty file; a text that fits nothing for a file of another program. */
    private fingerprintOfFile(): string | null {
        const tables = this.database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
        if (tables.length === 0) return null;
        if (!tables.some(({ name }) => name === '_Facts')) return '';
        const row = this.database.prepare('SELECT "Value" FROM "_Facts" WHERE "Name" = ?').get('schema') as { Value: string } | undefined;
        return row?.Value ?? '';
    }
}
