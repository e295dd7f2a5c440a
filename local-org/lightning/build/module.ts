import { createRequire } from 'node:module';
import type * as LwcCompilerModule from '@lwc/compiler';
import type * as TypeScriptModule from 'typescript';
import type { CompiledModule, ModuleImport, ModuleSource } from './protocol.ts';
import { API_VERSION } from './rollup.ts';

const require = createRequire(import.meta.url);
type TypeScript = typeof TypeScriptModule;
type LwcCompiler = typeof LwcCompilerModule;

/** Turns one file of a Lightning web component into the ES module that a browser loads. TypeScript is stripped first. */
export function compileModule(source: ModuleSource): CompiledModule {
    const script = /\.(ts|js)$/.test(source.file);
    const javaScript = source.file.endsWith('.ts') ? stripTypes(source) : source.text;
    const code = source.bundle === undefined ? javaScript : compileBundleFile(source, javaScript);
    const written = script ? importsOf(source.text) : [];
    const added = importsOf(code)
        .filter(({ specifier }) => !written.some((item) => item.specifier === specifier))
        .map(({ specifier }) => ({ specifier, line: 0 }));
    return {
        code,
        imports: [...written.filter(({ specifier }) => importsOf(code).some((item) => item.specifier === specifier)), ...added]
    };
}

function stripTypes({ file, text }: ModuleSource): string {
    const ts = require('typescript') as TypeScript;
    const { outputText, diagnostics } = ts.transpileModule(text, {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: {
            target: ts.ScriptTarget.ESNext,
            module: ts.ModuleKind.ESNext,
            useDefineForClassFields: true,
            verbatimModuleSyntax: true
        }
    });
    const [problem] = diagnostics ?? [];
    if (problem) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`);
    return outputText;
}

function compileBundleFile({ file, namespace, bundle }: ModuleSource, text: string): string {
    const { transformSync } = require('@lwc/compiler') as LwcCompiler;
    const { code } = transformSync(text, file.replace(/\.ts$/, '.js'), {
        name: bundle!,
        namespace,
        apiVersion: API_VERSION,
        scopedStyles: file.endsWith('.scoped.css'),
        enableDynamicComponents: true,
        enableLwcOn: true
    });
    return code.replaceAll('process.env.NODE_ENV', '"production"');
}

function importsOf(text: string): ModuleImport[] {
    const ts = require('typescript') as TypeScript;
    const { importedFiles } = ts.preProcessFile(text, true, true);
    return importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, line: text.slice(0, pos).split('\n').length }));
}
