import { spawn } from 'node:child_process';
import { readArguments, runCommand, UserError } from './cli/arguments';
import { bundlesWithoutJavaScript } from './deploy/bundles';
import { deploySteps, leftToDo, type DeployStep } from './deploy/steps';

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run deploy -- --target-org ALIAS [--check-only]',
        summary: 'Builds, checks and deploys the package with the Salesforce CLI, and says what is left to do by hand.',
        options: {
            'target-org': { value: 'ALIAS', help: 'an org that the Salesforce CLI is logged in to' },
            'check-only': { help: 'validates in the org and changes nothing' },
            'test-level': { value: 'LEVEL', help: 'NoTestRun, RunLocalTests …; the org decides where it is not given' }
        }
    });
    const org = options.text('target-org');
    if (!org) throw new UserError('Name the org: npm run deploy -- --target-org ALIAS');
    const checkOnly = options.has('check-only');
    const steps = deploySteps(org, checkOnly, options.text('test-level'));
    for (const [index, step] of steps.entries()) {
        process.stdout.write(`\n${index + 1}/${steps.length} ${step.title}\n`);
        await runStep(step);
        if (index === 0) requireJavaScript();
    }
    process.stdout.write(checkOnly ? '\nThe org would take the package.\n' : `\nDeployed.\n\n${leftToDo(org)}\n`);
    return 0;
});

function requireJavaScript(): void {
    const [bundle] = bundlesWithoutJavaScript('force-app');
    if (bundle) throw new UserError(`The component ${bundle} has TypeScript and no JavaScript: run "npm run build:lwc".`);
}

async function runStep(step: DeployStep): Promise<void> {
    const [command, ...parameters] = step.command;
    const child = spawn(command, parameters, { stdio: 'inherit', env: { ...process.env, SF_AUTOUPDATE_DISABLE: 'true' } });
    const code = await new Promise<number | string>((resolve) => {
        child.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
        child.on('exit', (exit) => resolve(exit ?? 'a signal'));
    });
    if (code === 'ENOENT') throw new UserError(`${command} was not found: run this through npm ("npm run deploy"), after "npm ci".`);
    if (code !== 0) throw new UserError(`${step.title} failed (${code}): ${step.advice}.`);
}
