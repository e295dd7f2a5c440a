const ESCAPES: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** The text that a string literal stands for, from what is written between its quotes. */
export function unescape(body: string): string {
    if (!body.includes('\\')) return body;
    return body.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string | undefined) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[letter!.toLowerCase()] ?? letter!)
    );
}

/** A `'''` literal: the line break after the opening quotes is no part of it. */
export function multilineText(literal: string): string {
    return unescape(literal.slice(3, -3).replace(/^\r?\n|^\r/, ''));
}
