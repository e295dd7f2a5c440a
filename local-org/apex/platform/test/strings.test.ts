import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDecimal } from '../../runtime/values/decimal.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { OBJECT, primitive } from '../../types.ts';
import { call, inTransaction, statically, thrown } from './apex.ts';

const STRING = primitive('String');
const items = (value: unknown): unknown[] => (value as ApexList).items;

/** Receiver, method, arguments, result, as the Apex Reference Guide describes the methods of String. */
const EXAMPLES: [string, string, unknown[], unknown][] = [
    ['Hello Maximillian', 'abbreviate', [8], 'Hello...'],
    ['Hello Maximillian', 'abbreviate', [9, 6], '...Max...'],
    ['hello maximillian', 'capitalize', [], 'Hello maximillian'],
    ['hello', 'center', [9], '  hello  '],
    ['hello', 'center', [9, '-'], '--hello--'],
    ['Ω is Ohm.', 'charAt', [0], 937],
    ['hello jason', 'containsAny', ['hx'], true],
    ['abcd', 'containsNone', ['fg'], true],
    ['abba', 'containsOnly', ['abcd'], true],
    ['abba xyz', 'containsOnly', ['abcd'], false],
    ['Hello Jane', 'countMatches', ['J'], 1],
    ['Hello Jane', 'difference', ['Hello Max'], 'Max'],
    ['Max1, "Max2"', 'escapeCsv', [], '"Max1, ""Max2"""'],
    ['"grade": 3.9/4.0', 'escapeEcmaScript', [], '\\"grade\\": 3.9\\/4.0'],
    ['"<Black&White>"', 'escapeHtml3', [], '&quot;&lt;Black&amp;White&gt;&quot;'],
    ['De onde você é?', 'escapeUnicode', [], 'De onde voc\\u00EA \\u00E9?'],
    ['De onde voc\\u00EA \\u00E9?', 'unescapeUnicode', [], 'De onde você é?'],
    ['&quot;&lt;Black&amp;White&gt;&quot;', 'unescapeHtml4', [], '"<Black&White>"'],
    ['Salut, "Åsa"', 'escapeXml', [], 'Salut, &quot;Åsa&quot;'],
    ['Hello Joe', 'getLevenshteinDistance', ['Hello Max'], 3],
    ['Hello Jane', 'getLevenshteinDistance', ['Hello Max', 2], -1],
    ['abcdefg', 'indexOfAny', ['xcb'], 1],
    ['xxyyzz', 'indexOfAnyBut', ['xy'], 4],
    ['abcdefg', 'indexOf', ['cd', 3], -1],
    ['Sigma Salesforce', 'lastIndexOf', ['s'], 10],
    ['abcdaacd', 'left', [2], 'ab'],
    ['ab', 'leftPad', [5], '   ab'],
    ['ab', 'leftPad', [5, 'xy'], 'xyxab'],
    ['abcde', 'mid', [2, 3], 'cde'],
    ['Salesforce  \t force.com', 'normalizeSpace', [], 'Salesforce force.com'],
    ['Salesforce and force.com', 'remove', ['force'], 'Sales and .com'],
    ['Salesforce and force.com', 'removeEnd', ['.com'], 'Salesforce and force'],
    ['abc', 'repeat', ['-', 3], 'abc-abc-abc'],
    ['abcdbca', 'replace', ['bc', 'xy'], 'axydxya'],
    ['a b c 5 xyz', 'replaceAll', ['[a-zA-Z]', '1'], '1 1 1 5 111'],
    ['Hello Jason', 'right', [3], 'son'],
    ['hamburger', 'substring', [4, 8], 'urge'],
    ['Force.com.platform', 'substringAfterLast', ['.'], 'platform'],
    ['Force.com.platform', 'substringBefore', ['.'], 'Force'],
    ['tagYellowtag', 'substringBetween', ['tag'], 'Yellow'],
    ['xYellowy', 'substringBetween', ['x', 'y'], 'Yellow'],
    ['Force.com', 'swapCase', [], 'fORCE.COM'],
    ['\t hi \n', 'trim', [], 'hi'],
    ['ABC', 'isAllUpperCase', [], true],
    ['abc', 'isAlpha', [], true],
    ['12.5', 'isNumeric', [], false],
    ['', 'isNumericSpace', [], true]
];

