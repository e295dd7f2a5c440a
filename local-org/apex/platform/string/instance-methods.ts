import { equalTexts, hashText } from '../../runtime/values/equality.ts';
import { compareTexts } from '../../runtime/values/compare.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { stringException } from '../../runtime/values/raise.ts';
import { primitive } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import type { Behaviour } from '../declare.ts';
import { ApexMatcher, ApexPattern } from '../regex/matcher.ts';
import { strictMethods } from '../strict.ts';
import * as escapes from './escapes.ts';
import * as methods from './text-methods.ts';

const texts = (values: string[]): ApexList => new ApexList(primitive('String'), values);
const lower = (text: string): string => text.toLowerCase();
const all = (text: string, test: RegExp): boolean => text !== '' && test.test(text);
const character = (code: number): string => String.fromCodePoint(code);

const searching: Record<string, Behaviour> = {
    'Integer charAt(Integer index)': (text, index) => text.charCodeAt(methods.checkIndex(text, index)),
    'Integer codePointAt(Integer index)': (text, index) => text.codePointAt(methods.checkIndex(text, index)),
    'Integer codePointBefore(Integer index)': (text: string, index: number) =>
        [...text.slice(0, methods.checkIndex(text, index - 1) + 1)].at(-1)!.codePointAt(0),
    'Integer codePointCount(Integer begin, Integer end)': (text, begin, end) => [...methods.substring(text, begin, end)].length,
    'Integer compareTo(String other)': compareTexts,
    'Boolean contains(String part)': (text, part) => text.includes(part),
    'Boolean containsAny(String characters)': (text, characters) => methods.indexOfAny(text, characters, true) >= 0,
    'Boolean containsIgnoreCase(String part)': (text, part) => lower(text).includes(lower(part)),
    'Boolean containsNone(String characters)': (text, characters) => methods.indexOfAny(text, characters, true) < 0,
    'Boolean containsOnly(String characters)': (text, characters) => methods.indexOfAny(text, characters, false) < 0,
    'Boolean containsWhitespace()': (text: string) => [...text].some(methods.isWhitespace),
    'Integer countMatches(String part)': methods.countMatches,
    'String difference(String other)': methods.difference,
    'Boolean endsWith(String suffix)': (text, suffix) => text.endsWith(suffix),
    'Boolean endsWithIgnoreCase(String suffix)': (text, suffix) => lower(text).endsWith(lower(suffix)),
    'Integer getLevenshteinDistance(String other)': methods.levenshtein,
    'Integer getLevenshteinDistance(String other, Integer threshold)': (text, other, threshold) => {
        const distance = methods.levenshtein(text, other);
        return distance <= threshold ? distance : -1;
    },
    'Integer hashCode()': hashText,
    'Integer indexOf(String part)': (text, part) => text.indexOf(part),
    'Integer indexOf(String part, Integer start)': (text, part, start) => text.indexOf(part, start),
    'Integer indexOfAny(String characters)': (text, characters) => methods.indexOfAny(text, characters, true),
    'Integer indexOfAnyBut(String characters)': (text, characters) => methods.indexOfAny(text, characters, false),
    'Integer indexOfChar(Integer code)': (text, code) => text.indexOf(character(code)),
    'Integer indexOfChar(Integer code, Integer start)': (text, code, start) => text.indexOf(character(code), start),
    'Integer indexOfDifference(String other)': methods.indexOfDifference,
    'Integer indexOfIgnoreCase(String part)': (text, part) => lower(text).indexOf(lower(part)),
    'Integer indexOfIgnoreCase(String part, Integer start)': (text, part, start) => lower(text).indexOf(lower(part), start),
    'Integer lastIndexOf(String part)': (text, part) => text.lastIndexOf(part),
    'Integer lastIndexOf(String part, Integer end)': (text, part, end) => (end < 0 ? -1 : text.lastIndexOf(part, end)),
    'Integer lastIndexOfChar(Integer code)': (text, code) => text.lastIndexOf(character(code)),
    'Integer lastIndexOfChar(Integer code, Integer end)': (text, code, end) => (end < 0 ? -1 : text.lastIndexOf(character(code), end)),
    'Integer lastIndexOfIgnoreCase(String part)': (text, part) => lower(text).lastIndexOf(lower(part)),
    'Integer lastIndexOfIgnoreCase(String part, Integer end)': (text, part, end) =>
        end < 0 ? -1 : lower(text).lastIndexOf(lower(part), end),
    'Integer length()': (text) => text.length,
    'Integer offsetByCodePoints(Integer index, Integer offset)': (text: string, index: number, offset: number) => {
        if (offset < 0) return index - [...text.slice(0, index)].slice(offset).join('').length;
        return index + [...text.slice(index)].slice(0, offset).join('').length;
    },
    'Boolean startsWith(String prefix)': (text, prefix) => text.startsWith(prefix),
    'Boolean startsWithIgnoreCase(String prefix)': (text, prefix) => lower(text).startsWith(lower(prefix))
};

