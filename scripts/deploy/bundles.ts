import { existsSync, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** Whether a path is the TypeScript of a component: not a declaration, not a test. */
export function isComponentSource(path: string): boolean {
    const parts = path.split(/[\\/]/);
    return (
        parts[0] === 'force-app' && parts.includes('lwc') && !parts.includes('__tests__') && path.endsWith('.ts') && !path.endsWith('.d.ts')
    );
}

/** Bundles that an org would get without code: there is TypeScript, and the JavaScript built from it is missing. */
export function bundlesWithoutJavaScript(root: string): string[] {
    return filesBelow(root)
        .filter((path) => path.split(sep).includes('lwc') && !path.includes('__tests__') && path.endsWith('.ts') && !path.endsWith('.d.ts'))
        .filter((path) => !existsSync(path.replace(/\.ts$/, '.js')))
        .map((path) => basename(path, '.ts'));
}

function filesBelow(directory: string): string[] {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
        const path = join(directory, entry.name);
        return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
