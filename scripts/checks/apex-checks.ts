import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './project';

const CACHE = join(ROOT, '.local-org', 'java');
const JORJE = join(ROOT, 'node_modules', 'prettier-plugin-apex', 'vendor', 'apex-ast-serializer', 'lib', 'apex-jorje-lsp.jar');
const PMD = join(ROOT, 'node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib', '*');

export interface Verdict {
    readonly ok: boolean;
    readonly output: string;
}

export interface ApexCheck {
    readonly name: string;
    /** Looks at the Apex of an sfdx project whose sources are in force-app. */
    run(project: string): Promise<Verdict>;
}

/** Independent opinions on Apex. They need a JDK, 17 or newer. */
export const APEX_CHECKS: readonly ApexCheck[] = [
    { name: "Salesforce's compiler front end", run: compilerFrontEnd },
    { name: 'apex-ls, with its platform types', run: apexLanguageServer },
    { name: 'PMD rules', run: pmdRules }
];

export function hasJava(): boolean {
    return spawnSync('javac', ['-version']).status === 0;
}

function compilerFrontEnd(project: string): Promise<Verdict> {
    const sources = join(__dirname, 'apex-compiler');
    const classes = compiled(sources, JORJE);
    return java(['-Xmx3g', '-cp', [classes, JORJE].join(delimiter), 'ApexCheck', join(sources, 'facts'), join(project, 'force-app')]);
}

function apexLanguageServer(project: string): Promise<Verdict> {
    return java(['-cp', PMD, 'io.github.apexdevtools.apexls.CheckForIssues', '--workspace', project, '--detail', 'errors']);
}

/** Tests are not held to the rules of production code. */
function pmdRules(project: string): Promise<Verdict> {
    const sources = join(__dirname, 'pmd');
    const classes = compiled(sources, PMD);
    return java(['-cp', [classes, PMD].join(delimiter), 'PmdCheck', join(sources, 'ruleset.xml'), join(project, 'force-app', 'main')]);
}

function java(parameters: readonly string[]): Promise<Verdict> {
    const child = spawn('java', ['-Djava.util.logging.config.file=/dev/null', ...parameters]);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    return new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }));
    });
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
