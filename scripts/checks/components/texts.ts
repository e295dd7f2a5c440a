import type { Component, ProjectMetadata } from '../../../local-org/metadata/model.ts';
import { problemAt } from '../metadata/project.ts';
import type { Problem } from '../metadata/project.ts';
import { problemIn } from './bundles.ts';
import { elementsOf, lineOf, nodesOf } from './templates.ts';
import type { Template } from './templates.ts';

/** Attributes whose value a person reads or hears. */
const READ =
    /^(label|title|heading|text|tooltip|placeholder|alt|alternative-text|content|description|help-text|field-level-help|action-label|aria-(label|description|roledescription|valuetext)|message-.+|.+-label)$/;

const LETTER = /\p{L}/u;

/** Texts for people stand in custom labels, where they are translated and an org can change them. */
export function checkLiteralTexts(templates: readonly Template[]): Problem[] {
    return templates.flatMap(({ bundle, file, root }) => {
        const report = (node: Parameters<typeof lineOf>[0], text: string): Problem =>
            problemIn(bundle, file, lineOf(node), `"${text.trim()}" is written here; texts for people are custom labels`);
        const written = [...nodesOf(root)].flatMap((node) =>
            node.type === 'Text' && node.value.type === 'Literal' && LETTER.test(node.raw) ? [report(node, node.raw)] : []
        );
        const given = elementsOf(root).flatMap((node) =>
            [...node.attributes.map((attribute) => ({ ...attribute, attributeName: attribute.name })), ...node.properties].flatMap(
                ({ attributeName, value }) =>
                    READ.test(attributeName) && value.type === 'Literal' && LETTER.test(String(value.value)) && value.value !== true
                        ? [report(node, String(value.value))]
                        : []
            )
        );
        return [...written, ...given];
    });
}

/** Labels that nothing shows any more. */
export function checkUnusedLabels(metadata: ProjectMetadata, texts: readonly string[]): Problem[] {
    const used = new Set(texts.flatMap((text) => [...text.matchAll(USE)].map((match) => match[1]!.toLowerCase())));
    return metadata
        .ofType('CustomLabel')
        .filter((label: Component) => !used.has(label.fullName.toLowerCase()))
        .map((label) => problemAt(label, `nothing shows the label ${label.fullName}`));
}

/** In Apex, in formulas and flows, in components. */
const USE = /(?:\b(?:System\.)?Label\.|\$Label\.(?:c\.)?|@salesforce\/label\/c\.)(\w+)/gi;