/** Unicode categories as Java's Character tests them. */
const testing: Record<string, Behaviour> = {
    'Boolean isAllLowerCase()': (text) => all(text, /^\p{Lowercase}+$/u),
    'Boolean isAllUpperCase()': (text) => all(text, /^\p{Uppercase}+$/u),
    'Boolean isAlpha()': (text) => all(text, /^\p{L}+$/u),
    'Boolean isAlphanumeric()': (text) => all(text, /^[\p{L}\p{Nd}]+$/u),
    'Boolean isAlphanumericSpace()': (text) => /^[\p{L}\p{Nd} ]*$/u.test(text),
    'Boolean isAlphaSpace()': (text) => /^[\p{L} ]*$/u.test(text),
    'Boolean isAsciiPrintable()': (text) => /^[ -~]*$/.test(text),
    'Boolean isNumeric()': (text) => all(text, /^\p{Nd}+$/u),
    'Boolean isNumericSpace()': (text) => /^[\p{Nd} ]*$/u.test(text),
    'Boolean isWhitespace()': (text: string) => [...text].every(methods.isWhitespace)
};

const cutting: Record<string, Behaviour> = {
    'String abbreviate(Integer maxWidth)': (text, maxWidth) => methods.abbreviate(text, maxWidth),
    'String abbreviate(Integer maxWidth, Integer offset)': methods.abbreviate,
    'String deleteWhitespace()': (text: string) => [...text].filter((part) => !methods.isWhitespace(part)).join(''),
    'String left(Integer length)': (text, length) => text.slice(0, Math.max(length, 0)),
    'String mid(Integer start, Integer length)': methods.mid,
    'String normalizeSpace()': methods.normalizeSpace,
    'String remove(String part)': (text, part) => (part === '' ? text : text.replaceAll(part, '')),
    'String removeEnd(String part)': (text, part) => (part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text),
    'String removeEndIgnoreCase(String part)': (text, part) =>
        part !== '' && lower(text).endsWith(lower(part)) ? text.slice(0, -part.length) : text,
    'String removeStart(String part)': (text, part) => (text.startsWith(part) ? text.slice(part.length) : text),
    'String removeStartIgnoreCase(String part)': (text, part) => (lower(text).startsWith(lower(part)) ? text.slice(part.length) : text),
    'String right(Integer length)': (text, length) => (length <= 0 ? '' : text.slice(-length)),
    'List<String> split(String regExp)': (text, regExp) => texts(new ApexPattern(regExp).split(text)),
    'List<String> split(String regExp, Integer limit)': (text, regExp, limit) => texts(new ApexPattern(regExp).split(text, limit)),
    'List<String> splitByCharacterType()': (text) => texts(methods.splitByCharacterType(text, false)),
    'List<String> splitByCharacterTypeCamelCase()': (text) => texts(methods.splitByCharacterType(text, true)),
    'String stripHtmlTags()': methods.stripHtmlTags,
    'String substring(Integer start)': (text, start) => methods.substring(text, start, text.length),
    'String substring(Integer start, Integer end)': methods.substring,
    'String substringAfter(String separator)': (text: string, separator: string) => {
        const index = text.indexOf(separator);
        return index < 0 ? '' : text.slice(index + separator.length);
    },
    'String substringAfterLast(String separator)': (text: string, separator: string) => {
        const index = text.lastIndexOf(separator);
        return separator === '' || index < 0 ? '' : text.slice(index + separator.length);
    },
    'String substringBefore(String separator)': (text: string, separator: string) => {
        const index = text.indexOf(separator);
        return index < 0 ? text : text.slice(0, index);
    },
    'String substringBeforeLast(String separator)': (text: string, separator: string) => {
        const index = text.lastIndexOf(separator);
        return separator === '' || index < 0 ? text : text.slice(0, index);
    },
    'String substringBetween(String tag)': (text, tag) => methods.substringBetween(text, tag, tag),
    'String substringBetween(String open, String close)': methods.substringBetween,
    'String trim()': methods.trim
};

