import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enumConstant } from '../../runtime/values/enum.ts';
import { call, dbl, dec, inTransaction, statically, thrown } from './apex.ts';

const text = (value: unknown): string => String(value);
const mode = (name: string): unknown => enumConstant('System.RoundingMode', name);

test('examples of the Decimal class in the Apex Reference Guide', () => {
    assert.equal(text(call(dec('-6.02214129'), 'abs')), '6.02214129');
    assert.equal(text(call(dec('19'), 'divide', dec('100'), 3)), '0.190');
    assert.equal(text(call(dec('12.4567'), 'divide', dec('7'), 2, mode('UP'))), '1.78');
    assert.equal(text(call(dec('8.987551787'), 'setScale', 3)), '8.988');
    assert.equal(call(dec('9.27400968'), 'scale'), 8);
    assert.equal(call(dec('123.45'), 'precision'), 5);
    assert.equal(text(call(dec('1.10000'), 'stripTrailingZeros')), '1.1');
    assert.equal(call(dec('12345.6789'), 'toPlainString'), '12345.6789');
    assert.equal(text(call(dec('4000'), 'setScale', -3)), '4E+3');
});

test('rounding modes as in the table of the Apex Reference Guide', () => {
    const table: Record<string, bigint[]> = {
        CEILING: [6n, 2n, -1n, -2n],
        DOWN: [5n, 1n, -1n, -2n],
        FLOOR: [5n, 1n, -2n, -3n],
        HALF_DOWN: [5n, 1n, -1n, -3n],
        HALF_EVEN: [6n, 1n, -1n, -3n],
        HALF_UP: [6n, 1n, -1n, -3n],
        UP: [6n, 2n, -2n, -3n]
    };
    for (const [name, expected] of Object.entries(table)) {
        const rounded = ['5.5', '1.1', '-1.1', '-2.7'].map((value) => call(dec(value), 'round', mode(name)));
        assert.deepEqual(rounded, expected, name);
    }
    assert.equal(call(dec('1.0'), 'round', mode('UNNECESSARY')), 1n);
    assert.match(
        thrown(() => call(dec('5.5'), 'round', mode('UNNECESSARY'))),
        /^System.MathException/
    );
});

test('halves go to the even neighbour unless a mode says otherwise', () => {
    assert.equal(statically('System.Math', 'round', dec('4.5')), 4);
    assert.equal(statically('System.Math', 'round', dec('5.5')), 6);
    assert.equal(statically('System.Math', 'roundToLong', dec('4.5')), 4n);
    assert.equal(statically('System.Math', 'round', dbl(4.5)), 5);
    assert.equal(text(call(dec('2.345'), 'setScale', 2)), '2.34');
    assert.equal(text(call(dec('2.345'), 'setScale', 2, mode('HALF_UP'))), '2.35');
});

test('sums keep the larger scale, products the sum of both, quotients what they need', () => {
    assert.equal(text(dec('1.50').plus(dec('2.5'))), '4.00');
    assert.equal(text(dec('1.50').times(dec('2.0'))), '3.000');
    assert.equal(text(dec('1').dividedBy(dec('8'))), '0.125');
    assert.equal(text(dec('10').dividedBy(dec('3'))), '3.333333333333333333333333333333333');
    assert.equal(text(dec('2').dividedBy(dec('3'))), '0.6666666666666666666666666666666667');
    assert.equal(text(dec('100').dividedBy(dec('0.5'))), '200');
    assert.equal(
        thrown(() => dec('1').dividedBy(dec('0'))),
        'System.MathException: Divide by 0'
    );
});

test('numbers from texts, and the words for what is none', () => {
    assert.equal(statically('System.Integer', 'valueOf', ' 12 '), 12);
    assert.equal(statically('System.Long', 'valueOf', '9223372036854775807'), 9223372036854775807n);
    assert.equal(
        thrown(() => statically('System.Integer', 'valueOf', '1.5')),
        'System.TypeException: Invalid integer: 1.5'
    );
    assert.equal(
        thrown(() => statically('System.Integer', 'valueOf', '2147483648')),
        'System.TypeException: Invalid integer: 2147483648'
    );
    assert.equal(
        thrown(() => statically('System.Double', 'valueOf', 'x')),
        'System.TypeException: Invalid double: x'
    );
    assert.equal(
        thrown(() => statically('System.Decimal', 'valueOf', '')),
        'System.TypeException: Invalid decimal: '
    );
    assert.equal(
        thrown(() => statically('System.Long', 'valueOf', null)),
        'System.NullPointerException: Argument 1 cannot be null'
    );
    assert.equal(text(statically('System.Decimal', 'valueOf', dbl(0.1))), '0.1');
});

test('narrowing keeps the low bits of integers and the bounds of floats', () => {
    assert.equal(call(4294967297n, 'intValue'), 1);
    assert.equal(call(dec('4294967297.9'), 'intValue'), 1);
    assert.equal(call(dbl(1e20), 'longValue'), 9223372036854775807n);
    assert.equal(call(dbl(-2.9), 'intValue'), -2);
});

test('remainders take the sign of the left side', () => {
    assert.equal(statically('System.Math', 'mod', -7, 3), -1);
    assert.ok(Object.is(statically('System.Math', 'mod', -6, 3), 0));
    assert.equal(
        thrown(() => statically('System.Math', 'mod', 1, 0)),
        'System.MathException: Divide by 0'
    );
});

test('numbers are shown by the locale of the user', () => {
    inTransaction({}, () => {
        assert.equal(call(dec('12345.6789'), 'format'), '12,345.679');
        assert.equal(call(1234567, 'format'), '1,234,567');
    });
    inTransaction({ locale: 'de_DE' }, () => assert.equal(call(dec('12345.6789'), 'format'), '12.345,679'));
});

test('floats are written as Java writes them', () => {
    assert.deepEqual(
        [1, 0.1, 1e7, 1.5e-4, 100, -0.001].map((value) => String(dbl(value))),
        ['1.0', '0.1', '1.0E7', '1.5E-4', '100.0', '-0.001']
    );
});
