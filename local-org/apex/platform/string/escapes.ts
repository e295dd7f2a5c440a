/** Escaping and unescaping as Apache Commons Lang does it, which the platform's String methods follow. */
import { HTML3_ENTITIES, HTML4_ENTITIES } from './entities.ts';

const hex4 = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');

/** Characters with a letter of their own get it; others outside of printable ASCII become \\uXXXX. */
function escapeScript(text: string, special: Record<string, string>): string {
    // eslint-disable-next-line no-control-regex
    return text.replace(/[\u0000-\u001f"'\\/\u0080-\uffff]/g, (character) => {
        const known = special[character];
        if (known) return known;
        return character >= ' ' && character <= '~' ? character : `\\u${hex4(character.charCodeAt(0))}`;
    });
}

const CONTROLS: Record<string, string> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

export function escapeJava(text: string): string {
    return escapeScript(text, CONTROLS);
}

export function escapeEcmaScript(text: string): string {
    return escapeScript(text, { ...CONTROLS, "'": "\\'", '/': '\\/' });
}

export function escapeUnicode(text: string): string {
    return text.replace(/[\u0080-\uffff]/g, (character) => `\\u${hex4(character.charCodeAt(0))}`);
}

export function unescapeJava(text: string): string {
    const letters: Record<string, string> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };
    return text.replace(/\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g, (_, unicode?: string, octal?: string, letter?: string) => {
        if (unicode) return String.fromCharCode(parseInt(unicode, 16));
        if (octal) return String.fromCharCode(parseInt(octal, 8));
        return letters[letter!] ?? letter!;
    });
}

export function unescapeUnicode(text: string): string {
    return text.replace(/\\u+\+?([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

export function escapeCsv(text: string): string {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function unescapeCsv(text: string): string {
    if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
    const inner = text.slice(1, -1);
    return /[",\r\n]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function escapeXml(text: string): string {
    return text.replace(/[&<>"']/g, (character) => XML[character]!);
}

export function unescapeXml(text: string): string {
    return unescapeEntities(text, { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 });
}

function escapeHtml(text: string, entities: Readonly<Record<string, number>>): string {
    const names = new Map(Object.entries(entities).map(([name, code]) => [code, name]));
    return text.replace(/[&<>"\u00a0-\uffff]/g, (character) => {
        const name = names.get(character.charCodeAt(0));
        return name ? `&${name};` : character;
    });
}

export const escapeHtml3 = (text: string): string => escapeHtml(text, HTML3_ENTITIES);
export const escapeHtml4 = (text: string): string => escapeHtml(text, HTML4_ENTITIES);
export const unescapeHtml3 = (text: string): string => unescapeEntities(text, HTML3_ENTITIES);
export const unescapeHtml4 = (text: string): string => unescapeEntities(text, HTML4_ENTITIES);

function unescapeEntities(text: string, entities: Readonly<Record<string, number>>): string {
    return text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (all, decimal?: string, hex?: string, name?: string) => {
        const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : Object.hasOwn(entities, name!) ? entities[name!] : undefined;
        return code === undefined || code > 0x10ffff ? all : String.fromCodePoint(code);
    });
}

/** `String.escapeSingleQuotes`: a backslash before each single quote. */
export function escapeSingleQuotes(text: string): string {
    return text.replaceAll("'", "\\'");
}
