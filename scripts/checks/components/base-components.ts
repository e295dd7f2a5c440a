import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { apiMembersOf, heritageOf } from './syntax.ts';

/** What the package of base components publishes of each module. */
interface Published {
    /** Absent where it is for the platform alone. */
    readonly minVersion?: string;
    readonly slotNames?: readonly string[];
    readonly properties?: readonly { readonly name: string }[];
}

const FOLDER = dirname(createRequire(import.meta.url).resolve('lightning-base-components/package.json'));
const PUBLISHED = JSON.parse(readFileSync(join(FOLDER, 'metadata', 'raptor.json'), 'utf8')) as Record<string, Published>;
const known = new Map<string, ReadonlySet<string>>();

/** API version since which anybody may use `lightning/<name>`; undefined where nobody may. */
export function publicSince(name: string): number | undefined {
    const since = PUBLISHED[name]?.minVersion;
    return since === undefined ? undefined : Number(since);
}

export function slotsOf(name: string): ReadonlySet<string> {
    return new Set(PUBLISHED[name]?.slotNames);
}

/** Public properties, with those that come from classes it extends: the published list leaves these out. */
export function propertiesOf(name: string): ReadonlySet<string> {
    let properties = known.get(name);
    if (!properties) {
        const file = join(FOLDER, 'src', 'lightning', name, `${name}.js`);
        properties = new Set([...(PUBLISHED[name]?.properties ?? []).map((property) => property.name), ...inSource(file, new Set())]);
        known.set(name, properties);
    }
    return properties;
}

function inSource(file: string, seen: Set<string>): string[] {
    if (seen.has(file) || !existsSync(file)) return [];
    seen.add(file);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const own = source.statements.filter(ts.isClassDeclaration).flatMap((declaration) => [...apiMembersOf(declaration).keys()]);
    const parents = new Set(source.statements.filter(ts.isClassDeclaration).flatMap(heritageOf));
    return [...own, ...importedAs(source, parents).flatMap((specifier) => inSource(fileOf(specifier, file), seen))];
}

/** Modules that the names come from. */
function importedAs(source: ts.SourceFile, names: ReadonlySet<string>): string[] {
    return source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
        const bindings = importClause?.namedBindings;
        const imported = [
            importClause?.name?.text,
            ...(bindings && ts.isNamedImports(bindings) ? bindings.elements.map((element) => element.name.text) : [])
        ];
        return imported.some((name) => name !== undefined && names.has(name)) ? [(moduleSpecifier as ts.StringLiteral).text] : [];
    });
}

function fileOf(specifier: string, from: string): string {
    const base = /^lightning\/(\w+)$/.exec(specifier)?.[1];
    if (base !== undefined) return join(FOLDER, 'src', 'lightning', base, `${base}.js`);
    return join(dirname(from), specifier.endsWith('.js') ? specifier : `${specifier}.js`);
}
