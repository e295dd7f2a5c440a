import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, run } from './harness.ts';

/** Many expressions in one compilation: [expression, its text]. */
function all(cases: readonly (readonly [string, string])[], statements = ''): void {
    const lines = cases.map(([expression]) => `results.add('' + (${expression}));`);
    const text = run(
        `public class T { public static Object run() { List<String> results = new List<String>(); ${statements}\n${lines.join('\n')}\nreturn String.join(results, '|'); } }`
    );
    assert.deepEqual(
        text.split('|').map((value, index) => [cases[index]![0], value]),
        cases.map(([expression, value]) => [expression, value])
    );
}

test('integers wrap at 32 bits, longs at 64, and division truncates', () => {
    all([
        ['2147483647 + 1', '-2147483648'],
        ['65536 * 65536', '0'],
        ['123456789 * 987654321', '-67153019'],
        ['7 / 2', '3'],
        ['-7 / 2', '-3'],
        ['2147483647L + 1', '2147483648'],
        ['9223372036854775807L + 1', '-9223372036854775808'],
        ['7L / 2', '3'],
        ['5 & 3', '1'],
        ['5 | 3', '7'],
        ['5 ^ 3', '6'],
        ['~5', '-6'],
        ['1 << 33', '2'],
        ['-8 >> 1', '-4'],
        ['-1 >>> 28', '15'],
        ['-1L >>> 60', '15'],
        ['1L << 40', '1099511627776'],
        ['true ^ true', 'false'],
        ['true & false', 'false'],
        ['- -5', '5']
    ]);
});

test('decimals are exact and keep their scale, doubles are floats', () => {
    all([
        ['0.1 + 0.2', '0.3'],
        ['1.50 * 2', '3.00'],
        ['1.0 / 3', '0.3333333333333333333333333333333333'],
        ['10 / 4.0', '2.5'],
        ['0.1d + 0.2d', '0.30000000000000004'],
        ['1 + 0.5d', '1.5'],
        ['-1.5', '-1.5'],
        ['(Integer) 2.9', '2'],
        ['(Integer) -2.9', '-2'],
        ['(Long) 3.7d', '3'],
        ['(Decimal) 5', '5'],
        ['(Integer) 4294967297L', '1']
    ]);
});

test('strings join with everything, and == compares them without case', () => {
    all(
        [
            ["'a' + 1 + 2", 'a12'],
            ["1 + 2 + 'a'", '3a'],
            ["'x' + none", 'xnull'],
            ["'x' + true", 'xtrue'],
            ["'x' + Date.newInstance(2020, 1, 2)", 'x2020-01-02 00:00:00'],
            ["'abc' == 'ABC'", 'true'],
            ["'abc' != 'ABC'", 'false'],
            ["'abc'.equals('ABC')", 'false'],
            ["none == 'a'", 'false'],
            ['none == null', 'true'],
            ["'a' < 'B'", 'true'],
            ["none < 'a'", 'true'],
            ['nothing < 5', 'false'],
            ['nothing >= 5', 'false'],
            ['1 == 1.0', 'true'],
            ['5L == 5', 'true'],
            ["'tab\\there'.length()", '8']
        ],
        'String none; Integer nothing;'
    );
});

test('&&, ||, ?: and ?? evaluate only what they need', () => {
    all(
        [
            ['none != null && none.length() > 1', 'false'],
            ['none == null || none.length() > 1', 'true'],
            ["none == null ? 'empty' : none.substring(1)", 'empty'],
            ["none ?? 'other'", 'other'],
            ['none?.toUpperCase()?.length()', 'null'],
            ["'abc'?.toUpperCase()?.length()", '3'],
            ['account?.Name', 'null'],
            ['none?.toUpperCase().toLowerCase()', 'null']
        ],
        'String none; Account account;'
    );
});

test('(a) - b is a subtraction, and a minus binds as it stands', () => {
    all(
        [
            ['(a) - b', '7'],
            ['(a) - b * c', '-2'],
            ['-(a) - (b) + c', '-9'],
            ['a + (b) - c', '9'],
            ['(Integer) -b', '-3']
        ],
        'Integer a = 10; Integer b = 3; Integer c = 4;'
    );
});

