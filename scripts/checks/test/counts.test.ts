import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { countsOf } from '../counts';

test('the last line of our own runners counts', () => {
    assert.deepEqual(countsOf('1 passed, 0 failed\n12 passed, 3 failed\n', false), { passed: 12, failed: 3 });
});

test("node's and jest's totals are understood", () => {
    assert.deepEqual(countsOf('ℹ tests 5\nℹ pass 4\nℹ fail 1\n', false), { passed: 4, failed: 1 });
    assert.deepEqual(countsOf('Tests:       1 failed, 5 passed, 6 total', false), { passed: 5, failed: 1 });
});

test('a step without counts is one test, and a failed step never counts as passed', () => {
    assert.deepEqual(countsOf('', true), { passed: 1, failed: 0 });
    assert.deepEqual(countsOf('error TS2322', false), { passed: 0, failed: 1 });
    assert.deepEqual(countsOf('7 passed, 0 failed', false), { passed: 7, failed: 1 });
});
