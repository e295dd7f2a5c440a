import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, rowTable, type Timing } from '../local-org';

const timings = (large: number, trigger: number): Timing[] => [
    { operation: 'insert', size: 2_000, ms: 20 },
    { operation: 'insert', size: 10_000, ms: large },
    { operation: 'insert through a trigger', size: 2_000, ms: trigger / 5 },
    { operation: 'insert through a trigger', size: 10_000, ms: trigger }
];

test('a row that becomes dearer with their number, and a slow trigger, are named', () => {
    assert.deepEqual(problemsOf(timings(110, 400)), []);
    assert.deepEqual(problemsOf(timings(300, 400)), ['a row of a large insert costs 3.0 times one of a small one']);
    assert.deepEqual(problemsOf(timings(110, 6_000)), ['10000 rows through a trigger took 6.0 s']);
});

test('the table has the rows a second at both sizes, and how they compare', () => {
    assert.match(rowTable(timings(110, 400)), /^insert +20 +100000 +110 +90909 +1\.10$/m);
});
