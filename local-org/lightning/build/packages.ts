import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Folder of an installed package, whatever its `exports` hide. */
export function packageFolder(name: string): string {
    const folders = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
    const found = folders.find((folder) => existsSync(join(folder, 'package.json')));
    if (!found) throw new Error(`The package ${name} is not installed. Run npm ci.`);
    return found;
}

export function packageVersion(name: string): string {
    return (JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }).version;
}

/** Source folder of the base components: one folder for each. */
export function baseComponents(): string {
    return join(packageFolder('lightning-base-components'), 'src', 'lightning');
}
