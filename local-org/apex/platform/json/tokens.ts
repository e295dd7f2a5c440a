import { apexException } from '../../runtime/exceptions.ts';

/** Names of System.JSONToken. */
export type TokenKind =
    | 'START_OBJECT'
    | 'END_OBJECT'
    | 'START_ARRAY'
    | 'END_ARRAY'
    | 'FIELD_NAME'
    | 'VALUE_STRING'
    | 'VALUE_NUMBER_INT'
    | 'VALUE_NUMBER_FLOAT'
    | 'VALUE_TRUE'
    | 'VALUE_FALSE'
    | 'VALUE_NULL';

export interface Token {
    readonly kind: TokenKind;
    /** Content of strings and names, digits of numbers, otherwise the text itself. */
    readonly text: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Objects and arrays within one another, as the parser of the platform's kind allows by default (Jackson, StreamReadConstraints). */
const MAXIMUM_DEPTH = 1_000;

export function jsonException(message: string): Error {
    return apexException('System.JSONException', message);
}

/** Reads JSON token by token. Errors are worded as the platform's parser words them. */
export class JsonTokens {
    private readonly text: string;
    private at = 0;
    /** Open objects and arrays; in an object, whether a name or a value comes next. */
    private readonly open: ('object' | 'array')[] = [];
    private state: 'value' | 'firstName' | 'firstItem' | 'name' | 'afterValue' | 'done' = 'value';

    constructor(text: string) {
        this.text = text;
    }

    /** Undefined at the end of the text. */
    next(): Token | undefined {
        this.skipBlanks();
        if (this.at >= this.text.length) {
            if (this.open.length > 0) throw this.ended(`expected close marker for ${this.open.at(-1) === 'object' ? 'OBJECT' : 'ARRAY'}`);
            return undefined;
        }
        const inside = this.open.at(-1);
        if (this.state === 'done') throw this.unexpected('expected the end of the text');
        if (this.state === 'afterValue') {
            const character = this.text[this.at]!;
            if (character === (inside === 'object' ? '}' : ']')) return this.close();
            if (character !== ',')
                throw this.unexpected(`was expecting comma to separate ${inside === 'object' ? 'OBJECT' : 'ARRAY'} entries`);
            this.at++;
            this.skipBlanks();
            this.state = inside === 'object' ? 'name' : 'value';
        }
        if (this.state === 'firstName' && this.text[this.at] === '}') return this.close();
        if (this.state === 'firstItem' && this.text[this.at] === ']') return this.close();
        return this.state === 'name' || this.state === 'firstName' ? this.name() : this.value();
    }

    private close(): Token {
        this.at++;
        const kind = this.open.pop() === 'object' ? 'END_OBJECT' : 'END_ARRAY';
        this.valueRead();
        return { kind, text: kind === 'END_OBJECT' ? '}' : ']' };
    }

    private name(): Token {
        if (this.text[this.at] !== '"') throw this.unexpected('was expecting double-quote to start field name');
        const text = this.string();
        this.skipBlanks();
        if (this.text[this.at] !== ':') throw this.unexpected('was expecting a colon to separate field name and value');
        this.at++;
        this.state = 'value';
        return { kind: 'FIELD_NAME', text };
    }

    private value(): Token {
        const character = this.text[this.at];
        if (character === '{' || character === '[') {
            this.at++;
            this.open.push(character === '{' ? 'object' : 'array');
            if (this.open.length > MAXIMUM_DEPTH)
                throw jsonException(`Document nesting depth (${this.open.length}) exceeds the maximum allowed (${MAXIMUM_DEPTH})`);
            this.state = character === '{' ? 'firstName' : 'firstItem';
            return { kind: character === '{' ? 'START_OBJECT' : 'START_ARRAY', text: character };
        }
        const token = character === '"' ? ({ kind: 'VALUE_STRING', text: this.string() } as const) : (this.word() ?? this.number());
        this.valueRead();
        return token;
    }

    private valueRead(): void {
        this.state = this.open.length === 0 ? 'done' : 'afterValue';
    }

    private word(): Token | undefined {
        for (const [text, kind] of [
            ['true', 'VALUE_TRUE'],
            ['false', 'VALUE_FALSE'],
            ['null', 'VALUE_NULL']
        ] as const) {
            if (!this.text.startsWith(text, this.at)) continue;
            this.at += text.length;
            return { kind, text };
        }
        return undefined;
    }

    private number(): Token {
        NUMBER.lastIndex = this.at;
        const match = NUMBER.exec(this.text);
        if (!match) throw this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
        this.at = NUMBER.lastIndex;
        return { kind: match[1] || match[2] ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', text: match[0] };
    }

    private string(): string {
        this.at++;
        let text = '';
        for (;;) {
            PLAIN_STRING.lastIndex = this.at;
            text += PLAIN_STRING.exec(this.text)![0];
            this.at = PLAIN_STRING.lastIndex;
            const character = this.text[this.at];
            if (character === undefined) throw this.ended('was expecting closing quote for a string value');
            if (character === '"') break;
            if (character !== '\\') {
                throw jsonException(
                    `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in string value ${this.location(1)}`
                );
            }
            text += this.escape();
        }
        this.at++;
        return text;
    }

    private escape(): string {
        const letter = this.text[this.at + 1] ?? '';
        if (letter === 'u') {
            const digits = /^[0-9a-fA-F]{4}/.exec(this.text.slice(this.at + 2, this.at + 6))?.[0];
            if (!digits) throw this.unexpected('expected a hex-digit for character escape sequence');
            this.at += 6;
            return String.fromCharCode(parseInt(digits, 16));
        }
        const escaped = ESCAPES[letter];
        if (escaped === undefined)
            throw jsonException(`Unrecognized character escape '${letter}' (code ${letter.charCodeAt(0)}) ${this.location(2)}`);
        this.at += 2;
        return escaped;
    }

    private skipBlanks(): void {
        while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++;
    }

    private unexpected(expectation: string): Error {
        const character = this.text[this.at];
        if (character === undefined) return this.ended(expectation);
        return jsonException(`Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expectation} ${this.location(1)}`);
    }

    private ended(expectation: string): Error {
        return jsonException(`Unexpected end-of-input: ${expectation} ${this.location(0)}`);
    }

    private location(ahead: number): string {
        const lines = this.text.slice(0, this.at).split('\n');
        return `at input location [${lines.length},${lines.at(-1)!.length + 1 + ahead}]`;
    }
}
