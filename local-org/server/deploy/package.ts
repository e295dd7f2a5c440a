import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CompileError, UnsupportedError } from '../../errors.ts';
import { KINDS } from '../../metadata/types.ts';
import { parseXml } from '../../metadata/xml.ts';

const META = '-meta.xml';
const MANIFEST = 'package.xml';
const DESTRUCTIVE = /^destructiveChanges(Pre|Post)?\.xml$/;

/** In metadata format, folders of reports and the like have no suffix of their own. */
const FOLDER_SUFFIXES: Readonly<Record<string, string>> = {
    reports: 'reportFolder',
    dashboards: 'dashboardFolder',
    email: 'emailFolder',
    documents: 'documentFolder'
};

/** What package.xml names: type → full names; '*' stands for all of a type that the archive holds. */
export type Manifest = ReadonlyMap<string, ReadonlySet<string>>;

export interface UnpackedPackage {
    readonly manifest: Manifest;
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
    for (const [path, content] of files) {
        if (!path.startsWith(root) || path === manifestPath) continue;
        const name = path.slice(root.length);
        if (DESTRUCTIVE.test(name)) {
            if (namesNothing(content, name)) continue;
            throw new UnsupportedError('destructive changes', { file: name, line: 1, column: 1 });
        }
        const source = sourceName(name, (other) => files.has(root + other));
        archiveNames[source] = path;
        const target = join(directory, source);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
    }
    return { manifest: readManifest(files.get(manifestPath)!, MANIFEST), directory, archiveNames };
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

function readManifest(content: Uint8Array, file: string): Map<string, Set<string>> {
    const xml = parseXml(new TextDecoder().decode(content), file);
    const manifest = new Map<string, Set<string>>();
    for (const types of xml.all('types')) {
        const type = types.value('name');
        if (type === undefined) throw new CompileError({ file, line: types.line, column: 1 }, 'Required field is missing: name');
        const members = manifest.get(type) ?? new Set();
        for (const member of types.all('members')) members.add(member.text);
        manifest.set(type, members);
    }
    return manifest;
}

function namesNothing(content: Uint8Array, file: string): boolean {
    return [...readManifest(content, file).values()].every((members) => members.size === 0);
}
