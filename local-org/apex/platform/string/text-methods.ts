import { apexException } from '../../runtime/exceptions.ts';
import { stringException } from '../../runtime/values/raise.ts';

/** The parts of String that need more than a line. They follow Apache Commons Lang's StringUtils, as the platform does. */

export function abbreviate(text: string, maxWidth: number, offset = 0): string {
    if (maxWidth < 4) throw apexException('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
    if (text.length <= maxWidth) return text;
    let start = Math.min(offset, text.length);
    if (text.length - start < maxWidth - 3) start = text.length - (maxWidth - 3);
    if (start <= 4) return `${text.slice(0, maxWidth - 3)}...`;
    if (maxWidth < 7) throw apexException('System.IllegalArgumentException', 'Minimum abbreviation width with offset is 7');
    if (start + maxWidth - 3 < text.length) return `...${abbreviate(text.slice(start), maxWidth - 3)}`;
    return `...${text.slice(text.length - (maxWidth - 3))}`;
}

export function center(text: string, size: number, padding: string): string {
    const missing = size - text.length;
    if (missing <= 0) return text;
    const left = pad(text.length + Math.floor(missing / 2) - text.length, padding) + text;
    return left + pad(size - left.length, padding);
}

/** Padding of an exact length; an empty padding text counts as a blank. */
export function pad(length: number, padding: string): string {
    if (length <= 0) return '';
    const unit = padding === '' ? ' ' : padding;
    return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

export function checkIndex(text: string, index: number): number {
    if (index < 0 || index >= text.length) throw stringException(`String index out of range: ${index}`);
    return index;
}

/** `substring`: both bounds must lie in the text, in order. */
export function substring(text: string, start: number, end: number): string {
    if (start < 0 || start > text.length) throw stringException(`Starting position out of bounds: ${start}`);
    if (end > text.length || start > end) throw stringException(`Ending position out of bounds: ${end}`);
    return text.slice(start, end);
}

export function mid(text: string, start: number, length: number): string {
    if (length < 0 || start > text.length) return '';
    const from = Math.max(start, 0);
    return text.slice(from, from + length);
}

/** What the second text has from the first difference on. */
export function difference(text: string, other: string): string {
    const index = indexOfDifference(text, other);
    return index < 0 ? '' : other.slice(index);
}

export function indexOfDifference(text: string, other: string): number {
    if (text === other) return -1;
    const length = Math.min(text.length, other.length);
    for (let index = 0; index < length; index++) if (text[index] !== other[index]) return index;
    return length;
}

export function commonPrefix(texts: readonly (string | null)[]): string {
    if (texts.length === 0 || texts.some((text) => text === null)) return '';
    let prefix = texts[0]!;
    for (const text of texts) {
        const index = indexOfDifference(prefix, text!);
        if (index >= 0) prefix = prefix.slice(0, index);
    }
    return prefix;
}

export function levenshtein(text: string, other: string): number {
    let above = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let row = 1; row <= text.length; row++) {
        const current = [row];
        for (let column = 1; column <= other.length; column++) {
            const cost = text[row - 1] === other[column - 1] ? 0 : 1;
            current.push(Math.min(current[column - 1]! + 1, above[column]! + 1, above[column - 1]! + cost));
        }
        above = current;
    }
    return above[other.length]!;
}

export function countMatches(text: string, part: string): number {
    return part === '' ? 0 : text.split(part).length - 1;
}

/** Only the named characters: indexes of the first that is (or is not) among them, or -1. */
export function indexOfAny(text: string, characters: string, among: boolean): number {
    for (let index = 0; index < text.length; index++) if (characters.includes(text[index]!) === among) return index;
    return -1;
}

export function isWhitespace(character: string): boolean {
    // eslint-disable-next-line no-control-regex
    return /^[\t-\r\u001c-\u001f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/.test(character);
}

/** Java's trim: everything up to U+0020 at both ends. */
export function trim(text: string): string {
    // eslint-disable-next-line no-control-regex
    return text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}

export function normalizeSpace(text: string): string {
    // eslint-disable-next-line no-control-regex
    return trim(text.replace(/[\t-\r\u001c-\u001f \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, ' '));
}

export function swapCase(text: string): string {
    return [...text]
        .map((character) => (character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase()))
        .join('');
}

export function overlay(text: string, part: string, start: number, end: number): string {
    const clamp = (index: number): number => Math.min(Math.max(index, 0), text.length);
    const [from, to] = [clamp(start), clamp(end)].sort((left, right) => left - right) as [number, number];
    return text.slice(0, from) + part + text.slice(to);
}

export function substringBetween(text: string, open: string, close: string): string | null {
    const start = text.indexOf(open);
    if (start < 0) return null;
    const end = text.indexOf(close, start + open.length);
    return end < 0 ? null : text.slice(start + open.length, end);
}

const CHARACTER_TYPES = [
    'Lu',
    'Ll',
    'Lt',
    'Lm',
    'Lo',
    'Nd',
    'Nl',
    'No',
    'Zs',
    'Zl',
    'Zp',
    'Cc',
    'Cf',
    'Pd',
    'Ps',
    'Pe',
    'Pc',
    'Po',
    'Sm',
    'Sc',
    'Sk',
    'So',
    'Pi',
    'Pf',
    'Mn',
    'Mc',
    'Me'
];
const typeTests = CHARACTER_TYPES.map((type) => new RegExp(`^\\p{${type}}$`, 'u'));

function characterType(character: string): number {
    return typeTests.findIndex((test) => test.test(character));
}

/** Runs of characters of one Unicode category; in camel case a capital belongs to the small letters behind it. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
    const parts: string[] = [];
    let start = 0;
    for (let index = 1; index < text.length; index++) {
        const [before, now] = [characterType(text[index - 1]!), characterType(text[index]!)];
        if (before === now) continue;
        if (camelCase && now === 1 && before === 0) {
            if (index - 1 > start) parts.push(text.slice(start, index - 1));
            start = index - 1;
        } else {
            parts.push(text.slice(start, index));
            start = index;
        }
    }
    if (text !== '') parts.push(text.slice(start));
    return parts;
}

export function stripHtmlTags(text: string): string {
    return text.replace(/<[^>]*>/g, '');
}
