import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './build/packages.ts';

/**
 * How an org looks: Cosmos (SLDS 2), light or dark, or SLDS 1. The last of them is SLDS 1 as it was before it knew the
 * styling hooks of SLDS 2: there, a component shows the values that it falls back to.
 */
export const THEMES = ['light', 'dark', 'slds1', 'slds1-bare'] as const;

export type Theme = (typeof THEMES)[number];

export function isTheme(name: string | undefined): name is Theme {
    return (THEMES as readonly (string | undefined)[]).includes(name);
}

/** Name of the style sheet below the assets' style folder. */
export function sheetOf(theme: Theme): string {
    return theme === 'light' || theme === 'dark' ? 'slds2' : theme;
}

export function bodyClass(theme: Theme): string {
    return theme === 'light' || theme === 'dark' ? `slds-scope slds-color-scheme_${theme}` : 'slds-scope';
}

/** Undefined for a name that is no sheet's. */
export function sheet(name: string): string | Uint8Array | undefined {
    switch (name) {
        case 'slds2':
            return readFileSync(join(packageFolder('@salesforce-ux/design-system-2'), 'dist', 'css', 'bundled', 'slds2.cosmos.css'));
        case 'slds1':
            return sldsOne();
        case 'slds1-bare':
            return withoutLayers(sldsOne());
        default:
            return undefined;
    }
}

function sldsOne(): string {
    const folder = join(packageFolder('@salesforce-ux/design-system'), 'assets', 'styles');
    return readFileSync(join(folder, 'salesforce-lightning-design-system.min.css'), 'utf8');
}

/** The hooks of SLDS 2 stand in cascade layers, and nothing else does. */
function withoutLayers(css: string): string {
    let rest = css;
    for (let at = rest.indexOf('@layer'); at >= 0; at = rest.indexOf('@layer', at)) rest = rest.slice(0, at) + rest.slice(endOf(rest, at));
    return rest;
}

function endOf(css: string, start: number): number {
    let depth = 0;
    for (let at = start; at < css.length; at++) {
        if (css[at] === '{') depth++;
        else if (css[at] === '}') depth--;
        if (depth === 0 && (css[at] === '}' || css[at] === ';')) return at + 1;
    }
    return css.length;
}
