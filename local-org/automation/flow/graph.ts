import { CompileError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { ALL_NODES, namePlace } from './shape.ts';

/** Connectors that lead nowhere, elements that nothing leads to, and a start that leads nowhere. */
export function checkGraph(flow: XmlElement, file: string): CompileError[] {
    const problems: CompileError[] = [];
    const nodes = nodesOf(flow);
    const seen = new Set<string>();
    const todo: Connector[] = [
        ...targetsOf(flow.child('start')),
        ...flow.all('startElementReference').map((target) => ({ from: target, target }))
    ];
    if (todo.length === 0 && nodes.size > 0)
        problems.push(new CompileError({ file, line: flow.line, column: 1 }, 'The start of the flow leads nowhere.'));
    while (todo.length > 0) {
        const { from, target } = todo.pop()!;
        const name = target.text.trim().toLowerCase();
        const node = nodes.get(name);
        if (!node) {
            const text = `A connector leads to "${target.text.trim()}", which isn't an element of the flow.`;
            problems.push(new CompileError({ file, line: target.line, column: 1 }, namePlace(from, text)));
        } else if (!seen.has(name)) {
            seen.add(name);
            todo.push(...targetsOf(node));
        }
    }
    for (const [name, node] of nodes) {
        if (seen.has(name) || problems.length > 0) continue;
        problems.push(new CompileError({ file, line: node.line, column: 1 }, `The element "${node.value('name')}" isn't connected.`));
    }
    return problems;
}

/** The elements that can be reached from a start or a path of it. */
export function elementsFrom(flow: XmlElement, from: XmlElement): XmlElement[] {
    const nodes = nodesOf(flow);
    const found = new Set<XmlElement>();
    const todo = targetsOf(from);
    while (todo.length > 0) {
        const node = nodes.get(todo.pop()!.target.text.trim().toLowerCase());
        if (!node || found.has(node)) continue;
        found.add(node);
        todo.push(...targetsOf(node));
    }
    return [...found];
}

function nodesOf(flow: XmlElement): Map<string, XmlElement> {
    const nodes = new Map<string, XmlElement>();
    for (const kind of ALL_NODES) for (const node of flow.all(kind)) nodes.set((node.value('name') ?? '').toLowerCase(), node);
    return nodes;
}

interface Connector {
    /** The element whose connector it is. */
    readonly from: XmlElement;
    readonly target: XmlElement;
}

function targetsOf(from: XmlElement | undefined, within = from): Connector[] {
    if (!from || !within) return [];
    return within.children.flatMap((child) => (child.name === 'targetReference' ? [{ from, target: child }] : targetsOf(from, child)));
}
