import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError } from '../errors.ts';

/** The bytes that every SQLite file begins with ("Database File Format", 1.3). */
const MAGIC = 'SQLite format 3\0';

/** Throws a local org's database away. A file that is none is left alone, with a DatabaseError. */
export function discardDatabase(file: string): void {
    if (existsSync(file) && !isOfLocalOrg(file)) {
        throw new DatabaseError(file, 'it holds something else than the records of a local org, and is left as it is');
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

function isOfLocalOrg(file: string): boolean {
    const start = firstBytes(file, MAGIC.length);
    if (start === '') return true;
    if (start !== MAGIC) return false;
    let database: DatabaseSync | undefined;
    try {
        database = new DatabaseSync(file, { readOnly: true });
        const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
        return tables.length === 0 || tables.some((table) => table['name'] === '_Facts');
    } catch {
        // Damaged beyond reading: nothing in it can be lost.
        return true;
    } finally {
        database?.close();
    }
}

function firstBytes(file: string, count: number): string | undefined {
    let handle: number | undefined;
    try {
        handle = openSync(file, 'r');
        const bytes = Buffer.alloc(count);
        return bytes.toString('latin1', 0, readSync(handle, bytes, 0, count, 0));
    } catch {
        return undefined;
    } finally {
        if (handle !== undefined) closeSync(handle);
    }
}
