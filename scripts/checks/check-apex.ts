import { APEX_CHECKS, hasJava } from './apex-checks';
import { ROOT } from './project';

/** Independent opinions on the package's Apex. They need Java; without it they are skipped, and this says so. */
async function main(): Promise<void> {
    if (!hasJava()) {
        console.log('skipped: no Java on this machine (a JDK, 17 or newer, runs these checks)');
        console.log('0 passed, 0 failed');
        return;
    }
    let failed = 0;
    for (const { name, run } of APEX_CHECKS) {
        const { ok, output } = await run(ROOT);
        if (!ok) failed += 1;
        console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
        if (!ok || process.argv.includes('--verbose')) console.log(output.trimEnd());
    }
    console.log(`${APEX_CHECKS.length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

void main();
