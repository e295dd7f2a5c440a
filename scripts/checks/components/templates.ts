import { createRequire } from 'node:module';
import type * as TemplateCompiler from '@lwc/template-compiler';
import { API_VERSION } from '../metadata/project.ts';
import { filesNamed } from './bundles.ts';
import type { Bundle } from './bundles.ts';

const require = createRequire(import.meta.url);

export type Root = NonNullable<TemplateCompiler.TemplateParseResult['root']>;
export type Node = Root | Root['children'][number];
/** Whatever has attributes: of HTML, a component, a slot. */
export type ElementNode = Extract<Node, { attributes: unknown }>;
export type Value = ElementNode['properties'][number]['value'];
export type Expression = Exclude<Value, { type: 'Literal' }>;

export interface Template {
    readonly bundle: Bundle;
    readonly file: string;
    readonly root: Root;
}

/** Every template of the bundles that can be read; what is wrong with the others, the platform's compiler says. */
export function readTemplates(bundles: readonly Bundle[]): Template[] {
    const { parse } = require('@lwc/template-compiler') as typeof TemplateCompiler;
    return bundles.flatMap((bundle) =>
        filesNamed(bundle, '.html').flatMap(([file, text]) => {
            const { root } = parse(text, { name: bundle.name, namespace: 'c', apiVersion: Number(API_VERSION) });
            return root ? [{ bundle, file, root }] : [];
        })
    );
}

/** The children of a node, and the branch that is shown instead of it. */
export function childrenOf(node: Node): Node[] {
    const children: Node[] = 'children' in node ? [...node.children] : [];
    if ('else' in node && node.else) children.push(node.else);
    return children;
}

export function* nodesOf(node: Node): Generator<Node> {
    yield node;
    for (const child of childrenOf(node)) yield* nodesOf(child);
}

export function elementsOf(root: Root): ElementNode[] {
    return [...nodesOf(root)].filter((node): node is ElementNode => 'attributes' in node);
}

/** `a.b.c` as ['a', 'b', 'c']. */
export function pathOf(expression: Expression): string[] {
    if (expression.type === 'Identifier') return [expression.name];
    return [...pathOf(expression.object), expression.property.name];
}

export function lineOf(node: { readonly location: { readonly startLine: number } }): number {
    return node.location.startLine;
}

/** `lightning-button-icon` as ['lightning', 'buttonIcon']; undefined for an element of HTML. */
export function componentOf(node: ElementNode): readonly [namespace: string, name: string] | undefined {
    if (node.type !== 'Component' && node.type !== 'ExternalComponent') return undefined;
    const [namespace = '', ...words] = node.name.split('-');
    const name = words.map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
    return [namespace, name];
}
