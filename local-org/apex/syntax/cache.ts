import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files under a key that changes with everything they were made from. A lost or broken file is made again. */
export class FileCache {
    private readonly directory: string | undefined;

    constructor(directory: string | undefined) {
        this.directory = directory;
    }

    get<T>(name: string): T | undefined {
        if (this.directory === undefined) return undefined;
        try {
            return JSON.parse(readFileSync(join(this.directory, name), 'utf8')) as T;
        } catch {
            return undefined;
        }
    }

    /** Written beside and renamed, so that another process never reads a half. A cache that can't be written is none. */
    set(name: string, value: unknown): void {
        if (this.directory === undefined) return;
        const path = join(this.directory, name);
        const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
        try {
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(draft, JSON.stringify(value));
            renameSync(draft, path);
        } catch {
            rmSync(draft, { force: true });
        }
    }

    /** Keeps the newest files of a folder. */
    prune(folder: string, keep: number): void {
        if (this.directory === undefined) return;
        const path = join(this.directory, folder);
        try {
            const files = readdirSync(path)
                .map((name) => ({ name, time: statSync(join(path, name)).mtimeMs }))
                .sort((a, b) => b.time - a.time);
            for (const { name } of files.slice(keep)) rmSync(join(path, name), { force: true });
        } catch {
            // Another process tidies the same folder, or there is none.
        }
    }
}

export function hash(...texts: readonly string[]): string {
    const digest = createHash('sha256');
    for (const text of texts) digest.update(text).update('\0');
    return digest.digest('hex').slice(0, 32);
}

/** Stands for the contents of all source files below a folder. */
export function hashOfSources(...folders: readonly string[]): string {
    const digest = createHash('sha256');
    const visit = (folder: string): void => {
        for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) {
                if (entry.name !== 'test') visit(path);
            } else if (/\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
                digest.update(entry.name).update(readFileSync(path));
        }
    };
    for (const folder of folders) if (existsSync(folder)) visit(folder);
    return digest.digest('hex').slice(0, 32);
}
