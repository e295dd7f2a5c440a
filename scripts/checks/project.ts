import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A problem of one file, as every check reports it. */
export interface Problem {
    readonly file: string;
    readonly message: string;
}

export interface SourceFile {
    /** Relative to the project, with forward slashes. */
    readonly path: string;
    readonly name: string;
    readonly text: string;
}

const SKIPPED = new Set(['node_modules', '__tests__', '.git', '.local-org']);

/** Every file below a folder of the project, in the order of its path. */
export function filesBelow(folder: string, root = ROOT): SourceFile[] {
    const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((path) => !path.split('/').some((part) => SKIPPED.has(part)))
        .sort()
        .map((path) => ({
            path,
            name: basename(path),
            get text() {
                return readFileSync(join(root, path), 'utf8');
            }
        }));
}
