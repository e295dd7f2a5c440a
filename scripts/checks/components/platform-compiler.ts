import { createRequire } from 'node:module';
import type * as PlatformCompiler from '@lwc/sfdc-lwc-compiler';
import type { Problem } from '../metadata/project.ts';
import { API_VERSION } from '../metadata/project.ts';
import { problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';

const require = createRequire(import.meta.url);

/**
 * What the compiler of an org says of every bundle, in the form in which it is deployed, without and with Lightning Web
 * Security. Warnings count: an org shows them to nobody. A bundle whose JavaScript was not built would compile as an empty component, so that is looked at first.
 */
export async function checkWithPlatformCompiler(bundles: readonly Bundle[]): Promise<Problem[]> {
    const { compile } = require('@lwc/sfdc-lwc-compiler') as typeof PlatformCompiler;
    const problems = bundles.flatMap(unbuilt);
    for (const bundle of bundles.filter((candidate) => unbuilt(candidate).length === 0)) {
        for (const secured of [false, true]) {
            const { success, diagnostics } = await compile({
                bundle: {
                    type: 'platform',
                    namespace: 'c',
                    name: bundle.name,
                    namespaceMapping: { c: 'c' },
                    files: deployed(bundle),
                    options: {
                        apiVersion: Number(API_VERSION),
                        enableLightningWebSecurityTransforms: secured,
                        // The same both times.
                        skipMetadataCollection: secured
                    }
                },
                compilerConfigs: [{ outputConfig: { minify: false } }]
            });
            for (const { filename, location, message } of diagnostics) {
                const file = filename?.split('/').at(-1) ?? `${bundle.name}.js`;
                problems.push(problemIn(bundle, file, location?.line ?? 1, message.split('\n')[0]!.trim()));
            }
            if (!success && diagnostics.length === 0) problems.push(problemIn(bundle, `${bundle.name}.js`, 1, 'does not compile'));
        }
    }
    return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function unbuilt(bundle: Bundle): Problem[] {
    return [...bundle.files.keys()]
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !bundle.files.has(name.replace(/\.ts$/, '.js')))
        .map((name) => problemIn(bundle, name, 1, 'has no JavaScript beside it: run npm run build:lwc'));
}

function deployed(bundle: Bundle): Record<string, string> {
    return Object.fromEntries([...bundle.files].filter(([name]) => /\.(js|html|css)$/.test(name)));
}
