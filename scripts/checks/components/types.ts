import { join } from 'node:path';
import ts from 'typescript';
import type { Bundle } from './bundles.ts';
import { hasDecorator } from './syntax.ts';

/** The class of a component, with what templates can see of it. */
export interface ComponentClass {
    readonly declaration: ts.ClassDeclaration;
    readonly type: ts.Type;
    /** Public properties, also inherited ones. */
    readonly api: ReadonlyMap<string, ts.Symbol>;
}

/** The TypeScript of every component, as the project's own settings see it. */
export class ComponentTypes {
    readonly checker: ts.TypeChecker;
    private readonly root: string;
    private readonly program: ts.Program;
    private readonly classes = new Map<string, ComponentClass | undefined>();

    constructor(root: string) {
        this.root = root;
        const { config } = ts.readConfigFile(join(root, 'tsconfig.lwc.json'), (file) => ts.sys.readFile(file)) as { config: object };
        const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
        this.program = ts.createProgram(
            fileNames.filter((file) => !file.includes('/__tests__/') && !file.endsWith('jest.d.ts')),
            { ...options, types: [], noEmit: true }
        );
        this.checker = this.program.getTypeChecker();
    }

    source(bundle: Bundle, file: string): ts.SourceFile | undefined {
        return this.program.getSourceFile(join(this.root, bundle.folder, file));
    }

    declarations(): readonly ts.SourceFile[] {
        return this.program.getSourceFiles().filter((file) => file.isDeclarationFile && !file.fileName.includes('/node_modules/'));
    }

    /** Undefined where the bundle is a plain module, or a template alone. */
    classOf(bundle: Bundle): ComponentClass | undefined {
        if (!this.classes.has(bundle.name)) this.classes.set(bundle.name, this.read(bundle));
        return this.classes.get(bundle.name);
    }

    /** Type of a member; undefined where there is none. What is not known is nobody's mistake. */
    member(type: ts.Type, name: string): ts.Type | undefined {
        const present = this.checker.getNonNullableType(type);
        if (present.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return present;
        const symbol = this.checker.getPropertyOfType(this.checker.getApparentType(present), name);
        if (symbol) return this.checker.getTypeOfSymbol(symbol);
        return this.checker.getIndexTypeOfType(present, ts.IndexKind.String);
    }

    /** Type of the items of a list; undefined where it is none. */
    item(type: ts.Type): ts.Type | undefined {
        const present = this.checker.getNonNullableType(type);
        if (present.flags & ts.TypeFlags.Any) return present;
        return this.checker.getIndexTypeOfType(present, ts.IndexKind.Number);
    }

    mayBeMissing(type: ts.Type): boolean {
        const parts = type.isUnion() ? type.types : [type];
        return parts.some((part) => (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0);
    }

    /** Whether a value that is there may be given to the property. */
    fits(value: ts.Type, property: ts.Symbol): boolean {
        const target = this.checker.getNonNullableType(this.checker.getTypeOfSymbol(property));
        return this.checker.isTypeAssignableTo(this.checker.getNonNullableType(value), target);
    }

    isBrowserEvent(name: string): boolean {
        const map = this.checker.resolveName('HTMLElementEventMap', undefined, ts.SymbolFlags.Interface, false);
        return map !== undefined && this.checker.getDeclaredTypeOfSymbol(map).getProperty(name) !== undefined;
    }

    /** The texts that an expression can be, as far as its type tells. */
    textsOf(expression: ts.Expression): string[] {
        const type = this.checker.getTypeAtLocation(expression);
        return (type.isUnion() ? type.types : [type]).flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
    }

    nameOf(type: ts.Type): string {
        return this.checker.typeToString(type);
    }

    private read(bundle: Bundle): ComponentClass | undefined {
        const declaration = this.source(bundle, `${bundle.name}.ts`)?.statements.find(
            (statement): statement is ts.ClassDeclaration =>
                ts.isClassDeclaration(statement) &&
                (statement.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
        );
        if (!declaration) return undefined;
        const type = this.checker.getTypeAtLocation(declaration.name ?? declaration);
        const isPublic = (symbol: ts.Symbol): boolean => (symbol.declarations ?? []).some((member) => hasDecorator(member, 'api'));
        const api = new Map(type.getProperties().flatMap((symbol) => (isPublic(symbol) ? [[symbol.name, symbol] as const] : [])));
        return { declaration, type, api };
    }
}
