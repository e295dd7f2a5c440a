import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { countsOf } from './counts';
import { checkLocalOrgNames } from './local-org-names';
import { filesBelow, ROOT, type Problem } from './project';
import { checkRooms } from './rooms';

/** Everything about the package that can be checked without running it. Prints each problem; ends with `N passed, N failed`. */
function main(): void {
    const metadata = checkMetadata();
    const files = filesBelow('force-app');
    const checks: Record<string, Problem[]> = {
        'rooms know only the rooms below': checkRooms(files),
        'the local org knows no name of the package': checkLocalOrgNames(files, filesBelow('local-org'))
    };
    let { passed, failed } = metadata;
    for (const [name, problems] of Object.entries(checks)) {
        if (problems.length > 0) failed += 1;
        else passed += 1;
        console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
        for (const problem of problems) console.log(`       ${problem.file}: ${problem.message}`);
    }
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

/** Runs on the project's own Node, as the local org does, whose knowledge of metadata it uses. */
function checkMetadata(): { passed: number; failed: number } {
    const node = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
    const result = spawnSync(node, [join(__dirname, 'metadata', 'main.ts')], {
        encoding: 'utf8',
        shell: process.platform === 'win32',
        maxBuffer: 64 << 20
    });
    const output = `${result.stdout}${result.stderr}`;
    console.log(output.replace(/^\d+ passed, \d+ failed\n/m, '').trimEnd());
    return countsOf(output, result.status === 0);
}

main();
