/** A query that does not follow the grammar. `offset` counts from 0 in the text of the query. */
export class SoqlSyntaxError extends Error {
    readonly offset: number;

    constructor(message: string, offset: number) {
        super(message);
        this.name = 'SoqlSyntaxError';
        this.offset = offset;
    }
}

export type TokenKind = 'name' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'symbol' | 'bind' | 'end';

export interface Token {
    readonly kind: TokenKind;
    /** As written; of a string what it means, of a bind its Apex expression. */
    readonly text: string;
    readonly offset: number;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;
const DATETIME = /\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})/y;
const DATE = /\d{4}-\d{2}-\d{2}/y;
const TIME = /\d{2}:\d{2}:\d{2}(?:\.\d+)?[Zz]?/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<>|<=|>=|!=|[=<>(),:]/y;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\' };

/** Splits a query into tokens. A ':' that follows an operator begins an Apex expression; it becomes one token. */
export function tokenize(text: string): Token[] {
    const tokens: Token[] = [];
    const read = (pattern: RegExp, at: number): string | undefined => {
        pattern.lastIndex = at;
        return pattern.exec(text)?.[0];
    };
    let at = 0;
    for (;;) {
        at += read(SPACE, at)?.length ?? 0;
        if (at >= text.length) break;
        if (text[at] === "'") {
            const { value, end } = readString(text, at);
            tokens.push({ kind: 'string', text: value, offset: at });
            at = end;
            continue;
        }
        if (text[at] === ':' && !isDateLiteralColon(tokens.at(-1), at)) {
            const start = at + 1 + (read(SPACE, at + 1)?.length ?? 0);
            const end = endOfExpression(text, start);
            tokens.push({ kind: 'bind', text: text.slice(start, end), offset: start });
            at = end;
            continue;
        }
        const found = FORMS.map(([kind, pattern]) => ({ kind, text: read(pattern, at) })).find((form) => form.text !== undefined);
        if (!found) throw new SoqlSyntaxError(`unexpected token: '${text[at]}'`, at);
        tokens.push({ kind: found.kind, text: found.text!, offset: at });
        at += found.text!.length;
    }
    tokens.push({ kind: 'end', text: '<EOF>', offset: text.length });
    return tokens;
}

const FORMS: readonly (readonly [TokenKind, RegExp])[] = [
    ['name', NAME],
    ['datetime', DATETIME],
    ['date', DATE],
    ['time', TIME],
    ['number', NUMBER],
    ['symbol', SYMBOL]
];

/** LAST_N_DAYS:30: the colon stands right after the name. */
function isDateLiteralColon(previous: Token | undefined, at: number): boolean {
    return previous?.kind === 'name' && /_N_|^N_/i.test(previous.text) && previous.offset + previous.text.length === at;
}

function readString(text: string, start: number): { value: string; end: number } {
    let value = '';
    for (let at = start + 1; at < text.length; at++) {
        const character = text[at]!;
        if (character === "'") return { value, end: at + 1 };
        if (character !== '\\') {
            value += character;
            continue;
        }
        const escaped = text[++at] ?? '';
        if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) {
            value += String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 5), 16));
            at += 4;
        } else if (escaped === '_' || escaped === '%') value += `\\${escaped}`;
        else if (ESCAPES[escaped.toLowerCase()] !== undefined) value += ESCAPES[escaped.toLowerCase()]!;
        else
            throw new SoqlSyntaxError(
                `Invalid string literal '${text.slice(start + 1, at + 1)}'. Illegal character sequence '\\${escaped}' in string literal.`,
                at - 1
            );
    }
    throw new SoqlSyntaxError("unexpected token: '''", start);
}

const EXPRESSION_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const EXPRESSION_NUMBER = /\d+(?:\.\d+)?[lLdD]?/y;
const PREFIXES = /(?:\+\+|--|[-+!~]|\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const OPERATOR = /\s*(?:[-+*/%&|^](?![-+]))\s*/y;

/** Where the Apex expression that begins at `start` ends. */
function endOfExpression(text: string, start: number): number {
    let at = endOfOperand(text, start);
    for (;;) {
        OPERATOR.lastIndex = at;
        const operator = OPERATOR.exec(text);
        if (!operator || text.startsWith('//', at) || text.startsWith('/*', at)) return at;
        at = endOfOperand(text, OPERATOR.lastIndex);
    }
}

function endOfOperand(text: string, start: number): number {
    let at = skip(PREFIXES, text, start);
    if (text[at] === '(') {
        const end = endOfBrackets(text, at);
        const next = skip(SPACE, text, end);
        // A cast: what stands in brackets is followed by what it is applied to.
        if (/^\(\s*[\w.<>,\s]+\)$/.test(text.slice(at, end)) && /[A-Za-z_('[]/.test(text[next] ?? '') && !followsClause(text, next)) {
            return endOfOperand(text, next);
        }
        return endOfSuffixes(text, end);
    }
    if (text[at] === "'") return endOfSuffixes(text, readString(text, at).end);
    if (text[at] === '[') return endOfSuffixes(text, endOfBrackets(text, at));
    const number = skip(EXPRESSION_NUMBER, text, at);
    if (number > at) return endOfSuffixes(text, number);
    const name = skip(EXPRESSION_NAME, text, at);
    if (name === at) throw new SoqlSyntaxError(`unexpected token: '${text[at] ?? '<EOF>'}'`, at);
    if (text.slice(at, name).toLowerCase() === 'new') {
        at = endOfTypeName(text, skip(SPACE, text, name));
        return endOfSuffixes(text, at);
    }
    return endOfSuffixes(text, name);
}

/** Whether a keyword of SOQL, and no Apex name, stands there. */
function followsClause(text: string, at: number): boolean {
    return /^(?:AND|OR|WITH|GROUP|ORDER|LIMIT|OFFSET|FOR|ALL|HAVING|USING)\b/i.test(text.slice(at, at + 8));
}

/** `.name`, `?.name`, `(…)`, `[…]`, `{…}` after an operand. */
function endOfSuffixes(text: string, start: number): number {
    let end = start;
    for (;;) {
        const at = skip(SPACE, text, end);
        const character = text[at];
        if (character === '(' || character === '[' || character === '{') {
            end = endOfBrackets(text, at);
        } else if (character === '.' || text.startsWith('?.', at)) {
            const name = skip(SPACE, text, at + (character === '.' ? 1 : 2));
            end = skip(EXPRESSION_NAME, text, name);
            if (end === name) throw new SoqlSyntaxError(`unexpected token: '${text[name] ?? '<EOF>'}'`, name);
        } else return end;
    }
}

/** `Map<Id, List<String>>`, with what follows left to the suffixes. */
function endOfTypeName(text: string, start: number): number {
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const character = text[at]!;
        if (character === '<') depth++;
        else if (character === '>') depth--;
        else if (depth === 0 && !/[\w.\s]/.test(character)) return at;
        if (depth === 0 && character === '>') return at + 1;
    }
    return text.length;
}

function endOfBrackets(text: string, start: number): number {
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const character = text[at]!;
        if (character === "'") at = readString(text, at).end - 1;
        else if ('([{'.includes(character)) depth++;
        else if (')]}'.includes(character) && --depth === 0) return at + 1;
    }
    throw new SoqlSyntaxError("unexpected token: '<EOF>'", text.length);
}

function skip(pattern: RegExp, text: string, at: number): number {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found ? pattern.lastIndex : at;
}
