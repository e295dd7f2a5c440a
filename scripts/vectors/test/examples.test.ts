import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runsOf, type MrrFile } from '../model';

const EXAMPLES = join(__dirname, '..', 'examples');

/** Plays a file of worked examples as `npm run vectors` does; gives the lines of its output. */
function play(file: string): string[] {
    const command = ['-r', 'ts-node/register/transpile-only', join(__dirname, '..', '..', 'vectors.ts'), join(EXAMPLES, file)];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    return stdout.trimEnd().split('\n');
}

test('every worked MRR example and each of its variants comes out to the cent', () => {
    const lines = play('mrr.json');
    const file = JSON.parse(readFileSync(join(EXAMPLES, 'mrr.json'), 'utf8')) as MrrFile;
    assert.equal(file.vectors.length, 49);
    assert.equal(lines.at(-1), '55 passed, 0 failed');
    assert.deepEqual(
        lines.slice(0, -1).map((line) => line.split('  ').slice(0, 2).join(' ')),
        runsOf(file).map(({ id }) => `${id} passed`)
    );
});

test('every signature that Stripe’s own library made is judged as that library judges it', () => {
    assert.equal(play('signatures.json').at(-1), '15 passed, 0 failed');
});

test('every worked example of revenue is booked to the cent', () => {
    assert.equal(play('revenue.json').at(-1), '12 passed, 0 failed');
});
