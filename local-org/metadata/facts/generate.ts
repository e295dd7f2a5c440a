/** Writes elements.json anew, from the installed @salesforce/types. Run by hand after an update of that package. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { KINDS, OBJECT_PARTS } from '../types.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'node_modules', '@salesforce', 'types');
const declarationsFile = join(folder, 'lib', 'metadata.d.ts');

/** Types that are not the type of a file of their own. */
const MORE_ROOTS = ['AuraDefinitionBundle', 'CustomLabel'];
/** Folders are all one type in files. */
const FOLDERS = /Folder$/;

/** Enumerations that every release lengthens, with names of products; an org takes those that it has. */
const OPEN_ENUMERATIONS = new Set(['InvocableActionType']);

const declarations = new Map<string, ts.TypeNode>();
const source = ts.createSourceFile(declarationsFile, readFileSync(declarationsFile, 'utf8'), ts.ScriptTarget.Latest, true);
source.forEachChild((node) => {
    if (ts.isTypeAliasDeclaration(node)) declarations.set(node.name.text, node.type);
});

const types: Record<string, Record<string, string>> = {};
const enums: Record<string, string[]> = {};
const roots = [...Object.values(KINDS), ...Object.values(OBJECT_PARTS)].map(({ type }) => type);
for (const name of [...new Set([...roots, ...MORE_ROOTS])].sort()) add(name);
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
writeFileSync(join(import.meta.dirname, 'elements.json'), text());

function add(name: string): void {
    if (name in types || name in enums) return;
    const declaration = declarations.get(name);
    if (!declaration) {
        if (roots.includes(name) && !FOLDERS.test(name)) console.warn(`@salesforce/types has no ${name}`);
        return;
    }
    const values = valuesOf(declaration);
    if (values) enums[name] = values;
    if (values || declaration.kind === ts.SyntaxKind.StringKeyword) return;
    const members = membersOf(declaration);
    types[name] = Object.fromEntries(members.map(({ name: member, written }) => [member, written]));
    for (const { type } of members) add(type);
}

interface Member {
    readonly name: string;
    readonly type: string;
    readonly written: string;
}

function membersOf(type: ts.TypeNode): Member[] {
    if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(membersOf);
    if (ts.isTypeReferenceNode(type)) return membersOf(declarations.get(type.typeName.getText())!);
    if (!ts.isTypeLiteralNode(type)) return [];
    return type.members.filter(ts.isPropertySignature).map((member) => {
        const many = ts.isArrayTypeNode(member.type!);
        const element = many ? (member.type as ts.ArrayTypeNode).elementType : member.type!;
        const name = simple(element);
        const required = !member.questionToken && !many;
        return { name: member.name.getText(), type: name, written: `${name}${many ? '[]' : ''}${required ? '!' : ''}` };
    });
}

/** Aliases of text are taken for what they are. */
function simple(type: ts.TypeNode): string {
    const name = type.getText();
    if (OPEN_ENUMERATIONS.has(name)) return 'string';
    return declarations.get(name)?.kind === ts.SyntaxKind.StringKeyword ? 'string' : name;
}

function valuesOf(type: ts.TypeNode): string[] | undefined {
    const literals = ts.isUnionTypeNode(type) ? [...type.types] : [type];
    const values = literals.map((literal) =>
        ts.isLiteralTypeNode(literal) && ts.isStringLiteral(literal.literal) ? literal.literal.text : undefined
    );
    return values.includes(undefined) ? undefined : (values as string[]);
}

function text(): string {
    const lines = (map: Record<string, unknown>): string =>
        Object.keys(map)
            .sort()
            .map((name) => `        ${JSON.stringify(name)}: ${JSON.stringify(map[name])}`)
            .join(',\n');
    return `{
    "source": "@salesforce/types ${version}",
    "types": {
${lines(types)}
    },
    "enums": {
${lines(enums)}
    }
}
`;
}
