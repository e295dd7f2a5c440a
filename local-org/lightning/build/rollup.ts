import { createRequire } from 'node:module';
import type { OutputAsset, OutputChunk, Plugin } from 'rollup';
import { packageFolder } from './packages.ts';
import type { ModuleFiles } from './protocol.ts';

const require = createRequire(import.meta.url);

/** API version of the pages: what the installed LWC compiler knows best, and what the project declares. */
export const API_VERSION = 66;

/** Both plugins are CommonJS, and their types say otherwise. */
export function rollupPlugins(): Plugin[] {
    const lwc = require('@lwc/rollup-plugin') as (options: object) => Plugin;
    const replace = require('@rollup/plugin-replace') as (options: object) => Plugin;
    return [
        replace({
            preventAssignment: true,
            values: {
                'process.env.NODE_ENV': '"production"',
                'process.env.SKIP_LWC_VERSION_MISMATCH_CHECK': 'true',
                'import.meta.env.SSR': 'false'
            }
        }),
        lwc({
            rootDir: packageFolder('lightning-base-components'),
            modules: [{ npm: 'lightning-base-components' }],
            apiVersion: API_VERSION,
            enableDynamicComponents: true,
            enableLwcOn: true,
            enableSyntheticElementInternals: true
        })
    ];
}

export function filesOf(output: readonly (OutputChunk | OutputAsset)[]): ModuleFiles {
    const chunks = output.filter((file) => file.type === 'chunk');
    return {
        entries: Object.fromEntries(chunks.filter((chunk) => chunk.isEntry).map((chunk) => [chunk.name, chunk.fileName])),
        imports: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.imports]))
    };
}
