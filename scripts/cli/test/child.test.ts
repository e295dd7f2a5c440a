import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { requireNode } from '../child';

test('a Node that cannot run the local org is told in one line what to do', () => {
    for (const version of ['20.20.2', '22.17.9'])
        assert.throws(() => requireNode(version), /needs Node 22\.18 or newer, and runs on .*npm start/);
    for (const version of ['22.18.0', '24.21.0', '26.0.0']) assert.doesNotThrow(() => requireNode(version));
});
