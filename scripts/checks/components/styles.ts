import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Problem } from '../metadata/project.ts';
import { filesNamed, problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { elementsOf, lineOf } from './templates.ts';
import type { Template } from './templates.ts';

const THEME = join(
    dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system-2/package.json')),
    'dist/css/bundled/slds2.cosmos.css'
);
const COLOR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/i;
const HOOK = /--(?:slds|sds|lwc|dxp|_slds)-[\w-]+/g;

let themeHooks: ReadonlySet<string> | undefined;

/** Names that the theme of SLDS 2 gives a value. */
function hooks(): ReadonlySet<string> {
    themeHooks ??= new Set([...readFileSync(THEME, 'utf8').matchAll(/(--slds-g-[\w-]+)\s*:/g)].map((match) => match[1]!));
    return themeHooks;
}

/**
 * What the SLDS lint leaves out: hooks that the theme does not define, hooks without the value that an older theme needs,
 * and colours that no theme can change, in style sheets and in templates.
 */
export function checkStyles(bundles: readonly Bundle[], templates: readonly Template[]): Problem[] {
    const inSheets = bundles.flatMap((bundle) =>
        filesNamed(bundle, '.css').flatMap(([file, text]) =>
            withoutComments(text)
                .split('\n')
                .flatMap((line, at) => problemsOf(line).map((message) => problemIn(bundle, file, at + 1, message)))
        )
    );
    const inTemplates = templates.flatMap(({ bundle, file, root }) =>
        elementsOf(root).flatMap((node) =>
            [...node.attributes, ...node.properties].flatMap(({ name, value }) =>
                value.type === 'Literal' && STYLED.test(name)
                    ? problemsOf(String(value.value)).map((message) => problemIn(bundle, file, lineOf(node), message))
                    : []
            )
        )
    );
    return [...inSheets, ...inTemplates];
}

/** Attributes that hold a style. */
const STYLED = /^(style|fill|stroke|stop-color|flood-color|color)$/;

function problemsOf(text: string): string[] {
    const names = [...new Set(text.match(HOOK))];
    const unknown = names.filter((name) => !hooks().has(name)).map((name) => `${name} is no styling hook of SLDS 2`);
    const bare = [...text.matchAll(/var\(\s*(--slds-[\w-]+)\s*\)/g)].map((match) => `${match[1]} has no value for themes without it`);
    const color = COLOR.exec(withoutHooks(text));
    return [...unknown, ...bare, ...(color ? [`${color[0]} is a colour that no theme can change: use a styling hook`] : [])];
}

/** `var(--hook, fallback)` with whatever stands in the fallback taken out. */
function withoutHooks(text: string): string {
    let result = '';
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
        if (depth === 0 && text.startsWith('var(', at)) {
            depth = 1;
            at += 3;
        } else if (depth > 0) {
            if (text[at] === '(') depth++;
            if (text[at] === ')') depth--;
        } else result += text[at];
    }
    return result;
}

function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}
