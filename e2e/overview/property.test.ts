import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { compile, LedgerOrg } from '../ledger/support/org.ts';
import { ledgers } from './ledgers.ts';
import { play } from './play.ts';

/*
 * OVERVIEW_LEDGERS=2000 tries more ledgers, others at each run; OVERVIEW_SEED=… repeats those of a run; OVERVIEW_SHRINK=1
 * looks for the smallest that fails.
 */
const LEDGERS = Number(process.env['OVERVIEW_LEDGERS'] ?? 100);
const CHOSEN_SEED = process.env['OVERVIEW_LEDGERS'] === undefined ? 20261122 : Date.now();
const SEED = Number(process.env['OVERVIEW_SEED'] ?? CHOSEN_SEED);
/** The 9th: every zone is in the same month. */
const NOW = Date.UTC(2026, 10, 9, 12);
const NOWHERE = 'http://127.0.0.1:9';

let org: LedgerOrg | undefined;

before(() => {
    org = new LedgerOrg(compile(NOWHERE), NOW);
});

after(() => org?.close());

test(`${LEDGERS} ledgers (seed ${SEED}): the overview adds up, and each figure is what its definition says`, () => {
    let played = 0;
    fc.assert(
        fc.property(ledgers(), (ledger) => {
            played += 1;
            play(org!, ledger);
        }),
        { numRuns: LEDGERS, seed: SEED, endOnFailure: process.env['OVERVIEW_SHRINK'] === undefined }
    );
    assert.ok(played >= LEDGERS);
});
