import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf as mixedProblems } from '../mixed';
import { problemsOf as paymentProblems } from '../payments';
import { problemsOf as revenueProblems } from '../revenue';
import { listOfParts, PARTS, partsNamed } from '../parts';

test('without a name all parts run, with names those, in the order of the list', () => {
    assert.deepEqual(partsNamed([]), PARTS);
    const [first, second] = PARTS;
    assert.deepEqual(partsNamed([second!.name, first!.name]), [first, second]);
});

test('a part that does not exist is refused with the names of those that do', () => {
    assert.throws(() => partsNamed(['speed']), { message: /no part "speed".*costs, throughput/ });
});

test('every part has a name of its own and says what it measures', () => {
    assert.equal(new Set(PARTS.map((part) => part.name)).size, PARTS.length);
    PARTS.forEach((part) => assert.ok(listOfParts().includes(`${part.name}`) && part.summary.length > 10));
});

test('time that grows faster than the events is named', () => {
    const run = (events: number, seconds: number): { events: number; seconds: number } => ({ events, seconds });
    assert.deepEqual(mixedProblems([run(1_000, 10), run(10_000, 109)]), []);
    assert.match(mixedProblems([run(1_000, 10), run(10_000, 111)])[0]!, /10\.0 times the events took 11\.10 times the time/);
});

test('a batch whose queries grow with its size is named, and one beyond what is aimed at', () => {
    const cost = (events: number, queries: number, cpuTime = 100): Parameters<typeof paymentProblems>[0][number] => ({
        events,
        drain: [{ kind: 'queueable', name: 'EventDrain', user: '', limits: { queries, dmlStatements: 12, cpuTime }, ms: 1, error: null }]
    });
    assert.deepEqual(paymentProblems([cost(8, 20), cost(200, 20)]), []);
    assert.match(paymentProblems([cost(8, 20), cost(200, 21)])[0]!, /queries of a drain grow from 20 to 21/);
    assert.match(paymentProblems([cost(8, 20), cost(200, 20, 5_000)])[0]!, /cpuTime .* 5000, aimed at 4000/);
});

test('booking revenue that costs more with more invoices is named', () => {
    const cost = (queries: number, dmlRows: number): Parameters<typeof revenueProblems>[0][number] => ({
        batch: '50 × 5',
        job: { kind: 'queueable', name: 'RevenueBooking', user: '', limits: { queries, dmlRows }, ms: 1, error: null }
    });
    assert.deepEqual(revenueProblems([cost(8, 27), cost(8, 6_550)]), []);
    assert.match(revenueProblems([cost(8, 27), cost(9, 6_550)])[0]!, /queries of booking revenue grow from 8 to 9/);
    assert.match(revenueProblems([cost(8, 27), cost(8, 10_001)])[0]!, /dmlRows .* 10001, aimed at 10000/);
});
