import { closeSync, existsSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { extname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError } from '../errors.ts';

/** The bytes that every SQLite file begins with ("Database File Format", 1.3). */
const MAGIC = 'SQLite format 3\0';

/** Files that belong to one database. */
const SUFFIXES = ['', '-wal', '-shm'];
/** Names of files that can be meant as nothing but a database. */
const EXTENSIONS = new Set(['.sqlite', '.sqlite3', '.db']);

/**
 * Puts a damaged database out of the way, so that a new one can be made in its place, and says what was done; undefined
 * where there is nothing to do. Its file is kept: somebody may want to look at it.
 */
export function setDamagedAside(file: string): string | undefined {
    const damage = existsSync(file) ? damageOf(file) : undefined;
    if (damage === undefined) return undefined;
    let kept = `${file}.damaged`;
    for (let number = 2; existsSync(kept); number++) kept = `${file}.damaged-${number}`;
    for (const suffix of SUFFIXES) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
    return `The database ${file} is damaged (${damage}). It is kept as ${kept}; a new one begins in its place.`;
}

function damageOf(file: string): string | undefined {
    const start = firstBytes(file, MAGIC.length);
    if (start === undefined || start === '') return undefined;
    if (start !== MAGIC) return EXTENSIONS.has(extname(file)) ? 'it does not begin as a database does' : undefined;
    let database: DatabaseSync | undefined;
    try {
        database = new DatabaseSync(file);
        const [first] = database.prepare('PRAGMA quick_check(1)').all();
        const answer = first?.['quick_check'];
        return answer === 'ok' ? undefined : String(answer).split('\n').at(-1)!;
    } catch (error) {
        return (error as Error).message;
    } finally {
        database?.close();
    }
}

/** Throws a local org's database away. A file that is none is left alone, with a DatabaseError. */
export function discardDatabase(file: string): void {
    if (existsSync(file) && !isOfLocalOrg(file)) {
        throw new DatabaseError(file, 'it holds something else than the records of a local org, and is left as it is');
    }
    for (const suffix of SUFFIXES) rmSync(file + suffix, { force: true });
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
