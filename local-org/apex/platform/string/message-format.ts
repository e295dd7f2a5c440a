import { apexException } from '../../runtime/exceptions.ts';

/**
 * `String.format` after Java's MessageFormat: `{0}` is replaced, '' is one quote, and text between single quotes
 * stands for itself. A placeholder without an argument stays as it is.
 */
export function formatMessage(pattern: string, values: readonly string[]): string {
    let text = '';
    let quoted = false;
    for (let at = 0; at < pattern.length; at++) {
        const character = pattern[at]!;
        if (character === "'") {
            if (pattern[at + 1] === "'") {
                text += "'";
                at++;
            } else quoted = !quoted;
        } else if (character === '{' && !quoted) {
            const end = pattern.indexOf('}', at);
            const name = end < 0 ? '' : pattern.slice(at + 1, end);
            if (!/^\s*\d+\s*$/.test(name)) {
                throw apexException(
                    'System.IllegalArgumentException',
                    end < 0 ? 'Unmatched braces in the pattern.' : `can't parse argument number: ${name}`
                );
            }
            text += values[Number(name)] ?? `{${name}}`;
            at = end;
        } else text += character;
    }
    return text;
}
