import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';

/** A Java regular expression as a JavaScript one. What has no exact counterpart is refused by name. */
export interface TranslatedPattern {
    readonly source: string;
    readonly flags: string;
}

const cache = new Map<string, TranslatedPattern>();

export function translatePattern(pattern: string): TranslatedPattern {
    let translated = cache.get(pattern);
    if (!translated) {
        translated = new Translator(pattern).translate();
        if (cache.size > 500) cache.clear();
        cache.set(pattern, translated);
    }
    return translated;
}

export function regExpOf(pattern: string, extraFlags: string): RegExp {
    const { source, flags } = translatePattern(pattern);
    return new RegExp(source, flags + extraFlags);
}

const POSIX_CLASSES: Record<string, string> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\x00-\\x7F',
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Punct: '!-\\/:-@\\[-`\\{-~',
    Graph: '!-~',
    Print: ' -~',
    Blank: ' \\t',
    Cntrl: '\\x00-\\x1F\\x7F',
    XDigit: '0-9a-fA-F',
    Space: ' \\t\\n\\x0B\\f\\r'
};

/** Character sets of escapes that mean something else in JavaScript (its \s and \b know more than ASCII). */
const SET_ESCAPES: Record<string, string> = {
    d: '0-9',
    s: ' \\t\\n\\x0B\\f\\r',
    w: 'a-zA-Z_0-9',
    h: ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'
};

const SAME_ESCAPES = new Set(['t', 'n', 'r', 'f', 'b', 'B']);
const LINE_END = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';

class Translator {
    private readonly pattern: string;
    private at = 0;
    private flags = 'u';
    private dotAll = false;
    private multiline = false;
    private comments = false;

    constructor(pattern: string) {
        this.pattern = pattern;
    }

    translate(): TranslatedPattern {
        this.leadingFlags();
        let source = '';
        while (this.at < this.pattern.length) source += this.term();
        try {
            new RegExp(source, this.flags);
        } catch {
            throw this.invalid();
        }
        return { source, flags: this.flags };
    }

    private leadingFlags(): void {
        const match = /^\(\?([a-zA-Z]+)\)/.exec(this.pattern);
        if (!match) return;
        for (const flag of match[1]!) this.setFlag(flag);
        this.at = match[0].length;
    }

    private setFlag(flag: string): void {
        if (flag === 'i') this.flags += this.flags.includes('i') ? '' : 'i';
        else if (flag === 's') this.dotAll = true;
        else if (flag === 'm') this.multiline = true;
        else if (flag === 'x') this.comments = true;
        else if (flag !== 'u') throw this.refused(`the flag (?${flag})`);
    }

    private term(): string {
        const character = this.next();
        switch (character) {
            case '\\':
                return this.escape();
            case '[':
                return this.characterClass();
            case '(':
                return this.group();
            case '.':
                return this.dotAll ? '[^]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
            case '^':
                return this.multiline ? '(?:(?<![^])|(?<=[\\n\\u0085\\u2028\\u2029]|\\r(?!\\n))(?=[^]))' : '(?<![^])';
            case '$':
                return this.multiline ? '(?=[\\r\\n\\u0085\\u2028\\u2029]|(?![^]))' : `(?=${LINE_END}?(?![^]))`;
            case '*':
            case '+':
            case '?':
                return this.quantifier(character);
            case '{':
                return this.counted();
            case '}':
            case ']':
            case '/':
                return `\\${character}`;
            case '#':
                if (this.comments) return this.comment();
                return character;
            default:
                return this.comments && /\s/.test(character) ? '' : character;
        }
    }

    private comment(): string {
        while (this.at < this.pattern.length && this.next() !== '\n');
        return '';
    }

    private quantifier(text: string): string {
        if (this.pattern[this.at] === '+') throw this.refused('possessive quantifiers');
        if (this.pattern[this.at] === '?') text += this.next();
        return text;
    }

