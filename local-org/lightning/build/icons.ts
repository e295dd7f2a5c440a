import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { baseComponents } from './packages.ts';
import { rollupPlugins } from './rollup.ts';

export const ICON_CATEGORIES = ['utility', 'standard', 'action', 'custom', 'doctype'] as const;

const ICON_NAME = /\b(utility|standard|action|custom|doctype):(\w+)/g;

/** The templates of the named icons ('utility:refresh'), one module for each category. All would be 6,900 files. */
export async function buildIcons(icons: readonly string[], directory: string): Promise<void> {
    for (const category of ICON_CATEGORIES) {
        const names = icons.filter((icon) => icon.startsWith(`${category}:`)).map((icon) => icon.slice(category.length + 1));
        const present = names.filter((name) => existsSync(templateFile(category, name)));
        await buildCategory(category, present, directory);
    }
}

/** Icons named in the text files below the folders. */
export function iconsIn(folders: readonly string[]): Set<string> {
    const icons = new Set<string>();
    for (const folder of folders) {
        if (!existsSync(folder)) continue;
        for (const entry of readdirSync(folder, { withFileTypes: true })) {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) {
                if (/^(iconSvgTemplates|iconUtils|__)/.test(entry.name)) continue;
                for (const icon of iconsIn([path])) icons.add(icon);
            } else if (/\.(js|ts|html)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) {
                for (const [icon] of readFileSync(path, 'utf8').matchAll(ICON_NAME)) icons.add(icon);
            }
        }
    }
    return icons;
}

function templateFile(category: string, name: string): string {
    const library = `iconSvgTemplates${category[0]!.toUpperCase()}${category.slice(1)}`;
    return join(baseComponents(), library, 'buildTemplates', category, `${name}.html`);
}

async function buildCategory(category: string, names: readonly string[], directory: string): Promise<void> {
    if (names.length === 0) {
        writeFileSync(join(directory, `${category}.js`), 'export default {};\n');
        return;
    }
    const members = names.map((name) => `${category}_${name}`);
    const source = [
        ...names.map((name, index) => `import ${members[index]} from ${JSON.stringify(templateFile(category, name))};`),
        `export default { ${members.join(', ')} };`
    ].join('\n');
    const bundle = await rollup({
        input: 'icons',
        external: ['lwc'],
        treeshake: false,
        plugins: [
            {
                name: 'icon-library',
                resolveId: (id) => (id === 'icons' ? '\0icons' : null),
                load: (id) => (id === '\0icons' ? source : null)
            },
            ...rollupPlugins()
        ],
        onwarn: () => undefined
    });
    await bundle.write({ file: join(directory, `${category}.js`), format: 'esm' });
    await bundle.close();
}