const changing: Record<string, Behaviour> = {
    'String capitalize()': (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1),
    'String center(Integer size)': (text, size) => methods.center(text, size, ' '),
    'String center(Integer size, String padding)': methods.center,
    'List<Integer> getChars()': (text: string) =>
        ApexList.of(
            primitive('Integer'),
            Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
        ),
    'String leftPad(Integer length)': (text, length) => methods.pad(length - text.length, ' ') + text,
    'String leftPad(Integer length, String padding)': (text, length, padding) => methods.pad(length - text.length, padding) + text,
    'String overlay(String part, Integer start, Integer end)': methods.overlay,
    'String repeat(Integer times)': (text, times) => text.repeat(Math.max(times, 0)),
    'String repeat(String separator, Integer times)': (text, separator, times) => Array(Math.max(times, 0)).fill(text).join(separator),
    'String replace(String target, String replacement)': (text: string, target: string, replacement: string) =>
        text.replaceAll(target, () => replacement),
    'String replaceAll(String regExp, String replacement)': (text, regExp, replacement) =>
        new ApexMatcher(new ApexPattern(regExp), text).replace(replacement, true),
    'String replaceFirst(String regExp, String replacement)': (text, regExp, replacement) =>
        new ApexMatcher(new ApexPattern(regExp), text).replace(replacement, false),
    'String reverse()': (text: string) => [...text].reverse().join(''),
    'String rightPad(Integer length)': (text, length) => text + methods.pad(length - text.length, ' '),
    'String rightPad(Integer length, String padding)': (text, length, padding) => text + methods.pad(length - text.length, padding),
    'String swapCase()': methods.swapCase,
    'String toLowerCase()': lower,
    'String toLowerCase(String locale)': (text: string, locale: string) => text.toLocaleLowerCase(languageTag(locale)),
    'String toUpperCase()': (text: string) => text.toUpperCase(),
    'String toUpperCase(String locale)': (text: string, locale: string) => text.toLocaleUpperCase(languageTag(locale)),
    'String uncapitalize()': (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
};

const escaping: Record<string, Behaviour> = {
    'String escapeCsv()': escapes.escapeCsv,
    'String escapeEcmaScript()': escapes.escapeEcmaScript,
    'String escapeHtml3()': escapes.escapeHtml3,
    'String escapeHtml4()': escapes.escapeHtml4,
    'String escapeJava()': escapes.escapeJava,
    'String escapeUnicode()': escapes.escapeUnicode,
    'String escapeXml()': escapes.escapeXml,
    'String unescapeCsv()': escapes.unescapeCsv,
    'String unescapeEcmaScript()': escapes.unescapeJava,
    'String unescapeHtml3()': escapes.unescapeHtml3,
    'String unescapeHtml4()': escapes.unescapeHtml4,
    'String unescapeJava()': escapes.unescapeJava,
    'String unescapeUnicode()': escapes.unescapeUnicode,
    'String unescapeXml()': escapes.unescapeXml
};

function languageTag(locale: string): string {
    const tag = locale.replaceAll('_', '-');
    try {
        return Intl.getCanonicalLocales(tag)[0] ?? tag;
    } catch {
        throw stringException(`Invalid locale: ${locale}`);
    }
}

definePlatformClass({
    name: 'System.String',
    methods: {
        ...strictMethods({ ...searching, ...testing, ...cutting, ...changing, ...escaping }),
        'Boolean equals(String other)': (text, other) => text === other,
        'Boolean equals(Object other)': (text, other) => text === other,
        'Boolean equalsIgnoreCase(String other)': (text: string, other: string | null) => other !== null && equalTexts(text, other)
    }
});