test('methods of String as the Apex Reference Guide describes them', () => {
    for (const [receiver, method, values, expected] of EXAMPLES)
        assert.equal(call(receiver, method, ...values), expected, `${receiver} ${method}`);
});

test('splitting follows Java: trailing empty parts go, unless the limit is negative', () => {
    assert.deepEqual(items(call('boo:and:foo', 'split', ':')), ['boo', 'and', 'foo']);
    assert.deepEqual(items(call('boo:and:foo', 'split', ':', 2)), ['boo', 'and:foo']);
    assert.deepEqual(items(call('boo:and:foo', 'split', 'o')), ['b', '', ':and:f']);
    assert.deepEqual(items(call('boo:and:foo', 'split', 'o', -1)), ['b', '', ':and:f', '', '']);
    assert.deepEqual(items(call('', 'split', ',')), ['']);
    assert.deepEqual(items(call('a.b', 'split', '\\.')), ['a', 'b']);
    assert.deepEqual(items(call('abc', 'split', '')), ['a', 'b', 'c']);
});

test('runs of one character type', () => {
    assert.deepEqual(items(call('Force.com platform', 'splitByCharacterType')), ['F', 'orce', '.', 'com', ' ', 'platform']);
    assert.deepEqual(items(call('fooBarXMLParser', 'splitByCharacterTypeCamelCase')), ['foo', 'Bar', 'XML', 'Parser']);
});

test('bounds are named as the platform names them', () => {
    assert.equal(
        thrown(() => call('abc', 'substring', 1, 9)),
        'System.StringException: Ending position out of bounds: 9'
    );
    assert.equal(
        thrown(() => call('abc', 'substring', 5)),
        'System.StringException: Starting position out of bounds: 5'
    );
    assert.equal(
        thrown(() => call('abc', 'contains', null)),
        'System.NullPointerException: Argument 1 cannot be null'
    );
});

test('static methods take nulls where the platform does', () => {
    inTransaction({}, () => {
        assert.equal(statically('System.String', 'isBlank', null), true);
        assert.equal(statically('System.String', 'isBlank', ' \t'), true);
        assert.equal(statically('System.String', 'isEmpty', ' '), false);
        assert.equal(statically('System.String', 'escapeSingleQuotes', "it's"), "it\\'s");
        const values = new ApexList(OBJECT, ['a', 5, ApexDecimal.parse('1.50'), null]);
        assert.equal(statically('System.String', 'join', values, '-'), 'a-5-1.50-');
        assert.equal(statically('System.String', 'join', new ApexSet(STRING, ['x', 'y']), ', '), 'x, y');
        assert.equal(statically('System.String', 'format', "{0} of '{0}' and {1} ''{2}''", values), "a of {0} and 5 '1.50'");
        assert.equal(statically('System.String', 'getCommonPrefix', new ApexList(STRING, ['SFDCApex', 'SFDCVisualforce'])), 'SFDC');
        assert.equal(statically('System.String', 'fromCharArray', new ApexList(primitive('Integer'), [74, 61])), 'J=');
    });
});

test('hash codes are those of Java', () => {
    assert.equal(call('hello', 'hashCode'), 99162322);
    assert.equal(call('The quick brown fox jumps over the lazy dog', 'hashCode'), -609428141);
});

test('equals minds the case, equalsIgnoreCase does not', () => {
    assert.equal(call('a', 'equals', 'A'), false);
    assert.equal(call('a', 'equalsIgnoreCase', 'A'), true);
    assert.equal(call('a', 'equalsIgnoreCase', null), false);
    assert.ok((call('a', 'compareTo', 'b') as number) < 0);
});
