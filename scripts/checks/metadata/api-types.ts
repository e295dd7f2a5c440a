import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../project';

/** One child element that a metadata type allows, in the order of the API's WSDL. */
export interface Member {
    readonly name: string;
    readonly many: boolean;
    readonly required: boolean;
    readonly type: ts.TypeNode;
}

/** Elements that the published types call required, or leave out, although every org deploys files without or with them. */
const CORRECTIONS: Record<string, { optional?: readonly string[] }> = {
    ApexClass: { optional: ['status'] },
    ApexTrigger: { optional: ['status'] }
};

/** The Metadata API's types, read from the declarations that Salesforce generates from its WSDL. */
export class ApiTypes {
    private readonly declarations = new Map<string, ts.TypeNode>();
    private readonly membersByType = new Map<string, readonly Member[]>();

    constructor(file = join(ROOT, 'node_modules', '@salesforce', 'types', 'lib', 'metadata.d.ts')) {
        const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
        source.forEachChild((node) => {
            if (ts.isTypeAliasDeclaration(node)) this.declarations.set(node.name.text, node.type);
        });
    }

    has(typeName: string): boolean {
        return this.declarations.has(typeName);
    }

    members(typeName: string): readonly Member[] {
        const known = this.membersByType.get(typeName);
        if (known) return known;
        const optional = CORRECTIONS[typeName]?.optional ?? [];
        const declaration = this.declarations.get(typeName);
        const found = declaration ? this.collect(declaration) : [];
        const members = found.map((member) => (optional.includes(member.name) ? { ...member, required: false } : member));
        this.membersByType.set(typeName, members);
        return members;
    }

    /** The values of an enumeration, undefined for any other type. */
    valuesOf(type: ts.TypeNode): readonly string[] | undefined {
        if (ts.isTypeReferenceNode(type)) {
            const declaration = this.declarations.get(type.typeName.getText());
            return declaration && this.valuesOf(declaration);
        }
        const literals = ts.isUnionTypeNode(type) ? type.types : [type];
        const values = literals.map((literal) =>
            ts.isLiteralTypeNode(literal) && ts.isStringLiteral(literal.literal) ? literal.literal.text : undefined
        );
        return values.includes(undefined) ? undefined : (values as string[]);
    }

    /** The name of a type that has child elements, undefined for simple ones. */
    structureOf(type: ts.TypeNode): string | undefined {
        if (!ts.isTypeReferenceNode(type)) return undefined;
        const name = type.typeName.getText();
        return this.has(name) && !this.valuesOf(type) && this.members(name).length > 0 ? name : undefined;
    }

    private collect(type: ts.TypeNode): Member[] {
        if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => this.collect(part));
        if (ts.isTypeReferenceNode(type)) return [...this.members(type.typeName.getText())];
        if (!ts.isTypeLiteralNode(type)) return [];
        return type.members.filter(ts.isPropertySignature).map((member) => {
            const many = ts.isArrayTypeNode(member.type!);
            const element = ts.isArrayTypeNode(member.type!) ? member.type.elementType : member.type!;
            return { name: member.name.getText(), many, required: !member.questionToken && !many, type: element };
        });
    }
}
