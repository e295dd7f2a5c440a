#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { messageForPeople } from './errors.ts';

const program = new Command('local-org').description('Runs a Salesforce DX project on this machine, without an org.');

program
    .command('start')
    .description('serves the project: Apex REST, the REST API and the Lightning pages')
    .option('--project <dir>', 'the sfdx project', '.')
    .option('--port <number>', 'where to listen on 127.0.0.1; 0 takes a free port', portNumber, 8080)
    .option('--database <file>', "a SQLite file, or ':memory:'", ':memory:')
    .option('--keep', 'keep what the database file holds', false)
    .option('--also <dir>', 'one more source directory, deployed on top of the project (repeatable)', collect, [])
    .option('--named-credential <name=url>', 'where a named credential leads (repeatable)', collect, [])
    .action(async (options: StartFlags) => {
        const { startServer } = await import('./server/start.ts');
        const { announceServer, forgetServer } = await import('./client/running.ts');
        const server = await startServer({
            ...options,
            extraDirectories: options.also,
            namedCredentials: Object.fromEntries(options.namedCredential.map(nameAndValue))
        });
        const project = resolve(options.project);
        announceServer(project, { url: server.url, token: server.token, pid: process.pid });
        const { url, token, rebuilt } = server;
        console.log(JSON.stringify({ ready: true, url, token, pid: process.pid, ...(rebuilt ? { rebuilt } : {}) }));
        const stop = (): void => {
            forgetServer(project, process.pid);
            void server.stop().then(() => process.exit(0));
        };
        process.once('SIGINT', stop);
        process.once('SIGTERM', stop);
        process.once('disconnect', stop);
    });

program
    .command('test')
    .description("runs the project's Apex tests; ends with `N passed, N failed`")
    .option('--project <dir>', 'the sfdx project', '.')
    .option('--filter <text>', 'only classes or Class.method whose name contains this')
    .option('--rerun-failed', 'only what failed in the last run', false)
    .option('--invert-assertions', 'every assertion means its opposite: fails where a method that asserts passes', false)
    .option('--json <file>', 'write results and coverage to this file')
    .option('--junit <file>', 'write the results as JUnit XML to this file')
    .option('--lcov <file>', 'write the line coverage as an LCOV trace to this file')
    .option('--coverage', 'print the coverage of each class', false)
    .option('--minimum-coverage <percent>', 'fail below this share of covered statements', wholeNumber)
    .option('--workers <number>', 'how many test classes run at a time', wholeNumber)
    .action(async (options: TestFlags) => {
        const { runTests } = await import('./testing/run.ts');
        process.exitCode = await runTests({ ...options, project: resolve(options.project) });
    });

program
    .command('check')
    .description('finds everything that an org would refuse: metadata, references, formulas, flows, Apex')
    .option('--project <dir>', 'the sfdx project', '.')
    .option('--json <file>', 'write the problems to this file as well')
    .action(async ({ project, json }: { project: string; json?: string }) => {
        const { checkProject } = await import('./testing/check.ts');
        process.exitCode = checkProject(resolve(project), json === undefined ? {} : { json });
    });

const apex = program.command('apex').description('anonymous Apex');

apex.command('run')
    .description('runs a file of anonymous Apex in the org that `start` serves, and prints its debug log')
    .argument('<file>')
    .option('--fresh', 'in a fresh org in memory, which nothing outlives', false)
    .option('--project <dir>', 'the sfdx project', '.')
    .option('--url <url>', 'address of the running org')
    .option('--token <token>', 'its access token')
    .action(async (file: string, { fresh, ...options }: ConnectionFlags & { fresh: boolean }) => {
        const source = readFileSync(file, 'utf8');
        if (fresh) {
            const { runApexFile } = await import('./testing/anonymous.ts');
            process.exitCode = runApexFile(resolve(options.project), source);
        } else {
            const { runAnonymous } = await import('./client/commands.ts');
            process.exitCode = await runAnonymous(source, options);
        }
    });

program
    .command('query')
    .description('prints the rows of a SOQL query against the org that `start` serves')
    .argument('<soql>')
    .option('--json', 'as JSON', false)
    .option('--project <dir>', 'the sfdx project', '.')
    .option('--url <url>', 'address of the running org')
    .option('--token <token>', 'its access token')
    .action(async (soql: string, options: ConnectionFlags & { json: boolean }) => {
        const { printQuery } = await import('./client/commands.ts');
        process.exitCode = await printQuery(soql, options);
    });

interface ConnectionFlags {
    project: string;
    url?: string;
    token?: string;
}

interface StartFlags {
    project: string;
    port: number;
    database: string;
    keep: boolean;
    also: string[];
    namedCredential: string[];
}

interface TestFlags {
    project: string;
    filter?: string;
    rerunFailed: boolean;
    invertAssertions: boolean;
    json?: string;
    junit?: string;
    lcov?: string;
    coverage: boolean;
    minimumCoverage?: number;
    workers?: number;
}

function portNumber(text: string): number {
    const value = wholeNumber(text);
    if (value > 65_535) throw new InvalidArgumentError('Ports end at 65535.');
    return value;
}

function wholeNumber(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
    return value;
}

function collect(value: string, previous: string[]): string[] {
    return [...previous, value];
}

function nameAndValue(text: string): [string, string] {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError(`"${text}" is not NAME=URL.`);
    return [text.slice(0, at), text.slice(at + 1)];
}

/** Problems that a person can act on are printed as they are; anything else is a defect of ours and keeps its stack. */
const EXPECTED = new Set(['OrgDidNotStart', 'PortInUse', 'ClientError']);

try {
    await program.parseAsync();
} catch (error) {
    const known = error instanceof Error && (EXPECTED.has(error.name) || EXPECTED.has(error.constructor.name));
    console.error(messageForPeople(error) ?? (known ? error.message : error));
    process.exit(1);
}
