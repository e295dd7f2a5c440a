import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../checks/project';
import { startLocalOrg } from '../../org/local';
import { filesOf } from '../files';
import { replay } from '../run';
import { keptSums, sumsOf } from '../sums';

/** Objects that Stripe or others recorded, where they are at hand. */
const RECORDED = ['stripe-sync-engine', 'pay-rails-pay']
    .map((name) => resolve(process.env['STRIPE_FIXTURES'] ?? join(ROOT, '..', 'shared', 'stripe', 'fixtures'), name))
    .filter((folder) => existsSync(folder));

async function assertSums(folders: readonly string[]): Promise<void> {
    const files = filesOf(folders);
    const { org, child } = await startLocalOrg({ also: ['config/replay'] });
    try {
        const lines = await replay(org, files, false);
        assert.deepEqual(
            lines.filter((line) => !line.passed).map((line) => `${line.file}: ${line.reason}`),
            []
        );
        const expected = sumsOf(files, Math.floor(Date.now() / 1000));
        assert.ok(Object.keys(expected).length > 3, 'there is something to compare');
        assert.deepEqual(await keptSums((soql) => org.query(soql)), expected);
    } finally {
        await child.stop();
    }
}

test('invoices, payments, refunds, disputes and payouts come to what their JSON comes to, in any order', () =>
    assertSums([join(__dirname, 'payments')]));

test(
    'recorded objects of other projects come to what their JSON comes to',
    { skip: RECORDED.length === 0 && 'the recorded objects are not here' },
    () => assertSums(RECORDED)
);
