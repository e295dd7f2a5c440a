import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { stringOf, valueOfText } from '../../runtime/values/text.ts';
import { ApexTime } from '../../runtime/values/time.ts';
import { call, inTransaction, statically, thrown } from './apex.ts';

const date = (text: string): ApexDate => ApexDate.parse(text);
const utc = (text: string): ApexDatetime => ApexDatetime.parseIso(text)!;

test('months end where the next one ends', () => {
    assert.equal(String(call(date('2020-01-31'), 'addMonths', 1)), '2020-02-29');
    assert.equal(String(call(date('2021-01-31'), 'addMonths', 1)), '2021-02-28');
    assert.equal(String(call(date('2020-02-29'), 'addYears', 1)), '2021-02-28');
    assert.equal(String(call(date('2020-03-31'), 'addMonths', -13)), '2019-02-28');
    assert.equal(String(call(date('2020-12-31'), 'addDays', 1)), '2021-01-01');
});

test('distances: days are signed, months do not look at days', () => {
    assert.equal(call(date('2020-01-31'), 'daysBetween', date('2020-03-01')), 30);
    assert.equal(call(date('2020-03-01'), 'daysBetween', date('2020-01-31')), -30);
    assert.equal(call(date('2020-03-01'), 'monthsBetween', date('2020-03-30')), 0);
    assert.equal(call(date('2019-12-31'), 'monthsBetween', date('2020-01-01')), 1);
});

test('newInstance rolls over what is out of range', () => {
    assert.equal(String(statically('System.Date', 'newInstance', 2020, 2, 30)), '2020-03-01');
    assert.equal(String(statically('System.Date', 'newInstance', 2020, 14, 1)), '2021-02-01');
    assert.equal(statically('System.Date', 'daysInMonth', 1960, 2), 29);
    assert.equal(statically('System.Date', 'isLeapYear', 1900), false);
});

test('dates are read and refused as on the platform', () => {
    inTransaction({}, () => {
        assert.equal(String(statically('System.Date', 'valueOf', '2005-10-05')), '2005-10-05');
        assert.equal(String(statically('System.Date', 'valueOf', '2005-10-05 14:30:00')), '2005-10-05');
        assert.equal(String(statically('System.Date', 'parse', '10/14/2011')), '2011-10-14');
        assert.equal(
            thrown(() => statically('System.Date', 'valueOf', '5 October')),
            'System.TypeException: Invalid date: 5 October'
        );
        assert.equal(
            thrown(() => statically('System.Datetime', 'valueOf', 'x')),
            'System.TypeException: Invalid date/time: x'
        );
    });
    inTransaction({ locale: 'de_DE' }, () => assert.equal(String(statically('System.Date', 'parse', '14.10.2011')), '2011-10-14'));
});

test('a week begins as the locale has it', () => {
    inTransaction({}, () => assert.equal(String(call(date('2026-11-22'), 'toStartOfWeek')), '2026-11-22'));
    inTransaction({ locale: 'de_DE' }, () => assert.equal(String(call(date('2026-11-22'), 'toStartOfWeek')), '2026-11-16'));
});

test('an instant shows the time of the user, and of Greenwich', () => {
    inTransaction({}, () => {
        const instant = utc('2026-07-01T02:30:45.678Z');
        assert.equal(String(call(instant, 'date')), '2026-06-30');
        assert.equal(String(call(instant, 'dateGmt')), '2026-07-01');
        assert.equal(call(instant, 'hour'), 19);
        assert.equal(call(instant, 'hourGmt'), 2);
        assert.equal(call(instant, 'millisecond'), 678);
        assert.equal(call(instant, 'getTime'), 1782873045678n);
        assert.equal(valueOfText(instant), '2026-06-30 19:30:45');
        assert.equal(stringOf(instant), '2026-07-01 02:30:45');
        assert.equal(call(instant, 'format'), '6/30/2026, 7:30 PM');
    });
});

test('days and months move the clock, hours move the instant', () => {
    inTransaction({}, () => {
        const beforeChange = utc('2026-03-07T18:00:00Z');
        assert.equal((call(beforeChange, 'addDays', 1) as ApexDatetime).toIso(), '2026-03-08T17:00:00.000Z');
        assert.equal((call(beforeChange, 'addHours', 24) as ApexDatetime).toIso(), '2026-03-08T18:00:00.000Z');
        assert.equal((call(utc('2026-01-31T20:00:00Z'), 'addMonths', 1) as ApexDatetime).toIso(), '2026-02-28T20:00:00.000Z');
    });
});

test('patterns of SimpleDateFormat', () => {
    inTransaction({}, () => {
        const instant = utc('2026-07-04T02:03:04.005Z');
        const format = (pattern: string): unknown => call(instant, 'formatGmt', pattern);
        assert.equal(format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"), '2026-07-04T02:03:04.005Z');
        assert.equal(format('EEE, d MMM yyyy HH:mm:ss z'), 'Sat, 4 Jul 2026 02:03:04 GMT');
        assert.equal(format("EEEE h:mm a 'o''clock'"), "Saturday 2:03 AM o'clock");
        assert.equal(format('yy D u w Z X'), '26 185 6 27 +0000 Z');
        assert.equal(call(instant, 'format', 'MM/dd/yyyy HH:mm z'), '07/03/2026 19:03 PDT');
        assert.equal(call(instant, 'format', 'HH:mm Z XXX', 'Asia/Kolkata'), '07:33 +0530 +05:30');
        assert.equal(call(instant, 'format', 'z', 'Europe/Berlin'), 'CEST');
        assert.throws(() => call(instant, 'format', 'z', 'Europe/Moscow'), /the name of the time zone Europe\/Moscow in a date pattern/);
        assert.match(
            thrown(() => format('bad')),
            /^System.IllegalArgumentException/
        );
    });
});

test('instants are made in the zone of the user unless Gmt is said', () => {
    inTransaction({}, () => {
        assert.equal(
            (statically('System.Datetime', 'newInstance', 2026, 12, 1, 8, 0, 0) as ApexDatetime).toIso(),
            '2026-12-01T16:00:00.000Z'
        );
        assert.equal(
            (statically('System.Datetime', 'newInstanceGmt', 2026, 12, 1, 8, 0, 0) as ApexDatetime).toIso(),
            '2026-12-01T08:00:00.000Z'
        );
        assert.equal((statically('System.Datetime', 'valueOf', '2026-12-01 08:00:00') as ApexDatetime).toIso(), '2026-12-01T16:00:00.000Z');
        assert.equal((statically('System.Datetime', 'parse', '12/1/2026, 8:00 AM') as ApexDatetime).toIso(), '2026-12-01T16:00:00.000Z');
        const time = ApexTime.of(8, 0, 0, 0);
        assert.equal(
            (statically('System.Datetime', 'newInstanceGmt', date('2026-12-01'), time) as ApexDatetime).toIso(),
            '2026-12-01T08:00:00.000Z'
        );
    });
});

test('a time of day wraps around midnight', () => {
    const time = statically('System.Time', 'newInstance', 18, 30, 2, 20);
    assert.equal(String(time), '18:30:02.020Z');
    assert.equal(String(call(time, 'addHours', 6)), '00:30:02.020Z');
    assert.equal(String(call(time, 'addMinutes', -1111)), '23:59:02.020Z');
});

test('a Date in a concatenated text has its midnight, String.valueOf leaves it out', () => {
    assert.equal(stringOf(date('2020-01-02')), '2020-01-02 00:00:00');
    assert.equal(valueOfText(date('2020-01-02')), '2020-01-02');
});
