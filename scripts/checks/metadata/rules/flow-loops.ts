import type { Component, ProjectMetadata, XmlElement } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';
import { nodesOf } from './flow-nodes.ts';

/** Elements that cost a query or a DML statement each time an interview passes. */
const WORK: Readonly<Record<string, string>> = {
    recordLookups: 'a query',
    recordCreates: 'a DML statement',
    recordDeletes: 'a DML statement',
    recordUpdates: 'a DML statement'
};

/** Nothing inside a loop may touch the database, nor call a flow that does. */
export function checkLoops(flow: Component, metadata: ProjectMetadata): Problem[] {
    const nodes = new Map(nodesOf(flow.xml).map((node) => [node.value('name') ?? '', node]));
    const problems = [...nodes.values()]
        .filter((node) => node.name === 'loops')
        .flatMap((loop) => bodyOf(loop, nodes).flatMap((node) => problemIn(flow, loop, node, metadata)));
    return [...new Map(problems.map((problem) => [problem.line, problem])).values()];
}

function problemIn(flow: Component, loop: XmlElement, node: XmlElement, metadata: ProjectMetadata): Problem[] {
    const work = workOf(node, metadata, new Set());
    return work ? [problemAt(flow, `${node.value('name')} costs ${work} in every pass of the loop ${loop.value('name')}`, node)] : [];
}

/** What an element costs by itself or through the flow that it calls. */
function workOf(node: XmlElement, metadata: ProjectMetadata, open: Set<string>): string | undefined {
    if (node.name !== 'subflows') return WORK[node.name];
    const name = node.value('flowName') ?? '';
    if (open.has(name)) return undefined;
    open.add(name);
    const called = metadata.find('Flow', name);
    return (
        called &&
        nodesOf(called.xml)
            .map((inner) => workOf(inner, metadata, open))
            .find((work) => work !== undefined)
    );
}

/** The elements between the loop and the loop: reached for each item, and leading back to it. Fault paths lead away. */
function bodyOf(loop: XmlElement, nodes: ReadonlyMap<string, XmlElement>): XmlElement[] {
    const start = loop.child('nextValueConnector')?.value('targetReference');
    const reached = reachable(start === undefined ? [] : [start], nodes, loop);
    return [...reached].filter((node) => reachable(targetsOf(node), nodes).has(loop));
}

function reachable(names: readonly string[], nodes: ReadonlyMap<string, XmlElement>, stop?: XmlElement): Set<XmlElement> {
    const found = new Set<XmlElement>();
    const todo = [...names];
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
        const node = nodes.get(name);
        if (!node || node === stop || found.has(node)) continue;
        found.add(node);
        todo.push(...targetsOf(node));
    }
    return found;
}

function targetsOf(element: XmlElement): string[] {
    return element.children.flatMap((child) => {
        if (child.name === 'faultConnector') return [];
        return child.name === 'targetReference' ? [child.text] : targetsOf(child);
    });
}
