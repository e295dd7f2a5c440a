import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CompileError } from '../../errors.ts';
import { DESTRUCTIVE_FILES, readManifest } from '../../metadata/destructive.ts';
import type { Manifest } from '../../metadata/destructive.ts';
import { KINDS } from '../../metadata/types.ts';

const META = '-meta.xml';
const MANIFEST = 'package.xml';
const DESTRUCTIVE = new Set([...DESTRUCTIVE_FILES.before, ...DESTRUCTIVE_FILES.after]);

/** In metadata format, folders of reports and the like have no suffix of their own. */
const FOLDER_SUFFIXES: Readonly<Record<string, string>> = {
    reports: 'reportFolder',
    dashboards: 'dashboardFolder',
    email: 'emailFolder',
    documents: 'documentFolder'
};

/** A component that the package takes away, and the file that says so. */
export interface DestructiveChange {
    readonly type: string;
    readonly fullName: string;
    readonly fileName: string;
}

export interface UnpackedPackage {
    /** Of package.xml: '*' stands for all of a type that the archive holds. */
    readonly manifest: Manifest;
    readonly destructive: readonly DestructiveChange[];
    /** Where the files are: source format, flat. */
    readonly directory: string;
    /** Path below `directory` → path in the archive, as problems name it. */
    readonly archiveNames: Readonly<Record<string, string>>;
}

/** Writes a package in metadata format as source format into an empty folder. */
export function unpack(files: ReadonlyMap<string, Uint8Array>, directory: string): UnpackedPackage {
    const manifestPath = [...files.keys()]
        .filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`))
        .sort((a, b) => a.length - b.length)[0];
    if (manifestPath === undefined) throw new CompileError({ file: MANIFEST, line: 1, column: 1 }, 'No package.xml found');
    const root = manifestPath.slice(0, -MANIFEST.length);
    const archiveNames: Record<string, string> = {};
    const destructive: DestructiveChange[] = [];
    for (const [path, content] of files) {
        if (!path.startsWith(root) || path === manifestPath) continue;
        const name = path.slice(root.length);
        if (DESTRUCTIVE.has(name)) {
            destructive.push(...named(content, name));
            writeFileSync(join(directory, name), content);
            continue;
        }
        const source = sourceName(name, (other) => files.has(root + other));
        archiveNames[source] = path;
        const target = join(directory, source);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
    }
    const manifest = readManifest(new TextDecoder().decode(files.get(manifestPath)), MANIFEST);
    return { manifest, destructive, directory, archiveNames };
}

/** The file of the same content in source format. */
function sourceName(name: string, exists: (name: string) => boolean): string {
    const parts = name.split('/');
    const [folder = ''] = parts;
    const folderSuffix = FOLDER_SUFFIXES[folder];
    if (folderSuffix && name.endsWith(META) && !parts.at(-1)!.slice(0, -META.length).includes('.')) {
        return `${name.slice(0, -META.length)}.${folderSuffix}${META}`;
    }
    const isInBundle = folder === 'lwc' || folder === 'aura';
    if (name.endsWith(META) || isInBundle || exists(name + META)) return name;
    const kind = KINDS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
    return kind && kind.body === undefined ? name + META : name;
}

/** Wildcards are not for what is taken away. */
function named(content: Uint8Array, file: string): DestructiveChange[] {
    const manifest = readManifest(new TextDecoder().decode(content), file);
    return [...manifest].flatMap(([type, members]) =>
        [...members].map((fullName) => {
            if (fullName === '*') throw new CompileError({ file, line: 1, column: 1 }, `Wildcards can't be used in ${file} (${type})`);
            return { type, fullName, fileName: file };
        })
    );
}
