import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

export const ROOT = join(__dirname, '..', '..');
export const API_VERSION = '66.0';

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

const REPEATED = new Set([
    'fieldPermissions',
    'objectPermissions',
    'classAccesses',
    'tabSettings',
    'applicationVisibilities',
    'flowAccesses',
    'customPermissions',
    'externalCredentialPrincipalAccesses',
    'columns',
    'labels',
    'tabs',
    'actionOverrides',
    'itemInstances',
    'flexiPageRegions',
    'filters'
]);

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, isArray: (name) => REPEATED.has(name) });

/** The content of a metadata file's root element; repeatable elements that the checks read are always lists. */
export function readXml<T>(file: SourceFile): T {
    const parsed = parser.parse(file.text) as Record<string, unknown>;
    const root = Object.keys(parsed).find((name) => name !== '?xml');
    return (root ? parsed[root] : {}) as T;
}
