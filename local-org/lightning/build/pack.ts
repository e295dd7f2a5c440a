import { rollup, type Plugin } from 'rollup';
import type { Pack, PackSource } from './protocol.ts';
import { filesOf } from './rollup.ts';

/** Puts compiled modules together: each entry with what it alone needs, and what several need in files between them. */
export async function buildPack({ modules, entries }: PackSource): Promise<Pack> {
    const bundle = await rollup({
        input: { ...entries },
        treeshake: false,
        preserveEntrySignatures: 'allow-extension',
        plugins: [packPlugin(modules)],
        onwarn: () => undefined
    });
    const { output } = await bundle.generate({
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared/[name]-[hash].js',
        manualChunks: (id) => modules[id]?.file
    });
    await bundle.close();
    const code = Object.fromEntries(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
    return { ...filesOf(output), code };
}

function packPlugin(modules: PackSource['modules']): Plugin {
    return {
        name: 'pack',
        resolveId(specifier, importer) {
            if (importer === undefined) return specifier;
            return modules[importer]?.imports[specifier] ?? { id: specifier, external: true };
        },
        load: (id) => modules[id]?.code ?? null
    };
}