test('assignments, compound assignments and steps give their values, and evaluate their target once', () => {
    const source = `public class T {
        static Integer calls = 0;
        Integer n = 1;
        static List<Integer> items() { calls++; return held; }
        static List<Integer> held = new List<Integer>{ 1, 2, 3 };
        static T self() { calls += 10; return kept; }
        static T kept = new T();
        public static Object run() {
            Integer i = 5;
            Integer a = i++;
            Integer b = ++i;
            Integer c = i-- - --i;
            i += 2; i *= 3; i -= 1; i /= 2;
            items()[1] += 5;
            items()[0]++;
            self().n += 4;
            self().n--;
            Integer d = (i = 9);
            String s; s += 'x';
            Long l = 1; l += 2; l++;
            Decimal m = 1; m += 0.5; m /= 2;
            Integer bits = 6; bits &= 3; bits |= 8; bits ^= 1; bits <<= 2; bits >>= 1;
            Boolean flag = true; flag &= false; flag |= true;
            return a + ',' + b + ',' + c + ',' + held + ',' + kept.n + ',' + calls + ',' + d + ',' + i + ',' + s + ',' + l + ',' + m + ',' + bits + ',' + flag;
        }
    }`;
    assert.equal(run(source), '5,7,2,(2, 7, 3),4,22,9,9,nullx,4,0.75,22,true');
});

test('a null operand or receiver is a NullPointerException', () => {
    for (const expression of ['none + 1', 'text.length()', 'items.size()', 'items[0]', 'row.Name', '-none', 'flag && true', 'none++']) {
        const source = `public class T { public static Object run() {
            Integer none; String text; List<String> items; Account row; Boolean flag;
            try { Object x = ${expression}; return 'no exception'; } catch (NullPointerException e) { return e.getMessage(); }
        } }`;
        assert.equal(run(source), 'Attempt to de-reference a null object', expression);
    }
});

test('collections have literals, initialisers, indexes and array syntax', () => {
    all(
        [
            ["new List<String>{ 'a', 'b' }", '(a, b)'],
            ['new Set<Integer>{ 1, 2, 1 }.size()', '2'],
            ["new Map<String, Integer>{ 'a' => 1, 'b' => 2 }.get('b')", '2'],
            ["new String[]{ 'x' }[0]", 'x'],
            ['new Integer[3].size()', '3'],
            ['new List<Integer>(new Set<Integer>{ 7 })', '(7)'],
            ['numbers[1]', '20'],
            ['new List<List<Integer>>{ numbers }[0][0]', '10'],
            ['numbers.size() + new List<Object>().size()', '2'],
            ["new Map<String, List<Integer>>{ 'k' => numbers }.get('k')[1]", '20']
        ],
        'Integer[] numbers = new Integer[]{ 10, 20 };'
    );
});

test('casts and instanceof go by the value at run time', () => {
    const statements =
        "Object text = 'a'; Object whole = 1; Object items = new List<String>{ 'a' }; SObject row = new Account(Name = 'A');";
    all(
        [
            ['text instanceof String', 'true'],
            ['whole instanceof String', 'false'],
            ['whole instanceof Integer', 'true'],
            ['whole instanceof Decimal', 'true'],
            ['whole instanceof Date', 'false'],
            ['(Decimal) whole + 0.5', '1.5'],
            ['items instanceof List<String>', 'true'],
            ['items instanceof List<Integer>', 'false'],
            ['row instanceof Account', 'true'],
            ['row instanceof Contact', 'false'],
            ['((String) text).length()', '1'],
            ['(Decimal) whole', '1'],
            ['((Account) row).Name', 'A'],
            ['((List<String>) items)[0]', 'a']
        ],
        statements
    );
    const message = run(
        `public class T { public static Object run() { Object o = 1; try { String s = (String) o; return s; } catch (TypeException e) { return e.getMessage(); } } }`
    );
    assert.equal(message, 'Invalid conversion from runtime type Integer to String');
});

test('records have named fields, parents, and take values by field', () => {
    const source = `public class T { public static Object run() {
        Account parent = new Account(Name = 'Parent', AnnualRevenue = 5);
        Contact c = new Contact(LastName = 'L', Account = parent);
        c.Email = 'a@b.c';
        c.Account.Name += '!';
        c.Account.NumberOfEmployees = 3;
        c.Account.NumberOfEmployees++;
        Contact lonely = new Contact();
        return c.LastName + c.Email + c.Account.Name + parent.NumberOfEmployees + lonely.Account.Name + parent.AnnualRevenue;
    } }`;
    assert.equal(run(source), 'La@b.cParent!4null5');
});

test('X.class, tokens and describes are values', () => {
    all([
        ['T.class', 'T'],
        ['List<String>.class', 'List<String>'],
        ['Account.SObjectType', 'Account'],
        ['Account.Name', 'Name'],
        ['Account.Name == Account.Fields.Name', 'true'],
        ['Schema.Account.SObjectType == Account.SObjectType', 'true']
    ]);
});

test('one expression gives its value', () => {
    assert.equal(evaluate('Math.max(1, 2L)'), '2');
    assert.equal(evaluate("String.join(new List<String>{ 'a', 'b' }, '-')"), 'a-b');
});
