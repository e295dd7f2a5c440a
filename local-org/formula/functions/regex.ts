import { UnsupportedError } from '../../errors.ts';
import type { FunctionCall } from '../expression.ts';
import { FormulaEvaluationError } from '../errors.ts';

/** Constructs of Java's regular expressions that JavaScript reads differently or not at all. */
const FOREIGN = /\(\?>|[*+?}]\+|\\[AGQEzZhHvVRX]|&&\[|\\p\{(?!L|Lu|Ll|N|P|S|Z|IsAlphabetic)/;

/** REGEX() compares the whole text. Java's POSIX classes are translated; what can't be is refused by name. */
export function javaPattern(pattern: string, call: FunctionCall): RegExp {
    const translated = pattern
        .replaceAll('\\p{Alpha}', '[A-Za-z]')
        .replaceAll('\\p{Digit}', '[0-9]')
        .replaceAll('\\p{Alnum}', '[A-Za-z0-9]')
        .replaceAll('\\p{Upper}', '[A-Z]')
        .replaceAll('\\p{Lower}', '[a-z]')
        .replaceAll('\\p{Punct}', '[!-\\/:-@\\[-`{-~]')
        .replaceAll('\\p{Space}', '\\s');
    const inline = /^\(\?([is]+)\)/.exec(translated);
    const body = inline ? translated.slice(inline[0].length) : translated;
    if (FOREIGN.test(body)) throw new UnsupportedError(`the regular expression ${pattern}`, call.fail('').position);
    try {
        return new RegExp(`^(?:${body})$`, `${inline?.[1] ?? ''}${body.includes('\\p{') ? 'u' : ''}`);
    } catch {
        throw new FormulaEvaluationError(`Invalid regular expression: ${pattern}`);
    }
}
