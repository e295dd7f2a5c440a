import ts from 'typescript';
import type { ApexMethod, ApexProgram } from '../../../local-org/apex/program.ts';
import type { ApexType } from '../../../local-org/apex/types.ts';
import type { Problem } from '../metadata/project.ts';
import { ApexShapes } from './apex-shapes.ts';
import { filesNamed, problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { lineOf, nodesBelow } from './syntax.ts';
import type { ComponentTypes } from './types.ts';

const APEX = /^@salesforce\/apex\/(\w+)\.(\w+)$/;

/** What is imported from Apex, by local name. */
type Imports = ReadonlyMap<string, string>;

/**
 * The Apex that components call. TypeScript holds every call against a declaration written by hand, so that declaration
 * is held against Apex; that a method exists at all is looked at with what an org would refuse.
 */
export function checkApexCalls(root: string, bundles: readonly Bundle[], types: ComponentTypes, program: ApexProgram): Problem[] {
    const calls = bundles.flatMap((bundle) => filesNamed(bundle, '.ts').map(([file]) => new ScriptCheck(bundle, file, types, program)));
    const used = new Set(calls.flatMap((call) => [...call.imports.values()]));
    return [...checkDeclarations(root, types, program, used), ...calls.flatMap((call) => call.run())];
}

function checkDeclarations(root: string, types: ComponentTypes, program: ApexProgram, used: ReadonlySet<string>): Problem[] {
    const shapes = new ApexShapes(types, program);
    return types.declarations().flatMap((source) =>
        source.statements.filter(ts.isModuleDeclaration).flatMap((declaration) => {
            if (!APEX.test(declaration.name.text)) return [];
            const found = used.has(declaration.name.text)
                ? differences(declaration, types, program, shapes)
                : ['no component calls this any more'];
            const file = source.fileName.slice(root.length + 1);
            return found.map((message) => ({ file, line: lineOf(declaration), message: `${declaration.name.text}: ${message}` }));
        })
    );
}

function differences(declaration: ts.ModuleDeclaration, types: ComponentTypes, program: ApexProgram, shapes: ApexShapes): string[] {
    const method = methodOf(declaration.name.text, program);
    if (!method) return ['there is no such @AuraEnabled static method'];
    const signature = signatureOf(declaration, types.checker);
    if (!signature) return ['the declaration has no default export that can be called'];
    const [given] = signature.parameters;
    const properties = given ? types.checker.getTypeOfSymbol(given).getProperties() : [];
    const unknown = properties
        .filter((property) => !method.parameters.some((parameter) => parameter.name === property.name))
        .map((property) => `Apex has no parameter ${property.name}`);
    const parameters = method.parameters.flatMap(({ name, type }) => {
        const property = properties.find((candidate) => candidate.name === name);
        const found = property
            ? shapes.differences(types.checker.getTypeOfSymbol(property), type, name)
            : [`the parameter ${name} is missing here`];
        return [...found, ...innerClass(type, name, program)];
    });
    const answer = types.checker.getAwaitedType(signature.getReturnType());
    const wrong = answer ? shapes.differences(answer, method.returns, 'the answer') : [];
    return [...unknown, ...parameters, ...wrong, ...innerClass(method.returns, 'the answer', program)];
}

/** Lightning Web Components Developer Guide, "Expose Apex Methods to Lightning Web Components". */
function innerClass(type: ApexType, path: string, program: ApexProgram): string[] {
    if (type.kind === 'list' || type.kind === 'set') return innerClass(type.of, path, program);
    if (type.kind === 'map') return innerClass(type.value, path, program);
    const isInner = type.kind === 'class' && type.name.includes('.') && program.findClass(type.name) !== undefined;
    return isInner ? [`${path} is of the inner class ${type.name}: the platform supports only classes that stand by themselves`] : [];
}

function signatureOf(declaration: ts.ModuleDeclaration, checker: ts.TypeChecker): ts.Signature | undefined {
    const module = checker.getSymbolAtLocation(declaration.name);
    const exported = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === 'default');
    if (!exported) return undefined;
    const value = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return checker.getTypeOfSymbol(value).getCallSignatures()[0];
}

function methodOf(specifier: string, program: ApexProgram): ApexMethod | undefined {
    const [, owner = '', name = ''] = APEX.exec(specifier) ?? [];
    return program
        .findClass(owner)
        ?.methods.find(
            (method) =>
                method.name === name && method.static && method.annotations.some((item) => item.name.toLowerCase() === 'auraenabled')
        );
}

class ScriptCheck {
    readonly imports: Imports;
    private readonly bundle: Bundle;
    private readonly file: string;
    private readonly types: ComponentTypes;
    private readonly program: ApexProgram;
    private readonly source: ts.SourceFile | undefined;

    constructor(bundle: Bundle, file: string, types: ComponentTypes, program: ApexProgram) {
        this.bundle = bundle;
        this.file = file;
        this.types = types;
        this.program = program;
        this.source = types.source(bundle, file);
        this.imports = this.source ? apexImports(this.source) : new Map();
    }

    run(): Problem[] {
        if (!this.source) return [];
        return [...nodesBelow(this.source)].filter(ts.isDecorator).flatMap(({ expression }) => {
            if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'wire') return [];
            return this.checkWire(expression);
        });
    }

    private checkWire({ arguments: [adapter, config] }: ts.CallExpression): Problem[] {
        const specifier = adapter && this.imports.get(adapter.getText());
        const method = specifier === undefined ? undefined : methodOf(specifier, this.program);
        const cacheable = method?.annotations.some((annotation) => annotation.parameters['cacheable'] === 'true') ?? true;
        const notCacheable = cacheable ? [] : [this.problem(adapter!, `${specifier} is wired, and not @AuraEnabled(cacheable=true)`)];
        return [...notCacheable, ...(config ? this.checkConfig(config) : [])];
    }

    /** `'$name'` names a member of the class, of which TypeScript knows nothing. */
    private checkConfig(config: ts.Expression): Problem[] {
        const component = this.types.classOf(this.bundle);
        if (!component) return [];
        return [...nodesBelow(config)].filter(ts.isStringLiteral).flatMap((literal) => {
            const path = /^\$(.+)$/.exec(literal.text)?.[1]?.split('.');
            if (!path) return [];
            let type: ts.Type | undefined = component.type;
            for (const name of path) type &&= this.types.member(type, name);
            return type ? [] : [this.problem(literal, `'${literal.text}': there is no such member in ${this.bundle.name}`)];
        });
    }

    private problem(node: ts.Node, message: string): Problem {
        return problemIn(this.bundle, this.file, lineOf(node), message);
    }
}

function apexImports(source: ts.SourceFile): Imports {
    const imports = source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
        const specifier = (moduleSpecifier as ts.StringLiteral).text;
        return importClause?.name && APEX.test(specifier) ? [[importClause.name.text, specifier] as const] : [];
    });
    return new Map(imports);
}
