import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CompileError } from '../errors.ts';
import { parseXml } from './xml.ts';

/** What package.xml and its like name: type → full names. */
export type Manifest = ReadonlyMap<string, ReadonlySet<string>>;

/** Files of a deployed package that take components away, before or after what it brings. */
export const DESTRUCTIVE_FILES = { before: ['destructiveChanges.xml', 'destructiveChangesPre.xml'], after: ['destructiveChangesPost.xml'] };

export function readManifest(content: string, file: string): Map<string, Set<string>> {
    const xml = parseXml(content, file);
    const manifest = new Map<string, Set<string>>();
    for (const types of xml.all('types')) {
        const type = types.value('name');
        if (type === undefined) throw new CompileError({ file, line: types.line, column: 1 }, 'Required field is missing: name');
        const members = manifest.get(type) ?? new Set();
        for (const member of types.all('members')) members.add(member.text.trim());
        manifest.set(type, members);
    }
    return manifest;
}

/** The components that a directory takes away from those before it, as `[type, full name]`. */
export function removedBy(project: string, directory: string, when: keyof typeof DESTRUCTIVE_FILES): [type: string, fullName: string][] {
    return DESTRUCTIVE_FILES[when].flatMap((name) => {
        const path = join(directory, name);
        if (!existsSync(path)) return [];
        const manifest = readManifest(readFileSync(path, 'utf8'), relative(project, path).split('\\').join('/'));
        return [...manifest].flatMap(([type, members]) => [...members].map((member): [string, string] => [type, member]));
    });
}
