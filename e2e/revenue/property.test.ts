import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { compile, LedgerOrg } from '../ledger/support/org.ts';
import { histories } from './histories.ts';
import { play, SOURCE } from './play.ts';

/*
 * REVENUE_HISTORIES=2000 tries more histories, others at each run; REVENUE_SEED=… repeats those of a run.
 */
const HISTORIES = Number(process.env['REVENUE_HISTORIES'] ?? 100);
const CHOSEN_SEED = process.env['REVENUE_HISTORIES'] === undefined ? 20261122 : Date.now();
const SEED = Number(process.env['REVENUE_SEED'] ?? CHOSEN_SEED);
const START = Date.UTC(2026, 0, 20);
/** Nothing is read from Stripe: the events carry the state. */
const NOWHERE = 'http://127.0.0.1:9';

let org: LedgerOrg | undefined;

before(() => {
    org = new LedgerOrg(compile(NOWHERE, [join(import.meta.dirname, '..', 'ledger', 'sources')]), START, [SOURCE]);
});

after(() => org?.close());

test(`${HISTORIES} histories (seed ${SEED}): rows add up to what can be recognised, locked months stay, and the Account says the same`, () => {
    let played = 0;
    fc.assert(
        fc.property(histories(), (history) => {
            played += 1;
            play(org!, history);
        }),
        { numRuns: HISTORIES, seed: SEED, endOnFailure: process.env['REVENUE_SHRINK'] === undefined }
    );
    assert.ok(played >= HISTORIES);
});
