import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkLocalOrgNames } from './local-org-names';
import { ApiTypes } from './metadata/api-types';
import { checkFlowGraph, checkFlowHouseRules } from './metadata/flow';
import { checkApiVersions, checkDescriptions } from './metadata/house-rules';
import { checkPermissionSets } from './metadata/permission-sets';
import { checkReferences } from './metadata/references';
import { readSchema } from './metadata/schema';
import { validateMetadata } from './metadata/validate';
import { API_VERSION, filesBelow, ROOT, type Problem, type SourceFile } from './project';
import { checkRooms } from './rooms';

/** Everything about the package that can be checked without running it. Prints each problem; ends with `N passed, N failed`. */
function main(): void {
    const files = [...filesBelow('force-app'), ...(existsSync(join(ROOT, 'unpackaged')) ? filesBelow('unpackaged') : [])];
    const schema = readSchema(files);
    const checks: Record<string, Problem[]> = {
        'metadata against the API types': validateAll(files),
        'flows: graph and house rules': checkFlows(files),
        'API version': checkApiVersions(files),
        'descriptions and help texts': checkDescriptions(schema),
        'permission sets': checkPermissionSets(files, schema),
        references: checkReferences(files, schema),
        'rooms know only the rooms below': checkRooms(files),
        'the local org knows no name of the package': checkLocalOrgNames(files, filesBelow('local-org'))
    };
    let failed = 0;
    for (const [name, problems] of Object.entries(checks)) {
        if (problems.length > 0) failed += 1;
        console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
        for (const problem of problems) console.log(`       ${problem.file}: ${problem.message}`);
    }
    console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

function validateAll(files: readonly SourceFile[]): Problem[] {
    const types = new ApiTypes();
    return files
        .filter((file) => file.name.endsWith('-meta.xml'))
        .flatMap((file) => validateMetadata(file.text, types).map((message) => ({ file: file.path, message })));
}

function checkFlows(files: readonly SourceFile[]): Problem[] {
    return files
        .filter((file) => file.name.endsWith('.flow-meta.xml'))
        .flatMap((file) =>
            [...checkFlowGraph(file.text), ...checkFlowHouseRules(file.text, API_VERSION)].map((message) => ({ file: file.path, message }))
        );
}

main();
