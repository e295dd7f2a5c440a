import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../cli/arguments';
import type { Json } from './envelope';

/** The JSON files that the arguments name; of a folder all that are below it, in the order of their names. */
export function filesOf(paths: readonly string[]): string[] {
    const files = paths.flatMap((path) => {
        if (!existsSync(path)) throw new UserError(`There is no file or folder ${path}.`);
        return statSync(path).isDirectory() ? jsonFilesBelow(path) : [path];
    });
    if (files.length === 0) throw new UserError('No JSON file was found there.');
    return files;
}

/** A file's object; an Error says why it holds none. */
export function readObject(file: string): Json {
    const content = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Json;
    throw new Error('the file holds no JSON object');
}

function jsonFilesBelow(directory: string): string[] {
    return readdirSync(directory, { withFileTypes: true })
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .flatMap((entry) => {
            const path = join(directory, entry.name);
            if (entry.isDirectory()) return jsonFilesBelow(path);
            return entry.name.toLowerCase().endsWith('.json') ? [path] : [];
        });
}
