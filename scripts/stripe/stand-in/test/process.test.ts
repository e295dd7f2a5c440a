import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { standInClient } from '../../client';
import { startStandIn } from '../process';

test('the stand-in runs as a process of its own and keeps what it knows in a file of its user', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
    const file = join(directory, 'state.json');
    const first = await startStandIn(file);
    const customer = await standInClient(first.url).customers.create({ name: 'Kept' });
    await first.child.stop();
    assert.equal(statSync(file).mode & 0o777, 0o600);

    const second = await startStandIn(file);
    assert.equal(((await standInClient(second.url).customers.retrieve(customer.id)) as { name: string }).name, 'Kept');
    assert.deepEqual(await second.control('GET', '/counts'), { customers: 1, subscriptions: 0, events: 1 });
    await second.child.stop();
    assert.equal(await second.child.ended, 0);
    rmSync(directory, { recursive: true });
});
