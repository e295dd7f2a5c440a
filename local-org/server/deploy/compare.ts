import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Component, ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import { OBJECT_PARTS } from '../../metadata/types.ts';

const PARTS = new Set(Object.values(OBJECT_PARTS).map(({ inline }) => inline));

/** Whether two components hold the same, however their files are laid out. */
export function sameComponent(left: Component, right: Component, project: ProjectMetadata): boolean {
    return text(left) === text(right) && left.body === right.body && sameFiles(left, right, project.root);
}

/** Elements of the root may come in any order; the parts of an object are components of their own. */
function text({ type, xml }: Component): string {
    const children = type === 'CustomObject' ? xml.children.filter(({ name }) => !PARTS.has(name)) : xml.children;
    return children
        .map(serialized)
        .filter((child) => !child.startsWith('<fullName>'))
        .sort()
        .join('\n');
}

function serialized({ name, text: content, children, attributes }: XmlElement): string {
    const details = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
    return `<${name}${details.join('')}>${content}${children.map(serialized).join('')}</${name}>`;
}

/** Bundles and resources: what the right one brings must be what the left one has. */
function sameFiles(left: Component, right: Component, root: string): boolean {
    if (left.body !== undefined || right.bodyFile === undefined || left.bodyFile === undefined) return true;
    const from = join(root, left.bodyFile);
    const to = join(root, right.bodyFile);
    if (!existsSync(from) || statSync(from).isDirectory() !== statSync(to).isDirectory()) return false;
    const names = statSync(to).isDirectory() ? (readdirSync(to, { recursive: true }) as string[]) : [''];
    return names.every((name) => {
        const [old, now] = [join(from, name), join(to, name)];
        if (statSync(now).isDirectory()) return true;
        return existsSync(old) && readFileSync(old).equals(readFileSync(now));
    });
}
