import ts from 'typescript';
import type { Problem } from '../metadata/project.ts';
import { filesNamed, problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { nodesBelow } from './syntax.ts';
import { componentOf, elementsOf, lineOf } from './templates.ts';
import type { Template } from './templates.ts';
import type { ComponentTypes } from './types.ts';

/** A listener on a component of the package for an event that neither it nor the browser sends waits for ever. */
export function checkEvents(templates: readonly Template[], bundles: readonly Bundle[], types: ComponentTypes): Problem[] {
    const sent = new Map(bundles.map((bundle) => [bundle.name, eventsOf(bundle, types)]));
    const inside = new Map<string, Set<string>>();
    for (const { bundle, root } of templates) {
        const children = elementsOf(root).flatMap((node) => componentOf(node) ?? []);
        inside.set(bundle.name, new Set([...(inside.get(bundle.name) ?? []), ...children]));
    }
    const sends = (name: string, event: string, seen: Set<string>): boolean => {
        if (seen.has(name)) return false;
        seen.add(name);
        return sent.get(name)?.has(event) === true || [...(inside.get(name) ?? [])].some((child) => sends(child, event, seen));
    };
    return templates.flatMap(({ bundle, file, root }) =>
        elementsOf(root).flatMap((node) => {
            const [namespace, name = ''] = componentOf(node) ?? [];
            if (namespace !== 'c') return [];
            return node.listeners
                .filter((listener) => !sends(name, listener.name, new Set()) && !types.isBrowserEvent(listener.name))
                .map((listener) => problemIn(bundle, file, lineOf(node), `<${node.name}> sends no event ${listener.name}`));
        })
    );
}

function eventsOf(bundle: Bundle, types: ComponentTypes): Set<string> {
    const sources = filesNamed(bundle, '.ts').flatMap(([file]) => types.source(bundle, file) ?? []);
    const created = sources.flatMap((source) => [...nodesBelow(source)]).filter(ts.isNewExpression);
    return new Set(
        created.flatMap(({ expression, arguments: [name] = [] as unknown as ts.NodeArray<ts.Expression> }) =>
            /^(Custom)?Event$/.test(expression.getText()) && name ? types.textsOf(name) : []
        )
    );
}
