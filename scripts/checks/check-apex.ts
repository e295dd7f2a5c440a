import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './project';

const CACHE = join(ROOT, '.local-org', 'java');
const JORJE = join(ROOT, 'node_modules', 'prettier-plugin-apex', 'vendor', 'apex-ast-serializer', 'lib', 'apex-jorje-lsp.jar');
const PMD = join(ROOT, 'node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib', '*');

interface Check {
    readonly name: string;
    run(): { ok: boolean; output: string };
}

const CHECKS: readonly Check[] = [
    { name: "Salesforce's compiler front end", run: compilerFrontEnd },
    { name: 'apex-ls, with its platform types', run: apexLanguageServer },
    { name: 'PMD rules', run: pmdRules }
];

/** Independent opinions on the package's Apex. They need Java; without it they are skipped, and this says so. */
function main(): void {
    if (spawnSync('javac', ['-version']).status !== 0) {
        console.log('skipped: no Java on this machine (a JDK, 17 or newer, runs these checks)');
        console.log('0 passed, 0 failed');
        return;
    }
    let failed = 0;
    for (const { name, run } of CHECKS) {
        const { ok, output } = run();
        if (!ok) failed += 1;
        console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
        if (!ok || process.argv.includes('--verbose')) console.log(output.trimEnd());
    }
    console.log(`${CHECKS.length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

function compilerFrontEnd(): { ok: boolean; output: string } {
    const sources = join(__dirname, 'apex-compiler');
    const classes = compiled(sources, JORJE);
    return java(['-Xmx3g', '-cp', [classes, JORJE].join(delimiter), 'ApexCheck', join(sources, 'facts'), join(ROOT, 'force-app')]);
}

function apexLanguageServer(): { ok: boolean; output: string } {
    return java(['-cp', PMD, 'io.github.apexdevtools.apexls.CheckForIssues', '--workspace', ROOT, '--detail', 'errors']);
}

function pmdRules(): { ok: boolean; output: string } {
    const sources = join(__dirname, 'pmd');
    const classes = compiled(sources, PMD);
    return java(['-cp', [classes, PMD].join(delimiter), 'PmdCheck', join(sources, 'ruleset.xml'), join(ROOT, 'force-app', 'main')]);
}

function java(parameters: readonly string[]): { ok: boolean; output: string } {
    const result = spawnSync('java', ['-Djava.util.logging.config.file=/dev/null', ...parameters], {
        encoding: 'utf8',
        maxBuffer: 64 << 20
    });
    return { ok: result.status === 0, output: result.stdout + result.stderr };
}

/** Compiles a folder of Java once for each version of its sources. */
function compiled(folder: string, classPath: string): string {
    const files = readdirSync(folder)
        .filter((name) => name.endsWith('.java'))
        .sort()
        .map((name) => join(folder, name));
    const hash = createHash('sha256');
    for (const file of files) hash.update(readFileSync(file));
    const target = join(CACHE, hash.digest('hex').slice(0, 16));
    if (existsSync(target)) return target;
    const draft = `${target}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    const result = spawnSync('javac', ['-nowarn', '-encoding', 'UTF-8', '-cp', classPath, '-d', draft, ...files], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`javac could not compile ${folder}:\n${result.stderr}`);
    renameSync(draft, target);
    return target;
}

main();