    private counted(): string {
        const match = /^\d+(,\d*)?\}/.exec(this.pattern.slice(this.at));
        if (!match) throw this.invalid();
        this.at += match[0].length;
        return this.quantifier(`{${match[0]}`);
    }

    private group(): string {
        const rest = this.pattern.slice(this.at);
        const named = /^\?<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
        if (named) return this.take(`(?<${named[1]}>`, named[0].length);
        for (const opening of ['?:', '?=', '?!', '?<=', '?<!'])
            if (rest.startsWith(opening)) return this.take(`(${opening}`, opening.length);
        if (rest.startsWith('?>')) throw this.refused('atomic groups');
        const flagged = /^\?([a-z]*)(?:-([a-z]+))?([:)])/.exec(rest);
        if (flagged) {
            const [all, on = '', off = '', end] = flagged;
            if (end === ')' || /[^i]/.test(on + off)) throw this.refused(`the inner flags (${all}`);
            return this.take(`(?${on}${off ? `-${off}` : ''}:`, all.length);
        }
        if (rest.startsWith('?')) throw this.invalid();
        return '(';
    }

    private escape(): string {
        const character = this.next();
        const set = SET_ESCAPES[character] ?? undefined;
        if (set) return `[${set}]`;
        const complement = SET_ESCAPES[character.toLowerCase()];
        if (complement && 'DSWH'.includes(character)) return `[^${complement}]`;
        if (SAME_ESCAPES.has(character)) return `\\${character}`;
        if (/[1-9]/.test(character)) return `\\${character}(?:)`;
        switch (character) {
            case 'A':
                return '(?<![^])';
            case 'z':
                return '(?![^])';
            case 'Z':
                return `(?=${LINE_END}?(?![^]))`;
            case 'R':
                return LINE_END;
            case 'Q':
                return this.quotedText();
            case 'k': {
                const name = /^<(\w+)>/.exec(this.pattern.slice(this.at));
                if (!name) throw this.invalid();
                return this.take(`\\k<${name[1]}>`, name[0].length);
            }
            case 'p':
            case 'P':
                return `[${character === 'P' ? '^' : ''}${this.property()}]`;
            default:
                return this.literalEscape(character);
        }
    }

    private quotedText(): string {
        const end = this.pattern.indexOf('\\E', this.at);
        const text = this.pattern.slice(this.at, end < 0 ? undefined : end);
        this.at = end < 0 ? this.pattern.length : end + 2;
        return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) => (character === '-' ? '\\x2d' : `\\${character}`));
    }

    /** A single character behind a backslash, in a class or outside. */
    private literalEscape(character: string): string {
        const rest = this.pattern.slice(this.at);
        switch (character) {
            case 'a':
                return '\\x07';
            case 'e':
                return '\\x1B';
            case '0': {
                const octal = /^([0-3]?[0-7]{1,2})/.exec(rest);
                if (!octal) throw this.invalid();
                return this.take(`\\u{${parseInt(octal[1]!, 8).toString(16)}}`, octal[0].length);
            }
            case 'x': {
                const hex = /^([0-9a-fA-F]{2})|^\{([0-9a-fA-F]+)\}/.exec(rest);
                if (!hex) throw this.invalid();
                return this.take(`\\u{${hex[1] ?? hex[2]}}`, hex[0].length);
            }
            case 'u': {
                const hex = /^[0-9a-fA-F]{4}/.exec(rest);
                if (!hex) throw this.invalid();
                return this.take(`\\u${hex[0]}`, 4);
            }
            case 'c':
                return this.take(`\\x${((rest.charCodeAt(0) ^ 64) & 0xff).toString(16).padStart(2, '0')}`, 1);
        }
        if (/[a-zA-Z]/.test(character)) throw /[GXbBNvV]/.test(character) ? this.refused(`\\${character} in a pattern`) : this.invalid();
        if (/[\\^$.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
        return character === '-' ? '\\x2d' : character;
    }

    private property(): string {
        const match = /^\{(\^?)(\w+(?:=\w+)?)\}|^(\w)/.exec(this.pattern.slice(this.at));
        if (!match) throw this.invalid();
        this.at += match[0].length;
        const name = match[2] ?? match[3]!;
        const posix = POSIX_CLASSES[name];
        if (posix) return posix;
        const unicode = name.replace(/^Is(?=[A-Z])/, '');
        const special: Record<string, string> = {
            javaLowerCase: 'Ll',
            javaUpperCase: 'Lu',
            L1: '',
            Alphabetic: 'Alphabetic',
            Punctuation: 'P'
        };
        const candidate = special[unicode] || unicode;
        for (const property of [candidate, `Script=${candidate}`]) {
            try {
                new RegExp(`\\p{${property}}`, 'u');
                return `\\p{${property}}`;
            } catch {
                continue;
            }
        }
        throw this.refused(`\\p{${name}} in a pattern`);
    }

    private characterClass(): string {
        let body = '';
        const negated = this.pattern[this.at] === '^';
        if (negated) this.at++;
        let first = true;
        for (;;) {
            if (this.at >= this.pattern.length) throw this.invalid();
            const character = this.next();
            if (character === ']' && !first) break;
            first = false;
            if (character === '[') {
                const inner = this.characterClass();
                if (inner.startsWith('[^')) throw this.refused('a negated class within a class');
                body += inner.slice(1, -1);
            } else if (character === '&' && this.pattern[this.at] === '&') throw this.refused('intersections of classes (&&)');
            else if (character === '\\') body += this.classEscape();
            else if (/[\\^$.*+?(){}|/\]]/.test(character)) body += `\\${character}`;
            else if (character === '-') body += this.classHyphen(body);
            else if (!(this.comments && /\s/.test(character))) body += character;
        }
        return `[${negated ? '^' : ''}${body}]`;
    }

    /** A hyphen at either end, or beside a set, stands for itself. */
    private classHyphen(before: string): string {
        const next = this.pattern[this.at];
        const range =
            before !== '' &&
            next !== undefined &&
            next !== ']' &&
            next !== '[' &&
            !/\\[dDwWsSpPhH]$/.test(this.pattern.slice(0, this.at - 1)) &&
            !/^\\[dDwWsSpPhH]/.test(this.pattern.slice(this.at));
        return range ? '-' : '\\-';
    }

    private classEscape(): string {
        const character = this.next();
        const set = SET_ESCAPES[character];
        if (set) return set;
        if (character === 'D') return '\\D';
        if (character === 'W') return '\\W';
        if (character === 'S') return '\\x00-\\x08\\x0E-\\x1F\\x21-\\u{10FFFF}';
        if ('tnrf'.includes(character)) return `\\${character}`;
        if (character === 'Q') return this.quotedText();
        if (character === 'p') return this.property();
        if (character === 'P') {
            const property = this.property();
            if (!property.startsWith('\\p{')) throw this.refused('a negated property within a class');
            return `\\P${property.slice(2)}`;
        }
        return character === '-' ? '\\-' : this.literalEscape(character).replace('\\x2d', '\\-');
    }

    private take(text: string, length: number): string {
        this.at += length;
        return text;
    }

    private next(): string {
        const point = this.pattern.codePointAt(this.at);
        if (point === undefined) throw this.invalid();
        const character = String.fromCodePoint(point);
        this.at += character.length;
        return character;
    }

    private invalid(): Error {
        return apexException('System.StringException', `Invalid regex at index ${Math.max(this.at - 1, 0)}\n${this.pattern}`);
    }

    private refused(what: string): Error {
        return new UnsupportedError(`${what} (regular expression ${this.pattern})`);
    }
}
