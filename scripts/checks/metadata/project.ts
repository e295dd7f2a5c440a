import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Component, ProjectMetadata, XmlElement } from '../../../local-org/metadata/model.ts';

export const API_VERSION = '66.0';

/** A problem of one file, as every check reports it. */
export interface Problem {
    readonly file: string;
    readonly line: number;
    readonly message: string;
}

/** Metadata that is deployed by hand stands beside the package. */
export function moreDirectories(root: string): string[] {
    return existsSync(join(root, 'unpackaged')) ? ['unpackaged'] : [];
}

export function problemAt(component: Component, message: string, element: XmlElement | undefined = undefined): Problem {
    return { file: component.file, line: (element ?? component.xml).line, message };
}

/** One component a file: parts that stand in the file of another one are left out. */
export function filesOf(metadata: ProjectMetadata): Component[] {
    const files = new Map<string, Component>();
    for (const component of metadata.components) if (!files.has(component.file)) files.set(component.file, component);
    return [...files.values()];
}
