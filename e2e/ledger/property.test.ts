import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { StripeApi } from './stripe/api.ts';
import { disorders, histories } from './support/histories.ts';
import { compile, LedgerOrg, SOURCE } from './support/org.ts';
import { playInDisorder, playInOrder, type World } from './support/play.ts';

/*
 * LEDGER_HISTORIES=5000 tries more histories, others at each run. LEDGER_SEED=… repeats those of a run;
 * LEDGER_SHRINK=1 looks for the smallest that fails, which may take long.
 */
const HISTORIES = Number(process.env['LEDGER_HISTORIES'] ?? 300);
const CHOSEN_SEED = process.env['LEDGER_HISTORIES'] === undefined ? 20261122 : Date.now();
const SEED = Number(process.env['LEDGER_SEED'] ?? CHOSEN_SEED);
/** Of the histories, those for a source in payload mode. */
const PAYLOADS = Math.ceil(HISTORIES / 6);
const WITHOUT_KEY = 'Stripe_Payload';
const START = Date.UTC(2026, 0, 1);

let api: StripeApi | undefined;
let org: LedgerOrg | undefined;

before(async () => {
    api = await StripeApi.start();
    org = new LedgerOrg(compile(api.url), START, [SOURCE, WITHOUT_KEY]);
    // So that discounts which end change MRR by themselves.
    org.set('Subtract_Repeating__c', true);
});

after(async () => {
    org?.close();
    await api?.stop();
});

function check(world: World, payloads: boolean, numRuns: number): void {
    let played = 0;
    fc.assert(
        fc.property(histories({ payloads }), disorders({ payloads }), (history, disorder) => {
            played += 1;
            assert.deepEqual(playInDisorder(world, history, disorder), playInOrder(world, history));
        }),
        { numRuns, seed: SEED, endOnFailure: process.env['LEDGER_SHRINK'] === undefined }
    );
    assert.ok(played >= numRuns);
}

test(`${HISTORIES - PAYLOADS} histories (seed ${SEED}): late, doubled, lost and swapped events end where the ordered history does`, () => {
    check({ org: org!, api: api!, source: SOURCE }, false, HISTORIES - PAYLOADS);
});

test(`${PAYLOADS} histories in payload mode: the newest payload wins, whenever it comes`, () => {
    check({ org: org!, api: api!, source: WITHOUT_KEY }, true, PAYLOADS);
});
