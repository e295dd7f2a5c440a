import ts from 'typescript';

/** Members marked `@api`, by name; of a pair of accessors, the one that carries the mark. */
export function apiMembersOf(declaration: ts.ClassDeclaration): Map<string, ts.ClassElement> {
    const marked = declaration.members.filter((member) => hasDecorator(member, 'api') && member.name !== undefined);
    return new Map(marked.map((member) => [member.name!.getText(), member]));
}

export function hasDecorator(node: ts.Node, name: string): boolean {
    if (!ts.canHaveDecorators(node)) return false;
    return (ts.getDecorators(node) ?? []).some(({ expression }) => ts.isIdentifier(expression) && expression.text === name);
}

/** Names in the `extends` clause: `Mixin(Base)` names two. */
export function heritageOf(declaration: ts.ClassDeclaration): string[] {
    const parent = declaration.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node)) names.push(node.text);
        ts.forEachChild(node, visit);
    };
    if (parent) visit(parent.expression);
    return names;
}

export function lineOf(node: ts.Node): number {
    const source = node.getSourceFile();
    return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every node below one, itself first. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
    yield node;
    for (const child of node.getChildren()) yield* nodesBelow(child);
}
