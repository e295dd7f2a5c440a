import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { readArguments, runCommand } from './cli/arguments';
import { bundlesWithoutJavaScript, isComponentSource } from './deploy/bundles';

const CONFIG = 'tsconfig.lwc.json';

runCommand(async () => {
    readArguments({
        usage: 'npm run build:lwc',
        summary:
            'Checks the types of the Lightning web components and writes the JavaScript that an org takes beside each TypeScript file.',
        options: {}
    });
    await Promise.resolve();
    const { program, problems } = openProgram();
    if (problems.length > 0) {
        process.stdout.write(ts.formatDiagnosticsWithColorAndContext(problems, formatHost));
        process.stdout.write(`0 passed, ${problems.length} failed\n`);
        return 1;
    }
    const sources = program.getSourceFiles().filter((file) => isComponentSource(relative(process.cwd(), file.fileName)));
    for (const source of sources) program.emit(source);
    const left = bundlesWithoutJavaScript('force-app');
    for (const bundle of left) process.stdout.write(`${bundle}: has TypeScript and no JavaScript\n`);
    process.stdout.write(`${sources.length - left.length} passed, ${left.length} failed\n`);
    return left.length === 0 ? 0 : 1;
});

const formatHost: ts.FormatDiagnosticsHost = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => '\n'
};

function openProgram(): { program: ts.Program; problems: readonly ts.Diagnostic[] } {
    const path = join(process.cwd(), CONFIG);
    const read = ts.readConfigFile(path, ts.sys.readFile);
    const config = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(path), { noEmit: false, noEmitOnError: true });
    const program = ts.createProgram({ rootNames: config.fileNames, options: config.options });
    return { program, problems: [...(read.error ? [read.error] : []), ...config.errors, ...ts.getPreEmitDiagnostics(program)] };
}
