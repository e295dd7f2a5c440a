import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Writes the JavaScript of every Lightning web component beside its TypeScript, which is what an org is given. A bundle
 * with a template and no JavaScript would deploy as an empty component without an error, so a missing file is a failure.
 */
export function buildLwc(root: string): string[] {
    const config = readConfig(root);
    const bundles = bundlesBelow(join(root, 'force-app'));
    const sources = bundles.flatMap(sourcesOf);
    const problems = [...unlistedBundles(bundles, config.options.paths ?? {}, root), ...strayScripts(bundles, root)];
    if (problems.length > 0) return problems;
    const program = ts.createProgram({
        rootNames: [...sources, ...config.fileNames.filter((file) => file.endsWith('.d.ts') && !file.endsWith('jest.d.ts'))],
        options: { ...config.options, noEmit: false, types: [] }
    });
    const isTypeOnly = (file: ts.SourceFile): boolean => file.isDeclarationFile;
    const diagnostics = [...ts.getPreEmitDiagnostics(program)];
    for (const file of program.getSourceFiles().filter((candidate) => !isTypeOnly(candidate) && sources.includes(candidate.fileName)))
        diagnostics.push(...program.emit(file).diagnostics);
    return [...diagnostics.map((diagnostic) => describe(diagnostic, root)), ...missingScripts(sources, root)];
}

function readConfig(root: string): ts.ParsedCommandLine {
    const file = join(root, 'tsconfig.lwc.json');
    const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
    if (error) throw new Error(describe(error, root));
    return ts.parseJsonConfigFileContent(config, ts.sys, root);
}

function bundlesBelow(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('__'))
        .flatMap((entry) => {
            const path = join(folder, entry.name);
            return basename(folder) === 'lwc' ? [path] : bundlesBelow(path);
        });
}

function sourcesOf(bundle: string): string[] {
    return readdirSync(bundle)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
        .map((name) => join(bundle, name));
}

/** TypeScript's path patterns cannot say "the file named like its folder", so each bundle is listed. */
function unlistedBundles(bundles: string[], paths: Record<string, string[]>, root: string): string[] {
    return bundles
        .filter((bundle) => existsSync(join(bundle, `${basename(bundle)}.ts`)) && !paths[`c/${basename(bundle)}`])
        .map((bundle) => {
            const entry = `"c/${basename(bundle)}": ["./${relative(root, bundle)}/${basename(bundle)}.ts"]`;
            return `tsconfig.lwc.json: add ${entry} to compilerOptions.paths.`;
        });
}

/** Git ignores the JavaScript of bundles: what has no TypeScript is left over, or would be lost. */
function strayScripts(bundles: string[], root: string): string[] {
    return bundles
        .flatMap((bundle) => readdirSync(bundle).map((name) => join(bundle, name)))
        .filter((file) => file.endsWith('.js') && !existsSync(file.replace(/\.js$/, '.ts')))
        .map((file) => `${relative(root, file)}: there is no TypeScript for it. Delete it, or write it in TypeScript.`);
}

function missingScripts(sources: string[], root: string): string[] {
    return sources
        .filter((source) => !existsSync(source.replace(/\.ts$/, '.js')))
        .map((source) => `${relative(root, source)}: no JavaScript was written for it.`);
}

function describe(diagnostic: ts.Diagnostic, root: string): string {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    if (!diagnostic.file || diagnostic.start === undefined) return text;
    const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${relative(root, diagnostic.file.fileName)}:${line + 1}:${character + 1} ${text}`;
}

if (require.main === module) {
    const root = dirname(__dirname);
    const problems = buildLwc(root);
    for (const problem of problems) console.error(problem);
    if (problems.length === 0) console.log('The JavaScript of every Lightning web component is written.');
    process.exitCode = problems.length > 0 ? 1 : 0;
}
