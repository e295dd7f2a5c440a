import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnsupportedError } from '../../../errors.ts';
import { call, statically, thrown } from './apex.ts';

const matcher = (pattern: string, input: string): unknown => call(statically('System.Pattern', 'compile', pattern), 'matcher', input);

test('the example of the Apex Reference Guide: groups of an address', () => {
    const found = matcher('(.*?)@(.*)', 'user@example.com');
    assert.equal(call(found, 'matches'), true);
    assert.equal(call(found, 'groupCount'), 2);
    assert.equal(call(found, 'group', 2), 'example.com');
    assert.equal(call(found, 'start', 2), 5);
});

test('find goes on where it stopped', () => {
    const found = matcher('\\d+', 'a1b22c');
    const groups: unknown[] = [];
    while (call(found, 'find')) groups.push(call(found, 'group'));
    assert.deepEqual(groups, ['1', '22']);
    assert.equal(call(found, 'find', 3), true);
    assert.equal(call(found, 'end'), 5);
    assert.equal(
        thrown(() => call(matcher('x', 'y'), 'group')),
        'System.StringException: No match found'
    );
});

test('matches wants the whole input, lookingAt its start', () => {
    assert.equal(statically('System.Pattern', 'matches', 'a|ab', 'ab'), true);
    assert.equal(call(matcher('a', 'ab'), 'matches'), false);
    assert.equal(call(matcher('a', 'ab'), 'lookingAt'), true);
});

test('Java dialect: POSIX classes, quotes, unions, flags, ends of lines', () => {
    const cases: [string, string, boolean][] = [
        ['\\p{Alpha}+\\p{Punct}', 'abc!', true],
        ['\\Qa.b\\E', 'a.b', true],
        ['\\Qa.b\\E', 'axb', false],
        ['[a-c[x-z]]+', 'abxz', true],
        ['(?i)ABC', 'abc', true],
        ['(?s)a.b', 'a\nb', true],
        ['a.b', 'a\nb', false],
        ['\\s', '\u00a0', false],
        ['\\w+', 'é', false],
        ['[\\w.-]+', 'a.b-c', true],
        ['(\\w)\\1', 'aa', true],
        ['(?<year>\\d{4})', '2020', true],
        ['\\x41\\u0042', 'AB', true],
        ['\\p{Lu}\\P{Lu}', 'Aa', true],
        ['[^\\]]+', 'ab', true]
    ];
    for (const [pattern, input, expected] of cases)
        assert.equal(statically('System.Pattern', 'matches', pattern, input), expected, pattern);
    assert.equal(call(matcher('a$', 'a\n'), 'find'), true);
    assert.equal(call(matcher('(?m)^b$', 'a\nb\nc'), 'find'), true);
});

test('replacements know groups and backslashes', () => {
    assert.equal(call('John Smith', 'replaceAll', '(\\w+) (\\w+)', '$2, $1'), 'Smith, John');
    assert.equal(call('a.b.c', 'replaceFirst', '\\.', '\\$'), 'a$b.c');
    assert.equal(call('x1', 'replaceAll', '(?<n>\\d)', '<${n}>'), 'x<1>');
    assert.equal(call('abc', 'replaceAll', '', '-'), '-a-b-c-');
    assert.equal(
        thrown(() => call('a', 'replaceAll', 'a', '$1')),
        'System.StringException: No group 1'
    );
});

test('what has no counterpart is refused, what is wrong is an exception', () => {
    for (const pattern of ['a++', '(?>a)', '[a-z&&[^b]]', '\\G']) {
        assert.throws(() => statically('System.Pattern', 'compile', pattern), UnsupportedError, pattern);
    }
    for (const pattern of ['(', '[', 'a{', '*', '\\'])
        assert.match(
            thrown(() => statically('System.Pattern', 'compile', pattern)),
            /^System.StringException/,
            pattern
        );
});
