import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './checks/project';
import { countsOf, type Counts } from './checks/counts';

interface Step {
    readonly name: string;
    readonly command: readonly [string, ...string[]];
}

const STEPS: readonly Step[] = [
    { name: 'format (prettier)', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    { name: 'lint (eslint)', command: ['eslint', '.', '--max-warnings', '0'] },
    { name: 'types of the scripts', command: ['tsc', '-p', 'tsconfig.json'] },
    { name: 'types of the local org', command: ['tsc', '-p', 'local-org/tsconfig.json'] },
    { name: 'types of the checks of the package', command: ['tsc', '-p', 'scripts/checks/metadata/tsconfig.json'] },
    { name: 'types of the pages', command: ['tsc', '-p', 'local-org/lightning/client/tsconfig.json'] },
    { name: 'components: types and JavaScript', command: ['ts-node', 'scripts/build-lwc.ts'] },
    { name: 'types of the components and their tests', command: ['tsc', '-p', 'tsconfig.lwc.json', '--noEmit'] },
    { name: 'package: metadata, flows, permissions, rooms', command: ['ts-node', 'scripts/checks/check.ts'] },
    { name: 'package: compiles on the local org', command: ['node', 'local-org/cli.ts', 'check'] },
    { name: 'components: platform compiler, templates, Apex, styles, texts', command: ['node', 'scripts/checks/components/main.ts'] },
    { name: 'Apex tests', command: ['node', 'local-org/cli.ts', 'test', '--coverage', '--minimum-coverage', '95'] },
    { name: 'local org', command: ['node', '--test', 'local-org/**/*.test.ts'] },
    { name: 'types of the ledger tests', command: ['tsc', '-p', 'e2e/ledger/tsconfig.json'] },
    { name: 'ledger: properties, crashes, interleavings, guests', command: ['node', '--test', 'e2e/ledger/*.test.ts'] },
    { name: 'types of the revenue tests', command: ['tsc', '-p', 'e2e/revenue/tsconfig.json'] },
    { name: 'revenue: properties, crashes, interleavings', command: ['node', '--test', 'e2e/revenue/*.test.ts'] },
    { name: 'types of the overview tests', command: ['tsc', '-p', 'e2e/overview/tsconfig.json'] },
    { name: 'overview: figures of random ledgers by their definitions', command: ['node', '--test', 'e2e/overview/*.test.ts'] },
    { name: 'types of the tests of rights', command: ['tsc', '-p', 'e2e/rights/tsconfig.json'] },
    { name: 'rights: every page without any one object or field', command: ['node', '--test', 'e2e/rights/*.test.ts'] },
    { name: 'scripts', command: ['node', '-r', 'ts-node/register/transpile-only', '--test', 'scripts/**/*.test.ts'] },
    { name: 'components (jest)', command: ['sfdx-lwc-jest', '--', '--silent'] },
    { name: 'browser', command: ['ts-node', 'e2e/run.ts'] }
];

const BIN = join(ROOT, 'node_modules', '.bin');

const PASSED = /^\s*(ok {5}|✔|PASS )/;

/** Runs every check one after the other. Of a step that fails, what did not pass is shown; everything of every step with --verbose. */
async function main(): Promise<void> {
    const verbose = process.argv.includes('--verbose');
    const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
    const steps = STEPS.filter((step) => only.length === 0 || only.some((text) => step.name.toLowerCase().includes(text.toLowerCase())));
    const total: Counts = { passed: 0, failed: 0 };
    for (const step of steps) {
        const started = performance.now();
        const { code, output } = await run(step);
        const counts = countsOf(output, code === 0);
        total.passed += counts.passed;
        total.failed += counts.failed;
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
        if (verbose) console.log(output.trimEnd());
        else if (code !== 0) console.log(withoutPassed(output));
        else for (const line of output.split('\n').filter((text) => /^skipped\b/i.test(text))) console.log(`       ${line}`);
    }
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exitCode = total.failed === 0 ? 0 : 1;
}

function withoutPassed(output: string): string {
    return output
        .split('\n')
        .filter((line) => !PASSED.test(line))
        .join('\n')
        .trimEnd();
}

function run(step: Step): Promise<{ code: number; output: string }> {
    const [command, ...parameters] = step.command;
    const env = { ...process.env, PATH: `${BIN}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`, FORCE_COLOR: '0' };
    const child = spawn(command, parameters, { cwd: ROOT, env, shell: process.platform === 'win32' });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    return new Promise((resolve) => {
        const finish = (code: number): void => resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
        child.on('error', (error) => {
            chunks.push(Buffer.from(error.message));
            finish(1);
        });
        child.on('close', (code) => finish(code ?? 1));
    });
}

void main();
