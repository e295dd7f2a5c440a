import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileProject } from '../../../local-org/apex/compile.ts';
import { loadProject } from '../../../local-org/metadata/load.ts';
import { readSchema } from '../../../local-org/schema/build.ts';
import type { CheckResult } from '../metadata/results.ts';
import { checkApexCalls } from './apex-calls.ts';
import { readBundles } from './bundles.ts';
import { checkEvents } from './events.ts';
import { checkExposure } from './exposure.ts';
import { checkModules } from './modules.ts';
import { checkWithPlatformCompiler } from './platform-compiler.ts';
import { checkStyles } from './styles.ts';
import { checkTemplates } from './check-templates.ts';
import { readTemplates } from './templates.ts';
import { checkLiteralTexts, checkUnusedLabels } from './texts.ts';
import { ComponentTypes } from './types.ts';

/** All checks of a project's Lightning web components that need neither a browser nor an org. */
export async function checkComponents(root: string): Promise<CheckResult[]> {
    const metadata = loadProject(root, []);
    const program = compileProject(metadata, readSchema(metadata).schema, {});
    const bundles = readBundles(metadata);
    const templates = readTemplates(bundles);
    const types = new ComponentTypes(root);
    return [
        { name: "the platform's compiler", problems: await checkWithPlatformCompiler(bundles) },
        { name: 'templates', problems: checkTemplates(templates, bundles, types) },
        { name: 'events', problems: checkEvents(templates, bundles, types) },
        { name: 'modules of the platform', problems: checkModules(bundles, types) },
        { name: 'calls of Apex', problems: checkApexCalls(root, bundles, types, program) },
        { name: 'what App Builder is told', problems: checkExposure(metadata) },
        { name: 'styles', problems: checkStyles(bundles, templates) },
        { name: 'texts for people', problems: [...checkLiteralTexts(templates), ...checkUnusedLabels(metadata, textsBelow(root))] }
    ];
}

/** Everything that may show a label. */
function textsBelow(root: string): string[] {
    return readdirSync(join(root, 'force-app'), { withFileTypes: true, recursive: true })
        .filter(
            (entry) => entry.isFile() && !/\.(labels|translation)-meta\.xml$/.test(entry.name) && !entry.parentPath.includes('__tests__')
        )
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
