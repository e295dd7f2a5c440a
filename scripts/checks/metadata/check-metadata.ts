import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UnsupportedError } from '../../../local-org/errors.ts';
import type { CompileError } from '../../../local-org/errors.ts';
import { findProblems } from '../../../local-org/validation/find-problems.ts';
import { moreDirectories } from './project.ts';
import type { Problem } from './project.ts';
import { checkApiVersions, checkDescriptions, checkNames, checkOrder, checkPicklists } from './rules/files.ts';
import { checkFlows } from './rules/flows.ts';
import { checkObjectTranslations } from './rules/object-translations.ts';
import { checkPermissionSets } from './rules/permission-sets.ts';
import { checkReadable } from './rules/readable.ts';
import { checkTranslations } from './rules/translations.ts';
import type { CheckResult } from './results.ts';

/** All static checks of a project's metadata: what an org would refuse, then our own rules. */
export function checkMetadata(root: string, cacheDirectory?: string): CheckResult[] {
    const more = moreDirectories(root);
    const { metadata, problems } = findProblems(root, {
        extraDirectories: more,
        ...(cacheDirectory === undefined ? {} : { cacheDirectory })
    });
    return [
        { name: 'what an org would refuse', problems: problems.map(plain) },
        { name: 'one file a component, named like it', problems: checkNames(metadata, pathsBelow(root, ['force-app', ...more])) },
        { name: 'elements in the order of a retrieve', problems: checkOrder(metadata) },
        { name: 'API version', problems: checkApiVersions(metadata) },
        { name: 'descriptions and help texts', problems: checkDescriptions(metadata) },
        { name: 'picklists on objects of the platform', problems: checkPicklists(metadata) },
        { name: 'rules for flows', problems: checkFlows(metadata) },
        { name: 'rules for permission sets', problems: checkPermissionSets(metadata) },
        { name: 'rules for what people read', problems: checkReadable(metadata) },
        { name: 'labels in every language', problems: checkTranslations(metadata) },
        { name: 'objects in every language', problems: checkObjectTranslations(metadata) }
    ];
}

function plain(problem: CompileError | UnsupportedError): Problem {
    return {
        file: problem.position?.file ?? 'sfdx-project.json',
        line: problem.position?.line ?? 1,
        message: problem instanceof UnsupportedError ? `the local org does not support ${problem.feature}` : problem.message
    };
}

function pathsBelow(root: string, folders: readonly string[]): string[] {
    return folders
        .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
}
