import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Died } from '../ledger/support/lifeline.ts';
import { compile, LedgerOrg } from '../ledger/support/org.ts';
import { Billing, type Command, type CommandKind } from './billing.ts';
import { expectedFigures } from './expected.ts';
import { checkRevenue, SOURCE } from './play.ts';
import { checkRecords } from './records.ts';

const START = Date.UTC(2026, 0, 20);
const NOWHERE = 'http://127.0.0.1:9';
const DAY = 86_400;
const RULES = { disputesWhenLost: false, wonRestores: false };

const command = (kind: CommandKind, shape = 7): Command => ({ kind, pick: 0, amount: 9_001, shape, wait: DAY });
const STORY: readonly Command[] = [
    command('bill', 31),
    command('failToPay'),
    command('pay'),
    command('refund', 4),
    command('credit', 3),
    command('dispute'),
    command('endDispute')
];

let program: ReturnType<typeof compile>;
let folder: string;

before(() => {
    program = compile(NOWHERE, [join(import.meta.dirname, '..', 'ledger', 'sources')]);
    folder = mkdtempSync(join(tmpdir(), 'drain-'));
    const org = new LedgerOrg(program, START, [SOURCE], join(folder, 'empty.db'));
    org.insert('Account', { Name: 'Account' });
    org.close();
});

after(() => rmSync(folder, { recursive: true }));

/** Takes in a whole story at once, the last news first, in an org whose process dies before that step of the drain. */
function live(last: number): string[] {
    const file = join(folder, `${last}.db`);
    copyFileSync(join(folder, 'empty.db'), file);
    const org = new LedgerOrg(program, START, [SOURCE], file);
    const steps: string[] = [];
    let dead = false;
    org.org.onStep = (step, { name }) => {
        if (dead || name !== 'EventDrain') return;
        if (steps.length === last) {
            dead = true;
            org.org.close();
            throw new Died(`before ${step} of ${name}`);
        }
        steps.push(step);
    };
    const [account] = org.query('SELECT Id FROM Account');
    const billing = new Billing(START / 1000, String(account!['Id']));
    for (const next of STORY) billing.run(next);
    org.moveTo(billing.now * 1000);
    for (const event of billing.events.toReversed()) assert.equal(org.deliver(event as never, SOURCE), 200);
    try {
        org.work();
    } catch (error) {
        if (!dead) throw error;
        org.reopen();
    }
    org.rest();
    checkRecords(org, billing);
    checkRevenue(org, expectedFigures(billing, RULES));
    assert.equal(dead, steps.length === last);
    org.close();
    return steps;
}

test('wherever the drain dies, no payment is kept by half and the sweeper brings the rest', () => {
    const steps = live(Number.POSITIVE_INFINITY);
    for (const kind of ['dml', 'commit', 'committed']) assert.ok(steps.includes(kind), kind);
    for (const number of steps.keys()) live(number);
    console.log(`died before each of ${steps.length} steps`);
});
