import { watchedExec } from './watch.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { stringException } from '../../runtime/values/raise.ts';
import { regExpOf, translatePattern } from './translate.ts';

export class ApexPattern {
    readonly text: string;

    constructor(text: string) {
        translatePattern(text);
        this.text = text;
    }

    /** Splits as Java's String.split: trailing empty parts go unless the limit is negative. */
    split(input: string, limit = 0): string[] {
        const parts: string[] = [];
        let from = 0;
        for (const match of input.matchAll(regExpOf(this.text, 'g'))) {
            if (limit > 0 && parts.length === limit - 1) break;
            if (match[0] === '' && match.index === 0) continue;
            parts.push(input.slice(from, match.index));
            from = match.index + match[0].length;
        }
        if (parts.length === 0) return [input];
        parts.push(input.slice(from));
        if (limit === 0) while (parts.at(-1) === '') parts.pop();
        return parts;
    }

    get valueKey(): string {
        return this.text;
    }

    toString(): string {
        return this.text;
    }
}

/** A match in progress, with the semantics of java.util.regex.Matcher. */
export class ApexMatcher {
    pattern: ApexPattern;
    private input: string;
    private match: RegExpExecArray | null = null;
    private nextStart = 0;
    private from = 0;
    private to: number;

    constructor(pattern: ApexPattern, input: string) {
        this.pattern = pattern;
        this.input = input;
        this.to = input.length;
    }

    matches(): boolean {
        return this.attempt(`(?:${translatePattern(this.pattern.text).source})(?![^])`, 'y', this.from);
    }

    lookingAt(): boolean {
        return this.attempt(translatePattern(this.pattern.text).source, 'y', this.from);
    }

    find(): boolean {
        if (this.nextStart > this.to) {
            this.match = null;
            return false;
        }
        return this.attempt(translatePattern(this.pattern.text).source, 'g', this.nextStart);
    }

    findFrom(index: number): boolean {
        if (index < 0 || index > this.input.length) throw stringException('Illegal start index');
        this.reset();
        this.nextStart = index;
        return this.find();
    }

    group(index: number): string | null {
        const match = this.current();
        if (index < 0 || index >= match.length) throw apexException('System.ListException', `No group ${index}`);
        return match[index] ?? null;
    }

    get groupCount(): number {
        const { source, flags } = translatePattern(this.pattern.text);
        return new RegExp(`${source}|`, flags).exec('')!.length - 1;
    }

    start(index: number): number {
        return this.span(index)[0];
    }

    end(index: number): number {
        return this.span(index)[1];
    }

    reset(input = this.input): void {
        this.input = input;
        this.match = null;
        this.nextStart = 0;
        this.from = 0;
        this.to = input.length;
    }

    region(from: number, to: number): void {
        if (from < 0 || to > this.input.length || from > to) throw stringException('Illegal region');
        this.reset();
        this.from = this.nextStart = from;
        this.to = to;
    }

    get regionStart(): number {
        return this.from;
    }

    get regionEnd(): number {
        return this.to;
    }

    usePattern(pattern: ApexPattern): void {
        this.pattern = pattern;
        this.match = null;
    }

    /** With $1, ${name} and backslashes in the replacement. */
    replace(replacement: string, all: boolean): string {
        this.reset();
        let text = '';
        let copied = 0;
        while (this.find()) {
            text += this.input.slice(copied, this.start(0)) + expand(replacement, this.current());
            copied = this.end(0);
            if (!all) break;
        }
        return text + this.input.slice(copied);
    }

    private attempt(source: string, mode: 'g' | 'y', start: number): boolean {
        const expression = new RegExp(source, `${translatePattern(this.pattern.text).flags}${mode}d`);
        expression.lastIndex = start;
        this.match = watchedExec(expression, this.to < this.input.length ? this.input.slice(0, this.to) : this.input);
        if (!this.match) return false;
        const end = this.end(0);
        this.nextStart = end === this.start(0) ? end + 1 : end;
        return true;
    }

    private span(index: number): [number, number] {
        const match = this.current();
        if (index < 0 || index >= match.length) throw apexException('System.ListException', `No group ${index}`);
        return match.indices?.[index] ?? [-1, -1];
    }

    private current(): RegExpExecArray {
        if (!this.match) throw stringException('No match found');
        return this.match;
    }
}

function expand(replacement: string, match: RegExpExecArray): string {
    let text = '';
    for (let at = 0; at < replacement.length; at++) {
        const character = replacement[at]!;
        if (character === '\\') {
            at++;
            if (at >= replacement.length) throw stringException('character to be escaped is missing');
            text += replacement[at];
        } else if (character === '$') {
            const [reference, length] = groupReference(replacement.slice(at), match);
            text += reference ?? '';
            at += length - 1;
        } else text += character;
    }
    return text;
}

/** The longest number that is a group of the pattern, as in Java. */
function groupReference(text: string, match: RegExpExecArray): [string | undefined, number] {
    const named = /^\$\{(\w+)\}/.exec(text);
    if (named) {
        if (!match.groups || !(named[1]! in match.groups)) throw stringException(`No group with name {${named[1]}}`);
        return [match.groups[named[1]!], named[0].length];
    }
    const digits = /^\$(\d+)/.exec(text)?.[1];
    if (!digits) throw stringException('Illegal group reference');
    for (let length = digits.length; length > 0; length--) {
        const index = Number(digits.slice(0, length));
        if (index < match.length) return [match[index], length + 1];
    }
    throw stringException(`No group ${digits}`);
}
