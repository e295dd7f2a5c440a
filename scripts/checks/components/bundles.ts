import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from '../../../local-org/metadata/model.ts';
import type { Problem } from '../metadata/project.ts';

/** A Lightning web component as it stands in the package; tests left out. */
export interface Bundle {
    readonly name: string;
    /** Relative to the project, with forward slashes. */
    readonly folder: string;
    /** Text by name of file. */
    readonly files: ReadonlyMap<string, string>;
}

export function readBundles(metadata: ProjectMetadata): Bundle[] {
    return metadata
        .ofType('LightningComponentBundle')
        .filter(({ bodyFile }) => bodyFile !== undefined && existsSync(join(metadata.root, bodyFile)))
        .map(({ fullName, bodyFile }) => ({ name: fullName, folder: bodyFile!, files: filesOf(join(metadata.root, bodyFile!)) }));
}

function filesOf(folder: string): Map<string, string> {
    const names = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name);
    return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

export function filesNamed(bundle: Bundle, ending: string): (readonly [file: string, text: string])[] {
    return [...bundle.files].filter(([name]) => name.endsWith(ending));
}

export function problemIn(bundle: Bundle, file: string, line: number, message: string): Problem {
    return { file: `${bundle.folder}/${file}`, line, message };
}
