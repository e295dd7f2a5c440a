import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Died } from '../ledger/support/lifeline.ts';
import { compile, LedgerOrg } from '../ledger/support/org.ts';
import { Billing, type BillingEvent, type Command, type CommandKind } from './billing.ts';
import { expectedFigures } from './expected.ts';
import { checkRevenue, SOURCE } from './play.ts';

const START = Date.UTC(2026, 0, 20);
const NOWHERE = 'http://127.0.0.1:9';
const DAY = 86_400;
const HOUR = 3_600_000;
const JOB = 'RevenueBooking';
const RULES = { disputesWhenLost: false, wonRestores: false };

const command = (kind: CommandKind, shape = 7): Command => ({ kind, pick: 0, amount: 9_001, shape, wait: 20 * DAY });
/** Billed, paid, partly refunded, credited, disputed. */
const STORY: readonly Command[] = [command('bill', 31), command('pay'), command('refund', 4), command('credit', 3), command('dispute')];

const UNTIL_REFUNDED = 3;

let program: ReturnType<typeof compile>;
let folder: string;

before(() => {
    program = compile(NOWHERE, [join(import.meta.dirname, '..', 'ledger', 'sources')]);
    folder = mkdtempSync(join(tmpdir(), 'revenue-'));
    const org = new LedgerOrg(program, START, [SOURCE], join(folder, 'empty.db'));
    org.insert('Account', { Name: 'Account' });
    org.close();
});

after(() => rmSync(folder, { recursive: true }));

/** Plays the story in an org whose process dies before that step of the job; gives the steps of the job until then. */
function live(last: number): string[] {
    const file = join(folder, `${last}.db`);
    copyFileSync(join(folder, 'empty.db'), file);
    const org = new LedgerOrg(program, START, [SOURCE], file);
    const steps: string[] = [];
    let dead = false;
    org.org.onStep = (step, { name }) => {
        if (dead || !name.startsWith(JOB)) return;
        if (steps.length === last) {
            dead = true;
            org.org.close();
            throw new Died(`before ${step} of ${name}`);
        }
        steps.push(`${step} of ${name}`);
    };
    const survive = (work: () => void): void => {
        const diedBefore = dead;
        try {
            work();
        } catch (error) {
            if (!dead || diedBefore) throw error;
            org.reopen();
            org.rest();
        }
    };
    const billing = bill(org, STORY.slice(0, UNTIL_REFUNDED), (event) => {
        assert.equal(org.deliver(event as never, SOURCE), 200);
        survive(() => org.work());
    });
    survive(() => org.sweep());
    if (dead) org.sweep();
    checkRevenue(org, expectedFigures(billing, RULES));
    assert.equal(dead, steps.length === last);
    org.close();
    return steps;
}

function bill(org: LedgerOrg, story: readonly Command[], tell: (event: BillingEvent) => void): Billing {
    const [account] = org.query('SELECT Id FROM Account');
    const billing = new Billing(START / 1000, String(account!['Id']));
    let told = 0;
    for (const next of [undefined, ...story]) {
        if (next) billing.run(next);
        org.moveTo(billing.now * 1000);
        for (; told < billing.events.length; told++) tell(billing.events[told]!);
    }
    return billing;
}

test('wherever the job dies, nothing is booked by half and the sweeper has the rest booked', () => {
    const steps = live(Number.POSITIVE_INFINITY);
    for (const kind of ['dml', 'commit', 'committed'])
        assert.ok(
            steps.some((step) => step.startsWith(`${kind} `)),
            kind
        );
    for (const number of steps.keys()) live(number);
    console.log(`died before each of ${steps.length} steps`);
});

/** Delivers each next event while a transaction of that name holds its locks, and works on it there and then. */
function interleave(holder: string): void {
    const org = new LedgerOrg(program, START, [SOURCE]);
    org.insert('Account', { Name: 'Account' });
    const waiting: BillingEvent[] = [];
    const billing = bill(org, STORY, (event) => waiting.push(event));
    let met = 0;
    let inside = false;
    const deliver = (): void => {
        const event = waiting.shift();
        if (event) assert.equal(org.deliver(event as never, SOURCE), 200);
    };
    org.org.onWait = (point, { name }) => {
        if (point !== 'lock' || name !== holder || inside) return;
        inside = true;
        met += 1;
        deliver();
        org.work();
        inside = false;
    };
    while (waiting.length > 0) {
        deliver();
        org.work();
    }
    org.org.onWait = null;
    org.rest();
    org.time += HOUR;
    org.sweep();
    assert.ok(met > 0, `${holder} was never met while it held a lock`);
    checkRevenue(org, expectedFigures(billing, RULES));
    org.close();
}

test('what changes an invoice while its revenue is being booked is booked next', () => {
    interleave(JOB);
});

test('nor does anything get lost when the job comes while a drain holds the invoice', () => {
    interleave('EventDrain');
});
