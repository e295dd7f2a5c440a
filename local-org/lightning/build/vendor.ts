import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup, type Plugin } from 'rollup';
import { FILES } from './files.ts';
import { baseComponents, packageFolder } from './packages.ts';
import { filesOf, rollupPlugins } from './rollup.ts';

/** Modules that the page host serves itself, for each acting user or project, and the bundle leaves open. */
const SERVED_BY_HOST =
    /^(@salesforce\/i18n\/(currency|lang|locale|timeZone)$|force\/navigation$|lightning\/iconSvgTemplates|lightning\/mobileCapabilities$)/;

/** The LWC engine, synthetic shadow and base components as ES modules, built once for a set of components. */
export async function buildVendor(components: readonly string[], directory: string): Promise<void> {
    const entries = ['lwc', 'synthetic-shadow', ...components.map((name) => `lightning/${name}`)];
    const bundle = await rollup({
        input: Object.fromEntries(entries.map((entry) => [entry, entry])),
        treeshake: false,
        plugins: [entryPlugin(), ...rollupPlugins()],
        onwarn: () => undefined
    });
    const { output } = await bundle.write({
        dir: directory,
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js'
    });
    writeFileSync(join(directory, FILES), JSON.stringify(filesOf(output)));
    await bundle.close();
}

/** Public base components that the installed package has source for. */
export function hasBaseComponent(name: string): boolean {
    return existsSync(join(baseComponents(), name, `${name}.js`));
}

function entryPlugin(): Plugin {
    return {
        name: 'lightning-entries',
        resolveId(id, importer) {
            if (id === 'lwc') return join(packageFolder('@lwc/engine-dom'), 'dist', 'index.js');
            if (id === 'synthetic-shadow' || id === '@lwc/synthetic-shadow')
                return join(packageFolder('@lwc/synthetic-shadow'), 'dist', 'index.js');
            if (SERVED_BY_HOST.test(id)) return { id, external: true };
            const name = importer ? undefined : /^lightning\/(\w+)$/.exec(id)?.[1];
            return name ? join(baseComponents(), name, `${name}.js`) : null;
        }
    };
}
