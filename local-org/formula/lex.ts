import type { Report } from './errors.ts';

export type TokenKind = 'number' | 'text' | 'name' | 'merge' | 'operator' | 'end';

export interface Token {
    readonly kind: TokenKind;
    /** Of a text the unescaped value, of a merge field `{!x}` the name inside. */
    readonly text: string;
    readonly offset: number;
}

const OPERATORS = ['<>', '!=', '<=', '>=', '==', '&&', '||', '(', ')', ',', '+', '-', '*', '/', '^', '&', '=', '<', '>', '!'];
const SPACE = /[ \t\f\r\n\u00a0]/;
const DIGITS = /[0-9]+(\.[0-9]+)?|\.[0-9]+/y;
const NAME = /[A-Za-z$_][A-Za-z0-9$_:.#]*/y;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', N: '\n', R: '\r', T: '\t', '"': '"', "'": "'", '\\': '\\' };

/** Flow formulas write references as `{!name}`; `mergeFields` lets them pass. */
export function lexFormula(source: string, report: Report, mergeFields: boolean): Token[] {
    const tokens: Token[] = [];
    let at = 0;
    while (at < source.length) {
        const character = source[at]!;
        if (SPACE.test(character)) {
            at++;
        } else if (source.startsWith('/*', at)) {
            const end = source.indexOf('*/', at + 2);
            if (end < 0) throw report("Syntax error. Missing '*/'", at);
            at = end + 2;
        } else if (character === '"' || character === "'") {
            const { value, end } = readText(source, at, report);
            tokens.push({ kind: 'text', text: value, offset: at });
            at = end;
        } else if (mergeFields && source.startsWith('{!', at)) {
            const end = source.indexOf('}', at);
            if (end < 0) throw report("Syntax error. Missing '}'", at);
            tokens.push({ kind: 'merge', text: source.slice(at + 2, end).trim(), offset: at });
            at = end + 1;
        } else {
            const token = readWord(source, at);
            if (!token) throw report(`Syntax error. Found '${character}'`, at);
            tokens.push(token);
            at += token.text.length;
        }
    }
    tokens.push({ kind: 'end', text: 'end of formula', offset: source.length });
    return tokens;
}

function readWord(source: string, at: number): Token | undefined {
    DIGITS.lastIndex = at;
    const digits = DIGITS.exec(source);
    if (digits) return { kind: 'number', text: digits[0], offset: at };
    NAME.lastIndex = at;
    const name = NAME.exec(source);
    if (name) return { kind: 'name', text: name[0], offset: at };
    const operator = OPERATORS.find((candidate) => source.startsWith(candidate, at));
    return operator ? { kind: 'operator', text: operator, offset: at } : undefined;
}

function readText(source: string, start: number, report: Report): { value: string; end: number } {
    const quote = source[start]!;
    let value = '';
    for (let at = start + 1; at < source.length; at++) {
        const character = source[at]!;
        if (character === quote) return { value, end: at + 1 };
        if (character !== '\\') {
            value += character;
            continue;
        }
        const escaped = ESCAPES[source[at + 1] ?? ''];
        if (escaped === undefined) throw report(`Syntax error. Found '\\${source[at + 1] ?? ''}'`, at);
        value += escaped;
        at++;
    }
    throw report(`Syntax error. Missing '${quote}'`, start);
}
