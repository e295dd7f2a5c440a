import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageReport, mergeCoverage, summarize } from '../coverage.ts';

const unit = (name: string, hits: Record<number, number>): { name: string; file: string; hits: Record<number, number> } => ({
    name,
    file: `${name}.cls`,
    hits
});

test('coverage of several threads adds up by line', () => {
    const merged = mergeCoverage([[unit('A', { 1: 1, 2: 0 })], [unit('A', { 1: 2, 2: 3 }), unit('B', { 4: 0 })]]);
    assert.deepEqual(merged, [unit('A', { 1: 3, 2: 3 }), unit('B', { 4: 0 })]);
    assert.deepEqual(summarize(merged), { covered: 2, total: 3, percent: 66 });
});

test('the report starts with the least covered and names the lines in ranges', () => {
    assert.deepEqual(coverageReport([unit('Good', { 1: 1 }), unit('Bad', { 1: 1, 3: 0, 4: 0, 5: 0, 9: 0 })]), [
        'Bad   20 %  not covered: 3-5, 9',
        'Good 100 %'
    ]);
});
