import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Never part of a deployment: tests of components, installed packages, folders of tools. */
const ALWAYS_SKIPPED = new Set(['node_modules', '__tests__', '__mocks__', '__types__']);

/** Says which paths (relative to the project, with '/') a deployment leaves out, by the rules of `.forceignore`. */
export function readForceIgnore(root: string): (path: string) => boolean {
    const file = join(root, '.forceignore');
    const rules = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/).flatMap(toRule) : [];
    return (path) => {
        const parts = path.split('/');
        if (parts.some((part) => ALWAYS_SKIPPED.has(part) || (part.startsWith('.') && part !== '..' && part !== '.'))) return true;
        let ignored = false;
        for (const rule of rules) if (rule.pattern.test(path)) ignored = !rule.negated;
        return ignored;
    };
}

/** One line of a gitignore file, as a pattern that also covers everything below a matching folder. */
function toRule(line: string): { pattern: RegExp; negated: boolean }[] {
    let text = line.trim();
    if (text === '' || text.startsWith('#')) return [];
    const negated = text.startsWith('!');
    if (negated) text = text.slice(1);
    text = text.replace(/\/+$/, '');
    const anchored = text.slice(0, -1).includes('/');
    text = text.replace(/^\//, '');
    let source = '';
    for (let at = 0; at < text.length; at++) {
        const character = text[at]!;
        if (text.startsWith('**/', at)) {
            source += '(?:.*/)?';
            at += 2;
        } else if (text.startsWith('**', at)) {
            source += '.*';
            at += 1;
        } else if (character === '*') source += '[^/]*';
        else if (character === '?') source += '[^/]';
        else source += character.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    }
    return [{ pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}(?:/.*)?$`), negated }];
}
